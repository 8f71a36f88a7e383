-- Quantities, and money that is no budget, as KPIs: indicator, value, period, value_type, tier. The words that decide are
-- seeds/kpi_cues; where the plan says nothing, its place decides (goal box, plan section, state of things).
with figures as (
    select * exclude (meaning, s, a, st, says_private, says_guarantee, says_contribution, says_invested, says_fund, says_size, says_budget, says_revenue, spends_ahead, is_threshold, in_indicator_table, outer_unit, in_goal_table, last_heading, last_heading_kind, parent_subject)
    from {{ ref('int_money') }} where meaning = 'kpi'
    union all
    select * from {{ ref('int_claims') }} where family = 'quantity'
),
parents as (
    select document_id, block_id, any_value(subject order by start_at, claim_id) filter (coalesce(subject, '') <> '') as subject,
           -- the one period that every figure of a line has: its notes' too
           case when count(distinct coalesce(period_start::varchar, '') || coalesce(period_end::varchar, '')) = 1 and min(period_origin) <> 'heading'
                then any_value(period_start) end as period_start,
           case when count(distinct coalesce(period_start::varchar, '') || coalesce(period_end::varchar, '')) = 1 and min(period_origin) <> 'heading'
                then any_value(period_end) end as period_end
    from figures
    where unit not in ('T', 'celsius', 'm', 'm2', 'm3', 'W', 'Wh', 'tonnes')  -- what a thing is like has no period to lend
    group by all
),
titles as (
    select document_id, block_id,
           coalesce(topic, '') as last_heading_name, headings
    from {{ ref('int_block_context') }}
),
cued as (
    select f.document_id, f.claim_id, list(distinct c.meaning) as meanings
    from (select *, concat_ws(' ', subject, sentence, predicate, case when block_kind = 'note' then block_text end) as words from figures) f
    join {{ ref('kpi_cues') }} c
      on regexp_matches(case c.scope when 'unit' then f.unit when 'named' then concat_ws(' ', f.printed, coalesce(f.subject, '')) when 'predicate' then coalesce(f.predicate, '') else f.words || ' ' || replace(f.words, ' ', '') end, c.pattern)
    group by all
),
flagged as (
    select f.* replace (
            case when f.period_origin in ('none', 'heading') and f.block_mark like '*%' and f.table_id is null then p.period_start else f.period_start end as period_start,
            case when f.period_origin in ('none', 'heading') and f.block_mark like '*%' and f.table_id is null then p.period_end else f.period_end end as period_end,
            nullif(f.own_label, '') as own_label),
        t.last_heading_name,
        -- most of the period lies after the publication: a yearly plan of spring speaks of what the year shall bring
        coalesce(date_diff('day', f.period_start, f.published_on) <= date_diff('day', f.period_start, f.period_end) / 2, false) as is_ahead,
        (f.period_origin = 'heading' and (f.block_kind = 'paragraph' or regexp_matches(coalesce(f.block_text, ''), '완료|진행 ?중|평균|누계|현재|기존|최근|까지 '))) as tells_of_now,
        coalesce(list_contains(c.meanings, 'forecast'), false) as says_forecast,
        coalesce(list_contains(c.meanings, 'spec'), false) as says_spec,
        coalesce(f.unit = 'items' and f.bracket is null and f.arrow is null and coalesce(f.value, 0) < 200 and list_contains(c.meanings, 'count_of_plan'), false) as is_count_of_plan,
        coalesce(list_contains(c.meanings, 'current'), false) as says_current,
        coalesce(list_contains(c.meanings, 'target'), false) as says_target,
        (f.block_mark in ('◇', '◈') and f.phase is not distinct from 'goal' or regexp_matches(coalesce(f.own_label, ''), '목표')
         or regexp_matches(list_last(string_split(t.headings, ' > ')), '^[◇◈❖].{0,20}목표\s*[:：].*\d')) as in_goal_box,
        regexp_matches(concat_ws(' ', f.table_caption, case when f.table_id is not null then f.column_label end), '목표|성과 ?지표') as in_goal_table,
        p.subject as parent_subject,
        min(f.period_start) filter (f.period_origin = 'column') over (partition by f.document_id, f.table_id, f.row_label, f.unit) as first_of_row,
        coalesce(max(year(f.period_end)) filter (f.period_origin = 'column') over (partition by f.document_id, f.table_id, f.row_label) > max(f.published_year) over (partition by f.document_id), false) as has_later_columns
    from figures f
    left join cued c using (document_id, claim_id)
    left join parents p on p.document_id = f.document_id and p.block_id = f.block_parent_id
    left join titles t on t.document_id = f.document_id and t.block_id = f.owner_id
),
row_years as (  -- a total column covers its row's years
    select document_id as y_document, table_id as y_table, row_label as y_row, unit as y_unit, min(period_start) as first_day, max(period_end) as last_day
    from flagged where table_id is not null and period_origin = 'column' group by all having count(distinct period_start) > 1
),
goal_tables as (select document_id, table_id from flagged where in_goal_table group by all),
judged as (
    select f.* replace (coalesce(f.period_start, y.first_day) as period_start, coalesce(f.period_end, y.last_day) as period_end),
        year(coalesce(f.period_end, y.last_day)) as end_year,
        (g.table_id is not null) as in_goal_grid,
        case
            when decided_value_type is not null then decided_value_type
            when in_goal_box and (period_end is null or year(period_end) > published_year or is_ahead) and (arrow is distinct from 'before' or year(period_end) > published_year)
                 or in_goal_box and granularity = 'deadline' and period_end >= published_on then 'target'
            when in_goal_box and block_kind = 'note' then 'actual'
            when in_goal_box then 'baseline'
            when f.table_id is not null and arrow = 'before' and period_origin in ('none', 'heading') and regexp_matches(coalesce(column_label, ''), '목표') then 'baseline'
            when f.table_id is not null and regexp_full_match({{ bare('column_label') }}, '현행|개선전|변경전|종전') and coalesce(year(period_end) <= published_year, true) then 'baseline'
            when f.table_id is not null and regexp_full_match({{ bare('column_label') }}, '개선|개선안|개선후|변경|변경후') then 'target'
            when regexp_matches(coalesce(subject, ''), '(공정률|진척률|진도율)$') and coalesce(period_end <= published_on, true) then 'actual'
            when unit = 'm2' and f.table_id is not null and regexp_full_match({{ bare('column_label') }}, '(사업|부지|연|건축|조성|대지|전체|개발)면적') and phase is distinct from 'past' then 'spec'
            when f.table_id is not null and regexp_matches(coalesce(f.table_caption, ''), '예측|전망') and year(period_end) > published_year then 'forecast'
            when f.table_id is not null and regexp_matches(coalesce(column_label, ''), '목표') then 'target'
            when f.table_id is not null and regexp_full_match({{ bare('column_label') }}, '현재|현재수준|현수준|현황') and has_later_columns then 'baseline'
            when f.table_id is not null and regexp_matches(coalesce(column_label, ''), '실적|달성|현재|결과|성과') then 'actual'
            when f.table_id is not null and regexp_matches(coalesce(column_label, ''), '기준|당초|최초') then 'baseline'
            when g.table_id is not null and period_origin = 'column'  -- the first year is the baseline; this year's, behind another's, is to be reached
                 then case when year(period_end) > published_year or year(period_end) = published_year and period_start > first_of_row then 'target'
                           when period_start > first_of_row then 'actual' else 'baseline' end
            -- what is to be set up or stands waiting is a figure of the plan or of things; what a thing is like is its measure
            when unit in ('W', 'Wh') and phase in ('budget', 'plan', 'goal') and regexp_matches(coalesce(predicate, ''), '^(를|을|의|로)? ?(추가|신규|누적)? ?(설치|보급|구축|증설|확보|도입|공급|생산|달성|준공)') then 'target'
            when unit in ('W', 'Wh') and phase = 'current' and regexp_matches(coalesce(subject, ''), '(물량|용량|발전량|수요|보급량?|규모)$') and not starts_with(coalesce(predicate, ''), '급') then 'actual'
            when unit in ('T', 'celsius', 'm', 'm3', 'W', 'Wh')
                 and not (unit in ('m', 'W', 'Wh') and period_end is not null and period_origin not in ('none', 'heading') and not starts_with(coalesce(predicate, ''), '급')) then 'spec'
            when (unit = 'tonnes' and not (f.table_id is not null and period_origin = 'column')
                  and not (regexp_matches(coalesce(unit_printed, ''), '^[천만백억]') and not starts_with(coalesce(predicate, ''), '급'))
                  and not ((arrow is not null or period_origin = 'beside') and regexp_matches(regexp_replace(coalesce(subject, ''), '\s*\([^()]*\)$', ''), '(비축|생산|수출|공급|감축|처리|수요|소비|배출|어획|판매)(량|능력)? ?(확대|감축|증대|축소)?$')) and (phase is null or phase = 'current' or arrow is not null or starts_with(coalesce(predicate, ''), '급'))) or (unit like 'other:%' and unit not in ('other:호', 'other:쌍', 'other:척') and says_spec and arrow is null) then 'spec'
            when says_forecast and not coalesce(period_origin in ('beside', 'column') and year(period_end) < published_year, false) then 'forecast'
            when says_spec and unit in ('times', 'percent', 'years', 'KRW') and period_origin in ('none', 'heading') then 'spec'
            when stated_in = 'schedule' and period_end >= published_on then 'target'
            when phase in ('current', 'voice') and period_end is not null and year(period_end) > published_year then 'forecast'
            when says_current and arrow is null and period_origin in ('none', 'heading') then 'actual'
            when arrow = 'before' and period_origin in ('none', 'heading') and (phase is null or phase in ('budget', 'plan', 'goal')) then 'baseline'
            when arrow = 'after' and period_origin in ('none', 'heading') and (phase is null or phase in ('budget', 'plan', 'goal')) then 'target'
            when granularity in ('day', 'month', 'quarter', 'half') and period_end > published_on and phase in ('budget', 'plan', 'goal') then 'target'
            when arrow = 'before' and phase in ('budget', 'plan', 'goal') and (period_end is null or period_origin = 'heading' or year(period_end) <= published_year) then 'baseline'
            when arrow = 'after' and phase in ('budget', 'plan', 'goal') and (period_end is null or year(period_end) > published_year or (year(period_end) = published_year and (is_ahead or period_origin in ('none', 'heading')))) then 'target'
            when phase in ('current', 'voice', 'past') then 'actual'
            when phase in ('budget', 'plan', 'goal') and is_ahead and not tells_of_now then 'target'
            when period_end is not null and year(period_end) <= published_year then case when arrow = 'before' then 'baseline' else 'actual' end
            when phase in ('budget', 'plan', 'goal') or says_target or year(period_end) > published_year then 'target'
            else 'actual'
        end as value_type
    from flagged f
    left join goal_tables g using (document_id, table_id)
    left join row_years y on y.y_document = f.document_id and y.y_table = f.table_id and y.y_row is not distinct from f.row_label and y.y_unit = f.unit
      and f.period_end is null and f.period_start is null and ({{ is_total('f.column_label') }} or f.column_label like '누_계%' or f.column_label like '누계%' or regexp_matches(f.column_label, '^연평균'))
),
settled as (
    select * replace (
        case when is_delta and sign = -1 and regexp_matches(printed, '[△▲▼−-]') then -abs(value) else value end as value,
        -- a heading's year is the year of what the plan will do, not of what is or was; "by" gives the end year; an open
        -- end gives none
        case when value_type in ('spec', 'actual', 'baseline') and period_origin = 'heading' and coalesce(block_mark, '') not like '*%' and not (phase is not distinct from 'past' and table_id is not null) then null
             when period_end is null then case when period_printed like '%부터%' then period_start end
             when granularity = 'deadline' then make_date(year(period_end), 1, 1)
             else period_start end as period_start,
        case when value_type in ('spec', 'actual', 'baseline') and period_origin = 'heading' and coalesce(block_mark, '') not like '*%' and not (phase is not distinct from 'past' and table_id is not null) then null
             when period_end is null and period_printed like '%부터%' then make_date(year(period_start), 12, 31)
             else period_end end as period_end,
        case when unit = 'items' and regexp_matches(coalesce(subject, ''), '((제약사|기업|업체|회사|社)|(기업|업체|사업체) ?수)$') then 'companies'
             when unit = 'items' and unit_printed = '점' and (value <> floor(value) or regexp_matches(concat_ws(' ', label, subject), '지표|배점|점수|평점|평가|만족도|지수|체감도|인식도|인지도|신뢰도')) then 'other:점' else unit end as unit
        ),
        case when coalesce(subject, '') = '' then coalesce(nullif(concat_ws(' ', case when block_kind <> 'note' then last_heading_name end, label), ''), parent_subject)
             when table_id is not null and table_caption is not null and length({{ bare('subject') }}) <= 5
                  then trim(regexp_replace(table_caption, '^[\s<‹【\[]+|[\s>›】\]]+$', '', 'g')) || ' ' || subject
             when label is not null and {{ bare('subject') }} = '투자' then concat_ws(' ', last_heading_name, label)
             when block_kind = 'note' and table_id is null and parent_subject is not null
                  and length({{ bare('subject') }}) <= case when block_mark like '*%' then 10 else 4 end
                  and not contains(parent_subject, subject) then parent_subject || ' ' || regexp_replace(subject, '\(.*$', '')
             else trim(regexp_replace(regexp_replace(subject, '\s*※.*$', ''), '\s*(기준 ?최근값|현재( ?\(?기준연도\)?)?|당초 ?\(?기준연도\)?)$', '')) end as indicator_words
    from judged
    where value is not null
      and not is_count_of_plan
      and not exists (select 1 from {{ ref('int_kpi_counts') }} n where n.document_id = judged.document_id and n.mention_id = judged.mention_id)
)
select {{ counted_key('kpi', 'base_key') }} as kpi_id, * exclude (base_key)
from (
select
    {{ key_of('kpi', ['round_id', 'document_id', 'page_no', 'round(top)', 'round(x0)', bare('quote'), bare('subject'), 'printed', 'value', 'unit', 'period_start', 'period_end']) }} as base_key,
    *,
    coalesce(nullif(trim(indicator_words), ''), quote) as indicator,
    case when decided_tier is not null then decided_tier
         when in_goal_box or in_goal_grid and (period_origin = 'column' or regexp_matches(coalesce(column_label, ''), '목표|기준|당초|실적|달성|현재')) then 'headline'
         when value_type = 'target' and stated_in = 'schedule' then 'activity'
         when value_type in ('target', 'baseline') and phase in ('budget', 'plan', 'goal', 'past') and unit in ('persons', 'companies', 'cases', 'items', 'm2') then 'activity'
         when phase = 'past' and unit in ('persons', 'companies', 'cases', 'items') then 'activity'
         else 'context' end as tier
from settled
where not exists (select 1 from {{ ref('int_untrusted') }} u where u.document_id = settled.document_id and u.claim_id = settled.claim_id)
qualify row_number() over (partition by base_key, mention_id order by claim_id) = 1
)
