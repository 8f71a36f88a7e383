-- One row per block: the words of the headings above it, and the phase of the plan that the nearest telling heading names
-- (seeds/heading_cues: budget, plan, goal, past, current, voice). Nearest first; ties by the seed's priority.
with heads as (
    select b.document_id, b.block_id, u.up_id, u.n as distance_from_top
    from {{ ref('stg_blocks') }} b, unnest(list_append(b.path, b.block_id)) with ordinality as u(up_id, n)
),
named as (
    select h.document_id, h.block_id, h.up_id, h.distance_from_top, p.text, p.kind, p.mark
    from heads h
    join {{ ref('stg_blocks') }} p on p.document_id = h.document_id and p.block_id = h.up_id
),
headings as (
    select * from named where kind in ('heading', 'box_title', 'caption') or (mark in ('□', '◇', '◈') and up_id <> block_id)
),
said as (  -- asked once of a heading, however many blocks stand under it: a pattern out of a table is compiled row by row
    select p.document_id, p.block_id as up_id, c.phase, c.priority
    from {{ ref('stg_blocks') }} p
    join {{ ref('heading_cues') }} c on {{ heading_says('p.text', 'c') }}
    where length(p.text) < 90 and (p.kind in ('heading', 'box_title', 'caption') or p.mark in ('□', '◇', '◈'))
),
cued as (
    select h.document_id, h.block_id, h.up_id, c.phase, h.distance_from_top, c.priority,
           row_number() over (partition by h.document_id, h.block_id order by h.distance_from_top desc, c.priority) as n
    from headings h
    join said c on c.document_id = h.document_id and c.up_id = h.up_id
),
labels as (  -- the nearest label in brackets: the block's own, else that of the item it hangs under
    select document_id, block_id, arg_max(label, distance_from_top) as label_up
    from (select *, regexp_extract(text, '^\s*\S{0,3}\s*[(（]([^()（）]{1,30})[)）]', 1) as label from named where kind in ('item', 'note', 'paragraph'))
    where label <> '' and not regexp_matches(label, '\d')
    group by all
),
items as (  -- the nearest item above: what a line of "period / amount / details" belongs to
    select document_id, block_id,
           arg_max(trim(regexp_replace(regexp_replace(regexp_replace(text,
               '^\s*[^가-힣A-Za-z0-9(「｢“‘<]*\s*(\d{1,2}\s+)?', ''), '^[(（][^()（）]{1,30}[)）]\s*', ''), '\s*[(（▹/].*$|\s*\*+\s*$', '')), distance_from_top) as item_above
    from named where kind = 'item' and up_id <> block_id
      and not regexp_matches(text, '^\W*(사업|추진|향후|주요|운영|조성)? ?(개요|상황|경과|계획|현황|내용|실적|일정|배경)')
      and not regexp_matches(text, '^\W*(총 ?)?(사 ?업 ?비|사 ?업 ?기 ?간|기 ?간|위 ?치|규 ?모|사 ?업 ?량|내 ?용|사 ?업 ?내 ?용|대 ?상|장 ?소|일 ?시|소 ?요 ?예 ?산|재 ?원|주 ?요 ?시 ?설) ?[:：]')  -- a particular of the scheme
      and not regexp_matches(text, '^[^가-힣A-Za-z0-9(]*([(（][^()（）]{1,30}[)）]\s*)?[\d,.]+\s?[가-힣]')  -- a line of figures names nothing
    group by all
),
openings as (  -- boxed ◇ right under the heading of a numbered chapter: its goals, whatever their label
    select b.document_id, b.block_id
    from {{ ref('stg_blocks') }} b join {{ ref('stg_blocks') }} p on p.document_id = b.document_id and p.block_id = b.parent_id
    where b.mark in ('◇', '◈') and b.box_id is not null and p.project_block_id = p.block_id and p.kind = 'heading' and regexp_matches(p.text, '^\s*\d')
      and not exists (select 1 from said s where s.document_id = b.document_id and s.up_id = b.block_id and s.phase <> 'goal')
),
words as (
    select document_id, block_id, string_agg(text, ' > ' order by distance_from_top) as headings, arg_max(kind, distance_from_top) as last_heading_kind,
           arg_max({{ heading_name('text') }}, distance_from_top) filter (not {{ is_stage('text') }}) as topic,
           bool_or(regexp_matches(text, '예산')) as under_budget_heading
    from headings group by all
)
select b.document_id, b.block_id, b.part, b.project_block_id, b.kind, b.mark, b.parent_id, b.reading_order, b.text, b.box_id,
       w.headings, w.last_heading_kind, w.topic, coalesce(w.under_budget_heading, false) as under_budget_heading,
       case when o.block_id is not null and c.up_id is distinct from b.block_id then 'goal' else c.phase end as phase, l.label_up, i.item_above,
       regexp_extract(b.text, '^\s*\S{0,3}\s*[(（]([^()（）]{1,30})[)）]', 1) as own_label
from {{ ref('stg_blocks') }} b
left join labels l using (document_id, block_id)
left join items i using (document_id, block_id)
left join words w using (document_id, block_id)
left join openings o using (document_id, block_id)
left join cued c on c.document_id = b.document_id and c.block_id = b.block_id and c.n = 1
