-- What is to happen and by when: every milestone once, with the day it is due (the period's end) and its quarter; what has no
-- printed end is due on no day.
select m.period_end as due_on, p.project_name, m.description, a.name as lead_agency,
       year(m.period_end) || 'Q' || quarter(m.period_end) as due_quarter,
       m.period_start, m.period_end, m.granularity, m.is_ongoing, m.period_end is null as is_open_ended, m.kind, m.page_no, m.milestone_id, m.round_id
from {{ ref('fct_milestones') }} m
join {{ ref('dim_project') }} p using (project_id)
left join {{ ref('dim_agency') }} a on a.agency_id = p.lead_agency_id
where m.duplicate_of is null and m.is_current and m.kind <> 'past'
order by m.round_id, due_on nulls last, m.period_start, p.project_name, m.description, m.milestone_id
