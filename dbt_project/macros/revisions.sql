{#- The pairs of neighbouring letters of a bare name, each once. -#}
{% macro letter_pairs(a) -%}
list_distinct(list_transform(range(1, length({{ a }})), lambda i: substr({{ a }}, i, 2)))
{%- endmacro %}

{#- How far two bare names are the same words, 0 to 1: share of their letter pairs that both have (Dice), or of the shorter's three-letter
    pieces found again. No bonus for a common beginning: 시험착수 and 시험완료 begin alike and are two things. DuckDB's levenshtein counts
    bytes, of which a Korean letter has three, and will not do. -#}
{% macro same_words(a, b) -%}
(case
    when {{ a }} = {{ b }} then 1
    when least(length({{ a }}), length({{ b }})) < 2 then 0
    when least(length({{ a }}), length({{ b }})) >= 4 and (contains({{ a }}, {{ b }}) or contains({{ b }}, {{ a }}))
        then case when least(length({{ a }}), length({{ b }})) * 2 >= greatest(length({{ a }}), length({{ b }})) then 0.92 else 0.82 end
    else greatest(
        2.0 * len(list_intersect({{ letter_pairs(a) }}, {{ letter_pairs(b) }})) / (len({{ letter_pairs(a) }}) + len({{ letter_pairs(b) }})),
        case when least(length({{ a }}), length({{ b }})) >= 6 then 0.9 * {{ shared_pieces(a, b) }} else 0 end
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
