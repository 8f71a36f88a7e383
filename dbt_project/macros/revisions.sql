{#- The pieces of n neighbouring letters of a bare name, each once. -#}
{% macro pieces(name, n) -%}
list_distinct(list_transform(range(1, length({{ name }}) - {{ n - 2 }}), lambda i: substr({{ name }}, i, {{ n }})))
{%- endmacro %}

{#- What same_words asks of a bare name, made once a name: its letters' pairs and threes. -#}
{% macro word(name) -%}
{'name': {{ name }}, 'pairs': {{ pieces(name, 2) }}, 'threes': {{ pieces(name, 3) }}}
{%- endmacro %}

{#- How far two words (see above) are the same, 0 to 1: share of their letter pairs that both have (Dice), or of the shorter's three-letter
    pieces found again. No bonus for a common beginning: 시험착수 and 시험완료 begin alike and are two things. -#}
{% macro same_words(a, b) -%}
(case
    when {{ a }}.name = {{ b }}.name then 1
    when least(length({{ a }}.name), length({{ b }}.name)) < 2 then 0
    when least(length({{ a }}.name), length({{ b }}.name)) >= 4 and (contains({{ a }}.name, {{ b }}.name) or contains({{ b }}.name, {{ a }}.name))
        then case when least(length({{ a }}.name), length({{ b }}.name)) * 2 >= greatest(length({{ a }}.name), length({{ b }}.name)) then 0.92 else 0.82 end
    when not list_has_any({{ a }}.pairs, {{ b }}.pairs) then 0
    else greatest(
        2.0 * len(list_intersect({{ a }}.pairs, {{ b }}.pairs)) / (len({{ a }}.pairs) + len({{ b }}.pairs)),
        case when least(length({{ a }}.name), length({{ b }}.name)) >= 6
             then 0.9 * len(list_intersect({{ a }}.threes, {{ b }}.threes)) / least(len({{ a }}.threes), len({{ b }}.threes)) else 0 end
    )
end)
{%- endmacro %}

{#- A bare name without its counts: what two statements of one event have in common when a number in them changed. Numbers that
    name (1차, 5호, 2단계, 3기, 4회) stay. -#}
{% macro without_counts(bare_name) -%}
regexp_replace({{ bare_name }}, '[0-9]+([^0-9차호기단회세]|$)', '\1', 'g')
{%- endmacro %}

{#- Beside the candidates in relation `open`, those that are each other's best, at most one a fact. -#}
{% macro each_others_best(open) -%}
select * from {{ open }}
qualify row_number() over (partition by from_document_id, to_document_id, old_key order by score desc, new_key) = 1
    and row_number() over (partition by from_document_id, to_document_id, new_key order by score desc, old_key) = 1
{%- endmacro %}
