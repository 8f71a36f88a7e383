-- What changed between consecutive rounds of a series, and between the editions of a round: one row per fact and change. Only chapters that
-- both documents have are compared for what came and went; what fell due before the newer round was published did not go, it is over.
with pairs as (select * from {{ ref('int_revision_pairs') }}),
facts as (select * from {{ ref('int_revision_facts') }}),
matches as (select * from {{ ref('int_revision_matches') }}),
projects as (select * from {{ ref('int_revision_projects') }}),
twins as (
    select m.*, a.family, a.value as old_value, b.value as new_value, a.bare_what as old_bare, b.bare_what as new_bare, a.is_observed and b.is_observed as is_observed,
           a.is_total and b.is_total as is_total, a.wordings as old_wordings, b.wordings as new_wordings, b.project_id
    from matches m
    join facts a on a.document_id = m.from_document_id and a.fact_id = m.old_key
    join facts b on b.document_id = m.to_document_id and b.fact_id = m.new_key
),
changed as (
    select from_document_id, to_document_id, family, old_key, new_key, project_id, rule,
           case when rule in ('split_into_parts', 'merged_from_parts') then 'restated'
                when old_value is not distinct from new_value then null
                when is_total then 'restated'  -- its parts say what was raised
                when is_observed then 'restated'
                when family = 'budget' and old_value >= 1e9 and round(old_value / 1e8) = round(new_value / 1e8) then 'restated'  -- printed to another digit
                when new_value > old_value then 'raised' when new_value < old_value then 'lowered' end as change
    from twins
    union all
    select from_document_id, to_document_id, family, old_key, new_key, project_id, rule, 'rescheduled' from twins where period = 'other'
    union all
    select from_document_id, to_document_id, family, old_key, new_key, project_id, rule,
           case when {{ without_counts('old_bare') }} = {{ without_counts('new_bare') }} then case when family = 'milestone' then 'restated' end else 'renamed' end
    from twins
    where rule not in ('split_into_parts', 'merged_from_parts') and not list_has_any(old_wordings, new_wordings)
      and not contains(old_bare, new_bare) and not contains(new_bare, old_bare)
),
compared as (  -- facts under a chapter that both documents have; what stands under none, only between editions of one round
    select p.scope, p.from_document_id, p.to_document_id, p.to_published_on, m.old_key as old_project, m.new_key as new_project
    from pairs p join projects m using (scope, from_document_id, to_document_id)
    where m.rule <> 'plan_wide' or p.scope = 'edition'
),
gone as (
    select c.*, f.family, f.fact_id, f.parent_id
    from compared c join facts f on f.document_id = c.from_document_id and f.project_id = c.old_project
    where not exists (select 1 from matches m where (m.from_document_id, m.to_document_id, m.old_key) = (c.from_document_id, c.to_document_id, f.fact_id))
      and (c.scope = 'edition' or not f.is_observed and coalesce(f.period_end >= c.to_published_on, f.period_start is null or f.period_start >= c.to_published_on))
),
new as (
    select c.*, f.family, f.fact_id, f.parent_id
    from compared c join facts f on f.document_id = c.to_document_id and f.project_id = c.new_project
    where not exists (select 1 from matches m where (m.from_document_id, m.to_document_id, m.new_key) = (c.from_document_id, c.to_document_id, f.fact_id))
),
came_and_went as (  -- a part that came under a whole that had none before is no new money, nor is a part that went into its whole lost
    select n.from_document_id, n.to_document_id, n.family, w.fact_id as old_key, n.fact_id as new_key, n.new_project as project_id,
           case when w.fact_id is null then 'only_in_newer' else 'split_into_parts' end as rule, case when w.fact_id is null then 'added' else 'restated' end as change
    from new n
    left join matches m on m.from_document_id = n.from_document_id and m.to_document_id = n.to_document_id and m.new_key = n.parent_id
    left join facts w on w.document_id = m.from_document_id and w.fact_id = m.old_key and not w.has_parts
    union all
    select g.from_document_id, g.to_document_id, g.family, g.fact_id, w.fact_id, coalesce(w.project_id, g.new_project),
           case when w.fact_id is null then 'only_in_older' else 'merged_from_parts' end, case when w.fact_id is null then 'dropped' else 'restated' end
    from gone g
    left join matches m on m.from_document_id = g.from_document_id and m.to_document_id = g.to_document_id and m.old_key = g.parent_id
    left join facts w on w.document_id = m.to_document_id and w.fact_id = m.new_key and not w.has_parts
),
of_facts as (
    select c.from_document_id, c.to_document_id, c.family, c.change, c.old_key, c.new_key, c.project_id, coalesce(b.what, a.what) as what, a.what as old_what, b.what as new_what,
           a.value as old_value, b.value as new_value, coalesce(b.unit, a.unit) as unit, a.printed as old_printed, b.printed as new_printed,
           a.period_start as old_period_start, a.period_end as old_period_end, b.period_start as new_period_start, b.period_end as new_period_end,
           a.quote as old_quote, b.quote as new_quote, a.page_no as old_page_no, b.page_no as new_page_no, c.rule
    from (select from_document_id, to_document_id, family, old_key, new_key, project_id, rule, change from changed where change is not null
          union all select from_document_id, to_document_id, family, old_key, new_key, project_id, rule, change from came_and_went) c
    left join facts a on a.document_id = c.from_document_id and a.fact_id = c.old_key
    left join facts b on b.document_id = c.to_document_id and b.fact_id = c.new_key
),
of_projects as (
    select from_document_id, to_document_id, 'project', 'renamed', old_key, new_key, new_key, new_name, old_name, new_name,
           null, null, null, null, null, null, null, null, null, old_heading, new_heading, old_page_no, new_page_no, rule
    from projects where rule <> 'plan_wide' and {{ bare('old_name') }} <> {{ bare('new_name') }}
)
select {{ key_of('chg', ['r.from_document_id', 'r.to_document_id', 'r.family', 'r.change', 'r.old_key', 'r.new_key']) }} as revision_id,
       p.scope, p.series, p.from_round_id, p.to_round_id, r.*, coalesce(t.thread_key, r.old_key, r.new_key) as thread_key
from (select * from of_facts union all select * from of_projects) r
join pairs p using (from_document_id, to_document_id)
left join {{ ref('int_revision_threads') }} t on t.fact_id = coalesce(r.old_key, r.new_key)
