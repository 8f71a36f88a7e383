-- Counts of the plan's own parts (15 projects, 3 fields), storeys and days of the month: kept as context, no indicators. The
-- words are seeds/kpi_cues.
select distinct c.document_id, c.mention_id
from {{ ref('int_claims') }} c
join {{ ref('kpi_cues') }} k on k.meaning = 'count_of_plan' and regexp_matches(concat_ws(' ', c.printed, coalesce(c.subject, '')), k.pattern)
where c.family = 'quantity' and c.unit = 'items' and coalesce(c.value, 0) < 200 and c.arrow is null and c.bracket is null and c.mention_id is not null
union
select document_id, mention_id from {{ ref('int_claims') }}
where family = 'quantity' and mention_id is not null
  and (unit = 'other:층' and not regexp_matches(printed, '^총|개 ?층') or unit = 'other:일' and regexp_matches(coalesce(sentence, ''), '매월 ?\d{1,2} ?일'))
