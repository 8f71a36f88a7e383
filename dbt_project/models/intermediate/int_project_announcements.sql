-- Which round announced a project, under which name: the notes' lists matched to the projects by name, part of a joined name, or a
-- rename that the text states.
with names as (
    select a.document_id, a.round_id, a.name, {{ bare('coalesce(r.new_name, a.name)') }} as bare, r.new_name is not null as is_renamed
    from {{ ref('int_announced_projects') }} a
    left join {{ ref('int_renames') }} r on r.document_id = a.document_id and {{ bare('r.old_name') }} = {{ bare('a.name') }}
),
parts as (
    select n.* replace ({{ bare('part') }} as part)
    from (select *, unnest(string_split(regexp_replace(case when is_renamed then bare else name end, '[․·ㆍ‧/]', '|', 'g'), '|')) as part from names) n
),
scores as (
    select p.document_id, p.round_id, p.name, p.is_renamed, u.project_key,
           max(case when p.bare = {{ bare('u.project_name') }} then 1
                    when contains({{ bare('u.project_name') }}, p.part) and length(p.part) >= 2 then 0.9
                    when contains(p.bare, {{ bare('u.force_name') }}) and length({{ bare('u.force_name') }}) >= 2 then 0.88
                    else {{ alike(bare('u.project_name'), 'p.bare') }} end) as score
    from parts p join {{ ref('int_project_units') }} u using (document_id)
    group by all
)
select document_id, round_id, name, is_renamed, project_key, score
from scores where score >= 0.8
qualify row_number() over (partition by document_id, project_key order by score desc, length(round_id), round_id, name) = 1
