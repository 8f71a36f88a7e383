select * from {{ source('raw', 'documents') }}
