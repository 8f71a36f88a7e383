-- Programmes whose amount is printed for one year and for the next, side by side: what was given, what is planned, the change.
select p.project_name, a.programme, a.amount_type, b.fiscal_year as from_year, a.fiscal_year as to_year,
       cast(b.amount_krw / 1e8 as double) as from_eok, cast(a.amount_krw / 1e8 as double) as to_eok, cast((a.amount_krw - b.amount_krw) / 1e8 as double) as change_eok,
       round(100.0 * cast((a.amount_krw - b.amount_krw) as double) / nullif(cast(b.amount_krw as double), 0), 1) as change_percent,
       a.budget_id as to_budget_id, b.budget_id as from_budget_id, b.round_id
from {{ ref('fct_budgets') }} a
join {{ ref('fct_budgets') }} b on b.document_id = a.document_id and b.block_id = a.block_id and b.programme = a.programme and b.amount_type = a.amount_type
  and b.fund_source is not distinct from a.fund_source
  and b.fiscal_year = a.fiscal_year - 1
join {{ ref('dim_project') }} p on p.project_id = a.project_id
where a.duplicate_of is null and a.is_current and a.amount_type <> 'delta'
order by b.round_id, p.project_name, change_eok desc, a.programme, a.budget_id
