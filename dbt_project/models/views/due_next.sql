-- What falls due from a round's publication to the end of the second quarter after it. No clock is read: the same on any day.
-- For another day, ask milestones_due with the dates you mean.
select d.due_on, d.project_name, d.description, d.lead_agency, d.due_quarter, d.page_no, d.milestone_id, d.round_id
from {{ ref('milestones_due') }} d
join {{ ref('dim_plan_round') }} r using (round_id)
where not d.is_open_ended and d.due_on >= r.published_on and d.due_on < date_trunc('quarter', r.published_on) + interval 9 months
order by d.round_id, d.due_on, d.project_name, d.description, d.milestone_id
