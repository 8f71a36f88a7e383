{#- What a heading is about, without its mark or number in front and without notes, details and brackets behind. -#}
{% macro heading_core(text) -%}
trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace({{ text }},
    '^[^가-힣A-Za-z(（]+', ''), '^[(（][^()（）]*[)）]\s*', ''), '\s*[:：▹‣►※].*$|[\s*>〉》】\])）]+$', ''), '\s*[(（\[【][^()（）\[\]【】]*[)）\]】]?$', ''))
{%- endmacro %}

{#- A heading as a name: without mark, number, brackets around it and what follows a colon. -#}
{% macro heading_name(text) -%}
trim(regexp_replace(regexp_replace(regexp_replace({{ text }}, '^[^가-힣A-Za-z0-9(（「｢〔''‘’“]+', ''), '^\d{1,2}(-\d)?[.)]?\s+', ''), '\s*([:：▹‣►※].*|[\s>›】\]*]+)$|\s+', ' ', 'g'))
{%- endmacro %}

{#- Whether a heading names a stage of the work (사업개요, 추진상황) and not its topic. -#}
{% macro is_stage(text) -%}
regexp_full_match({{ bare(heading_core(text)) }}, '(그간|그동안|향후)?(의)?(사업|추진|주요|운영|관리|조성|지원|투자|입점|세부|기본|행사|축제|대회|시설|공사)*(개요|상황|경과|계획|현황|내용|실적|일정|배경|방향|방안|목표|성과|절차|규모|체계|필요성|기대효과)(및(개요|상황|경과|계획|현황|내용|실적|일정|배경|방향|방안|목표|성과|절차))?')
{%- endmacro %}

{#- Whether a heading says a cue (a row of seeds/heading_cues). Korean puts the head last: "환경 조성" is a plan, "시장 환경" a
    state of things, so a cue with place "end" must end the heading or its label in front; "및 …" of a word or two may follow. -#}
{% macro heading_says(text, cue) -%}
case {{ cue }}.place
    when 'anywhere' then regexp_matches({{ text }}, {{ cue }}.pattern)
    else regexp_matches({{ heading_core(text) }}, '(?:' || {{ cue }}.pattern || ')(\s*(및|와|과|[·․‧,/])\s*\S{1,8}( \S{1,6})?){0,2}$')
         or regexp_matches(regexp_extract({{ text }}, '^[^가-힣A-Za-z(（]*[(（]([^()（）]*)[)）]', 1), '(?:' || {{ cue }}.pattern || ')$')
end
{%- endmacro %}
