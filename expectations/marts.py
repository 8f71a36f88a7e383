"""In: the dbt project's model descriptions (YAML). Out: the suites that the marts must pass before they are published.

Values a column may take are written once, in the model's YAML (an ``accepted_values`` test, or ``meta: allowed: […]``);
types, not-null and keys are enforced by dbt's contracts. Here stand the rules that look across columns and tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from expectations.rules import WARNING, Rule, Suite, between, holds, not_blank, one_of, unique

FIRST_YEAR, LAST_YEAR = 1900, 2100  # the oldest founding dates told in plans, and beyond the farthest targets
SLACK = 2.0  # points, as for the raw tables

KEYS: dict[str, tuple[str, ...]] = {
    "fct_budgets": ("budget_id",),
    "fct_kpis": ("kpi_id",),
    "fct_milestones": ("milestone_id",),
    "dim_plan_round": ("round_id",),
    "dim_document": ("document_id",),
    "dim_project": ("project_id",),
    "dim_project_name": ("project_id", "name", "kind", "valid_from_round_id"),
    "dim_agency": ("agency_id",),
    "bridge_project_agency": ("project_id", "round_id", "agency_id", "role"),
    "dim_indicator": ("indicator_id",),
    "dim_unit": ("unit",),
    "review_queue": ("review_id",),
    "reconciliation": ("reconciliation_id", "relation", "subject", "printed", "computed"),
    "coverage": ("document_id", "family"),
}


def _exists(column: str, table: str, key: str) -> Rule:
    return holds(
        f"{column}_exists",
        f"t.{column} is null or exists (from marts.{table} o where o.{key} = t.{column})",
        f"what {column} names exists in {table}",
    )


FAMILIES = {
    "budget": ("fct_budgets", "budget_id"),
    "kpi": ("fct_kpis", "kpi_id"),
    "milestone": ("fct_milestones", "milestone_id"),
    "project": ("dim_project", "project_id"),
}
_ANY_FACT = " or ".join(
    f"exists (from marts.{table} o where o.{key} = t.{{column}})" for table, key in FAMILIES.values() if table[0] == "f"
)


def _of_family(column: str) -> Rule:
    """The fact that a revision's old or new key names exists in its family's table."""
    cases = " ".join(
        f"when '{family}' then exists (from marts.{table} o where o.{key} = t.{column})"
        for family, (table, key) in FAMILIES.items()
    )
    return holds(
        f"{column}_exists",
        f"t.{column} is null or case t.family {cases} end",
        f"what {column} names exists in its family's table",
    )


def _year(column: str) -> Rule:
    return between(column, FIRST_YEAR, LAST_YEAR)


_REREAD = (  # of the mentions a fact was made of, none is {verdict}
    "not exists (from raw.claims c join raw.mentions m on m.document_id = c.document_id "
    "and m.mention_id in (c.mention_id, c.period_mention_id, c.run_mention_id) "
    "where (c.document_id, c.claim_id) = (t.document_id, t.claim_id) and m.is_reread {verdict})"
)


def _fact(table: str) -> tuple[Rule, ...]:
    """Rules of every fact table: the fact has a place, words and a round, and its twin exists."""
    (key,) = KEYS[table]
    return (
        holds(
            "page_within_document",
            "exists (from marts.dim_document d where d.document_id = t.document_id "
            "and t.page_no between 1 and d.page_count)",
            "its page lies within its document",
        ),
        holds(
            "box_on_page",
            f"t.x0 < t.x1 and t.top < t.bottom and (select t.x0 >= -{SLACK} and t.top >= -{SLACK} and "
            f"t.x1 <= p.width + {SLACK} and t.bottom <= p.height + {SLACK} from raw.pages p "
            "where p.document_id = t.document_id and p.page_no = t.page_no)",
            "its box lies on its page",
        ),
        holds(
            "block_exists",
            "exists (from raw.blocks b where (b.document_id, b.block_id) = (t.document_id, t.block_id)) "
            "or exists (from raw.table_cells c where (c.document_id, c.cell_id) = (t.document_id, t.block_id))",
            "the paragraph or cell it was read from exists",
        ),
        holds(
            "figure_reread",
            _REREAD.format(verdict="= false"),
            "the second reader finds the same digits in the boxes of its figure and its period",
        ),
        holds(
            "second_opinion",
            _REREAD.format(verdict="is null"),
            "a second reader has its page, so that its figure could be read again",
            WARNING,
        ),
        not_blank("quote"),
        not_blank("rule"),
        holds(
            "twin_is_no_twin",
            f"t.duplicate_of is null or (t.duplicate_of <> t.{key} and exists (from marts.{table} o "
            f"where o.{key} = t.duplicate_of and o.duplicate_of is null))",
            "the fact it repeats exists and repeats none itself",
        ),
        _exists("round_id", "dim_plan_round", "round_id"),
        holds(
            "project_id_exists",
            "t.project_id = 'plan' or exists (from marts.dim_project o where o.project_id = t.project_id)",
            "its project exists",
        ),
    )


OWN_RULES: dict[str, tuple[Rule, ...]] = {
    "fct_budgets": (
        *_fact("fct_budgets"),
        holds("amount_positive", "t.amount_krw > 0 or t.amount_type = 'delta'",
              "its amount is above zero, unless a change"),
        _year("fiscal_year"),
        _year("period_start_year"),
        _year("period_end_year"),
        holds("years_forward", "t.period_start_year <= t.period_end_year", "its years run forward"),
        holds("run_forward", "t.programme_start_year <= t.programme_end_year", "its programme's years run forward"),
        holds("one_year_is_its_period",
              "t.fiscal_year is null or (t.period_start_year = t.fiscal_year and t.period_end_year = t.fiscal_year)",
              "an amount of one fiscal year covers that year"),
        holds("additive_once",
              "not t.is_additive or (t.duplicate_of is null and t.amount_type <> 'delta')",
              "a row safe to sum is no duplicate and no change"),
        holds("total_not_beside_component",
              "not t.is_additive or not exists (from marts.fct_budgets o "
              "where o.budget_id = t.parent_budget_id and o.is_additive)",
              "a row safe to sum does not stand beside its own total"),
        _exists("parent_budget_id", "fct_budgets", "budget_id"),
        holds("component_has_total", "t.role <> 'component' or t.parent_budget_id is not null",
              "a component names its total", WARNING),
    ),
    "fct_kpis": (
        *_fact("fct_kpis"),
        not_blank("indicator"),
        holds("period_forward", "t.period_start <= t.period_end", "its period runs forward"),
        holds("period_plausible",
              f"year(coalesce(t.period_end, t.period_start)) between {FIRST_YEAR} and {LAST_YEAR}",
              f"its period lies between {FIRST_YEAR} and {LAST_YEAR}"),
        holds("range_forward", "t.value_low <= t.value_high", "its range runs upward"),
        holds("value_given", "coalesce(t.value, t.value_low, t.value_high) is not null", "it has a figure"),
        _exists("pair_kpi_id", "fct_kpis", "kpi_id"),
        _exists("indicator_id", "dim_indicator", "indicator_id"),
    ),
    "fct_milestones": (
        *_fact("fct_milestones"),
        not_blank("description"),
        holds("period_forward", "t.period_start <= t.period_end", "its period runs forward"),
        holds("period_plausible",
              f"year(coalesce(t.period_end, t.period_start)) between {FIRST_YEAR} and {LAST_YEAR}",
              f"its period lies between {FIRST_YEAR} and {LAST_YEAR}"),
        holds("dated", "t.period_start is not null or t.period_end is not null", "it has a date"),
    ),
    "dim_plan_round": (_exists("document_id", "dim_document", "document_id"),),
    "dim_project": (
        _exists("lead_agency_id", "dim_agency", "agency_id"),
        _exists("first_round_id", "dim_plan_round", "round_id"),
    ),
    "dim_project_name": (_exists("project_id", "dim_project", "project_id"),),
    "bridge_project_agency": (
        _exists("project_id", "dim_project", "project_id"),
        _exists("agency_id", "dim_agency", "agency_id"),
    ),
    "fct_revisions": (
        _of_family("old_key"),
        _of_family("new_key"),
        holds("thread_exists", f"t.family = 'project' or {_ANY_FACT.format(column='thread_key')}",
              "its thread bears the key of a fact"),
    ),
    "review_queue": (not_blank("reason"), not_blank("quote")),
    "coverage": (
        holds("nothing_lost", "t.mentions_read = t.in_facts + t.context + t.review_queue",
              "mentions read = in facts + context + in review"),
        holds("all_counted",
              "t.mentions_read = (select count(*) from raw.mentions m where m.document_id = t.document_id "
              "and m.type = case t.family when 'date' then 'period' else t.family end)",
              "it counts every mention of its document and family"),
    ),
    "reconciliation": (
        holds("arithmetic_holds", "t.holds", "the document's own arithmetic agrees with what it prints", WARNING),
    ),
}  # fmt: skip


def _models(folder: Path) -> Iterator[dict[str, Any]]:
    import yaml

    for path in sorted(folder.rglob("*.yml")):
        yield from (yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}).get("models", [])


def _allowed(column: dict[str, Any]) -> list[str] | None:
    """The values a column may take, as its YAML says them; None where it says none."""
    meta = {**(column.get("meta") or {}), **((column.get("config") or {}).get("meta") or {})}
    if meta.get("allowed"):
        return list(meta["allowed"])
    for test in [*(column.get("data_tests") or []), *(column.get("tests") or [])]:
        if isinstance(test, dict) and "accepted_values" in test:
            said = test["accepted_values"]
            return list((said.get("arguments") or said)["values"])
    return None


def suites(folder: Path) -> list[Suite]:
    """Suites of the models described under ``folder`` (dbt_project/models/marts), and of the contract's tables.

    A table of the contract that no YAML describes still has its rules here, and they cannot run: that is an error.
    """
    described = {m["name"]: m for m in _models(folder)}
    names = dict.fromkeys([*KEYS, *described])
    made = []
    for name in names:
        columns = described.get(name, {}).get("columns") or []
        key = KEYS.get(name) or _primary_key(described.get(name, {})) or tuple(c["name"] for c in columns[:1])
        sets = [one_of(c["name"], values) for c in columns if (values := _allowed(c))]
        rules = (unique(key), *OWN_RULES.get(name, ()), *sets)
        if key:  # a model that describes no column has nothing to be asked
            made.append(Suite(f"marts.{name}", key, rules))
    return made


def _primary_key(model: dict[str, Any]) -> tuple[str, ...]:
    """Columns of the model's primary-key constraint, on the model or on a column; empty where there is none."""
    for constraint in model.get("constraints") or []:
        if constraint.get("type") == "primary_key":
            return tuple(constraint["columns"])
    return tuple(
        c["name"]
        for c in model.get("columns") or []
        if any(k.get("type") == "primary_key" for k in c.get("constraints") or [])
    )
