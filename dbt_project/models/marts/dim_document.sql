-- One row per document read, and which of a round's editions is the current one (int_revision_editions says by what).
select d.document_id, d.file_name, sha256, page_count, producer, meeting, document_no, issuer,
       cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as ingested_at,
       d.round_id, d.title, d.is_restated, e.place = 1 as is_current
from {{ ref('stg_documents') }} d join {{ ref('int_revision_editions') }} e using (document_id)
