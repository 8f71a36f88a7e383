"""The suites: every raw table has one, values come from the models' YAML, and each rule of the marts bites."""

import pytest

from expectations import marts, raw
from ingest.raw import TABLES


def test_every_raw_table_has_a_suite_and_every_rule_a_table():
    suites = {s.table: s for s in raw.suites(TABLES)}
    assert suites.keys() == {f"raw.{t.name}" for t in TABLES}
    assert raw.OWN_RULES.keys() <= {t.name for t in TABLES}
    for suite in suites.values():
        ids = [r.rule_id for r in suite.rules]
        assert len(ids) == len(set(ids))


def test_conditions_name_only_columns_that_the_raw_tables_have():
    import duckdb

    from ingest.raw import create

    with duckdb.connect() as con:
        create(con)
        for suite in raw.suites(TABLES):
            for rule in suite.rules:
                said = [f"({rule.condition})::boolean"] if rule.condition else []
                columns = [*suite.key, *rule.columns, *said]
                con.execute(f"select {', '.join(columns)} from {suite.table} t")


@pytest.fixture
def revisions():
    """A warehouse of one budget, one project and a revision of each family; and the rules of revisions by name."""
    import duckdb

    rules = {r.rule_id: r.condition for r in marts.OWN_RULES["fct_revisions"]}
    with duckdb.connect() as con:
        con.execute("create schema marts")
        for table, key in marts.FAMILIES.values():
            con.execute(f"create table marts.{table} as select '{table[:5]}' as {key}")
        con.execute("create table marts.fct_revisions (family varchar, old_key varchar, new_key varchar, "
                    "thread_key varchar)")  # fmt: skip
        yield con, rules


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        (("budget", "fct_b", None, "fct_b"), set()),
        (("project", "dim_p", "dim_p", "dim_p"), set()),
        (("budget", "fct_b", "gone", "fct_b"), {"new_key_exists"}),
        (("kpi", "fct_b", "fct_k", "fct_k"), {"old_key_exists"}),  # a key of another family's table
        (("milestone", None, "fct_m", "gone"), {"thread_exists"}),
    ],
)
def test_a_revision_leads_to_facts_that_exist(revisions, row, broken):
    con, rules = revisions
    con.execute("insert into marts.fct_revisions values (?, ?, ?, ?)", row)
    said = {name: con.execute(f"select {c} from marts.fct_revisions t").fetchone()[0] for name, c in rules.items()}
    assert {name for name, held in said.items() if not held} == broken


YAML = """
models:
  - name: fct_budgets
    columns:
      - {name: role, config: {meta: {allowed: [total, component]}}}
      - {name: status, data_tests: [not_null, {accepted_values: {arguments: {values: [past, planned]}}}]}
  - name: dim_weather
    constraints: [{type: primary_key, columns: [day, place]}]
    columns:
      - {name: sky, data_tests: [{accepted_values: {values: [blue]}}]}
"""


@pytest.fixture
def suites(tmp_path):
    (tmp_path / "marts.yml").write_text(YAML, encoding="utf-8")
    return {s.table: s for s in marts.suites(tmp_path)}


def test_allowed_values_are_taken_from_the_models_descriptions(suites):
    sets = {
        (s.table, r.columns[0]): r.arguments["value_set"]
        for s in suites.values()
        for r in s.rules
        if r.rule_id.endswith("_known")
    }
    assert sets == {
        ("marts.fct_budgets", "role"): ["total", "component"],
        ("marts.fct_budgets", "status"): ["past", "planned"],
        ("marts.dim_weather", "sky"): ["blue"],
    }


def test_a_table_of_the_contract_is_asked_for_even_where_nothing_describes_it(suites):
    assert "marts.fct_milestones" in suites and suites["marts.dim_weather"].key == ("day", "place")
