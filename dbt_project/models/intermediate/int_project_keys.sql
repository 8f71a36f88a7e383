-- One row per project of a document: its key and current name. The summary's short name is the current name where there is
-- one, else the chapter's title; the key is made of that name alone, so that the same name has it in the next round.
with named as (
    select n.document_id, n.project_block_id, any_value(n.chapter_no) as chapter_no,
           -- a chapter whose heading prints a numeral alone is called by that
           coalesce(max(n.name) filter (n.kind = 'summary'), nullif(max(n.name) filter (n.kind = 'chapter'), ''), any_value(trim(b.text))) as project_name
    from {{ ref('int_project_names') }} n
    left join {{ ref('stg_blocks') }} b on b.document_id = n.document_id and b.block_id = n.project_block_id
    group by n.document_id, n.project_block_id
)
select *, {{ key_of('prj', [bare('project_name')]) }} as project_key from named
