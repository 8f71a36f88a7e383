"""The folder: whole or not at all, the same bytes from the same warehouse, nobody's own files, checksums that hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from warehouse import open_warehouse
from warehouse.exporting import NotAnExport, export
from warehouse.exporting.folder import files_in
from warehouse.lock import Locked, hold

MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "marts"


def make(built, folder: Path, **more):
    with open_warehouse(built.out) as con:
        return export(con, folder, MODELS, **more)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


def test_the_same_warehouse_gives_the_same_bytes(built, exported, tmp_path) -> None:
    make(built, tmp_path / "again")
    again, first = contents(tmp_path / "again"), contents(exported.folder)
    assert list(again) == list(first) and len(again) > 30
    assert [n for n in again if again[n] != first[n]] == []


def test_checksums_hold(exported) -> None:
    said = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=exported.folder, capture_output=True, text=True
    )
    assert said.returncode == 0 and said.stdout.count(": OK") == len(files_in(exported.folder)) - 1


def test_files_are_called_by_the_contract_and_say_nothing_of_this_machine(exported, harmful) -> None:
    names = files_in(harmful.folder)
    assert names == files_in(exported.folder)
    assert all(re.fullmatch(r"[A-Za-z0-9_]+(\.[a-z]+)?", part) for n in names for part in n.split("/"))
    here = str(Path(__file__).resolve().parents[2]).encode()
    assert not [n for n, content in contents(exported.folder).items() if here in content]


def test_a_second_export_replaces_the_first(built, tmp_path) -> None:
    out = tmp_path / "export"
    out.mkdir()  # an empty folder is nobody's
    make(built, out)
    (out / "kplan.xlsx").unlink()  # a part of it thrown away
    made = make(built, out)
    assert (out / "kplan.xlsx").is_file() and made.files == len(files_in(out))
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == ["export"]
    assert [p.name for p in (tmp_path / ".export.aside").iterdir()] == [".lock"]


@pytest.mark.parametrize("mine", ["thesis.txt", "csv/fct_budgets-mine.csv", "datapackage.json"])
def test_what_no_export_made_is_left_alone(built, tmp_path, mine: str) -> None:
    out = tmp_path / "export"
    if "/" in mine:
        make(built, out)
    out.mkdir(exist_ok=True)
    (out / mine).write_text("my work")
    before = contents(out)
    with pytest.raises(NotAnExport):
        make(built, out)
    assert contents(out) == before and (out / mine).read_text() == "my work"


def test_a_file_is_no_folder(built, tmp_path) -> None:
    (tmp_path / "export").write_text("my work")
    with pytest.raises(NotAnExport, match="is a file"):
        make(built, tmp_path / "export")


@pytest.mark.parametrize("where", ["tables", "workbook", "standards"])
def test_a_run_that_ends_in_the_middle_leaves_what_stood(built, tmp_path, where: str) -> None:
    def step(name: str):
        if name == where:
            raise KeyboardInterrupt
        from contextlib import nullcontext

        return nullcontext()

    with pytest.raises(KeyboardInterrupt):
        make(built, tmp_path / "export", step=step)
    assert not (tmp_path / "export").exists()
    make(built, tmp_path / "export")
    before = contents(tmp_path / "export")
    with pytest.raises(KeyboardInterrupt):
        make(built, tmp_path / "export", step=step)
    assert contents(tmp_path / "export") == before


def test_a_run_that_was_killed_between_two_renames_is_mended(built, exported, tmp_path) -> None:
    out, beside = tmp_path / "export", tmp_path / ".export.aside"
    beside.mkdir()
    shutil.copytree(exported.folder, beside / "old")
    (beside / "new").mkdir()
    (beside / "new" / "half.csv").write_text("half")
    with pytest.raises(KeyboardInterrupt):

        def stop(name: str):
            raise KeyboardInterrupt

        make(built, out, step=stop)
    assert contents(out) == contents(exported.folder)


def test_one_at_a_time(built, tmp_path) -> None:
    with hold(tmp_path / ".export.aside" / ".lock"), pytest.raises(Locked):
        make(built, tmp_path / "export")
    said = built.run("export", "--warehouse", built.out, "--out", tmp_path / "export", "--quiet")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_the_command_says_what_it_wrote_and_how_to_mend(built, tmp_path) -> None:
    said = built.run("export", "--warehouse", built.out, "--out", tmp_path / "export")
    assert said.returncode == 0 and "sha256sum -c" in said.stdout and "2025-4" in said.stdout
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    said = built.run("export", "--warehouse", built.out, "--out", tmp_path / "mine")
    assert said.returncode == 2 and "another folder" in said.stderr and "Traceback" not in said.stderr


@pytest.mark.parametrize("which", ["exported", "harmful"])
def test_the_citation_names_version_rounds_and_sources(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    told = yaml.safe_load((made.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["cff-version"] == "1.2.0" and told["type"] == "dataset"
    assert {"message", "title", "authors", "version", "date-released"} <= set(told)
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", told["version"]) and "2025-4" in told["title"]
    assert told["identifiers"][0]["value"].startswith("sha256:")
    ((sha256, title),) = made.ask("select sha256, title from marts.dim_document")
    (reference,) = told["references"]
    assert reference["title"] == title and sha256 in reference["notes"]
    assert {"type", "title", "authors"} <= set(reference)
    assert ("restated" in reference["notes"]) == (which == "exported")


def test_the_readme_tells_every_file(exported) -> None:
    told = (exported.folder / "README.md").read_text(encoding="utf-8")
    for name in files_in(exported.folder):
        top = name.split("/")[0]
        assert f"`{name}`" in told or f"`{top}/`" in told or name == "README.md", name
