-- Every money claim with what it is: a budget of some amount_type, a KPI in money, or doubtful. The words that decide are
-- seeds/money_cues; this model only ranks them.
with lines as (  -- what the line is about that a note annotates
    select document_id as l_document, block_id as l_block, any_value(subject order by start_at, claim_id) as about from {{ ref('int_claims') }}
    where family = 'money' and coalesce(subject, '') <> '' group by all
),
money as (
    select c.* replace (trim(regexp_replace(subject, '\s*※.*$', '')) as subject), case when length({{ bare('subject') }}) > 3 then trim(regexp_replace(subject, '\s*※.*$', ''))
                else trim(concat_ws(' ', case when block_kind = 'note' then about end, label, regexp_replace(subject, '\s*※.*$', ''))) end as s, coalesce(left(predicate, 24), '') as a, coalesce(sentence, '') as st,
           coalesce(table_id is not null and bool_or(regexp_matches(coalesce(column_label, ''), '목표')) over (partition by document_id, table_id), false) as in_goal_table
    from {{ ref('int_claims') }} c left join lines l on l_document = document_id and l_block = block_parent_id where family = 'money'
),
cued as (
    select m.document_id, m.claim_id, list(distinct c.meaning) as meanings
    from money m
    join {{ ref('money_cues') }} c
      on regexp_matches(case c.scope when 'subject' then m.s when 'after' then m.a when 'bare' then {{ bare('m.s') }}
                            when 'context' then concat_ws(' ', m.own_label, m.column_label, m.table_caption, m.item_above) else m.st end, c.pattern)
    group by all
),
heads as (
    select document_id, block_id, list_last(string_split(headings, ' > ')) as last_heading, last_heading_kind from {{ ref('int_block_context') }}
),
parents as (  -- the subject of the line a note annotates
    select document_id, block_id, any_value(subject order by start_at, claim_id) as subject from money where coalesce(subject, '') <> '' group by all
),
flagged as (
    select m.*,
        coalesce(list_contains(c.meanings, 'not_public'), false) and not (regexp_matches(m.s, '계약 ?금?액$') and regexp_matches(coalesce(h.last_heading, '') || coalesce(m.topic, ''), '용역|공사'))
            or regexp_matches(coalesce(h.last_heading, ''), '(거래|매출|수출|판매|수주|위판)\S* ?(금액)? ?목표') as says_private,
        coalesce(list_contains(c.meanings, 'guarantee'), false) as says_guarantee,
        coalesce(list_contains(c.meanings, 'state_contribution'), false) as says_contribution,
        coalesce(list_contains(c.meanings, 'investment_made'), false) as says_invested,
        coalesce(list_contains(c.meanings, 'fund_size'), false) or regexp_matches(coalesce(h.last_heading, ''), '펀드') as says_fund,
        coalesce(list_contains(c.meanings, 'size'), false) as says_size,
        coalesce(list_contains(c.meanings, 'revenue'), false)
            or regexp_matches(coalesce(m.topic, ''), '세입|세수|과세|세원|체납|징수') and regexp_matches({{ bare('m.s') }}, '(목표|목표액|추진목표|실적|추진실적|징수)$') as says_revenue,
        (m.qualifier in ('미만', '이하', '초과') and not coalesce(m.rate is not null and m.rate not in ('year', 'month') and m.value < 1e7, false) or m.qualifier = '이상' and regexp_matches(m.a, '^\s*이상(의|인|되는)?\s*(\S+\s){0,3}\S*(사업|공사|용역|계약|물품|행사|대상|경우)')
            or m.qualifier = '이상' and regexp_matches(m.s, '(매출액?|자산|자본금|소득)( \S*(기업|업체|회사|가구))?$') and regexp_matches(m.a, '^\s*이상(의|인)?\s*\S*(기업|업체|회사|가구)') or (m.qualifier = '이상' or m.value_high is not null) and coalesce(list_contains(c.meanings, 'threshold'), false)) as is_threshold,
        (m.table_id is not null and regexp_matches(coalesce(m.table_caption, ''), '성과 ?지표') and regexp_matches(coalesce(m.column_label, ''), '목표|실적|기준값|현재')
         or m.table_id is not null and m.in_goal_table and regexp_matches(coalesce(m.column_label, ''), '목표|실적|기준|현재|당초') and not regexp_matches({{ bare("concat_ws(' ', m.s, m.table_caption)") }}, '예산|사업비|투자액|국비|출자|지원액')) as in_indicator_table,
        coalesce(list_contains(c.meanings, 'appropriation'), false) as says_budget,
        coalesce(year(m.period_start) > m.published_year and regexp_matches(concat_ws(' ', m.predicate, m.sentence), '투입|지원|편성|반영|확보|배정|출자'), false) as spends_ahead,
        h.last_heading, h.last_heading_kind, p.subject as parent_subject, o.unit as outer_unit
    from money m
    left join cued c using (document_id, claim_id)
    left join {{ ref('int_claims') }} o on o.document_id = m.document_id and o.claim_id = m.outer_claim_id and o.family = 'quantity'
    left join heads h on h.document_id = m.document_id and h.block_id = m.owner_id
    left join parents p on p.document_id = m.document_id and p.block_id = m.block_parent_id
),
-- what it is, and the reason that decided it (part of the fact's rule)
judged as (
    select *,
        case
            when decided_amount_type is not null then decided_amount_type || '|corrected'
            when unit <> 'KRW' then 'kpi|foreign_currency'
            when in_indicator_table then 'kpi|indicator_table'
            when outer_unit = 'times' then 'kpi|of_a_multiple'  -- "출연금 대비 약 10배(21.3조원)"
            when is_threshold then 'threshold|limit'
            when is_delta or regexp_matches(coalesce(column_label, ''), '증감|증액|감액') then 'delta|change'
            when (arrow is not null or table_id is not null and regexp_full_match({{ bare('column_label') }}, '현행|개선|개선안|개선전|개선후|변경|변경전|변경후|종전')) and value < 1e7 and breakdown is null then 'kpi|unit_price'
            when regexp_matches(s, '(GW|MW|kW|㎾|km|㎞|척|대|건|호|ha|㎡)당( |$)') then 'kpi|unit_price'
            when value < 1e8 and regexp_matches({{ bare('s') }}, '[가-힣㎡]당(한도|최대)?$') then 'kpi|unit_price'
            when value <= 1e9 and (contains(coalesce(sentence, ''), printed || '/') or regexp_matches(s, '(업체|기업|개사|팀|과제|[1일] ?인|농가|가구)당( |$)')
                                   or rate is not null and value < 1e8) then 'kpi|unit_price'
            when table_id is not null and regexp_matches(coalesce(row_label, ''), '(^|\s)(정부|민간|지방[·․‧]?민간|국비|지방비|시비|도비|민자|자부담)$') and regexp_matches(coalesce(table_caption, ''), '투자|재정|재원|소요|예산')
                 then 'appropriation|source_row'
            when says_contribution then 'state_contribution|contribution_word'
            when says_fund and unit = 'KRW' and regexp_matches(s, '(^|\s)(정부|재정|국비|국고)$') then 'state_contribution|state_share'
            when says_invested then 'investment_made|invested_word'
            when says_revenue and not says_fund then 'revenue|revenue_word'
            when says_private then 'kpi|private_money_word'
            when phase in ('current', 'voice') and not under_budget_heading and not says_fund and run_start_year is null
                 and not spends_ahead
                 and not regexp_matches({{ bare('s') }}, '예산|사업비|국비|지원|운영비|인건비|경비|회계|세출|기금$|(개발|사업|구축|조성|육성|정비|보수|설치|건립)(등)?$')
                 and not regexp_matches(coalesce(column_label, ''), '운용 ?규모|예산|사업비|지원액|투자액|조성액')
                 and not (table_id is not null and regexp_matches(coalesce(table_caption, '') || coalesce(last_heading, ''), '예산|재정|결산|회계')) 
                 then case when table_id is not null then 'kpi|state_table' when phase = 'voice' then 'kpi|voice' else 'kpi|state_of_things' end
            when says_guarantee then 'guarantee|guarantee_word'
            when regexp_matches(a, '^\s*(규모)?의?\s*융자') then 'appropriation|loan_word'
            when regexp_matches(s, '융자') and not regexp_matches(s, '펀드|조합') then 'appropriation|loan_word'
            when says_fund and (says_size or regexp_matches(coalesce(bracket, ''), '규모|각 ?\d') or regexp_matches(coalesce(label, '') || s, '규모')) then 'fund_size|fund_size_word'
            when says_fund and under_budget_heading and bracket is not null and period_origin = 'beside' then 'state_contribution|fund_under_budget_heading'
            when says_fund then 'fund_size|fund_word'
            when under_budget_heading then 'appropriation|budget_heading'
            when says_budget then 'appropriation|budget_word'
            when breakdown is null and regexp_matches(st, '(정체|포화|불과|머물러|머무는|그쳐|그치는|추정|추산)') then 'kpi|state_words'
            when breakdown is not null then 'appropriation|source_of_funds'
            when bracket is not null and period_origin in ('beside', 'column', 'row') then 'appropriation|dated_bracket'
            when table_id is not null then 'appropriation|table_cell'
            -- a plan's item that prints an amount plans to spend it; in a description of the state of things it is doubtful
            when block_kind in ('item', 'note') and (phase is distinct from 'current' and phase is distinct from 'voice' or spends_ahead) and (s <> '' or item_above is not null) then 'appropriation|plan_line'
            else 'doubtful|no_rule'
        end as verdict
    from flagged
)
select * exclude (verdict) replace (rule || '.' || split_part(verdict, '|', 2) as rule), split_part(verdict, '|', 1) as meaning
from judged
