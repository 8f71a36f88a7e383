-- Money that may be added up, by the agency printed beside it, or by the agency that leads the project where none is printed.
select coalesce(a.name, '미정') as agency, case when b.agency_id is not null then 'printed' when p.lead_agency_id is not null then 'lead' else 'none' end as known_by,
       b.fiscal_year, b.amount_type, cast(sum(b.amount_krw) / 1e8 as double) as amount_eok, count(*) as n_programmes, cast(sum(b.amount_krw) as decimal(20, 0)) as amount_krw, b.round_id
from {{ ref('fct_budgets') }} b
join {{ ref('dim_project') }} p using (project_id)
left join {{ ref('dim_agency') }} a on a.agency_id = coalesce(b.agency_id, p.lead_agency_id)
where b.is_additive
group by all
order by b.round_id, agency, b.fiscal_year, b.amount_type, known_by
