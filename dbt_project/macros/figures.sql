{#- Won that one unit of a printed amount's last digit stands for ("25.5억": 1e7). The unit stands in the amount or over its table;
    where neither prints one, hundred millions are taken. -#}
{% macro last_digit(printed, table_unit) -%}
{%- set words -%}
case when regexp_matches({{ printed }}, '[조억만천원]') then {{ printed }} else coalesce({{ table_unit }}, '') end
{%- endset -%}
(case when regexp_matches({{ words }}, '조') and not regexp_matches({{ words }}, '억') then 1e12 when regexp_matches({{ words }}, '천억') then 1e11
      when regexp_matches({{ words }}, '억') then 1e8 when regexp_matches({{ words }}, '천만') then 1e7 when regexp_matches({{ words }}, '백만') then 1e6
      when regexp_matches({{ words }}, '만') then 1e4 when regexp_matches({{ words }}, '천') then 1e3 when regexp_matches({{ words }}, '원') then 1 else 1e8 end
 * {{ last_place(printed) }})
{%- endmacro %}
{#- What a printed figure's last digit stands for, in its own unit: 1 for "4배", 0.1 for "2.5배". -#}
{% macro last_place(printed) -%}
(1 / power(10, length(coalesce(regexp_extract({{ printed }}, '\.(\d+)', 1), ''))))
{%- endmacro %}
