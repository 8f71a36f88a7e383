-- Which chapter of the older document is which of the newer, by the ids they bear. What stands under no chapter is compared as "plan".
with ids as (select distinct document_id, project_key, project_id from {{ ref('int_projects') }})
select m.* replace (a.project_id as old_key, b.project_id as new_key)
from {{ ref('int_project_matches') }} m
join ids a on a.document_id = m.from_document_id and a.project_key = m.old_key
join ids b on b.document_id = m.to_document_id and b.project_key = m.new_key
union all
select scope, from_document_id, to_document_id, 'plan', 'plan', 'plan_wide', null, null, null, null, null, null from {{ ref('int_revision_pairs') }}
