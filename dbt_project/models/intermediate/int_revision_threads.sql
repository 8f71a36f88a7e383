-- Which thread a fact belongs to, through all rounds and editions: a fact of a replaced edition is its correction's, a fact of a later
-- round the one's it was matched to in the round before, a part the whole's it was split from. A thread bears the key of its first fact;
-- what was merged of parts begins a thread of its own. Facts that were matched to none are not listed: each is its own thread.
with recursive hops as (  -- each fact has one hop at most: forward within its round, from the current edition back
    select m.old_key as fact_id, m.new_key as duplicate_of
    from {{ ref('int_revision_matches') }} m join {{ ref('int_revision_pairs') }} p using (from_document_id, to_document_id)
    where p.scope = 'edition' and m.rule <> 'split_into_parts'
    union all
    select m.new_key, m.old_key
    from {{ ref('int_revision_matches') }} m join {{ ref('int_revision_pairs') }} p using (from_document_id, to_document_id)
    where p.scope = 'round' and m.rule <> 'merged_from_parts'
),
{{ ends_of_chains('hops', 'fact_id') }}
select fact_id, duplicate_of as thread_key from ends
