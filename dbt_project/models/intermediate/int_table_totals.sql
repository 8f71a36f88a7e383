-- Which cells of a table a total of it sums: along its row, down its column, or a group's rows or columns ("생산거점 소계").
with c as (
    select k.document_id, k.claim_id, k.table_id, k.family, k.unit, m.meaning, k.value * case when k.is_delta then coalesce(k.sign, 1) else 1 end as value,
           k.page_no, k.top, k.x0, regexp_extract(k.block_id, '-r(\d+)c', 1) as row_no, coalesce(k.row_label, '') as row_label, coalesce(k.column_label, '') as column_label,
           row_number() over (partition by k.document_id, k.block_id, k.unit order by k.start_at, k.claim_id) as nth,  -- of the figures in one cell
           {{ is_total('k.row_label') }} as is_row, {{ is_total('k.column_label') }} as is_column, {{ total_group('k.row_label') }} as row_group, {{ total_group('k.column_label') }} as column_group
    from {{ ref('int_claims') }} k left join {{ ref('int_money') }} m on m.document_id = k.document_id and m.claim_id = k.claim_id
    where k.table_id is not null and k.family in ('money', 'quantity') and k.unit not in ('percent', 'rank') and k.rate is null
),
row_groups as (select distinct document_id, table_id, row_group from c where row_group <> ''),
column_groups as (select distinct document_id, table_id, column_group from c where column_group <> ''),
leaves as (  -- a grand total sums the groups' totals, and what stands in no group
    select c.*,
           is_row and row_group = '' or not is_row and exists (select 1 from row_groups g where g.document_id = c.document_id and g.table_id = c.table_id and starts_with(c.row_label, g.row_group)) as inside_rows,
           is_column and column_group = '' or not is_column and exists (select 1 from column_groups g where g.document_id = c.document_id and g.table_id = c.table_id and starts_with(c.column_label, g.column_group)) as inside_columns
    from c
),
pairs as (
    select t.document_id, t.claim_id as total_id, m.claim_id as member_id, 'row' as along, t.value as total, m.value, m.page_no, m.top, m.x0
    from leaves t
    join leaves m on m.document_id = t.document_id and m.table_id = t.table_id and m.claim_id <> t.claim_id and m.nth = t.nth and m.unit = t.unit and m.meaning is not distinct from t.meaning
      and m.page_no = t.page_no and m.row_no = t.row_no and m.row_label = t.row_label
    where t.is_column and case when t.column_group = '' then not m.inside_columns else not m.is_column and starts_with(m.column_label, t.column_group) end
    union all
    select t.document_id, t.claim_id, m.claim_id, 'column', t.value, m.value, m.page_no, m.top, m.x0
    from leaves t
    join leaves m on m.document_id = t.document_id and m.table_id = t.table_id and m.claim_id <> t.claim_id and m.nth = t.nth and m.unit = t.unit
      and coalesce(m.meaning = 'delta', false) = coalesce(t.meaning = 'delta', false) and m.column_label = t.column_label and m.row_label <> t.row_label
    where t.is_row and case when t.row_group = '' then not m.inside_rows else not m.is_row and starts_with(m.row_label, t.row_group) end
),
sums as (
    select *, sum(value) over down as so_far, sum(value) over (partition by document_id, total_id, along) as everything, row_number() over down as n
    from pairs
    window down as (partition by document_id, total_id, along order by page_no, top, x0, member_id rows unbounded preceding)
),
enough as (  -- the first rows already make the total: what follows tells of what they are made of
    select document_id, total_id, min(n) as n from sums where along = 'column' and n > 1 and so_far = total and everything > total group by all
)
select s.document_id, s.total_id, s.member_id, s.along, coalesce(s.along = 'column' and s.n > e.n, false) as is_detail
from sums s left join enough e using (document_id, total_id)
