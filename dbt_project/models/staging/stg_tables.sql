select * from {{ source('raw', 'tables') }}
