-- Renames the text states: "SiC전력반도체"를 … "차세대 전력반도체" 프로젝트로 변경.
select document_id, any_value(block_id order by block_id) as block_id,
       regexp_extract(text, '[“"]([^”"]{2,40})[”"]\s*(?:을|를)', 1) as old_name,
       regexp_extract(text, '[“"][^”"]{2,40}[”"]\s*(?:을|를).*[“"]([^”"]{2,40})[”"][^“"]{0,20}(?:변경|개편|개칭|전환)', 1) as new_name
from {{ ref('stg_blocks') }}
where regexp_matches(text, '[“"][^”"]{2,40}[”"]\s*(?:을|를).*[“"][^”"]{2,40}[”"][^“"]{0,20}(?:변경|개편|개칭|전환)')
group by all
