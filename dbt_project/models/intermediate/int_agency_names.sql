-- Every name and short name of an agency, one row a name; a ministry's short name also without its last syllable (중기부 → 중기),
-- as lists in brackets print it.
with named as (
    select agency_id, kind, name from {{ ref('agencies') }}
    union all
    select agency_id, kind, unnest(string_split(short_names, ';')) from {{ ref('agencies') }} where short_names is not null
),
every as (
    select agency_id, name, 1 as strength from named
    union all
    select agency_id, regexp_replace(name, '(부|처|청)$', ''), 2 from named where kind = 'ministry' and length(name) between 3 and 4 and regexp_matches(name, '(부|처|청)$')
)
select name, any_value(agency_id order by strength, length(agency_id), agency_id) as agency_id, min(strength) = 1 as stands_alone
from every where name <> '' group by name
