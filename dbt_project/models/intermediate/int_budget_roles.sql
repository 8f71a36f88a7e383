-- Which budgets are parts of which: notes under a line, enumerations after a total, a bracket's split, a run total's year,
-- a table's total row or column. One parent a fact; a part may not exceed its whole.
with f as (select * from {{ ref('int_budget_facts') }}),
-- a figure in a bracket right after another figure is a part of it
by_bracket as (
    select c.budget_id, p.budget_id as parent_id, 1 as strength
    from f c join f p on p.document_id = c.document_id and p.claim_id = c.outer_claim_id
    where p.amount_type = c.amount_type and c.amount_krw < p.amount_krw and c.amount_type <> 'delta'
),
-- notes under a line
note_members as (
    select c.document_id, c.budget_id, p.budget_id as parent_id, c.amount_krw, p.amount_krw as parent_amount, p.start_at as parent_start,
           sum(c.amount_krw) over (partition by p.budget_id, c.block_id) as total, count(*) over (partition by p.budget_id, c.block_id) as members
    from f c
    join f p on p.document_id = c.document_id and p.block_id = c.block_parent_id and p.amount_type = c.amount_type
    where c.block_kind = 'note' and c.amount_type <> 'delta'
      and (c.one_year is not distinct from p.one_year or c.one_year is null or p.one_year is null)
      and not exists (  -- the line's last figure of that year is the one annotated
          select 1 from f q where q.document_id = p.document_id and q.block_id = p.block_id and q.start_at > p.start_at
            and q.amount_type = p.amount_type and q.one_year is not distinct from p.one_year and q.amount_krw >= c.amount_krw)
),
by_note as (
    select budget_id, parent_id, 2 as strength from note_members
    where members > 1 and total <= parent_amount * 1.02 or (members = 1 and amount_krw < parent_amount)
    qualify row_number() over (partition by budget_id order by parent_start desc, parent_id) = 1  -- without a year: of the line's last figure
),
-- members enumerated after a total in the same paragraph
by_list as (
    select c.budget_id, any_value(p.budget_id order by p.start_at desc, p.amount_krw, p.budget_id) as parent_id, 3 as strength
    from f c
    join f p on p.document_id = c.document_id and p.block_id = c.block_id and p.start_at < c.start_at and p.amount_type = c.amount_type
      and (p.bracket is null or {{ list_mark('p') }} <> {{ list_mark('c') }})  -- a member is no whole of the next
    where c.bracket is not null and p.amount_krw > c.amount_krw and c.amount_type <> 'delta' and c.pair_claim_id is null
      and regexp_matches(substr(c.block_text, p.end_at, greatest(c.start_at - p.end_at, 0) + 2), '[▲▴①②③④⑤]')
      and (c.one_year is not distinct from p.one_year)
    group by c.budget_id
),
by_next_block as (  -- "▲ … ▲ …" set as a paragraph of its own right under the line that prints the total
    select budget_id, parent_id, 5 as strength
    from (
        select c.budget_id, any_value(p.budget_id order by p.start_at desc, p.budget_id) as parent_id, any_value(p.amount_krw order by p.start_at desc, p.budget_id) as whole,
               sum(any_value(c.amount_krw)) over (partition by any_value(c.document_id), any_value(c.block_id)) as total
        from f c
        join f p on p.document_id = c.document_id and p.reading_order = c.reading_order - 1 and p.amount_type = c.amount_type
          and p.one_year is not distinct from c.one_year and p.bracket is null
        where c.block_mark in ('▲', '▴', '△') and c.bracket is not null and c.amount_type <> 'delta'
        group by c.budget_id
    )
    where total <= whole
),
by_alternative as (  -- "1,000억 1개 또는 500억 2개": two ways to the same total
    select c.budget_id, any_value(p.budget_id order by p.start_at desc, p.budget_id) as parent_id, 0 as strength
    from f c join f p on p.document_id = c.document_id and p.block_id = c.block_id and p.start_at < c.start_at and p.amount_type = c.amount_type
    where regexp_matches(substr(c.block_text, p.end_at, greatest(c.end_at - p.end_at, 0)), '또는') and c.amount_krw <= p.amount_krw
    group by c.budget_id
),
by_total_column as (
    select c.budget_id, any_value(p.budget_id order by p.amount_krw, p.row_label is distinct from c.row_label, p.reading_order, p.claim_id) as parent_id, 4 as strength
    from f c
    join f p on p.document_id = c.document_id and p.table_id = c.table_id and p.budget_id <> c.budget_id and p.amount_type = c.amount_type
    where p.amount_krw >= c.amount_krw
      and ((regexp_matches(coalesce(p.column_label, ''), '^(총 ?계|합 ?계|계|소 ?계|총액)') and p.row_label is not distinct from c.row_label
            and not regexp_matches(coalesce(c.column_label, ''), '^(총 ?계|합 ?계|계|소 ?계|총액)'))
        or (regexp_matches(coalesce(p.row_label, ''), '^(총 ?계|합 ?계|계|소 ?계|총액)') and p.column_label is not distinct from c.column_label
            and not regexp_matches(coalesce(c.row_label, ''), '^(총 ?계|합 ?계|계|소 ?계|총액)')))
    group by c.budget_id
),
column_sums as (  -- a total row's column, row by row, with the running sum
    select c.budget_id, p.budget_id as parent_id, p.amount_krw as whole,
           sum(c.amount_krw) over (partition by p.budget_id order by c.page_no, c.top, c.claim_id rows unbounded preceding) as so_far,
           sum(c.amount_krw) over (partition by p.budget_id) as everything,
           row_number() over (partition by p.budget_id order by c.page_no, c.top, c.claim_id) as n
    from by_total_column t
    join f c on c.budget_id = t.budget_id
    join f p on p.budget_id = t.parent_id
    where c.column_label is not distinct from p.column_label and c.row_label is distinct from p.row_label
),
first_sums as (  -- the first rows already make the total: what follows tells of what they are made of
    select parent_id, min(n) as n from column_sums where n > 1 and so_far = whole and everything > whole group by parent_id
),
details as (
    select distinct c.budget_id from column_sums c join first_sums s on s.parent_id = c.parent_id and c.n > s.n
),
by_within as (  -- "A 內 B(500억)": B is a part of A, wherever the two amounts are printed
    select c.budget_id, any_value(p.budget_id order by p.amount_krw, p.reading_order, p.claim_id) as parent_id, 6 as strength
    from f c
    join f s on s.document_id = c.document_id and s.project_id = c.project_id and s.amount_krw = c.amount_krw and s.one_year is not distinct from c.one_year
      and (s.budget_id = c.budget_id or s.stated_in = 'summary')
    join f p on p.document_id = c.document_id and p.project_id = c.project_id and p.one_year is not distinct from c.one_year
      and p.amount_type = c.amount_type and p.amount_krw > c.amount_krw
      and contains({{ bare('p.programme') }}, {{ bare("regexp_extract(s.programme, '(\\S+)\\s*內', 1)") }})
    where length({{ bare("regexp_extract(s.programme, '(\\S+)\\s*內', 1)") }}) >= 3
      and {{ shared_pieces(bare("regexp_extract(s.programme, '內\\s*(.*)$', 1)"), bare('c.programme')) }} >= 0.2
    group by c.budget_id
),
every as (select * from by_bracket union all select * from by_note union all select * from by_list union all select * from by_total_column
    union all select * from by_alternative union all select * from by_next_block union all select * from by_within),
parents as (select budget_id, any_value(parent_id order by strength, parent_id) as parent_budget_id from every where budget_id <> parent_id group by budget_id),
same_money as (  -- the only programme of a note, with the line's own amount: the line repeats the named programme
    select parent_id as budget_id, min(budget_id) as duplicate_of from note_members where members = 1 and amount_krw = parent_amount group by parent_id
)
select f.budget_id, p.parent_budget_id, s.duplicate_of as restated_by,
       exists (select 1 from details d where d.budget_id = f.budget_id) as is_detail,
       exists (select 1 from parents q where q.parent_budget_id = f.budget_id) as has_parts
from f
left join parents p using (budget_id)
left join same_money s using (budget_id)
