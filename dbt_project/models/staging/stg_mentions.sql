select * from {{ source('raw', 'mentions') }}
