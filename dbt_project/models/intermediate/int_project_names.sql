-- Every printed name of every project of a document: the chapter's title, the summary's label for it, the schedule's tags.
-- Chapters come first; the summary's labels and the tags are matched to them by likeness, then by their order.
with chapters as (
    select document_id, block_id as project_block_id, reading_order,
           trim(regexp_replace(regexp_replace(text, '^\s*(?:\[?\d{1,2}\]?\s*[.．]?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+\s*[.．]?)\s*', ''), '\s+', ' ', 'g')) as name
    from {{ ref('stg_blocks') }}
    where project_block_id = block_id
),
numbered as (
    select *, {{ bare('name') }} as bare, row_number() over (partition by document_id order by reading_order) as n,
           count(*) over (partition by document_id) as n_chapters
    from chapters
),
-- summary labels: (라벨) at the head of a paragraph of the summary
labels as (
    select b.document_id, b.reading_order, b.parent_id, b.mark,
           regexp_extract(b.text, '^\s*\S{0,3}\s*[(（]([^()（）]{2,40})[)）]', 1) as name
    from {{ ref('stg_blocks') }} b
    where b.part = 'summary' and b.kind in ('item', 'paragraph', 'heading')
),
label_scores as (
    select l.document_id, l.reading_order, l.mark, l.name, n.project_block_id, {{ alike(bare('l.name'), 'n.bare') }} as score,
           length(regexp_extract({{ bare('l.name') }} || '|' || n.bare, '^(.*)[^|]*\|\1')) as shared
    from labels l join numbered n using (document_id)
    where l.name <> ''
),
best_label as (
    select document_id, project_block_id, name, mark, chapter, greatest(score, case when starts_with_shared then 0.8 else 0 end) as score,
           row_number() over (partition by document_id, project_block_id order by greatest(score, case when starts_with_shared then 0.8 else 0 end) desc, reading_order desc) as n
    from (
        select s.*, n.bare as chapter, left({{ bare('s.name') }}, 3) = left(n.bare, 3) as starts_with_shared
        from label_scores s join numbered n using (document_id, project_block_id)
    )
    where greatest(score, case when starts_with_shared then 0.8 else 0 end) >= 0.75
),
alike_names as (  -- a label names the chapter it is most like; a chapter set twice keeps it twice
    select document_id, project_block_id, name from best_label where n = 1
    qualify rank() over (partition by document_id, {{ bare('name') }} order by score desc, chapter) = 1
),
-- chapters that no label is like (a heading the file lacks): the labels left over beside the matched ones, in their order
spare_chapters as (
    select n.document_id, n.project_block_id, row_number() over (partition by n.document_id order by n.reading_order) as k,
           count(*) over (partition by n.document_id) as spare
    from numbered n
    where not exists (select 1 from alike_names a where a.document_id = n.document_id and a.project_block_id = n.project_block_id)
),
spare_labels as (
    select l.document_id, l.name, row_number() over (partition by l.document_id order by l.reading_order) as k, count(*) over (partition by l.document_id) as spare
    from labels l
    where l.name <> ''
      and exists (select 1 from alike_names a join labels m on m.document_id = a.document_id and m.name = a.name
                  where a.document_id = l.document_id and m.mark = l.mark and abs(m.reading_order - l.reading_order) <= 4)
      and not exists (select 1 from alike_names a where a.document_id = l.document_id and a.name = l.name)
      and l.reading_order > (select min(m.reading_order) from alike_names a join labels m on m.document_id = a.document_id and m.name = a.name where a.document_id = l.document_id)
),
summary_names as (
    select document_id, project_block_id, name from alike_names
    union all
    select c.document_id, c.project_block_id, l.name from spare_chapters c join spare_labels l on l.document_id = c.document_id and l.k = c.k and l.spare = c.spare
),
tags as (
    select document_id, tag as name, count(*) as uses from {{ ref('stg_claims') }} where tag is not null group by all
),
tag_scores as (
    select t.document_id, t.name, t.uses, k.project_block_id,
           greatest(
               {{ alike(bare('t.name'), bare('k.name')) }},
               case when left({{ bare('t.name') }}, 3) = left({{ bare('k.name') }}, 3) then 0.8 else 0 end
           ) as score
    from tags t
    join (
        select document_id, project_block_id, name from numbered
        union all select document_id, project_block_id, name from summary_names
    ) k using (document_id)
),
best_tag as (
    select *, row_number() over (partition by document_id, name order by score desc, project_block_id) as n from tag_scores where score >= 0.6
)
select document_id, project_block_id, name, 'chapter' as kind, n as chapter_no from numbered
union all
select s.document_id, s.project_block_id, s.name, 'summary', n.n from summary_names s join numbered n using (document_id, project_block_id)
union all
select t.document_id, t.project_block_id, t.name, 'tag', n.n from best_tag t join numbered n using (document_id, project_block_id) where t.n = 1
