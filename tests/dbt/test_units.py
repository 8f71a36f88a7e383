"""The models' rules by their smallest examples: dbt's unit tests (dbt_project/models/**/unit_tests*.yml), run once."""

from __future__ import annotations

import os
import shutil

import pytest

from kplan.transform import FILE, PROJECT, close_connections, working_in

MODELS_WITH_RULES = {
    "int_money", "int_budget_facts", "int_budget_roles", "int_budget_duplicates", "int_kpi_facts", "int_kpi_duplicates",
    "int_milestone_facts", "int_milestone_duplicates", "int_mention_fate", "int_project_names", "int_task_forces",
    "int_announced", "int_renames", "int_block_context", "int_sub_areas", "int_kpi_counts", "reconciliation",
    "fct_budgets", "int_claims",
}  # fmt: skip


def test_a_build_runs_models_seeds_and_data_tests_but_no_unit_tests(empty):
    assert empty.ran == {"model", "seed", "test"}


@pytest.mark.timeout(600)
def test_every_unit_test_passes(empty, tmp_path):
    from dbt.cli.main import dbtRunner

    shutil.copyfile(empty.folder / FILE, tmp_path / FILE)
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    with working_in(tmp_path):
        answer = dbtRunner().invoke(
            ["test", "--select", "test_type:unit", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT),
             "--target-path", str(empty.target), "--log-path", str(tmp_path), "--quiet", "--log-level", "none",
             "--log-level-file", "none", "--no-write-json"]
        )  # fmt: skip
        close_connections()
    assert answer.exception is None, answer.exception
    results = list(answer.result)
    wrong = [f"{r.node.name}: {r.message}" for r in results if str(r.status) != "pass"]
    assert not wrong, "\n".join(wrong)
    assert len(results) > 40
    assert {r.node.unique_id.split(".")[2] for r in results} >= MODELS_WITH_RULES
