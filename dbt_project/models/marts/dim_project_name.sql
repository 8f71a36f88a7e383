-- Every printed name of a project (int_known_names), under the id it bears through its renames, with the rounds that use it: a name that the
-- newest plan of the project no longer prints was in use until the last round that did.
with rounds as (select round_id, row_number() over (order by published_on, round_no, round_id) as place from {{ ref('dim_plan_round') }}),
ids as (select distinct document_id, project_key, project_id from {{ ref('int_projects') }}),
every as (
    select coalesce(i.project_id, n.project_key) as project_id, n.name, n.kind, n.from_round, n.to_round
    from {{ ref('int_known_names') }} n left join ids i using (document_id, project_key)
),
said as (
    select e.project_id, e.name, e.kind, arg_min(e.from_round, f.place) as valid_from_round_id, arg_max(e.to_round, t.place) as valid_to_round_id,
           arg_max(e.from_round, f.place) as last_round_id, max(f.place) as last_place
    from every e
    left join rounds f on f.round_id = e.from_round
    left join rounds t on t.round_id = e.to_round
    group by e.project_id, e.name, e.kind
)
select project_id, name, kind, valid_from_round_id,
       case when kind = 'announcement' then valid_to_round_id
            when last_place < max(last_place) over (partition by project_id, kind) then last_round_id end as valid_to_round_id
from said
union all
select 'plan', '공통', 'summary', null, null
