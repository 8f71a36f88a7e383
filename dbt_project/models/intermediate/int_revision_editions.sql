-- The editions of a round, the current one first: official before restated; the later cover date; what plans/rounds.yml lists, in its
-- order, but for a file it does not know whose cover says that it is a correction; the one with more text (a damaged copy has the same
-- cover); the hash. Nothing asks when a file was found, or under which name.
with cover as (
    select document_id, bool_or(regexp_matches(text, '(수정|정정|개정)\s*(본|판)|[(\[]\s*(수정|정정|개정)\s*[)\]]')) as says_corrected
    from {{ ref('stg_blocks') }} where page_no = 1 group by document_id
),
size as (select document_id, sum(n_characters) as n_characters from {{ ref('stg_pages') }} group by document_id)
select d.document_id, d.round_id,
       row_number() over (
           partition by d.round_id
           order by coalesce(d.is_restated, false), d.published_on desc nulls last,
                    case when d.edition_no is not null then d.edition_no when c.says_corrected then 1000000 else -1 end desc,
                    s.n_characters desc nulls last, d.sha256
       ) as place
from {{ ref('stg_documents') }} d
left join cover c using (document_id)
left join size s using (document_id)
