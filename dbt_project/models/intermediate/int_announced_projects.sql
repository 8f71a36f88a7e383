-- Project names a note lists under the day of an earlier round: "* (9.10) SiC전력반도체, LNG화물창, …".
with notes as (
    select a.document_id, a.round_id, b.text, b.reading_order,
           row_number() over (partition by a.document_id, a.round_id order by b.reading_order) as n
    from {{ ref('int_announced') }} a
    join {{ ref('stg_blocks') }} b
      on b.document_id = a.document_id and b.kind = 'note' and regexp_matches(b.text, '^\*+\s*\(' || a.m || '\.' || a.d || '\.?\)')
)
select document_id, round_id, list_position(names, name) as place, trim(name) as name
from (
    select document_id, round_id, string_split(regexp_replace(text, '^\*+\s*\([0-9.]+\)\s*', ''), ',') as names,
           unnest(string_split(regexp_replace(text, '^\*+\s*\([0-9.]+\)\s*', ''), ',')) as name
    from notes where n = 1
)
where trim(name) <> ''
