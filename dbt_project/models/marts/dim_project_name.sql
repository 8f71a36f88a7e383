-- Every printed name of a project.
select p.project_id, n.name, n.kind, min(d.round_id) as valid_from_round_id, cast(null as varchar) as valid_to_round_id
from {{ ref('int_project_names') }} n
join {{ ref('int_projects') }} p using (document_id, project_block_id)
join {{ ref('stg_documents') }} d using (document_id)
group by all
union all
select 'plan', '공통', 'summary', null, null
