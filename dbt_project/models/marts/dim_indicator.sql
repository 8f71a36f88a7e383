-- One row per indicator of the KPIs.
select indicator_id, any_value(project_id order by kpi_id) as project_id, any_value(indicator order by kpi_id) as indicator, any_value(unit order by kpi_id) as unit, count(*) as n_kpis
from {{ ref('fct_kpis') }} group by indicator_id
