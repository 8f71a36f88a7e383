-- Which fact of the older document is which of the newer. Rules in turn, each on what the rules before left over, one to one but for
-- parts of a whole: the same name and period; a whole and its parts; names alike and the same period (less alike where the figure is the
-- same too); the same name in another period, where each document says it once; the same words, period and figure read as another kind.
-- A figure alone never matches.
with facts as (select * from {{ ref('int_revision_facts') }}),
names as (
    select family, fact_id, document_id, project_id, name, {{ word('name') }} as word, {{ word(without_counts('name')) }} as uncounted,
           regexp_extract_all(name, '[0-9]+') as numbers, regexp_extract_all(name, '제[0-9]+|[0-9]+[차호기단회세]') as ordinals
    from (select family, fact_id, document_id, project_id, unnest(wordings) as name from facts)
),
worded as (
    select p.scope, p.from_document_id, p.to_document_id, p.to_published_on, a.family, a.fact_id as old_key, b.fact_id as new_key,
           max({{ same_words('a.word', 'b.word') }}) as words,
           max(case when a.family = 'milestone' then {{ same_words('a.uncounted', 'b.uncounted') }} else 0 end) as words_alone,
           bool_or(a.numbers = b.numbers) as same_numbers,  -- 제1공장 and 제2공장 are two names, however alike
           bool_or(a.ordinals = b.ordinals) as same_ordinals,
           bool_or(right(a.name, 2) = right(b.name, 2)) as same_end
    from (select distinct q.*, m.old_key as old_project, m.new_key as new_project
          from {{ ref('int_revision_pairs') }} q join {{ ref('int_revision_projects') }} m using (scope, from_document_id, to_document_id)) p
    join names a on a.document_id = p.from_document_id and a.project_id = p.old_project
    join names b on b.document_id = p.to_document_id and b.project_id = p.new_project and b.family = a.family
    group by all
),
pairs as (
    select w.*, a.class = b.class as same_class, a.n_of_name = 1 and b.n_of_name = 1 as said_once, a.value as old_value, b.value as new_value,
           a.value is not distinct from b.value as same_value,
           case when a.period_end is null and a.period_start is null and b.period_end is null and b.period_start is null then 'same'
                when coalesce(a.period_end, a.period_start) is null or coalesce(b.period_end, b.period_start) is null then 'unsaid'
                when a.period_end is not distinct from b.period_end
                     and (a.family = 'kpi' or a.period_start is not distinct from b.period_start or a.family = 'milestone' and (a.period_start is null or b.period_start is null))
                     then 'same'
                else 'other' end as period,
           -- the same money in another year: not the next year's instalment of a programme
           not (a.family = 'budget') or a.is_one_year = b.is_one_year
               and (not a.is_one_year or a.value = b.value and year(a.period_end) > year(w.to_published_on)) as may_move,
           a.family = 'budget' and contains(b.bare_what, a.bare_what) and b.value < a.value as may_be_part,
           a.family = 'budget' and contains(a.bare_what, b.bare_what) and a.value < b.value as may_be_whole,
           10 * w.words + case when a.value is not distinct from b.value then 2 else 0 end
               + case when a.sub_area is not distinct from b.sub_area then 1 else 0 end
               + case when a.is_total = b.is_total then 0.5 else 0 end as score
    from worded w
    join facts a on a.fact_id = w.old_key and a.document_id = w.from_document_id
    join facts b on b.fact_id = w.new_key and b.document_id = w.to_document_id
    where w.words >= 0.5 or w.words_alone >= 0.75
),
found_0 as (select from_document_id, to_document_id, old_key, new_key, '' as rule, period from pairs where false),
{% set rules = [
    ('same_name_and_period', "words = 1 and period = 'same' and same_class"),
    ('same_name_and_period', "words = 1 and period = 'unsaid' and same_class and same_value"),
    ('split_into_parts', none),
    ('merged_from_parts', none),
    ('alike_name_and_period', "period = 'same' and same_class and case when family = 'milestone' then same_end and same_ordinals and words_alone >= 0.75 else same_numbers and words >= 0.75 end"),
    ('alike_name_same_figure', "period <> 'other' and same_class and same_value and family <> 'milestone' and same_numbers and words >= 0.5"),
    ('same_name_other_period', "period = 'other' and same_class and words >= 0.92 and same_numbers and said_once and may_move and (family <> 'milestone' or same_end)"),
    ('same_statement', "words >= 0.92 and same_numbers and period <> 'other' and same_value"),
] %}
{% for rule, condition in rules %}
{% set n = loop.index %}
left_{{ n }} as (
    select p.* from pairs p
    where not exists (select 1 from found_{{ n - 1 }} f where (f.from_document_id, f.to_document_id, f.old_key) = (p.from_document_id, p.to_document_id, p.old_key))
      and not exists (select 1 from found_{{ n - 1 }} f where (f.from_document_id, f.to_document_id, f.new_key) = (p.from_document_id, p.to_document_id, p.new_key))
),
{% if condition is none %}
{% set whole, part, may = ('old', 'new', 'may_be_part') if rule == 'split_into_parts' else ('new', 'old', 'may_be_whole') %}
chosen_{{ n }} as (  -- two or more parts that carry the whole's name and add up to it, within what rounding does
    select *, count(*) over w as members, sum({{ part }}_value) over w as total
    from left_{{ n }} where {{ may }} and same_class and period = 'same'
    window w as (partition by from_document_id, to_document_id, {{ whole }}_key)
    qualify members > 1 and abs(total - {{ whole }}_value) <= 0.02 * {{ whole }}_value
),
{% else %}
open_{{ n }} as (select * from left_{{ n }} where {{ condition }}),
first_{{ n }} as ({{ each_others_best('open_' ~ n) }}),
again_{{ n }} as (  -- whose best went to another
    select o.* from open_{{ n }} o
    where not exists (select 1 from first_{{ n }} f where f.from_document_id = o.from_document_id and f.to_document_id = o.to_document_id and (f.old_key = o.old_key or f.new_key = o.new_key))
),
second_{{ n }} as ({{ each_others_best('again_' ~ n) }}),
chosen_{{ n }} as (select * from first_{{ n }} union all select * from second_{{ n }}),
{% endif %}
found_{{ n }} as (
    select * from found_{{ n - 1 }}
    union all
    select from_document_id, to_document_id, old_key, new_key, '{{ rule }}', period from chosen_{{ n }}
){{ "," if not loop.last }}
{% endfor %}
select * from found_{{ rules | length }}
