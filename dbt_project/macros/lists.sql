{#- The sign that opened the member of a list a figure stands in: ▲ or ①, '' before the first. -#}
{% macro list_mark(f) -%}
(case when regexp_matches(left({{ f }}.block_text, {{ f }}.start_at + 1), '[▲▴][^▲▴①②③④⑤]*$') then '▲'
      when regexp_matches(left({{ f }}.block_text, {{ f }}.start_at + 1), '[①②③④⑤][^▲▴①②③④⑤]*$') then '①' else '' end)
{%- endmacro %}
