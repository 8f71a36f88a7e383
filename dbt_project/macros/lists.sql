{#- The sign that opened the member of a list a figure stands in: ▲ or ①, '' before the first. -#}
{% macro list_mark(f) -%}
(case when regexp_matches(left({{ f }}.block_text, {{ f }}.start_at + 1), '[▲▴][^▲▴①②③④⑤]*$') then '▲'
      when regexp_matches(left({{ f }}.block_text, {{ f }}.start_at + 1), '[①②③④⑤][^▲▴①②③④⑤]*$') then '①' else '' end)
{%- endmacro %}
{#- Whether a row's or column's label says that its figures are sums: 계, 합계, 소계 …, alone, after a group's name or before a note. -#}
{% macro is_total(label) -%}
regexp_matches(coalesce({{ label }}, ''), '{{ total_words() }}')
{%- endmacro %}
{% macro total_words() -%}
(^|\s)(총 ?계|합 ?계|소 ?계|계|총액)($|[\s(\d’‘*])
{%- endmacro %}
{#- The group a total's label names before the word ("생산거점 소계": 생산거점), '' where it names none. -#}
{% macro total_group(label) -%}
(case when {{ is_total(label) }} then trim(regexp_extract(coalesce({{ label }}, ''), '^(.*?){{ total_words() }}', 1)) else '' end)
{%- endmacro %}
