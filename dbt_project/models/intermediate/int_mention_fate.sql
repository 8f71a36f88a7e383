-- What became of every money, quantity and date mention: in a fact, kept as context (with its class), or to be reviewed.
with facts as (
    select document_id, claim_id from {{ ref('int_budget_facts') }}
    union all select document_id, claim_id from {{ ref('int_kpi_facts') }}
    union all select document_id, claim_id from {{ ref('int_milestone_facts') }}
),
used as (
    select distinct c.document_id, u.mention_id
    from {{ ref('stg_claims') }} c join facts using (document_id, claim_id),
         unnest([c.mention_id, c.period_mention_id, c.run_mention_id]) as u(mention_id)
    where u.mention_id is not null
),
claimed as (
    select document_id, mention_id, any_value(claim_id order by claim_id) as claim_id, any_value(subject order by claim_id) as subject,
           any_value(family order by claim_id) as family, any_value(quote order by claim_id) as quote
    from {{ ref('stg_claims') }} where mention_id is not null group by all
),
owners as (
    select document_id, block_id, text, kind from {{ ref('stg_blocks') }}
    union all select document_id, cell_id, text, 'cell' from {{ ref('stg_table_cells') }}
),
rejected as (  -- a reviewer decided that it is no fact
    select c.document_id, c.mention_id, any_value(k.reason order by k.reason) as reason
    from {{ ref('stg_claims') }} c
    join {{ ref('corrections') }} k on k.document_id = c.document_id and k.page_no = c.page_no and {{ bare('k.quote') }} = {{ bare('c.quote') }} and k.printed = c.printed
    where k.decision = 'reject' and c.mention_id is not null group by all
),
counts as (  -- counts of the plan's own parts
    select document_id, mention_id from {{ ref('int_kpi_counts') }}
),
judged as (
    select m.*, case m.type when 'period' then 'date' else m.type end as family,
        o.text as owner_text, c.subject, c.claim_id, c.quote as claim_quote,
        case
            when u.mention_id is not null then 'in_facts'
            when m.is_reread = false then 'review_queue'
            when m.context is not null or r.mention_id is not null then 'context'
            when m.type = 'period' and d.rule is not null then 'review_queue'
            when m.type = 'period' or n.mention_id is not null or t.mention_id is not null then 'context'
            when o.kind in ('heading', 'title', 'caption', 'box_title') then 'context'
            else 'review_queue'
        end as fate,
        case
            when m.is_reread = false then 'the second reader has other digits here'
            when m.context is not null then m.context
            when r.mention_id is not null then 'rejected by a reviewer: ' || r.reason
            when m.type = 'period' and d.rule is not null then 'the rule ' || d.rule || ' was right in ' || d.right_ones || ' of ' || d.sampled || ' samples'
            when m.type = 'period' and c.claim_id is not null then 'date of a statistic or of background'
            when m.type = 'period' then 'date inside a name, or beside a nearer date'
            when t.mention_id is not null then 'limit that decides what is examined'
            when n.mention_id is not null then 'count of the plan''s own parts'
            when o.kind in ('heading', 'title', 'caption', 'box_title') then 'heading'
            when d.rule is not null then 'the rule ' || d.rule || ' was right in ' || d.right_ones || ' of ' || d.sampled || ' samples'
            when c.claim_id is not null then 'no rule says what this figure is'
            else 'no claim could be made of this figure'
        end as reason
    from {{ ref('stg_mentions') }} m
    left join used u using (document_id, mention_id)
    left join (  -- the figure of a doubted claim; of an event, its date
        select c.document_id, c.mention_id, any_value(u.rule order by u.claim_id) as rule, any_value(u.right_ones order by u.claim_id) as right_ones,
               any_value(u.sampled order by u.claim_id) as sampled
        from {{ ref('int_untrusted') }} u
        join (select document_id, claim_id, coalesce(mention_id, case family when 'event' then period_mention_id end) as mention_id from {{ ref('stg_claims') }}) c
            using (document_id, claim_id)
        where c.mention_id is not null group by all
    ) d using (document_id, mention_id)
    left join rejected r using (document_id, mention_id)
    left join (select document_id, mention_id from {{ ref('int_money') }} where meaning = 'threshold' and mention_id is not null group by all) t using (document_id, mention_id)
    left join counts n using (document_id, mention_id)
    left join claimed c using (document_id, mention_id)
    left join owners o on o.document_id = m.document_id and o.block_id = m.block_id
    where m.type in ('money', 'quantity', 'period')
)
select document_id, mention_id, family, fate, reason, text, value, unit, period_start, period_end,
       case when fate = 'review_queue' then subject end as would_have_said,
       coalesce(claim_quote, regexp_replace(substr(owner_text, greatest(start_at - 40, 1), 100), '\s+', ' ', 'g'), text) as quote,
       page_no, x0, top, x1, bottom, block_id
from judged
