-- Claims whose rule was measured (seeds/rule_precision: facts with the right figure, unit and period among those sampled) to be
-- right less often than 98 in 100: even the upper end of the sample's 95 % interval (Wilson) stays below. They go to review.
with trust as (
    select rule, family, sampled, "right",
           ("right" / sampled + 1.9208 / sampled + 1.96 * sqrt("right" / sampled * (1 - "right" / sampled) / sampled + 0.9604 / (sampled * sampled)))
           / (1 + 3.8416 / sampled) as at_best
    from (select rule, family, sampled::double as sampled, "right"::double as "right" from {{ ref('rule_precision') }})
),
ruled as (  -- money is trusted by what decided it, the rest by how it was read
    select document_id, claim_id, list_last(string_split(rule, '.')) as rule, case meaning when 'kpi' then 'kpis' else 'budgets' end as family
    from {{ ref('int_money') }}
    union all
    select document_id, claim_id, rule, case family when 'event' then 'milestones' else 'kpis' end
    from {{ ref('int_claims') }} where family <> 'money'
)
select r.document_id, r.claim_id, r.rule, cast(t.sampled as integer) as sampled, cast(t."right" as integer) as right_ones
from ruled r join trust t on t.rule = r.rule and t.family = r.family
where t.at_best < 0.98
