-- Arithmetic the document states, checked: totals against their parts, deltas, multiples, sums of rows and columns. Tolerance: two units of
-- the coarsest figure's last printed digit (XBRL's calculation tolerance doubled, for rounded parts).
with b as (
    select f.*, r.parent_budget_id, r.is_detail,
           {{ last_digit('f.printed', 'f.table_unit') }} as last_digit
    from {{ ref('int_budget_facts') }} f join {{ ref('int_budget_roles') }} r using (budget_id)
),
parts as (
    select case when c.one_year is not null and c.breakdown is null and p.start_year < p.end_year then 'total = sum of years' else 'total = sum of parts' end as relation,
           p.document_id, p.page_no, p.budget_id as subject_id, p.programme as subject,
           cast(p.amount_krw as double) as printed, cast(sum(c.amount_krw) as double) as computed, 'KRW' as unit,
           2 * greatest(max(c.last_digit), max(p.last_digit)) as tolerance, p.quote,
           bool_or(coalesce(regexp_matches(c.block_text, '등\s*$'), false))
               -- some of the years the total covers
               or count(*) = count(c.one_year) and count(distinct c.one_year) < any_value(p.end_year) - any_value(p.start_year) + 1 as is_partial
    from b p join b c on c.parent_budget_id = p.budget_id and not coalesce(c.is_detail, false)
    where not exists (select 1 from {{ ref('int_table_totals') }} t where t.document_id = p.document_id and t.total_id = p.claim_id and t.member_id = c.claim_id)
    group by 1, p.document_id, p.page_no, p.budget_id, p.programme, p.amount_krw, p.quote having count(*) > 1
),
deltas as (
    select 'delta = after - before' as relation, d.document_id, d.page_no, d.budget_id, d.programme, cast(d.amount_krw as double),
           cast(a.amount_krw - p.amount_krw as double) as computed, 'KRW' as unit, 2 * greatest(d.last_digit, a.last_digit, p.last_digit), d.quote, false
    from b d
    join b a on a.document_id = d.document_id and a.block_id = d.block_id and a.claim_id = d.outer_claim_id
    join b p on p.document_id = a.document_id and p.claim_id = a.pair_claim_id
    where d.amount_type = 'delta'
),
multiples as (
    select 'multiple = after / before' as relation, m.document_id, m.page_no, m.kpi_id, m.indicator, m.value, a.value / nullif(b.value, 0), 'times', greatest(0.5 * {{ last_place('m.printed') }}, 0.1), m.quote, false
    from {{ ref('int_kpi_facts') }} m
    join {{ ref('int_kpi_facts') }} b on b.document_id = m.document_id and b.block_id = m.block_id and b.arrow = 'before' and b.end_at > m.start_at
      and not exists (select 1 from {{ ref('int_kpi_facts') }} x where x.document_id = m.document_id and x.block_id = m.block_id and x.outer_claim_id is null
                      and x.bracket is null and x.end_at > m.end_at and x.end_at < b.end_at)
    join {{ ref('int_kpi_facts') }} a on a.document_id = b.document_id and a.claim_id = b.pair_claim_id
    where m.unit = 'times' and m.value >= 1 and {{ shared_pieces(bare('b.subject'), bare('m.subject')) }} >= 0.5
),
per_year as (  -- "30명 유치(연 6명, ~'30)": so many a year, over the years from the plan's first to the last
    select 'total = per year x years' as relation, t.document_id, t.page_no, t.kpi_id, t.indicator, t.value,
           y.value * coalesce(case when t.period_start is not null and year(t.period_end) > year(t.period_start) then year(t.period_end) - year(t.period_start) + 1 end,
                              -- the year of publication is one of them where only then they fit
                              year(t.period_end) - t.published_year + case when y.value * (year(t.period_end) - t.published_year + 1) = t.value then 1 else 0 end) as computed, t.unit, greatest(0.1 * t.value, 1), t.quote, false
    from {{ ref('int_kpi_facts') }} t
    join {{ ref('int_kpi_facts') }} y on y.document_id = t.document_id and y.block_id = t.block_id and y.unit = t.unit and y.rate = 'year'
      and y.claim_id <> t.claim_id and (y.outer_claim_id = t.claim_id or y.bracket is not null and y.end_at > t.end_at and y.start_at < t.end_at + 3 or y.bracket is null)
    where t.rate is null and t.period_end is not null and t.value > y.value and year(t.period_end) > t.published_year and t.arrow is null and y.value_high is null
      and (y.bracket is null) = (y.end_at < t.start_at + 200 and y.bracket is null)
),
shares as (  -- the state's share of a fund, said in per cent under the line whose fund prints both amounts; raised or lowered: today's
    select 'share = contribution / fund size' as relation, s.document_id, s.page_no, s.kpi_id, s.indicator, s.value,
           100.0 * c.value / f.value as computed, 'percent', 1.0, s.quote, false
    from {{ ref('int_kpi_facts') }} s
    join {{ ref('stg_blocks') }} x on x.document_id = s.document_id and x.block_id = s.owner_id
    join {{ ref('stg_blocks') }} y on y.document_id = x.document_id and (list_contains(y.path, x.parent_id) or y.block_id = x.parent_id or y.block_id = x.block_id)
    join {{ ref('int_money') }} f on f.document_id = y.document_id and f.block_id = y.block_id and f.meaning = 'fund_size'
    join {{ ref('int_money') }} c on c.document_id = f.document_id and c.block_id = f.block_id and c.meaning = 'state_contribution' and c.value < f.value
    where s.unit = 'percent' and s.arrow is distinct from 'after' and regexp_matches({{ bare('s.indicator') }}, '출자(금)?(비율|비중|율)')
),
tables as (
    select case t.along when 'row' then 'row total = sum of row' else 'column total = sum of column' end as relation, w.document_id, w.page_no,
           coalesce(any_value(b.budget_id), any_value(k.kpi_id), w.claim_id) as subject_id, concat_ws(' ', nullif(w.row_label, ''), nullif(w.column_label, '')) as subject,
           w.value * coalesce(w.sign, 1) as printed, sum(m.value * coalesce(m.sign, 1)) as computed, w.unit,
           2 * max(case when w.unit = 'KRW' then greatest({{ last_digit('w.printed', 'w.table_unit') }}, {{ last_digit('m.printed', 'm.table_unit') }}) else 1 end),
           any_value(w.quote), false
    from {{ ref('int_table_totals') }} t
    join {{ ref('int_claims') }} w on w.document_id = t.document_id and w.claim_id = t.total_id
    join {{ ref('int_claims') }} m on m.document_id = t.document_id and m.claim_id = t.member_id
    left join b on b.document_id = w.document_id and b.claim_id = w.claim_id
    left join {{ ref('int_kpi_facts') }} k on k.document_id = w.document_id and k.claim_id = w.claim_id
    where not t.is_detail
    group by t.along, w.document_id, w.page_no, w.claim_id, w.row_label, w.column_label, w.value, w.sign, w.unit having count(*) > 1
),
every as (select * from parts union all select * from deltas union all select * from multiples union all select * from per_year union all select * from shares union all select * from tables)
select {{ key_of('rec', ['relation', 'document_id', 'subject_id']) }} as reconciliation_id, document_id, page_no, relation, subject_id, subject,
       printed, computed, unit, tolerance,
       (abs(printed - computed) <= tolerance or (is_partial and computed <= printed)) as holds, is_partial, quote
from every
where computed is not null
-- a figure that may mean one of two neighbours is checked against the one it fits
qualify row_number() over (partition by relation, document_id, subject_id order by abs(printed - computed), computed) = 1
