-- Which two documents are compared: the current ones of consecutive rounds of a series (consecutive among those read), and the editions
-- of one round, each with the edition that took its place; a restated one with the current one.
with docs as (
    select d.document_id, d.round_id, d.series, d.round_no, d.published_on, coalesce(d.is_restated, false) as is_restated, e.place,
           -- plans without a round number share a series only where the same office brings them to the same body
           {{ bare('d.series') }} || case when d.round_no is null then '|' || coalesce(d.issuer, '') || '|' || coalesce(d.meeting, '') else '' end as series_key
    from {{ ref('stg_documents') }} d join {{ ref('int_revision_editions') }} e using (document_id)
    where d.series is not null
),
rounds as (
    select *, lead(document_id) over w as next_id, lead(round_id) over w as next_round, lead(published_on) over w as next_day
    from docs where place = 1
    window w as (partition by series_key order by round_no, published_on, round_id)
),
editions as (
    select a.*, b.document_id as next_id, b.published_on as next_day
    from docs a join docs b on b.round_id = a.round_id and b.place = case when a.is_restated then 1 else a.place - 1 end
    where a.place > 1
)
select 'round' as scope, series, round_id as from_round_id, next_round as to_round_id, document_id as from_document_id, next_id as to_document_id,
       next_day as to_published_on
from rounds where next_id is not null and (round_no is not null or next_day > published_on)
union all
select 'edition', series, round_id, round_id, document_id, next_id, next_day from editions
