-- One row per project: the unit with a chapter of its own, under its current name.
with here as (
    select p.project_id, arg_max(p.project_name, d.published_on) as project_name, min(d.round_id) as first_round_id, max(d.document_id) as document_id
    from {{ ref('int_projects') }} p join {{ ref('stg_documents') }} d using (document_id)
    group by p.project_id
),
lead as (
    select h.project_id, l.lead_project, l.sector_label,
           row_number() over (partition by h.project_id order by greatest(
               {{ alike(bare('h.project_name'), 'l.bare') }},
               case when left({{ bare('h.project_name') }}, 3) = left(l.bare, 3) then 0.8 else 0 end) desc, l.lead_project) as n,
           greatest({{ alike(bare('h.project_name'), 'l.bare') }}, case when left({{ bare('h.project_name') }}, 3) = left(l.bare, 3) then 0.8 else 0 end) as score
    from here h join {{ ref('int_lead_projects') }} l using (document_id)
),
lead_agency as (
    select project_id, arg_min(agency_id, agency_id) as lead_agency_id from {{ ref('bridge_project_agency') }} where role = 'lead' group by project_id
)
select h.project_id, h.project_name, l.lead_project,
       case when l.sector_label is not null then {{ key_of('sec', [bare('l.sector_label')]) }} end as sector, l.sector_label,
       a.lead_agency_id, h.first_round_id
from here h
left join lead l on l.project_id = h.project_id and l.n = 1 and l.score >= 0.7
left join lead_agency a on a.project_id = h.project_id
union all
select 'plan', '공통', null, null, null, null, null
