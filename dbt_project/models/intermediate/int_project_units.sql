-- One row per project of a document: those with a chapter of their own, and the other task forces it names. A task force is a
-- chapter's where their names are alike; a lead project is its own where names or parts of a joined name ("해상풍력․HVDC") agree,
-- and an unnamed one stands with its left neighbour in the grid.
with chapters as (
    select p.document_id, p.project_key, p.project_name, n.name, {{ bare('n.name') }} as bare
    from {{ ref('int_project_keys') }} p join {{ ref('int_project_names') }} n using (document_id, project_block_id)
),
forces as (select *, {{ bare('name') }} as bare from {{ ref('int_task_forces') }}),
scored as (
    select f.document_id, f.place, c.project_key, c.project_name, max({{ alike('f.bare', 'c.bare') }}) as score
    from forces f join chapters c using (document_id)
    group by all
),
chosen as (
    select *, row_number() over (partition by document_id, place order by score desc, project_key) as n,
           row_number() over (partition by document_id, project_key order by score desc, place) as m
    from scored where score >= 0.72
),
units as (
    select f.document_id, f.place, f.name as force_name, f.leads, f.supports,
           coalesce(c.project_key, {{ key_of('prj', ['f.bare']) }}) as project_key, coalesce(c.project_name, f.name) as project_name, c.project_key is not null as has_chapter
    from forces f left join chosen c on c.document_id = f.document_id and c.place = f.place and c.n = 1 and c.m = 1
    union all
    select p.document_id, 1000 + p.chapter_no, null, null, null, p.project_key, p.project_name, true
    from {{ ref('int_project_keys') }} p
    where not exists (select 1 from chosen c where c.document_id = p.document_id and c.project_key = p.project_key and c.n = 1 and c.m = 1)
),
parts as (
    select document_id, lead_project, sector_label, {{ bare('part') }} as part
    from (select document_id, lead_project, sector_label, unnest(string_split(regexp_replace(lead_project, '[․·ㆍ‧/]', '|', 'g'), '|')) as part from {{ ref('int_lead_projects') }})
),
lead_scores as (
    select u.document_id, u.project_key, u.place, l.lead_project, l.sector_label,
           max(case when contains({{ bare('u.project_name') }}, l.part) and length(l.part) >= 2 then 0.9 + length(l.part) / 1000.0
                    when contains({{ bare('u.force_name') }}, l.part) and length(l.part) >= 2 then 0.9 + length(l.part) / 1000.0
                    when contains(l.part, {{ bare('u.force_name') }}) and length({{ bare('u.force_name') }}) >= 2 then 0.89
                    else {{ shared_pieces(bare('coalesce(u.force_name, u.project_name)'), 'l.part') }} end) as score
    from units u join parts l using (document_id)
    group by all
),
led as (
    select *, row_number() over (partition by document_id, project_key order by score desc, lead_project) as n from lead_scores where score >= 0.5
)
select u.* replace (case when {{ bare('l.lead_project') }} = {{ bare('u.project_name') }} then l.lead_project else u.project_name end as project_name),
       coalesce(l.lead_project, case when u.force_name is not null then last_value(l.lead_project ignore nulls) over neighbours end) as lead_project,
       coalesce(l.sector_label, case when u.force_name is not null then last_value(l.sector_label ignore nulls) over neighbours end) as sector_label
from units u
left join led l on l.document_id = u.document_id and l.project_key = u.project_key and l.n = 1
window neighbours as (partition by u.document_id order by u.place rows between unbounded preceding and current row)
