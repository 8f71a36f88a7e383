-- Task forces drawn as a grid of names with the responsible agency under each: "초전도체" over "과기부 (복지·산업)". A table is one
-- where cells of a row are names side by side and the cells right below begin with an agency (a schedule's one column of agencies is
-- none); who stands in brackets supports.
with cells as (
    select c.document_id, c.table_id, c.row_no, c.col_no, trim(regexp_replace(c.text, '\s+', ' ', 'g')) as text
    from {{ ref('stg_table_cells') }} c where trim(coalesce(c.text, '')) <> ''
),
paired as (
    select n.document_id, n.table_id, n.row_no, n.col_no, n.text as name, a.text as agencies,
           trim(regexp_extract(a.text, '^([^(]*)', 1)) as leads, regexp_extract(a.text, '\((.*)\)', 1) as supports
    from cells n
    join cells a on a.document_id = n.document_id and a.table_id = n.table_id and a.col_no = n.col_no and a.row_no = n.row_no + 1
    where length(n.text) between 2 and 30 and length(a.text) <= 60
      and exists (select 1 from {{ ref('int_agency_names') }} g where g.stands_alone and length(g.name) >= 2 and starts_with(a.text, g.name))
      and not exists (select 1 from {{ ref('int_agency_names') }} g where g.stands_alone and n.text = g.name)
),
side_by_side as (
    select * from paired qualify count(*) over (partition by document_id, table_id, row_no) >= 2
),
grids as (
    select document_id, table_id from side_by_side group by all having count(*) >= 4
)
select p.*, row_number() over (partition by p.document_id order by p.table_id, p.row_no, p.col_no) as place
from side_by_side p join grids using (document_id, table_id)
