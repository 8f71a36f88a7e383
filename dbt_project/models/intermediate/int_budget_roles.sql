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
    select c.document_id, c.budget_id, p.budget_id as parent_id, c.amount_krw, p.amount_krw as parent_amount, p.end_at as parent_end,
           sum(c.amount_krw) over (partition by p.budget_id, c.block_id) as total, count(*) over (partition by p.budget_id, c.block_id) as members
    from f c
    join f p on p.document_id = c.document_id and p.block_id = c.block_parent_id and p.amount_type = c.amount_type
    where c.block_kind = 'note' and c.amount_type <> 'delta'
      and (c.one_year is not distinct from p.one_year or c.one_year is null or p.one_year is null)
      and not exists (  -- the line's last figure of that year is the one annotated
          select 1 from f q where q.document_id = p.document_id and q.block_id = p.block_id and q.end_at > p.end_at
            and q.amount_type = p.amount_type and q.one_year is not distinct from p.one_year and q.amount_krw >= c.amount_krw)
),
by_note as (
    select budget_id, parent_id, 2 as strength from note_members
    where members > 1 and total <= parent_amount * 1.02 or (members = 1 and amount_krw < parent_amount)
    qualify row_number() over (partition by budget_id order by parent_end desc, parent_id) = 1  -- without a year: of the line's last figure
),
by_items as (  -- items under a line that make it to the won: "R&D 336억원" over "· 소재 142억원", "· 공정 118억원" …
    select budget_id, parent_id, 9 as strength
    from (
        select c.budget_id, c.amount_krw, arg_max(p.budget_id, (p.end_at, p.claim_id)) as parent_id, arg_max(p.amount_krw, (p.end_at, p.claim_id)) as whole
        from f c
        join f p on p.document_id = c.document_id and p.block_id = c.block_parent_id and p.amount_type = c.amount_type and p.bracket is null
          and (p.one_year is not distinct from c.one_year or c.one_year is null)
        where c.block_kind = 'item' and c.table_id is null and c.amount_type <> 'delta'
        group by c.budget_id, c.amount_krw
    )
    qualify sum(amount_krw) over (partition by parent_id) = whole and count(*) over (partition by parent_id) > 1
),
by_table_below as (  -- a column without a total of its own that makes the line right above its table
    select c.budget_id, any_value(p.budget_id order by p.end_at desc, p.claim_id desc) as parent_id, 10 as strength
    from (
        select *, sum(amount_krw) over (partition by document_id, table_id, column_label, amount_type) as column_sum,
               min(top) over (partition by document_id, table_id, page_no) as table_top, count(*) over (partition by document_id, table_id, column_label, amount_type) as n
        from f where table_id is not null and amount_type <> 'delta'
    ) c
    join f p on p.document_id = c.document_id and p.table_id is null and p.page_no = c.page_no and p.top < c.table_top and c.table_top - p.top < 120
      and p.amount_type = c.amount_type and p.amount_krw = c.column_sum and p.one_year is not distinct from c.one_year and p.project_id = c.project_id
    where c.n > 1 and not exists (select 1 from {{ ref('int_table_totals') }} t where t.document_id = c.document_id and (t.member_id = c.claim_id or t.total_id = c.claim_id))
    group by c.budget_id
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
by_table as (  -- the total of the same year comes first, then that of the row
    select c.budget_id, arg_min(p.budget_id, (p.one_year is distinct from c.one_year, t.along <> 'row', p.amount_krw, p.claim_id)) as parent_id, 4 as strength
    from {{ ref('int_table_totals') }} t
    join f c on c.document_id = t.document_id and c.claim_id = t.member_id
    join f p on p.document_id = t.document_id and p.claim_id = t.total_id
    where p.amount_type = c.amount_type and p.amount_krw >= c.amount_krw
    group by c.budget_id
),
details as (
    select distinct f.budget_id from {{ ref('int_table_totals') }} t join f on f.document_id = t.document_id and f.claim_id = t.member_id where t.is_detail
),
by_year_of_run as (  -- "총 902억원을 지원('24~'28, '26년 249억원)": a year of the run, though the bracket stands behind the verb; "'26년분 35억원"
    select c.budget_id, arg_max(p.budget_id, (p.end_at, p.budget_id)) as parent_id, 7 as strength
    from f c
    join f p on p.document_id = c.document_id and p.block_id = c.block_id and p.end_at <= c.end_at and p.amount_type = c.amount_type and p.amount_krw > c.amount_krw
      and p.start_year < p.end_year and c.one_year between p.start_year and p.end_year
    where c.table_id is null and (p.programme = c.programme and (c.bracket is null or p.bracket is null or p.bracket = c.bracket)
                                  or regexp_matches(c.quote, '\d년 ?분'))
    group by c.budget_id
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
source_members as (  -- "고향올래 14억원 : 국비 7억, 군비 7억": the sources named after an amount, where they make it
    select c.budget_id, c.amount_krw, arg_max(p.budget_id, (p.end_at, p.claim_id)) as parent_id, arg_max(p.amount_krw, (p.end_at, p.claim_id)) as whole
    from f c
    join f p on p.document_id = c.document_id and p.block_id = c.block_id and (p.end_at, p.claim_id) < (c.end_at, c.claim_id) and p.amount_type = c.amount_type and p.breakdown is null
    where c.breakdown is not null and c.table_id is null
    group by c.budget_id, c.amount_krw
),
by_source as (
    select budget_id, parent_id, 8 as strength from source_members
    qualify sum(amount_krw) over (partition by parent_id) = whole and count(*) over (partition by parent_id) > 1
),
every as (select * from by_source union all select * from by_items union all select * from by_table_below union all select * from by_bracket union all select * from by_note union all select * from by_list union all select * from by_table
    union all select * from by_year_of_run union all select * from by_alternative union all select * from by_next_block union all select * from by_within),
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
