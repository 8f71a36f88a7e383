-- Facts that say again what another fact of the document says more fully: the same project, kind of money and amount, a
-- period that does not contradict, and a name alike. The amount alone never suffices.
with recursive f as (
    select b.*, {{ bare('b.programme') }} as bare_name, {{ own_words(bare('b.programme')) }} as own_name, r.restated_by,
           regexp_extract(b.programme || coalesce(b.sentence, ''), '(펀드|자조합|보증|사업|프로그램)', 1) as kind_word,
           row_number() over (partition by b.document_id order by
               (r.restated_by is not null), (not (b.table_id is not null and regexp_matches(b.printed || coalesce(b.table_unit, ''), '백만'))), (b.stated_in <> 'body'), (b.start_year is null and b.end_year is null),
               (b.run_start_year is null), (b.block_kind in ('heading', 'paragraph')), (r.parent_budget_id is null), b.reading_order, b.start_at, b.budget_id) as rank
    from {{ ref('int_budget_facts') }} b join {{ ref('int_budget_roles') }} r using (budget_id)
),
pairs as (
    select a.budget_id, b.budget_id as other_id, b.rank
    from f a
    join f b on b.document_id = a.document_id and b.rank < a.rank and b.project_id = a.project_id
      and (b.amount_type = a.amount_type
           or a.stated_in = 'summary' and a.kind_word = '펀드' and b.amount_type in ('fund_size', 'state_contribution') and a.amount_type in ('fund_size', 'state_contribution'))
      and (a.table_id is null or a.table_id is distinct from b.table_id)  -- a table says nothing twice
      and (a.block_id <> b.block_id or a.outer_claim_id = b.claim_id or b.outer_claim_id = a.claim_id)
    where a.amount_type <> 'delta' and coalesce(a.breakdown, b.breakdown, '') = coalesce(b.breakdown, a.breakdown, '') and not {{ other_number('a.bare_name', 'b.bare_name') }}
      and (a.amount_krw = b.amount_krw
           or (abs(a.amount_krw - b.amount_krw) < 100000000 and least(a.amount_krw, b.amount_krw) > 1000000000 and b.table_id is not null
               and regexp_matches(b.printed || coalesce(b.table_unit, ''), '백만') and a.one_year = b.one_year))
      and (a.one_year is not distinct from b.one_year or (a.start_year is null and a.end_year is null) or (b.start_year is null and b.end_year is null)
           or a.period_origin in ('heading') and b.start_year between coalesce(a.start_year, 0) and coalesce(a.end_year, 9999))
      and (a.bare_name = b.bare_name
           or least(length(a.own_name), length(b.own_name)) < 4 and {{ alike('a.bare_name', 'b.bare_name') }} >= 0.6
           or least(length(a.own_name), length(b.own_name)) >= 4
              and ({{ shared_pieces('a.own_name', 'b.own_name', 2) }} >= 0.4 or {{ shared_pieces('a.own_name', 'b.own_name', 6) }} > 0)
           -- a line's figure is the exact one of a table of the same project and year
           or (b.table_id is not null and a.table_id is null and regexp_matches(b.printed || coalesce(b.table_unit, ''), '백만') and a.one_year = b.one_year and {{ shared_pieces('a.own_name', 'b.own_name', 2) }} >= 0.1)
           or (a.stated_in = 'summary' and a.kind_word <> '' and a.kind_word = b.kind_word)
           or (a.kind_word <> '' and a.kind_word = b.kind_word and (a.start_year is null or b.start_year is null) and a.amount_type = 'fund_size')
           or (a.amount_krw <> b.amount_krw and {{ shared_pieces('a.own_name', 'b.own_name', 2) }} >= 0.1))
),
best as (select budget_id, arg_min(other_id, rank) as other_id from pairs group by budget_id),
first_hop as (select f.budget_id, coalesce(f.restated_by, b.other_id) as duplicate_of from f left join best b using (budget_id)),
{{ ends_of_chains('first_hop', 'budget_id') }}
select budget_id, duplicate_of from ends
