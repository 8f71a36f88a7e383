-- One row per programme × amount × fiscal period × round.
with parts as (  -- of a total; those of a total column are the years of its rows, also where this row says nothing of one
    select r.parent_budget_id as budget_id, f.start_year, f.end_year, false as along_row from {{ ref('int_budget_roles') }} r join {{ ref('int_budget_facts') }} f using (budget_id)
    where r.parent_budget_id is not null
    union
    select t.budget_id, f.start_year, f.end_year, true
    from {{ ref('int_budget_facts') }} t
    join {{ ref('int_budget_facts') }} s on s.document_id = t.document_id and s.table_id = t.table_id and s.column_label is not distinct from t.column_label
    join {{ ref('int_table_totals') }} x on x.document_id = s.document_id and x.total_id = s.claim_id and x.along = 'row'
    join {{ ref('int_budget_facts') }} f on f.document_id = x.document_id and f.claim_id = x.member_id and f.period_origin = 'column'
    where exists (select 1 from {{ ref('int_table_totals') }} o where o.document_id = t.document_id and o.total_id = t.claim_id and o.along = 'row')
),
spans as (  -- a total without a period of its own covers its parts' years
    select budget_id, min(start_year) as first_year, max(end_year) as last_year, bool_or(along_row) as along_row
    from parts where start_year is not null and end_year is not null
    group by budget_id having count(distinct (start_year, end_year)) > 1
)
select
    f.budget_id, f.round_id, f.project_id,
    s.sub_area,
    f.programme, f.instrument, f.instrument_words as instrument_label,
    cast(f.own_year as integer) as fiscal_year,
    cast(coalesce(f.own_year, f.start_year, case when f.end_year is null then w.first_year end) as integer) as period_start_year,
    cast(coalesce(f.own_year, f.end_year, case when f.start_year is null then w.last_year end) as integer) as period_end_year,
    f.run_start_year as programme_start_year, f.run_end_year as programme_end_year,
    f.amount_krw, f.printed as amount_printed, f.amount_type,
    f.breakdown as fund_source,
    case when regexp_matches(concat_ws(' ', f.headings, f.sentence), '결산|집행') then 'settled'
         when regexp_matches(concat_ws(' ', f.headings, f.sentence, f.bracket), '정부안|예산\(안\)|예산안') then 'proposal'
         when regexp_matches(concat_ws(' ', f.headings, f.sentence), '확정|최종 ?예산') then 'final' end as budget_stage,
    case when f.amount_type = 'investment_made' or coalesce(f.one_year, f.end_year) < f.published_year
              or (f.one_year = f.published_year and (month(f.published_on) > 6 or f.phase is not distinct from 'past')) or (f.one_year is null and f.start_year < f.published_year and (f.phase = 'past'))
         then 'past' else 'planned' end as status,
    coalesce(f.is_new, false) as is_new,
    case when r.has_parts then 'total' when r.parent_budget_id is not null then 'component' else 'standalone' end as role,
    r.parent_budget_id,
    (d.duplicate_of is null and f.amount_type <> 'delta' and r.parent_budget_id is null and e.is_current) as is_additive,
    a.agency_id,
    f.document_id, f.page_no, f.x0, f.top, f.x1, f.bottom, f.quote, f.block_id, f.claim_id, f.rule, f.stated_in,
    d.duplicate_of, e.is_current
from (  -- a year out of a heading is not that of a row's total over several years
    select b.* replace (
        case when w.along_row and b.period_origin = 'heading' then null else b.start_year end as start_year,
        case when w.along_row and b.period_origin = 'heading' then null else b.end_year end as end_year),
        case when w.along_row and b.period_origin = 'heading' then null else b.one_year end as own_year
    from {{ ref('int_budget_facts') }} b left join spans w using (budget_id)
) f
join {{ ref('dim_document') }} e on e.document_id = f.document_id
join {{ ref('int_budget_roles') }} r using (budget_id)
left join {{ ref('int_budget_duplicates') }} d using (budget_id)
left join spans w using (budget_id)
left join {{ ref('int_sub_areas') }} s on s.document_id = f.document_id and s.block_id = f.owner_id
left join {{ ref('int_agency_names') }} a on a.name = f.agency and a.stands_alone
