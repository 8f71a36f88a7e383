-- Counts of the plan's own parts (15 projects, 3 fields): kept as context, no indicators. The words are seeds/kpi_cues.
select distinct c.document_id, c.mention_id
from {{ ref('int_claims') }} c
join {{ ref('kpi_cues') }} k on k.meaning = 'count_of_plan' and regexp_matches(concat_ws(' ', c.printed, coalesce(c.subject, '')), k.pattern)
where c.family = 'quantity' and c.unit = 'items' and c.bracket is null and c.mention_id is not null
