-- One row per project through its renames: the unit with a chapter or task force of its own, under its current name.
with ids as (select distinct document_id, project_key, project_id from {{ ref('int_projects') }}),
here as (
    select project_id, any_value(project_name order by age) as project_name, any_value(lead_project order by age) as lead_project,
           any_value(sector_label order by age) as sector_label, any_value(round_id order by age desc) filter (has_chapter) as first_chapter_round
    from (  -- age 1: the newest round's current edition
        select u.*, coalesce(i.project_id, u.project_key) as project_id, d.round_id,
               row_number() over (order by d.published_on desc nulls last, d.round_no desc, d.round_id, e.place, d.document_id, u.place) as age
        from {{ ref('int_project_units') }} u
        left join ids i using (document_id, project_key)
        join {{ ref('stg_documents') }} d using (document_id)
        join {{ ref('int_revision_editions') }} e using (document_id)
    )
    group by project_id
),
announced as (
    select coalesce(i.project_id, a.project_key) as project_id, any_value(a.round_id order by r.published_on, r.round_no, a.round_id) as round_id
    from {{ ref('int_project_announcements') }} a
    join {{ ref('dim_plan_round') }} r using (round_id)
    left join ids i on i.document_id = a.document_id and i.project_key = a.project_key
    group by 1
),
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
