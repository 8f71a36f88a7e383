-- Quantities, and money that is no budget, as KPIs: indicator, value, period, value_type, tier. The words that decide are
-- seeds/kpi_cues; where the plan says nothing, its place decides (goal box, plan section, state of things).
with figures as (
    select * exclude (meaning, s, a, st, says_private, says_guarantee, says_contribution, says_invested, says_fund, says_size, says_budget, last_heading, parent_subject, shape_of_period)
    from {{ ref('int_money') }} where meaning = 'kpi'
    union all
    select * from {{ ref('int_claims') }} where family = 'quantity'
),
parents as (
    select document_id, block_id, arg_min(subject, start_at) as subject from figures where coalesce(subject, '') <> '' group by all
),
cued as (
    select f.document_id, f.claim_id, list(distinct c.meaning) as meanings
    from figures f
    join {{ ref('kpi_cues') }} c
      on regexp_matches(case c.scope when 'unit' then f.unit when 'predicate' then coalesce(f.predicate, '') else concat_ws(' ', f.sentence, f.predicate) end, c.pattern)
    group by all
),
flagged as (
    select f.*,
        coalesce(list_contains(c.meanings, 'forecast'), false) as says_forecast,
        coalesce(list_contains(c.meanings, 'spec'), false) as says_spec,
        coalesce(list_contains(c.meanings, 'target'), false) as says_target,
        (f.block_mark in ('◇', '◈') and f.phase is not distinct from 'goal' or regexp_matches(coalesce(f.own_label, ''), '목표')) as in_goal_box,
        regexp_matches(concat_ws(' ', f.table_caption, case when f.table_id is not null then f.column_label end), '목표') as in_goal_table,
        p.subject as parent_subject
    from figures f
    left join cued c using (document_id, claim_id)
    left join parents p on p.document_id = f.document_id and p.block_id = f.block_parent_id
),
goal_tables as (select document_id, table_id from flagged where in_goal_table group by all),
judged as (
    select f.*,
        year(period_end) as end_year,
        (g.table_id is not null) as in_goal_grid,
        case
            when in_goal_box and (period_end is null or year(period_end) > published_year) and arrow is distinct from 'before' then 'target'
            when in_goal_box then 'baseline'
            when in_goal_table and (period_end is null or year(period_end) > published_year) then 'target'
            when g.table_id is not null and period_origin = 'column' and not in_goal_table then 'baseline'
            when unit in ('T', 'celsius', 'm', 'm3', 'tonnes', 'W', 'Wh') or (unit like 'other:%' and says_spec) then 'spec'
            when says_forecast then 'forecast'
            when phase in ('current', 'voice') and period_end is not null and year(period_end) > published_year then 'forecast'
            when arrow = 'before' and phase in ('budget', 'plan', 'goal') and (period_end is null or year(period_end) <= published_year) then 'baseline'
            when phase in ('current', 'voice', 'past') then 'actual'
            when period_end is not null and year(period_end) <= published_year then case when arrow = 'before' then 'baseline' else 'actual' end
            when says_spec and unit in ('times', 'percent', 'years', 'KRW') then 'spec'
            when phase in ('budget', 'plan', 'goal') or says_target then 'target'
            else 'actual'
        end as value_type
    from flagged f
    left join goal_tables g using (document_id, table_id)
)
select
    {{ key_of('kpi', ['round_id', 'document_id', 'page_no', 'round(top)', 'round(x0)', bare('quote'), bare('subject'), 'printed', 'value', 'unit', 'period_start', 'period_end']) }} as kpi_id,
    *,
    coalesce(nullif(trim(case when coalesce(subject, '') = '' then coalesce(label, own_label, parent_subject)
         when length({{ bare('subject') }}) <= 3 and block_kind = 'note' and parent_subject is not null then parent_subject || ' ' || subject
         else subject end), ''), quote) as indicator,
    case when in_goal_box or in_goal_grid and period_origin = 'column' then 'headline'
         when value_type in ('target', 'baseline') and phase in ('budget', 'plan', 'goal', 'past') and unit in ('persons', 'companies', 'cases', 'items', 'm2') then 'activity'
         when phase = 'past' and unit in ('persons', 'companies', 'cases', 'items') then 'activity'
         else 'context' end as tier
from judged
where value is not null
qualify row_number() over (partition by kpi_id order by claim_id) = 1
