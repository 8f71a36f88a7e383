-- One row per document read.
select document_id, file_name, sha256, page_count, producer, meeting, document_no, issuer,
       cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as ingested_at,
       round_id, title, is_restated,
       row_number() over (partition by round_id order by is_restated, published_on desc nulls last, sha256) = 1 as is_current
from {{ ref('stg_documents') }}
