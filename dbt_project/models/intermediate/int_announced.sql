-- What a plan's text says of other rounds: "발표 Ⅰ(9.10), Ⅱ(10.20) …" gives their numbers and days, and the notes that open
-- with such a day list the projects announced then.
with docs as (select * from {{ ref('stg_documents') }} where series is not null and round_no is not null and published_on is not null),
said as (
    select d.document_id, d.series, d.round_id, d.round_no as own_round_no, d.published_on, b.block_id,
           unnest(regexp_extract_all(b.text, '[ⅠⅡⅢⅣⅤⅥⅦⅧⅨ]\s*\**\s*\(\d{1,2}\.\d{1,2}\.?\)')) as words
    from docs d join {{ ref('stg_blocks') }} b using (document_id)
    where regexp_matches(b.text, '발표')
),
parsed as (
    select document_id, series, published_on, round_id,
           position(left(words, 1) in 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨ') as round_no,
           cast(regexp_extract(words, '\((\d{1,2})\.', 1) as integer) as m, cast(regexp_extract(words, '\.(\d{1,2})', 1) as integer) as d,
           own_round_no
    from said
)
select distinct document_id, series, round_no, left(round_id, 4) || '-' || round_no as round_id, m, d, day as published_on
from (
    select *, case when this_year <= published_on then this_year else try_cast(concat_ws('-', year(published_on) - 1, m, d) as date) end as day
    from (select *, try_cast(concat_ws('-', year(published_on), m, d) as date) as this_year from parsed)
)
where round_no < own_round_no and day is not null
