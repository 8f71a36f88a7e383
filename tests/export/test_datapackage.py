"""datapackage.json is valid, descriptor and data, and says what the contract says."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import frictionless
import pytest
import yaml

from warehouse.exporting.csvs import BOM

MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "marts"
FIELD_TYPES = {"string", "number", "integer", "boolean", "object", "list", "datetime", "date", "time", "year",
               "yearmonth", "duration", "geopoint", "geojson", "array", "any"}  # fmt: skip
PATH = re.compile(r"((?=[^./~])(?!file:)((?!\/\.\.\/)(?!\\)(?!:\/\/).)*|(http|ftp)s?:\/\/.*)")  # as the profile has it


@pytest.fixture(scope="module")
def package(exported) -> dict:
    return json.loads((exported.folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["exported", "harmful"])
def test_descriptor_and_data_are_valid(which: str, request: pytest.FixtureRequest) -> None:
    report = frictionless.validate(str(request.getfixturevalue(which).folder / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] > 10


def test_the_rules_of_the_second_version(package) -> None:
    """What the profiles of Data Package 2.0 ask for that frictionless does not check."""
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", package["created"])
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", package["version"])
    assert all(c["title"] and c["roles"] for c in package["contributors"])
    assert all(re.fullmatch(r"[-a-zA-Z0-9._]+", licence["name"]) for licence in package["licenses"])
    assert len({r["name"] for r in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        assert resource["$schema"] == "https://datapackage.org/profiles/2.0/dataresource.json"
        assert resource["type"] == "table" and "profile" not in resource
        assert PATH.fullmatch(resource["path"]) and re.fullmatch("sha256:[0-9a-f]{64}", resource["hash"])
        schema = resource["schema"]
        assert schema["$schema"] == "https://datapackage.org/profiles/2.0/tableschema.json"
        names = [f["name"] for f in schema["fields"]]
        assert len(set(names)) == len(names) and {f["type"] for f in schema["fields"]} <= FIELD_TYPES
        assert isinstance(schema.get("primaryKey", []), list) and set(schema.get("primaryKey", [])) <= set(names)
        for key in schema.get("foreignKeys", []):
            assert set(key["fields"]) <= set(names) and len(key["fields"]) == len(key["reference"]["fields"])
            assert key["reference"].get("resource", "x") != ""  # a reference to itself leaves the resource out


def test_bytes_and_hashes_are_those_of_the_files(exported, package) -> None:
    for resource in package["resources"]:
        content = (exported.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_fields_say_what_the_contract_says(exported, package) -> None:
    fields = {(r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]}
    columns = exported.ask("select table_name, column_name, comment from duckdb_columns() where schema_name = 'marts'")
    assert set(fields) == {(t, c) for t, c, _ in columns}
    for table, column, comment in columns:
        field = fields[table, column]
        assert field["description"] == comment
        assert f"{field['descriptionKo']} / {field['descriptionEn']}" == comment
    models = [
        m for path in sorted(MODELS.glob("*.yml")) for m in yaml.safe_load(path.read_text("utf-8")).get("models", [])
    ]
    assert len(models) > 10
    for model in models:
        for column in model["columns"]:
            meta = column.get("config", {}).get("meta", {})
            field = fields[model["name"], column["name"]]
            assert field.get("unit") == meta.get("unit")
            assert field.get("constraints", {}).get("enum") == meta.get("allowed")
            rules = {c["type"] for c in column.get("constraints", [])}
            assert field.get("constraints", {}).get("required", False) == bool(rules & {"not_null", "primary_key"})


def test_what_the_gate_and_the_descriptions_refer_to_is_a_foreign_key(exported, package) -> None:
    from expectations.marts import OWN_RULES

    keys = {
        (r["name"], k["fields"][0]): k["reference"].get("resource", r["name"])
        for r in package["resources"]
        for k in r["schema"].get("foreignKeys", [])
    }
    checked = 0
    for table, rules in OWN_RULES.items():
        for rule in rules:
            found = re.fullmatch(r"what (\w+) names exists in (\w+)", rule.meaning)
            if found:
                assert keys[table, found[1]] == found[2]
                checked += 1
    arrows = exported.ask(
        "select table_name, column_name, regexp_extract(comment, '→ (dim_\\w+)', 1) as target from duckdb_columns() "
        "where schema_name = 'marts' and target <> ''"
    )
    for table, column, target in arrows:
        assert table == target or keys[table, column] == target
    assert checked > 8 and len(arrows) > 20
    assert keys["fct_budgets", "parent_budget_id"] == keys["fct_budgets", "duplicate_of"] == "fct_budgets"
    assert keys["dim_project", "lead_agency_id"] == "dim_agency"


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("fct_budgets", ",appropriation,", ",apropriation,", "constraint-error"),
        ("fct_kpis", ",2025-4,", ",2025-9,", "foreign-key"),
        ("fct_budgets", ",component,bud_", ",component,bad_", "foreign-key"),
        ("dim_project", "\nplan,", "\n,", "constraint-error"),
        ("fct_milestones", ",2026-12-31,", ",2026-13-31,", "type-error"),
        ("fct_budgets", ",2026,", ",2026년,", "type-error"),
    ],
)
def test_data_that_break_a_rule_are_found(exported, tmp_path, file: str, old: str, new: str, error: str) -> None:
    """The validation above looks at data: each rule, broken once, is an error."""
    folder = tmp_path / "broken"
    shutil.copytree(exported.folder, folder)
    path = folder / "csv" / f"{file}.csv"
    text = path.read_bytes().removeprefix(BOM).decode()
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert error in {e.type for t in report.tasks for e in t.errors}


def test_sources_carry_the_hash_of_the_file_read(built, package) -> None:
    (source,) = package["sources"]
    assert source["hash"] == f"sha256:{hashlib.sha256(built.plan.read_bytes()).hexdigest()}"
    assert source["round_id"] == "2025-4" and source["is_restated"] is True


def test_a_licence_is_named_only_where_it_is_known(package, harmful) -> None:
    assert [x["name"] for x in package["licenses"]] == ["Apache-2.0"]  # every word is the project's own
    other = json.loads((harmful.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert "licenses" not in other and "nothing is granted" in other["termsOfUse"]["en"]
    for name in ("CITATION.cff", "ocds/milestones.json", "README.md"):
        assert "apache" not in (harmful.folder / name).read_text(encoding="utf-8").lower()


def test_the_fingerprint_is_what_the_command_prints(built, package) -> None:
    said = built.run("fingerprint", "--warehouse", built.out).stdout
    assert package["fingerprint"] == f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"
    assert package["version"].endswith(package["fingerprint"][7:19])
