-- Every printed name of a project: its chapter's title, the summary's label, the schedule's tags, its task force, and the names under
-- which earlier rounds announced it (with the last round before a rename).
with rounds as (
    select round_id, lag(round_id) over (partition by series order by round_no, published_on, round_id) as before,
           row_number() over (order by published_on, round_no, round_id) as place
    from {{ ref('dim_plan_round') }}
),
every as (
    select p.project_id, n.name, n.kind, d.round_id as from_round, cast(null as varchar) as to_round
    from {{ ref('int_project_names') }} n
    join {{ ref('int_projects') }} p using (document_id, project_block_id)
    join {{ ref('stg_documents') }} d using (document_id)
    union all
    select u.project_id, u.force_name, 'tag', d.round_id, null
    from {{ ref('int_project_units') }} u join {{ ref('stg_documents') }} d using (document_id) where u.force_name is not null
    union all
    select a.project_id, a.name, 'announcement', a.round_id, case when a.is_renamed then r.before end
    from {{ ref('int_project_announcements') }} a
    join {{ ref('stg_documents') }} d using (document_id)
    join rounds r on r.round_id = d.round_id
)
select e.project_id, e.name, e.kind, arg_min(e.from_round, f.place) as valid_from_round_id, arg_max(e.to_round, t.place) as valid_to_round_id
from every e
left join rounds f on f.round_id = e.from_round
left join rounds t on t.round_id = e.to_round
group by e.project_id, e.name, e.kind
union all
select 'plan', '공통', 'summary', null, null
