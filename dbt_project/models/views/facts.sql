-- Every fact of the three families in one shape: what is said, the figure, the period, and where it stands.
with every as (
    select budget_id as fact_id, 'budget' as family, round_id, project_id, programme as subject, amount_type as kind, cast(amount_krw as double) as value,
           'KRW' as unit, amount_printed as figure_printed, make_date(period_start_year, 1, 1) as period_start, make_date(period_end_year, 12, 31) as period_end,
           stated_in, duplicate_of, document_id, is_current, page_no, quote
    from {{ ref('fct_budgets') }}
    union all
    select kpi_id, 'kpi', round_id, project_id, indicator, value_type, value, unit, value_printed, period_start, period_end,
           stated_in, duplicate_of, document_id, is_current, page_no, quote
    from {{ ref('fct_kpis') }}
    union all
    select milestone_id, 'milestone', round_id, project_id, description, kind, null, null, null, period_start, period_end,
           stated_in, duplicate_of, document_id, is_current, page_no, quote
    from {{ ref('fct_milestones') }}
)
select e.fact_id, e.family, e.round_id, p.project_name, e.subject, e.kind, e.value, e.unit, e.figure_printed, e.period_start, e.period_end,
       e.stated_in, e.duplicate_of is not null as is_repeated, e.is_current, d.file_name, e.page_no, e.quote
from every e
join {{ ref('dim_project') }} p using (project_id)
join {{ ref('dim_document') }} d using (document_id)
order by e.round_id, e.document_id, e.family, e.page_no, e.fact_id
