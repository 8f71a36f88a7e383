-- The lead projects a series announces by sector: "(첨단소재․부품: 5개*) …" with the note that lists five names.
with heads as (
    select d.document_id, b.block_id, b.reading_order,
           trim(regexp_extract(b.text, '\(([^():]{2,30})\s*:\s*(\d+)\s*개\s*\**\s*\)', 1)) as sector_label,
           cast(nullif(regexp_extract(b.text, '\(([^():]{2,30})\s*:\s*(\d+)\s*개\s*\**\s*\)', 2), '') as integer) as said
    from {{ ref('stg_documents') }} d join {{ ref('stg_blocks') }} b using (document_id)
    where regexp_matches(b.text, '\([^():]{2,30}:\s*\d+\s*개\s*\**\s*\)')
),
notes as (
    select h.*, n.text, row_number() over (partition by h.document_id, h.block_id order by n.reading_order) as n
    from heads h
    join {{ ref('stg_blocks') }} n on n.document_id = h.document_id and n.parent_id = h.block_id and n.kind = 'note'
),
names as (  -- a comma inside brackets parts no names
    select document_id, block_id, sector_label, said, reading_order,
           unnest(string_split(regexp_replace(regexp_replace(text, '^\*+\s*', ''), '(\([^()]*),([^()]*\))', '\1·\2'), ',')) as name
    from notes where n = 1
)
select document_id, sector_label, said, trim(name) as lead_project, {{ bare('name') }} as bare,
       count(*) over (partition by document_id, block_id) as listed
from names
where trim(name) <> ''
