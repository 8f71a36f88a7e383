-- Who takes part in a project: named in its consortium note ((구성) …, [관] (주관) …) or said to lead or support it.
with notes as (
    select b.document_id, b.block_id, b.text, p.project_id, d.round_id
    from {{ ref('stg_blocks') }} b
    join {{ ref('int_projects') }} p on p.document_id = b.document_id and p.project_block_id = b.project_block_id
    join {{ ref('stg_documents') }} d on d.document_id = b.document_id
    where regexp_matches(b.text, '\(\s*구성\s*\)|\(\s*주관\s*\)|\(\s*협조\s*\)')
),
named as (
    select n.project_id, n.round_id, a.agency_id, m.start_at,
           list_last(regexp_extract_all(substr(n.text, 1, m.start_at), '\(\s*(주관|협조|지원)\s*\)')) as before
    from notes n
    join {{ ref('stg_mentions') }} m on m.document_id = n.document_id and m.block_id = n.block_id and m.type = 'agency'
    join {{ ref('int_agency_names') }} a on a.name = m.text
)
select project_id, round_id, agency_id,
       case min(case when regexp_matches(before, '주관') then 1 when regexp_matches(before, '협조|지원') then 2 else 3 end)
            when 1 then 'lead' when 2 then 'support' else 'member' end as role
from named
group by project_id, round_id, agency_id
