{#- A name stripped to what two printings of it share: no space, dot, bracket, quote, dash. -#}
{% macro bare(column) -%}
lower(regexp_replace(coalesce({{ column }}, ''), '[\s·․‧･ㆍ・•ᐧ,.:()（）\[\]<>「」｢｣''"‘’“”`´*※\-–~∼～▲△→⇒①-⑳➊-➓❶-❿]', '', 'g'))
{%- endmacro %}

{#- How alike two bare names are, 0 to 1: one inside the other, else Jaro-Winkler (spellings and OCR slips). -#}
{% macro alike(a, b) -%}
(case
    when length({{ a }}) < 2 or length({{ b }}) < 2 then 0
    when {{ a }} = {{ b }} then 1
    when least(length({{ a }}), length({{ b }})) >= 4 and (contains({{ a }}, {{ b }}) or contains({{ b }}, {{ a }})) then 0.95
    else greatest(
        jaro_winkler_similarity({{ a }}, {{ b }}) - 0.05,
        1 - levenshtein({{ a }}, {{ b }})::double / greatest(length({{ a }}), length({{ b }}))
    )
end)
{%- endmacro %}

{#- A key that says what the row says: same words, same key, in any build. -#}
{% macro key_of(prefix, columns) -%}
'{{ prefix }}_' || left(md5(concat_ws('|', {% for c in columns %}coalesce(({{ c }})::varchar, ''){{ ", " if not loop.last }}{% endfor %})), 16)
{%- endmacro %}

{#- Share of the shorter name's three-letter pieces that the other has too: long names that hold the same words. -#}
{% macro shared_pieces(a, b) -%}
(case when least(length({{ a }}), length({{ b }})) < 3 then 0 else
    len(list_intersect(
        list_transform(range(1, length({{ a }}) - 1), lambda i: substr({{ a }}, i, 3)),
        list_transform(range(1, length({{ b }}) - 1), lambda i: substr({{ b }}, i, 3))
    ))::double / (least(length({{ a }}), length({{ b }})) - 2)
end)
{%- endmacro %}
