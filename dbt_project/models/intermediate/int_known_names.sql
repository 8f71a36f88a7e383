-- Every printed name of a project in a document: its chapter's title, the summary's label, the schedule's tags, its task force, and the names
-- under which earlier rounds announced it (with the last round before a rename).
with rounds as (
    select round_id, lag(round_id) over (partition by series order by round_no, published_on, round_id) as before
    from {{ ref('dim_plan_round') }}
)
select n.document_id, p.project_key, n.name, n.kind, d.round_id as from_round, cast(null as varchar) as to_round
from {{ ref('int_project_names') }} n
join {{ ref('int_project_keys') }} p using (document_id, project_block_id)
join {{ ref('stg_documents') }} d using (document_id)
union all
select u.document_id, u.project_key, u.force_name, 'tag', d.round_id, null
from {{ ref('int_project_units') }} u join {{ ref('stg_documents') }} d using (document_id) where u.force_name is not null
union all
select a.document_id, a.project_key, a.name, 'announcement', a.round_id, case when a.is_renamed then r.before end
from {{ ref('int_project_announcements') }} a
join {{ ref('stg_documents') }} d using (document_id)
join rounds r on r.round_id = d.round_id
