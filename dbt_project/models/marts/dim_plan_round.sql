-- One row per round: those read, and those a read one announces.
with read_rounds as (
    select d.round_id, d.series, d.round_no, d.title, d.published_on, d.document_id
    from {{ ref('stg_documents') }} d join {{ ref('dim_document') }} c using (document_id)
    where c.is_current
),
announced as (
    select round_id, any_value(series order by document_id) as series, any_value(round_no order by document_id) as round_no, min(published_on) as published_on
    from {{ ref('int_announced') }} where round_id not in (select round_id from read_rounds) group by round_id
)
select round_id, series, round_no, title, published_on, document_id from read_rounds
union all
select round_id, series, round_no, series || ' (' || round_no || ')', published_on, null from announced
