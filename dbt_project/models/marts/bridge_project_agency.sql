-- Who takes part in a project: named in its consortium note ((구성) …, [관] (주관) …), or under its task force's name.
with notes as (
    select b.document_id, b.block_id, b.text, p.project_id, d.round_id
    from {{ ref('stg_blocks') }} b
    join {{ ref('int_projects') }} p on p.document_id = b.document_id and p.project_block_id = b.project_block_id
    join {{ ref('stg_documents') }} d on d.document_id = b.document_id
    where regexp_matches(b.text, '\(\s*구성\s*\)|\(\s*주관\s*\)|\(\s*협조\s*\)')
),
named as (
    select n.project_id, n.round_id, a.agency_id,
           list_last(regexp_extract_all(substr(n.text, 1, m.start_at), '\(\s*(주관|협조|지원)\s*\)')) as before
    from notes n
    join {{ ref('stg_mentions') }} m on m.document_id = n.document_id and m.block_id = n.block_id and m.type = 'agency'
    join {{ ref('int_agency_names') }} a on a.name = m.text
),
forces as (
    select coalesce(i.project_id, u.project_key) as project_id, d.round_id, trim(w.word) as word, w.rank
    from {{ ref('int_project_units') }} u
    left join (select distinct document_id, project_key, project_id from {{ ref('int_projects') }}) i using (document_id, project_key)
    join {{ ref('stg_documents') }} d using (document_id),
         unnest(list_concat(
             list_transform(string_split_regex(coalesce(u.leads, ''), '[\s,·․]+'), lambda x: {'word': x, 'rank': 1}),
             list_transform(string_split_regex(coalesce(u.supports, ''), '[\s,·․]+'), lambda x: {'word': x, 'rank': 2})
         )) as t(w)
),
every as (
    select project_id, round_id, agency_id, case when regexp_matches(before, '주관') then 1 when regexp_matches(before, '협조|지원') then 2 else 3 end as rank from named
    union all
    select f.project_id, f.round_id, a.agency_id, f.rank from forces f join {{ ref('int_agency_names') }} a on a.name = f.word
)
select project_id, round_id, agency_id, case min(rank) when 1 then 'lead' when 2 then 'support' else 'member' end as role
from every
group by project_id, round_id, agency_id
