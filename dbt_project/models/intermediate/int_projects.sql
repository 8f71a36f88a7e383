-- One row per project of a document, with the id it bears through its renames: the key of its name in the oldest document that it is
-- followed back to (int_project_matches), the same whatever round comes later.
with recursive keys as (select * from {{ ref('int_project_keys') }}),
followed as (
    select distinct document_id, project_key, document_id as last_document_id, project_key as last_key, 0 as n from keys
    union all
    select f.document_id, f.project_key, m.to_document_id, m.new_key, f.n + 1
    from followed f join {{ ref('int_project_matches') }} m on m.from_document_id = f.last_document_id and m.old_key = f.last_key
),
lines as (  -- named by their newest member
    select document_id, project_key, arg_max({'document_id': last_document_id, 'project_key': last_key}, n) as line from followed group by all
),
named as (
    select l.*, first_value(l.project_key) over (
               partition by l.line order by d.published_on, d.round_no, d.round_id, e.place, l.document_id, l.project_key) as first_key
    from lines l join {{ ref('stg_documents') }} d using (document_id) join {{ ref('int_revision_editions') }} e using (document_id)
),
torn as (  -- a name that one project left and another took: each document's own names tell them apart
    select distinct a.line from named a join named b on b.document_id = a.document_id and b.first_key = a.first_key and b.line <> a.line
)
select k.*, case when n.line in (select line from torn) then k.project_key else n.first_key end as project_id
from keys k join named n using (document_id, project_key)
