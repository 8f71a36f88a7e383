-- Money claims that are budgets, one row per programme × amount × period, with their words and years settled.
with base as (
    select m.*,
        case
            when m.table_id is null and m.item_above is not null and (bare_subject = '' or g.pattern is not null or bare_subject = {{ bare('m.label') }})
                 and m.block_kind = 'item' and coalesce(m.last_heading_kind, '') <> 'box_title'
                 then case when m.label is null or contains(m.item_above, m.label) then m.item_above else m.item_above || ' ' || m.label end
            -- a label that names the programme, not just its class of instrument
            when m.table_id is null and m.own_label <> '' and length({{ bare('m.own_label') }}) >= 4 and m.block_mark not in ('①', '②', '③', '④', '⑤', '⑥', '➊', '➋', '➌', '➍', '➎', '➏', '◇', '◈')
                 and not exists (select 1 from {{ ref('instrument_labels') }} i where regexp_full_match(m.own_label, '(' || i.pattern || ')( ?(지원|강화|확대|현황|실적))?'))
                 and not regexp_matches(m.own_label, '^(사업|조성|투자|지원|추진|주요)? ?(대상|현황|실적|사례|내용|기간|방식|목표|규모|계획)')
                 and {{ shared_pieces(bare('m.own_label'), 'm.bare_subject') }} < 0.5 and gl.pattern is null and m.bare_subject <> ''
                 then m.own_label || ' ' || m.subject
            when m.table_id is null and g.pattern is not null and m.label is not null and gl.pattern is null then m.label || ' ' || m.subject
            when m.table_id is null and g.pattern is not null and m.block_kind = 'item' and m.last_heading_name <> '' then m.last_heading_name
            when m.block_kind = 'note' and (length(bare_subject) <= 4 or g.pattern is not null) and m.table_id is null and coalesce(m.parent_subject, m.item_label, m.item_above) is not null
                 then trim(concat_ws(' ', coalesce(m.parent_subject, m.item_label, m.item_above), case when g.pattern is null then m.subject end))
            when m.table_id is not null and {{ is_total('m.row_label') }} and {{ total_group('m.row_label') }} = '' and (bare_subject = '' or bare_subject = {{ bare('m.row_label') }})
                 then concat_ws(' ', coalesce(nullif(trim(regexp_replace(m.table_caption, '^[\s<‹【\[〈]+|[\s>›】\]〉]+$', '', 'g')), ''), nullif(m.last_heading_name, '')), m.row_label)
            when bare_subject = '' or (m.label is not null and bare_subject = {{ bare('m.label') }}) then coalesce(nullif(concat_ws(' ', m.last_heading_name, case when gl.pattern is null then m.label end), ''), m.own_label)
            when {{ bare('m.last_heading_name') }} <> '' and m.last_heading_kind = 'box_title' then m.last_heading_name || ' ' || m.subject
            when length(bare_subject) <= 4 and m.table_id is null and m.block_kind = 'item' and m.item_above is not null and m.own_label = '' and m.label is null and g.pattern is null
                 then m.item_above || ' ' || m.subject
            when length(bare_subject) <= 4 and m.block_kind <> 'note' and m.last_heading_name <> '' then concat_ws(' ', m.last_heading_name, m.label, case when m.label is null or meaning = 'revenue' then m.subject end)
            else m.subject
        end as programme_words
    from (
        select *, case when length(regexp_replace({{ bare('subject') }}, '\d|억원?|만원?|천원?|조원?|개월|년|월|일|/', '', 'g')) < 2 then '' else {{ bare('subject') }} end as bare_subject,
               -- "(2) 추진과제" names nothing: the label of the line above does
               coalesce(case when item_label is not null and regexp_full_match({{ bare('topic') }}, '\d*(추진|주요|세부|핵심|중점|분야별|향후|및)*(과제|방안|내용|계획|전략|방향|사항|일정)') then item_label else topic end, '') as last_heading_name
        from (select * replace (case when breakdown is not null then regexp_replace(subject, '\s?(국|시|도|구|군|민|국비|시비|도비|지방비|민자|자부담|구군|구[·․]군)$', '') else subject end as subject) from {{ ref('int_money') }}) where meaning not in ('kpi', 'doubtful', 'threshold')
    ) m
    left join {{ ref('generic_nouns') }} gl on regexp_matches({{ bare('m.label') }}, gl.pattern)
    left join {{ ref('generic_nouns') }} g on regexp_matches(trim(m.subject), g.pattern) or regexp_matches({{ bare('m.subject') }}, g.pattern)
),
years as (
    -- what was invested "as of" a month is the sum up to then, not that year's
    select *,
        case when as_of then null else year(period_start) end as start_year, case when not as_of or coalesce(period_origin, '') <> 'heading' then year(period_end) end as end_year,
        case when not as_of and period_start is not null and period_end is not null and year(period_start) = year(period_end) then year(period_start) end as one_year
    from (select *, meaning = 'investment_made' and granularity in ('month', 'day') or period_origin = 'heading' and regexp_matches(coalesce(subject, ''), '기 ?투자') as as_of from base)
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
select {{ counted_key('bud', 'base_key') }} as budget_id, * exclude (base_key)
from (
select
    {{ key_of('bud', ['l.round_id', 'l.document_id', 'l.page_no', 'round(l.top)', 'round(l.x0)', bare('l.quote'), bare('l.subject'), 'l.printed', 'l.value', 'l.period_start', 'l.period_end']) }} as base_key,
    l.*,
    coalesce(nullif(trim(regexp_replace(l.programme_words, '\s+', ' ', 'g')), ''), l.quote) as programme,
    coalesce(i.instrument, 'other') as instrument,
    cast(round(l.value * case when l.meaning = 'delta' then coalesce(l.sign, 1) else 1 end) as decimal(20, 0)) as amount_krw,
    l.meaning as amount_type
from labelled l
left join instrument i on i.document_id = l.document_id and i.claim_id = l.claim_id and i.n = 1
where not exists (select 1 from {{ ref('int_untrusted') }} u where u.document_id = l.document_id and u.claim_id = l.claim_id)
qualify row_number() over (partition by base_key, l.mention_id order by l.claim_id) = 1
)
