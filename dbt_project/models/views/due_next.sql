-- What falls due from a round's publication to the end of the second quarter after it. No clock is read: the same on any day.
-- For another day, ask milestones_due with the dates you mean.
select d.round_id, d.project_name, d.description, d.due_on, d.due_quarter, d.lead_agency, d.page_no, d.milestone_id
from {{ ref('milestones_due') }} d
join {{ ref('dim_plan_round') }} r using (round_id)
where not d.is_open_ended and d.due_on >= r.published_on and d.due_on < date_trunc('quarter', r.published_on) + interval 9 months
