-- Dated phrases that are events: a schedule's rows, a goal box's steps, and sentences whose dated phrase ends in a word of
-- happening (seeds/event_words). Statistics of a year are none.
with events as (
    select * replace (
        coalesce(has_figure, false) as has_figure,
        -- "용역기간 : ’24.5.24.~’25.5.23." dates what its heading names
        case when regexp_full_match({{ bare('subject') }}, '(용역|사업|공사|위탁|추진|점검|시행|개최|행사|운영)?(기간|일자|일시)') and granularity not in ('year') and topic is not null
             then topic || ' ' || subject else subject end as subject),
        regexp_full_match({{ bare('subject') }}, '(용역|사업|공사|위탁|추진|점검|시행|개최|행사|운영)?(기간|일자|일시)') and granularity in ('day', 'month', 'range') and topic is not null
            and coalesce(date_diff('day', period_start, period_end) not in (364, 365) and (day(period_end) <> 31 or month(period_end) <> 12 or day(period_start) <> 1 or month(period_start) <> 1), false) as is_own_period
    from {{ ref('int_claims') }} where family = 'event'
),
worded as (
    select e.*, regexp_matches(regexp_replace(regexp_replace(regexp_replace(coalesce(subject, ''), '\s*\d[\d,]*\s?개소$', ''), '\s*\([^()]*\)\s*\*?$', ''), '((하|되)(여|어|고|며|기로)|한다|된다|했다|하였다|됐다|되었다|한다고 (밝혔|전했|설명했)다)$', ''), (select '(?:' || string_agg(regexp_replace(pattern, '\$$', ''), '|') || ')' from {{ ref('event_words') }} where meaning = 'event')
               || case when rule like '%bracket_text' then '( \S{1,4})?$' else '$' end) as ends_in_event,
           regexp_matches(coalesce(subject, ''), (select string_agg(pattern, '|') from {{ ref('event_words') }} where meaning = 'statistic')) as ends_in_statistic,
           -- narrower than a year and in brackets behind words, or in front of a line: what else should it date?
           (not has_figure and rule not like '%.bracket_text' and granularity in ('day', 'month', 'quarter', 'half', 'deadline', 'range')
               and coalesce(date_diff('day', period_start, period_end), 0) < 360 and phase is distinct from 'current' and phase is distinct from 'voice'
               and (rule like '%.bracket' or (rule like '%.leading' and position(period_printed in block_text) between 1 and 6))
               and length(regexp_replace(coalesce(subject, ''), '[^가-힣A-Za-z]', '', 'g')) >= 4
               and not regexp_matches(subject, '(기간|일자|일시|장소|시기|시점|기한|사업비|대상액|기준일?|예산|결산|지표)$')) as is_dated_phrase,
           rule like '%drawn_task' or (rule like '%column_cell' and regexp_matches(concat_ws(' ', table_caption, headings), '로드맵|추진 ?일정|추진 ?계획|단계별|연차별|연도별 ?추진')) as in_roadmap,
           -- "가(’22년)→나(’23년)→다(’24년~)": three steps at least, each with its year
           (not has_figure and rule like '%.bracket' and regexp_matches(block_text, '(\([’‘''`]\d\d년?\s?[~∼]?\)\s*[→⇒➜]\s*[^()→⇒➜]*(\([^()\d]*\)[^()→⇒➜]*)*){2,}\([’‘''`]\d\d년?\s?[~∼]?\)')) as is_step_of_chain,
           (block_mark in ('◇', '◈') and (phase is not distinct from 'goal' or regexp_matches(coalesce(own_label, ''), '목표'))) as in_goal_box
    from events e
)
select
    {{ key_of('mst', ['round_id', 'document_id', 'page_no', 'round(top)', 'round(x0)', bare('subject'), 'period_start', 'period_end']) }} as milestone_id,
    *,
    trim(regexp_replace(subject, '\s+', ' ', 'g')) as description,
    case when stated_in = 'schedule' then 'schedule'
         when in_goal_box then 'target_box'
         when granularity = 'year' and year(period_end) = published_year and phase in ('current', 'past', 'voice')
              and regexp_matches(subject, '(체결|상장|선정|개최|출범|진행|수상)$') then 'past'
         when coalesce(period_end, period_start) < published_on and granularity in ('day', 'month', 'quarter', 'half', 'year', 'range') and not regexp_matches(subject, '예정') then 'past'
         else 'body' end as kind
from worded
where not exists (select 1 from {{ ref('int_untrusted') }} u where u.document_id = worded.document_id and u.claim_id = worded.claim_id)
  and (period_start is not null or period_end is not null)
  and year(coalesce(period_start, period_end)) > 1900 and coalesce(period_printed, '') not like '%년대%'
  and not (rule like '%date_column' and granularity = 'year' and not regexp_matches(coalesce(column_label, ''), '일정|시기|기한|일자|완료|예정|연월|추진|착수|착공|준공|완공|개통|개소|개장|개관'))
  and not (rule like '%figure_date' and period_end is not null and regexp_matches(subject, '\d\s*(억|조|만 ?원|천 ?원|백만)'))
  and (stated_in = 'schedule' or in_goal_box or decision = 'accept'
       or in_roadmap or is_step_of_chain
       or ((ends_in_event or is_dated_phrase or is_own_period) and not ends_in_statistic))
  and not (has_figure and not ends_in_event and stated_in <> 'schedule')
  -- how far a figure shall grow is an indicator's target
  and not (has_figure and stated_in <> 'schedule' and not in_goal_box and coalesce(strftime(period_start, '%m-%d') = '01-01', true) and regexp_matches(subject, '\d\S* ?(원|수준)? ?(수준|규모)?(으로|로) (확대|확충|증가|제고|상향|축소|감축|단축|개선)$'))
  and ({{ bare('plan_title') }} = '' or {{ bare('block_text') }} <> {{ bare('plan_title') }})  -- the title on a first page that goes on with the plan
  -- the survey a figure is from, and the rate that holds in a year
  and not (rule like '%.bracket_text' and granularity = 'year' and stated_in <> 'schedule' and regexp_matches(subject, '(실태|통계|패널)\S*조사$|통계$'))
  and not (has_figure and stated_in <> 'schedule' and granularity in ('year', 'range') and regexp_matches(subject, '\d ?%\S* ?(적용|유지)(한다)?$'))
  -- money that shall be spent by a year is a budget
  and not (has_figure and stated_in <> 'schedule' and granularity in ('year', 'range', 'deadline') and regexp_matches(subject, '(억|조|만|백만|천) ?원?\S*( ?규모)?[을를]? ?(집중 ?)?(투자|투입|반영|공급|편성)((하|되)(여|고|며)|한다|할 .{0,8})?$'))
  -- a figure as of a past day, and an outlook in the description of the state of things, are statistics
  and not (has_figure and stated_in <> 'schedule' and coalesce(period_end < published_on, false) and phase is distinct from 'goal'
           and (regexp_matches(coalesce(label, own_label, ''), '실적|현황|성과') or granularity not in ('day', 'month')))
  and not (phase is not distinct from 'current' and stated_in <> 'schedule' and granularity in ('year', 'range', 'deadline') and (has_figure or coalesce(period_end < published_on, false)))
qualify row_number() over (partition by milestone_id order by claim_id) = 1
