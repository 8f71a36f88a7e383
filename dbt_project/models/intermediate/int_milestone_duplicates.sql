-- The same event in box, body and schedule: the narrower and fuller record is the fact, the others its duplicates.
with recursive f as (
    select m.*, {{ bare('m.description') }} as bare_name,
           coalesce(date_diff('day', m.period_start, m.period_end), 100000) as days,
           row_number() over (partition by m.document_id order by
               coalesce(date_diff('day', m.period_start, m.period_end), 100000), (m.stated_in <> 'schedule'), (m.stated_in = 'summary'), -length(m.description), m.reading_order, m.start_at, m.milestone_id) as rank
    from {{ ref('int_milestone_facts') }} m
),
pairs as (
    select a.milestone_id, b.milestone_id as other_id, b.rank
    from f a join f b on b.document_id = a.document_id and b.rank < a.rank and (b.project_id = a.project_id or 'plan' in (a.project_id, b.project_id))
    where a.block_id <> b.block_id
      -- short words under other headings are other events: 평가(4~7월) here and there
      and not (a.stated_in = 'body' and b.stated_in = 'body' and least(length(a.bare_name), length(b.bare_name)) < 12 and a.topic is distinct from b.topic)
      and not (a.stated_in = 'schedule' and b.stated_in = 'schedule')
      and (coalesce(a.period_start, date '1900-01-01') <= b.period_end or b.period_end is null)
      and (b.period_start <= a.period_end or a.period_end is null or b.period_start is null)
      and (a.days >= b.days)
      and (a.period_end is not distinct from b.period_end or a.granularity = 'year')
      and (a.bare_name = b.bare_name
           or (least(length(a.bare_name), length(b.bare_name)) >= 6 and (contains(a.bare_name, b.bare_name) or contains(b.bare_name, a.bare_name)))
           or {{ edits('a.bare_name', 'b.bare_name') }} <= 0.12 * greatest(length(a.bare_name), length(b.bare_name)))
),
first_hop as (select milestone_id, arg_min(other_id, rank) as duplicate_of from pairs group by milestone_id),
{{ ends_of_chains('first_hop', 'milestone_id') }}
select milestone_id, duplicate_of from ends
