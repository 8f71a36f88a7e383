-- Every amount, dated phrase or quantity that was read but that no rule could place with certainty.
with unplaced as (
    select * from {{ ref('int_mention_fate') }} where fate = 'review_queue'
)
select {{ key_of('rev', ['u.document_id', 'u.page_no', 'round(u.top)', 'round(u.x0)', 'u.text', 'u.family']) }} || '_' || u.mention_id as review_id,
       u.document_id, d.round_id, u.family, u.text as figure_printed, u.value, u.unit, u.period_start, u.period_end,
       u.reason, u.would_have_said, u.quote, u.page_no, u.x0, u.top, u.x1, u.bottom, u.block_id, u.mention_id
from unplaced u join {{ ref('stg_documents') }} d using (document_id)
