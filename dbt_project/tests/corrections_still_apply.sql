-- A correction whose words no longer stand in its document must not be lost in silence: the row is shown and the build stops.
select k.*
from {{ ref('corrections') }} k
join {{ ref('stg_documents') }} d on d.document_id = k.document_id
where not exists (
    select 1 from {{ ref('stg_claims') }} c
    where c.document_id = k.document_id and c.page_no = k.page_no and {{ bare('c.quote') }} = {{ bare('k.quote') }} and c.printed = k.printed
)
