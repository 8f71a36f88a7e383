-- Which chapter of the older document is which of the newer: the same key; a rename that the newer text states; a name that one is
-- known by (int_known_names) and the other bears; else the most alike of their printed names.
-- One to one.
with own as (  -- printed in the document itself
    select p.document_id, p.project_key, p.project_name, b.page_no, b.text as heading, {{ bare('n.name') }} as name
    from {{ ref('int_project_keys') }} p
    join {{ ref('int_project_names') }} n using (document_id, project_block_id)
    join {{ ref('stg_blocks') }} b on b.document_id = p.document_id and b.block_id = p.project_block_id
),
known as (
    select document_id, project_key, name from own
    union
    select o.document_id, n.project_key, {{ bare('n.name') }} from {{ ref('int_known_names') }} n join (select distinct document_id, project_key from own) o using (project_key)
),
renamed as (select document_id, {{ bare('old_name') }} as old_name, {{ bare('new_name') }} as new_name from {{ ref('int_renames') }} where new_name <> ''),
scored as (
    select d.scope, d.from_document_id, d.to_document_id, a.project_key as old_key, b.project_key as new_key,
           max(case when a.project_key = b.project_key then 1
                    when exists (select 1 from renamed r where r.document_id = d.to_document_id and r.old_name = a.name and r.new_name = b.name) then 0.99
                    when a.name = b.name then 0.98
                    else least({{ alike('a.name', 'b.name') }}, 0.97) end) as score
    from {{ ref('int_revision_pairs') }} d
    join known a on a.document_id = d.from_document_id
    join known b on b.document_id = d.to_document_id
    group by all
),
alike as (select * from scored where score >= 0.86),
best as ({{ each_others_best('alike') }}),
heads as (
    select document_id, project_key, any_value(project_name order by name) as project_name, any_value(page_no order by name) as page_no,
           any_value(heading order by name) as heading
    from own group by document_id, project_key
)
select m.scope, m.from_document_id, m.to_document_id, m.old_key, m.new_key,
       case m.score when 1 then 'same_key' when 0.99 then 'stated_rename' when 0.98 then 'known_name' else 'alike_name' end as rule,
       a.project_name as old_name, b.project_name as new_name, a.heading as old_heading, b.heading as new_heading, a.page_no as old_page_no, b.page_no as new_page_no
from best m
join heads a on a.document_id = m.from_document_id and a.project_key = m.old_key
join heads b on b.document_id = m.to_document_id and b.project_key = m.new_key
