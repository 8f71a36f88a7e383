-- Money claims that are budgets, one row per programme × amount × period, with their words and years settled.
with base as (
    select m.*,
        case
            when bare_subject = '' or (m.label is not null and bare_subject = {{ bare('m.label') }}) then coalesce(nullif(concat_ws(' ', m.last_heading_name, m.label), ''), m.own_label)
            when {{ bare('m.last_heading_name') }} <> '' and m.last_heading_kind = 'box_title' then m.last_heading_name || ' ' || m.subject
            when length(bare_subject) <= 4 and m.block_kind <> 'note' and m.last_heading_name <> '' then m.last_heading_name || ' ' || coalesce(m.label, m.subject)
            when length(bare_subject) <= 4 and m.block_kind = 'note' and m.parent_subject is not null then m.parent_subject
            else m.subject
        end as programme_words
    from (
        select *, {{ bare('subject') }} as bare_subject,
               trim(regexp_replace(regexp_replace(coalesce(last_heading, ''), '^[\s<‹【\[□◇]+|[\s>›】\]]+$', '', 'g'), '\s+', ' ', 'g')) as last_heading_name
        from {{ ref('int_money') }} where meaning not in ('kpi', 'doubtful')
    ) m
),
years as (
    -- what was invested "as of" a month is the sum up to then, not that year's
    select *,
        case when as_of then null else year(period_start) end as start_year, year(period_end) as end_year,
        case when not as_of and period_start is not null and period_end is not null and year(period_start) = year(period_end) then year(period_start) end as one_year
    from (select *, meaning = 'investment_made' and granularity in ('month', 'day') as as_of from base)
),
labelled as (
    select y.*, coalesce(y.label, nullif(px.label_up, ''), y.row_label) as instrument_words
    from years y
    left join {{ ref('int_block_context') }} px on px.document_id = y.document_id and px.block_id = y.owner_id
),
instrument as (
    select l.document_id, l.claim_id, i.instrument,
           row_number() over (partition by l.document_id, l.claim_id order by i.priority) as n
    from labelled l join {{ ref('instrument_labels') }} i on regexp_matches(l.instrument_words, i.pattern)
)
select
    {{ key_of('bud', ['l.round_id', 'l.document_id', 'l.page_no', 'round(l.top)', 'round(l.x0)', bare('l.quote'), bare('l.subject'), 'l.printed', 'l.value', 'l.period_start', 'l.period_end']) }} as budget_id,
    l.*,
    coalesce(nullif(trim(regexp_replace(l.programme_words, '\s+', ' ', 'g')), ''), l.quote) as programme,
    coalesce(i.instrument, 'other') as instrument,
    cast(round(l.value) as decimal(20, 0)) as amount_krw,
    l.meaning as amount_type
from labelled l
left join instrument i on i.document_id = l.document_id and i.claim_id = l.claim_id and i.n = 1
qualify row_number() over (partition by budget_id order by l.claim_id) = 1
