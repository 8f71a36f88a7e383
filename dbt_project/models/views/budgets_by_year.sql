-- Money of one year, summed: what may be added up, and of a total over several years the year that is printed of it. A part
-- counts unless a total of the same year holds it.
with recursive chains as (
    select budget_id, fiscal_year, parent_budget_id, false as is_held from {{ ref('fct_budgets') }}
    where fiscal_year is not null and duplicate_of is null and amount_type <> 'delta' and is_current
    union all
    select c.budget_id, c.fiscal_year, p.parent_budget_id, p.fiscal_year is not distinct from c.fiscal_year
    from chains c join {{ ref('fct_budgets') }} p on p.budget_id = c.parent_budget_id
),
counted as (select budget_id from chains group by budget_id having not bool_or(is_held)),
{{ new_parts('counted') }}
select p.project_name, b.fiscal_year, b.amount_type, b.instrument, cast(sum(b.amount_krw) / 1e8 as double) as amount_eok,
       cast(coalesce(sum(f.new_krw), 0) / 1e8 as double) as new_eok,
       cast(coalesce(sum(b.amount_krw) filter (not b.is_additive), 0) / 1e8 as double) as of_longer_eok, count(*) as n_programmes,
       cast(sum(b.amount_krw) as decimal(20, 0)) as amount_krw, p.sector_label, b.round_id
from counted join {{ ref('fct_budgets') }} b using (budget_id)
join {{ ref('dim_project') }} p using (project_id)
left join fresh f using (budget_id)
group by all
order by b.round_id, p.project_name, b.fiscal_year, b.amount_type, amount_krw desc, b.instrument
