-- Agencies, with the short names plans print for them.
select agency_id, name, short_names, kind from {{ ref('agencies') }}
