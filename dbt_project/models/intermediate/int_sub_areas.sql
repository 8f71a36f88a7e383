-- The sub-area a block stands under: the nearest heading between its project and itself that names a field of work rather
-- than a stage of the plan (seeds/heading_cues) or a numbered section.
with up as (
    select b.document_id, b.block_id, u.n, p.text, p.kind,
           -- marks and frames around the whole go, brackets inside it stay
           trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(p.text, '^[\s◇□ㅇ○①-⑮➊-➓❶-❿]+', ''), '^[<‹\[【(]([^<‹\[【()】\]›>]*)[>›\]】)]\s*$', '\1'), '^[\s◇□ㅇ○①-⑮➊-➓❶-❿]+', ''), '\s+', ' ', 'g')) as name
    from {{ ref('stg_blocks') }} b, unnest(b.path) with ordinality as u(up_id, n)
    join {{ ref('stg_blocks') }} p on p.document_id = b.document_id and p.block_id = u.up_id
    where b.project_block_id is not null and b.project_block_id <> u.up_id
      and u.n > list_position(b.path, b.project_block_id)
      and p.kind in ('heading', 'box_title')
)
select document_id, block_id, arg_max(name, n) as sub_area
from up
where not regexp_matches(text, '^\s*[\[(]?\d{1,2}[\].)]')
  and not exists (select 1 from {{ ref('heading_cues') }} c where {{ heading_says('up.text', 'c') }} and c.phase <> 'budget')
  and not regexp_matches(text, '예산|['']?\d{2}년')
  and length(name) between 2 and 30
group by all
