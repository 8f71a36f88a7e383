-- KPIs that say again what another of the document says more fully: same project, value and unit, a period that does not
-- contradict, wording alike.
with recursive f as (
    select k.*, {{ bare('k.indicator') }} as bare_name,
           row_number() over (partition by k.document_id order by
               (k.tier <> 'headline'), (k.table_id is null), (k.stated_in <> 'body'), (k.period_end is null), (k.tier <> 'activity'), k.reading_order, k.start_at, k.kpi_id) as rank
    from {{ ref('int_kpi_facts') }} k
),
pairs as (
    select a.kpi_id, b.kpi_id as other_id, b.rank
    from f a join f b on b.document_id = a.document_id and b.rank < a.rank and b.project_id = a.project_id
      and abs(a.value - b.value) <= 1e-9 * greatest(abs(a.value), 1) and a.unit = b.unit
    where not coalesce(a.table_id = b.table_id and (a.row_label is distinct from b.row_label or a.column_label is distinct from b.column_label), false)  -- cells of one table are different things
      and not {{ other_number('a.bare_name', 'b.bare_name') }}
      -- small counts under short words recur under other headings
      and not (a.topic is distinct from b.topic and a.table_id is null and b.table_id is null and a.value <= 12 and a.tier <> 'headline' and b.tier <> 'headline'
               and a.stated_in = 'body' and b.stated_in = 'body' and least(length(a.bare_name), length(b.bare_name)) < 10)
      and (a.block_id <> b.block_id or a.claim_id = b.outer_claim_id or b.claim_id = a.outer_claim_id)
      and (a.end_year is not distinct from b.end_year or a.end_year is null or b.end_year is null)
      and (a.value_type = b.value_type or 'baseline' in (a.value_type, b.value_type) and 'actual' in (a.value_type, b.value_type))
      and {{ alike('a.bare_name', 'b.bare_name') }} >= 0.62
      -- the words lent by the line a note hangs under make no two things alike
      and (coalesce(a.subject, '') = '' or coalesce(b.subject, '') = '' or {{ alike(bare('a.subject'), bare('b.subject')) }} >= 0.7)
),
first_hop as (select kpi_id, arg_min(other_id, rank) as duplicate_of from pairs group by kpi_id),
{{ ends_of_chains('first_hop', 'kpi_id') }}
select kpi_id, duplicate_of from ends
