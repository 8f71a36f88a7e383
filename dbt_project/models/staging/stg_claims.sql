-- Claims that may become facts: those whose figure and period the second reader finds in the same boxes.
select c.*
from {{ source('raw', 'claims') }} c
where not exists (
    select 1 from {{ source('raw', 'mentions') }} m
    where m.document_id = c.document_id and m.mention_id in (c.mention_id, c.period_mention_id, c.run_mention_id) and m.is_reread = false
)
