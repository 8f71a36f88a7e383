{#- Common table expressions that follow duplicates to the fact that repeats none. `hops` has (key, duplicate_of), NULL at an end; the
    last of them, `ends`, has one row per key that is a duplicate. The query must open WITH RECURSIVE. -#}
{% macro ends_of_chains(hops, key) -%}
followed as (
    select {{ key }}, duplicate_of from {{ hops }} where duplicate_of is not null
    union
    select f.{{ key }}, n.duplicate_of from followed f join {{ hops }} n on n.{{ key }} = f.duplicate_of where n.duplicate_of is not null
),
ends as (
    select f.{{ key }}, f.duplicate_of from followed f
    where not exists (select 1 from {{ hops }} n where n.{{ key }} = f.duplicate_of and n.duplicate_of is not null)
)
{%- endmacro %}
