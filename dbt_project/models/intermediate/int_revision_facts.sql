-- Every fact of the three families in one shape, said once (no repetition, no change of another amount), with all wordings it has in its
-- document. `class` is what two facts must share to be the same: the kind of money, the unit and whether it is aimed at or observed.
with every as (
    select 'budget' as family, budget_id as fact_id, document_id, project_id, programme as what, cast(amount_krw as double) as value, 'KRW' as unit,
           amount_printed as printed, make_date(period_start_year, 1, 1) as period_start, make_date(period_end_year, 12, 31) as period_end,
           amount_type || '|' || coalesce(fund_source, '') as class, fiscal_year is not null as is_one_year,
           amount_type = 'investment_made' or budget_stage is not distinct from 'settled' as is_observed, role = 'total' as is_total,
           parent_budget_id as parent_id, sub_area, quote, page_no, duplicate_of
    from {{ ref('fct_budgets') }} where amount_type <> 'delta'
    union all
    select 'kpi', kpi_id, document_id, project_id, indicator, value, unit, value_printed, period_start, period_end,
           unit || '|' || case value_type when 'target' then 'aim' when 'forecast' then 'aim' when 'spec' then 'spec' else 'state' end, false,
           value_type in ('baseline', 'actual'), false, null, sub_area, quote, page_no, duplicate_of
    from {{ ref('fct_kpis') }}
    union all
    select 'milestone', milestone_id, document_id, project_id, description, null, null, null, period_start, period_end,
           '', false, kind = 'past', false, null, sub_area, quote, page_no, duplicate_of
    from {{ ref('fct_milestones') }}
),
worded as (
    select family, coalesce(duplicate_of, fact_id) as fact_id, list_sort(list(distinct {{ bare('what') }})) as wordings from every group by all
)
select e.* exclude (duplicate_of), {{ bare('e.what') }} as bare_what, w.wordings,
       count(*) over (partition by e.family, e.document_id, e.project_id, e.class, {{ bare('e.what') }}) as n_of_name,
       exists (select 1 from every c where c.parent_id = e.fact_id) as has_parts
from every e join worded w using (family, fact_id)
where e.duplicate_of is null
