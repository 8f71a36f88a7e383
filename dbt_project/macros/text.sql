{#- A name stripped to what two printings of it share: no space, dot, bracket, quote, dash. -#}
{% macro bare(column) -%}
lower(regexp_replace(coalesce({{ column }}, ''), '[\s·․‧･ㆍ・•ᐧ,.:()（）\[\]<>「」｢｣''"‘’“”`´*※\-–~∼～▲△→⇒①-⑳➊-➓❶-❿]', '', 'g'))
{%- endmacro %}

{#- How many letters one text must lose, gain or change to be the other. DuckDB's levenshtein counts bytes, of which a Korean letter has
    three: every letter of the two is first replaced by another of one byte (from the 89th on, of two). -#}
{% macro edits(a, b) -%}
{%- set plain = '!"$&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz|~ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŉŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſƀƁƂƃƄƅƆƇƈƉƊƋƌƍƎƏƐƑƒƓƔƕƖƗƘƙƚƛƜƝƞƟƠơƢƣƤƥƦƧƨƩƪƫƬƭƮƯưƱƲƳƴƵƶƷƸƹƺƻƼƽƾƿǀǁǂǃǄǅǆǇǈǉǊǋǌǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǝǞǟǠǡǢǣǤǥǦǧǨǩǪǫǬǭǮǯǰǱǲǳǴǵǶǷǸǹǺǻǼǽǾǿȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȜȝȞȟȠȡȢȣȤȥȦȧȨȩȪȫȬȭȮȯȰȱȲȳȴȵȶȷȸȹȺȻȼȽȾȿɀɁɂɃɄɅɆɇɈɉɊɋɌɍɎɏ' -%}
levenshtein(translate({{ a }}, {{ a }} || {{ b }}, '{{ plain }}'), translate({{ b }}, {{ a }} || {{ b }}, '{{ plain }}'))
{%- endmacro %}

{#- How alike two bare names are, 0 to 1: one inside the other, else Jaro-Winkler (spellings and OCR slips; by bytes, as its bounds were
    measured) or the share of letters that stay. -#}
{% macro alike(a, b) -%}
(case
    when length({{ a }}) < 2 or length({{ b }}) < 2 then 0
    when {{ a }} = {{ b }} then 1
    when least(length({{ a }}), length({{ b }})) >= 4 and (contains({{ a }}, {{ b }}) or contains({{ b }}, {{ a }})) then 0.95
    else greatest(
        jaro_winkler_similarity({{ a }}, {{ b }}) - 0.05,
        1 - {{ edits(a, b) }}::double / greatest(length({{ a }}), length({{ b }}))
    )
end)
{%- endmacro %}

{#- A key that says what the row says: same words, same key, in any build. -#}
{% macro key_of(prefix, columns) -%}
'{{ prefix }}_' || left(md5(concat_ws('|', {% for c in columns %}coalesce(({{ c }})::varchar, ''){{ ", " if not loop.last }}{% endfor %})), 16)
{%- endmacro %}

{#- The key of a row whose words ``base`` another printed figure of the same clause shares ("국비 23, 시비 23"): the first keeps
    it, the others count on. -#}
{% macro counted_key(prefix, base) -%}
case when row_number() over (partition by {{ base }} order by claim_id) = 1 then {{ base }}
     else {{ key_of(prefix, [base, 'row_number() over (partition by ' ~ base ~ ' order by claim_id)']) }} end
{%- endmacro %}

{#- What a bare name says beside the words that half of all programmes are called by, sums and amounts. -#}
{% macro own_words(bare) -%}
regexp_replace({{ bare }}, '기술|개발|사업|지원|구축|연구|프로젝트|기반|활용|핵심|혁신|고도화|시스템|조성|추진|강화|확대|육성|실증|운영|규모|예산|투자|분야|전체|총괄|합계|총계|\d+조\d*억?원?|\d+억원?', '', 'g')
{%- endmacro %}

{#- Whether two names bear different numbers of one series: 5호 and 6호, 1단계 and 2단계. -#}
{% macro other_number(a, b) -%}
coalesce(nullif(regexp_extract({{ a }}, '(\d+)(호|차|단계|기|회)', 1), '') <> nullif(regexp_extract({{ b }}, '(\d+)(호|차|단계|기|회)', 1), ''), false)
{%- endmacro %}

{#- Share of the shorter name's pieces of ``n`` letters that the other has too: long names that hold the same words. -#}
{% macro shared_pieces(a, b, n=3) -%}
(case when least(length({{ a }}), length({{ b }})) < {{ n }} then 0 else
    len(list_intersect(
        list_transform(range(1, length({{ a }}) - {{ n - 2 }}), lambda i: substr({{ a }}, i, {{ n }})),
        list_transform(range(1, length({{ b }}) - {{ n - 2 }}), lambda i: substr({{ b }}, i, {{ n }}))
    ))::double / (least(length({{ a }}), length({{ b }})) - {{ n - 1 }})
end)
{%- endmacro %}
