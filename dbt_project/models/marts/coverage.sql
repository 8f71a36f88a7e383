-- Per document and family: mentions read = in facts + context + review_queue.
select document_id, family, count(*) as mentions_read,
       count(*) filter (fate = 'in_facts') as in_facts,
       count(*) filter (fate = 'context') as context,
       count(*) filter (fate = 'review_queue') as review_queue
from {{ ref('int_mention_fate') }}
group by document_id, family
