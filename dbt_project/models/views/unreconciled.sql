-- Arithmetic the document states that does not hold, with the difference.
select r.relation, r.subject, r.printed, r.computed, r.computed - r.printed as difference, r.unit, r.tolerance, d.file_name, r.page_no, r.quote, r.subject_id
from {{ ref('reconciliation') }} r
join {{ ref('dim_document') }} d using (document_id)
where not r.holds and d.is_current
order by d.file_name, r.page_no, r.relation, r.reconciliation_id
