-- Units that the KPIs use, with how they were printed.
select unit, list_sort(list(distinct unit_printed)) as printed_as, count(*) as n_kpis from {{ ref('fct_kpis') }} group by unit
