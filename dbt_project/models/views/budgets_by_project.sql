-- Money that may be added up, summed: one row per round, project, period, kind of amount and instrument.
with recursive counted as (select budget_id from {{ ref('fct_budgets') }} where is_additive),
{{ new_parts('counted') }}
select p.project_name, b.fiscal_year, b.amount_type, b.instrument, cast(sum(b.amount_krw) / 1e8 as double) as amount_eok,
       cast(coalesce(sum(f.new_krw), 0) / 1e8 as double) as new_eok, count(*) as n_programmes,
       cast(sum(b.amount_krw) as decimal(20, 0)) as amount_krw, b.period_start_year, b.period_end_year, p.sector_label, b.round_id
from {{ ref('fct_budgets') }} b
join {{ ref('dim_project') }} p using (project_id)
left join fresh f using (budget_id)
where b.is_additive
group by all
order by b.round_id, p.project_name, b.fiscal_year, b.amount_type, amount_krw desc, b.instrument, b.period_end_year, b.period_start_year
