-- One row per project of a document: its key and current name. The summary's short name is the current name where there is
-- one, else the chapter's title; the key is made of that name alone, so that the same name has it in the next round.
with named as (
    select document_id, project_block_id, any_value(chapter_no) as chapter_no,
           coalesce(max(name) filter (kind = 'summary'), max(name) filter (kind = 'chapter')) as project_name
    from {{ ref('int_project_names') }}
    group by document_id, project_block_id
)
select *, {{ key_of('prj', [bare('project_name')]) }} as project_key from named
