-- One row per project: the unit with a chapter or task force of its own, under its current name.
with here as (
    select u.project_id, arg_max(u.project_name, coalesce(d.published_on, date '1900-01-01')) as project_name, bool_or(u.has_chapter) as has_chapter,
           arg_max(u.lead_project, coalesce(d.published_on, date '1900-01-01')) as lead_project, arg_max(u.sector_label, coalesce(d.published_on, date '1900-01-01')) as sector_label,
           min(d.round_id) filter (u.has_chapter) as first_chapter_round
    from {{ ref('int_project_units') }} u join {{ ref('stg_documents') }} d using (document_id)
    group by u.project_id
),
announced as (select project_id, min(round_id) as round_id from {{ ref('int_project_announcements') }} group by project_id),
lead_agency as (
    select project_id, min(agency_id order by agency_id) as lead_agency_id from {{ ref('bridge_project_agency') }} where role = 'lead' group by project_id
)
select h.project_id, h.project_name, h.lead_project,
       case when h.sector_label is not null then {{ key_of('sec', [bare('h.sector_label')]) }} end as sector, h.sector_label,
       l.lead_agency_id, coalesce(a.round_id, h.first_chapter_round) as first_round_id
from here h
left join announced a using (project_id)
left join lead_agency l using (project_id)
union all
select 'plan', '공통', null, null, null, null, null
