select * from {{ source('raw', 'pages') }}
