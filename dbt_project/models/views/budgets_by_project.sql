-- Money that may be added up, summed: one row per round, project, period, kind of amount and instrument.
select b.round_id, p.sector_label, p.project_name, b.fiscal_year, b.period_start_year, b.period_end_year, b.amount_type, b.instrument,
       count(*) as n_programmes, cast(sum(b.amount_krw) as decimal(20, 0)) as amount_krw, cast(sum(b.amount_krw) / 1e8 as double) as amount_eok,
       cast(coalesce(sum(b.amount_krw) filter (b.is_new), 0) / 1e8 as double) as new_eok
from {{ ref('fct_budgets') }} b
join {{ ref('dim_project') }} p using (project_id)
where b.is_additive
group by all
