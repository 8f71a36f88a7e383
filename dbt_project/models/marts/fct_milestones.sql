-- One row per dated event × period × round.
select
    f.milestone_id, f.round_id, f.project_id, s.sub_area, f.description,
    f.period_start, f.period_end, f.granularity, coalesce(f.is_ongoing, false) or regexp_matches(f.description, '계속|지속') as is_ongoing, f.kind,
    f.document_id, f.page_no, f.x0, f.top, f.x1, f.bottom, f.quote, f.block_id, f.claim_id, f.rule, f.stated_in,
    d.duplicate_of, e.is_current
from {{ ref('int_milestone_facts') }} f
join {{ ref('dim_document') }} e on e.document_id = f.document_id
left join {{ ref('int_milestone_duplicates') }} d using (milestone_id)
left join {{ ref('int_sub_areas') }} s on s.document_id = f.document_id and s.block_id = f.owner_id
