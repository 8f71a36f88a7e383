select * from {{ source('raw', 'table_cells') }}
