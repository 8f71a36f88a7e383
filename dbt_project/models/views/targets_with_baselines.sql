-- Targets beside the value they start from, and what they ask: the change, the years left, the change a year.
with pairs as (
    select t.*, b.kpi_id as baseline_id, b.value as baseline, b.value_printed as baseline_printed, b.period_end as baseline_on,
           year(t.period_end) - year(coalesce(b.period_end, r.published_on)) as n_years
    from {{ ref('fct_kpis') }} t
    join {{ ref('fct_kpis') }} b on b.kpi_id = t.pair_kpi_id
    left join {{ ref('dim_plan_round') }} r on r.round_id = t.round_id
    where t.value_type = 'target' and b.value_type = 'baseline' and t.duplicate_of is null and t.is_current
)
select p.project_name, x.indicator, x.unit, x.baseline, x.baseline_printed, year(x.baseline_on) as baseline_year,
       x.value as target, x.value_printed as target_printed, year(x.period_end) as target_year, x.value - x.baseline as change, x.n_years,
       round((x.value - x.baseline) / nullif(x.n_years, 0), 4) as change_per_year,
       case when x.unit <> 'rank' and x.baseline > 0 and x.value > 0 and x.n_years > 0
            then round(100 * (pow(x.value / x.baseline, 1.0 / x.n_years) - 1), 1) end as growth_percent_per_year,
       x.tier, x.kpi_id as target_kpi_id, x.baseline_id as baseline_kpi_id, x.round_id
from pairs x
join {{ ref('dim_project') }} p using (project_id)
order by x.round_id, p.project_name, x.tier, x.indicator, x.unit, x.period_end, x.kpi_id
