-- Every name and short name of an agency, one row a name.
select name, min(agency_id) as agency_id
from (
    select agency_id, name from {{ ref('agencies') }}
    union all
    select agency_id, unnest(string_split(short_names, ';')) from {{ ref('agencies') }} where short_names is not null
)
where name <> '' group by name
