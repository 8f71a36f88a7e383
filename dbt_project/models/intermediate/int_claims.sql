-- Claims with what their place in the document says of them: round, part, project, headings, phase.
with by_label as (  -- paragraphs of the summary name their project in a label; schedule rows in a tag
    select n.document_id, n.name, p.project_id, n.kind, {{ bare('n.name') }} as bare
    from {{ ref('int_project_names') }} n join {{ ref('int_projects') }} p using (document_id, project_block_id)
),
label_of_block as (
    select b.document_id, b.block_id, any_value(l.project_id order by l.project_id) as project_id
    from {{ ref('int_block_context') }} b
    join by_label l on l.document_id = b.document_id and l.kind = 'summary' and {{ bare('b.own_label') }} = l.bare
    where b.part = 'summary'
    group by all
),
up_labels as (  -- a note or dash under such a paragraph belongs to its project too
    select b.document_id, b.block_id, arg_max(l.project_id, u.n) as project_id
    from {{ ref('stg_blocks') }} b, unnest(list_append(b.path, b.block_id)) with ordinality as u(up_id, n)
    join label_of_block l on l.document_id = b.document_id and l.block_id = u.up_id
    group by all
),
row_names as (  -- a table over several projects names each in its first column: a schedule, a list of targets
    select g.document_id, g.table_id, g.row_no, g.row_span, any_value(l.project_id order by {{ bare('g.text') }} = l.bare desc, length(l.bare) desc, l.project_id) as project_id
    from {{ ref('stg_table_cells') }} g
    join by_label l on l.document_id = g.document_id
      and (l.bare = {{ bare('g.text') }} or (least(length(l.bare), length({{ bare('g.text') }})) >= 3 and (starts_with(l.bare, {{ bare('g.text') }}) or starts_with({{ bare('g.text') }}, l.bare))))
    where g.col_no = 0 and trim(coalesce(g.text, '')) <> ''
    group by all
    union all
    select document_id, table_id, row_no, row_span, 'plan' from {{ ref('stg_table_cells') }} where col_no = 0 and regexp_full_match({{ bare('text') }}, '공통|공통사항|전체|총괄')
),
row_projects as (
    select c.document_id, c.claim_id, any_value(n.project_id order by n.row_span desc) as project_id
    from {{ ref('stg_claims') }} c
    join {{ ref('stg_table_cells') }} x on x.document_id = c.document_id and x.cell_id = c.block_id and x.col_no > 0
    join row_names n on n.document_id = x.document_id and n.table_id = x.table_id and n.row_no <= x.row_no and x.row_no < n.row_no + n.row_span
    where (select count(distinct o.project_id) from row_names o where o.document_id = x.document_id and o.table_id = x.table_id and o.project_id <> 'plan') >= 2
    group by all
)
select
    c.* replace (
        coalesce(k.programme, k.indicator, k.description, c.subject) as subject,
        coalesce(k.amount_krw, k.value, c.value) as value,
        coalesce(k.unit, c.unit) as unit,
        coalesce(k.period_start, make_date(k.fiscal_year, 1, 1), case when year(c.period_start) >= 1800 then c.period_start end) as period_start,
        coalesce(k.period_end, make_date(k.fiscal_year, 12, 31), case when year(c.period_end) >= 1800 then c.period_end end) as period_end,  -- a month whose year stands nowhere dates nothing
        case when k.decision is not null then 'corrected' else c.rule end as rule
    ),
    k.decision, k.amount_type as decided_amount_type, k.value_type as decided_value_type, k.tier as decided_tier,
    d.round_id, d.title as plan_title, d.published_on, year(d.published_on) as published_year,
    coalesce(x.part, 'body') as part,
    coalesce(t.project_id, r.project_id, p.project_id, u.project_id, 'plan') as project_id,
    x.headings,
    -- a column headed so tells the state of things, whatever heading its table stands under
    case when c.table_id is not null and regexp_full_match({{ bare("coalesce(c.column_label, '')") }}, '(현황및)?(한계|한계점|문제점|문제|애로|애로사항|현황|실태)(및문제점)?') then 'current' else x.phase end as phase,
    x.kind as block_kind, x.mark as block_mark, x.parent_id as block_parent_id, x.text as block_text,
    x.under_budget_heading, x.own_label, nullif(x.label_up, '') as item_label, x.item_above, x.topic, tb.caption as table_caption, tb.unit as table_unit,
    coalesce(x.reading_order, 0) as reading_order,
    case when c.rule like '%schedule_row%' or c.rule like '%date_column%' then 'schedule'
         when coalesce(x.part, 'body') = 'summary' then 'summary' else 'body' end as stated_in
from {{ ref('stg_claims') }} c
join {{ ref('stg_documents') }} d using (document_id)
left join {{ ref('int_block_context') }} x on x.document_id = c.document_id and x.block_id = c.owner_id
left join {{ ref('stg_tables') }} tb on tb.document_id = c.document_id and tb.table_id = c.table_id
left join {{ ref('int_projects') }} p on p.document_id = c.document_id and p.project_block_id = x.project_block_id
left join (select document_id, bare, any_value(project_id order by project_id) as project_id from by_label where kind = 'tag' group by all) t
    on t.document_id = c.document_id and t.bare = {{ bare('c.tag') }} and c.tag is not null
left join row_projects r on r.document_id = c.document_id and r.claim_id = c.claim_id
left join {{ ref('corrections') }} k
    on k.document_id = c.document_id and k.page_no = c.page_no and {{ bare('k.quote') }} = {{ bare('c.quote') }} and k.printed = c.printed
left join up_labels u on u.document_id = c.document_id and u.block_id = c.owner_id
where k.decision is distinct from 'reject'
