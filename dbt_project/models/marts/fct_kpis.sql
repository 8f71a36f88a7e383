-- One row per indicator × period × value × round.
with pairs as (  -- a baseline and its target: an arrow's two sides, or a goals table's two columns
    select a.kpi_id, b.kpi_id as pair_id, 1 as strength, abs(date_diff('day', a.period_end, b.period_end)) as days, b.bracket is not null as is_aside, b.claim_id
    from {{ ref('int_kpi_facts') }} a join {{ ref('int_kpi_facts') }} b on b.document_id = a.document_id and b.claim_id = a.pair_claim_id
    union all
    select a.kpi_id, b.kpi_id, 2, abs(date_diff('day', a.period_end, b.period_end)), b.bracket is not null, b.claim_id
    from {{ ref('int_kpi_facts') }} a
    join {{ ref('int_kpi_facts') }} b on b.document_id = a.document_id and b.table_id = a.table_id and b.row_label = a.row_label and b.unit = a.unit
      and b.kpi_id <> a.kpi_id and a.period_origin = 'column' and b.period_origin = 'column'
      and (a.value_type, b.value_type) in (('baseline', 'target'), ('target', 'baseline'))
),
-- of several columns the nearest in time; of several figures in a cell the one that stands in no bracket
pair as (select kpi_id, any_value(pair_id order by strength, days nulls last, is_aside, claim_id) as pair_kpi_id from pairs group by kpi_id),
-- one indicator through its wordings: a repetition has the fuller statement's, a baseline its target's
named as (
    select f.kpi_id, coalesce(d.duplicate_of, f.kpi_id) as said_by
    from {{ ref('int_kpi_facts') }} f left join {{ ref('int_kpi_duplicates') }} d using (kpi_id)
),
conformed as (
    select n.kpi_id, coalesce(case when s.value_type = 'baseline' then t.kpi_id end, n.said_by) as names_it
    from named n
    join {{ ref('int_kpi_facts') }} s on s.kpi_id = n.said_by
    left join pair p on p.kpi_id = n.said_by
    left join {{ ref('int_kpi_facts') }} t on t.kpi_id = p.pair_kpi_id and t.value_type = 'target'
)
select
    f.kpi_id, f.round_id, f.project_id, s.sub_area, f.indicator,
    {{ key_of('ind', ['f.project_id', bare('o.indicator'), 'f.unit']) }} as indicator_id,
    f.value, f.value_low, f.value_high, f.unit, f.printed as value_printed, f.unit_printed,
    f.period_start, f.period_end, f.value_type, f.tier, p.pair_kpi_id,
    f.document_id, f.page_no, f.x0, f.top, f.x1, f.bottom, f.quote, f.block_id, f.claim_id, f.rule, f.stated_in,
    d.duplicate_of, e.is_current
from {{ ref('int_kpi_facts') }} f
join {{ ref('dim_document') }} e on e.document_id = f.document_id
left join pair p using (kpi_id)
join conformed c using (kpi_id)
join {{ ref('int_kpi_facts') }} o on o.kpi_id = c.names_it
left join {{ ref('int_kpi_duplicates') }} d using (kpi_id)
left join {{ ref('int_sub_areas') }} s on s.document_id = f.document_id and s.block_id = f.owner_id
