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
{#- Common table expressions that credit what is said to be new to the counted amount it is, or is a part of: `fresh` has
    (budget_id, new_krw). `counted` has budget_id. The query must open WITH RECURSIVE. -#}
{% macro new_parts(counted) -%}
climb as (
    select budget_id as new_id, budget_id as at_id, amount_krw, amount_type, 0 as n from {{ ref('fct_budgets') }}
    where is_new and duplicate_of is null and amount_type <> 'delta' and is_current
    union all
    select c.new_id, p.budget_id, c.amount_krw, c.amount_type, c.n + 1
    from climb c
    join {{ ref('fct_budgets') }} b on b.budget_id = c.at_id
    join {{ ref('fct_budgets') }} p on p.budget_id = b.parent_budget_id and p.amount_type = c.amount_type
    where c.n < 9
),
inside_new as (  -- a part of what is new itself
    select distinct c.new_id from climb c join {{ ref('fct_budgets') }} b on b.budget_id = c.at_id where c.n > 0 and b.is_new
),
credited as (
    select c.new_id, arg_min(c.at_id, c.n) as budget_id, any_value(c.amount_krw) as amount_krw
    from climb c join {{ counted }} k on k.budget_id = c.at_id
    where c.new_id not in (select new_id from inside_new)
    group by c.new_id
),
fresh as (select budget_id, sum(amount_krw) as new_krw from credited group by budget_id)
{%- endmacro %}
