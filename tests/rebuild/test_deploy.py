"""What is shipped for schedulers is sound and says what the program does."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kplan import errors
from kplan.cli import cli

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / "systemd" / name, encoding="utf-8")
    return parser


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_takes_the_units(tmp_path):
    text = (DEPLOY / "systemd" / "kplan-rebuild.service").read_text(encoding="utf-8")
    (tmp_path / "kplan-rebuild.service").write_text(text.replace("/opt/kplan/.venv/bin/kplan", shutil.which("true")))
    shutil.copy(DEPLOY / "systemd" / "kplan-rebuild.timer", tmp_path)
    for name in ("kplan-rebuild.service", "kplan-rebuild.timer"):
        said = subprocess.run(
            ["systemd-analyze", "verify", "--recursive-errors=no", str(tmp_path / name)], capture_output=True, text=True
        )
        assert said.returncode == 0 and "Unknown" not in said.stderr, said.stderr
    for moment in re.findall(r"^OnCalendar=(.*)$", (tmp_path / "kplan-rebuild.timer").read_text(), re.M):
        assert subprocess.run(["systemd-analyze", "calendar", moment], capture_output=True).returncode == 0


def test_the_service_may_write_where_a_rebuild_writes_and_takes_busy_for_done():
    service = unit("kplan-rebuild.service")["Service"]
    assert service["ExecStart"] == "/opt/kplan/.venv/bin/kplan rebuild" and "rebuild" in cli.commands
    assert service["SuccessExitStatus"] == str(errors.BUSY)
    for path in service["ReadWritePaths"].split():
        assert (ROOT / Path(path).relative_to("/opt/kplan")).is_dir()
    assert unit("kplan-rebuild.timer")["Install"]["WantedBy"] == "timers.target"


def cron_line() -> tuple[list[str], str]:
    lines = (DEPLOY / "cron" / "kplan").read_text(encoding="utf-8").splitlines()
    (line,) = [x for x in lines if re.match(r"[\d*]", x)]
    fields = line.split(None, 6)
    return fields[:6], fields[6]


@pytest.mark.parametrize(("code", "shown"), [(0, 0), (errors.BUSY, 0), (errors.REFUSED, 1)])
def test_the_cron_line_runs_and_is_silent_where_another_run_is_under_way(tmp_path, code, shown):
    times, command = cron_line()
    assert all(re.fullmatch(r"[\d,*/-]+", t) for t in times[:5]) and times[5] == "kplan" and "%" not in command
    kplan = tmp_path / ".venv" / "bin" / "kplan"
    kplan.parent.mkdir(parents=True)
    (tmp_path / "warehouse").mkdir()
    kplan.write_text(f'#!/bin/sh\necho "$1"\nexit {code}\n')
    kplan.chmod(0o755)
    said = subprocess.run(["/bin/sh", "-c", command.replace("/opt/kplan", str(tmp_path))], capture_output=True)
    assert (said.returncode, said.stdout) == (shown, b"")
    assert (tmp_path / "warehouse" / ".rebuild.log").read_text() == "rebuild\n"


@pytest.mark.parametrize(("code", "shown"), [(0, 0), (errors.BUSY, 0), (errors.REFUSED, 3)])
def test_the_workflow_runs_one_at_a_time_keeps_what_it_needs_and_fails_when_it_must(tmp_path, code, shown):
    flow = yaml.safe_load((DEPLOY / "github" / "rebuild.yml").read_text(encoding="utf-8"))
    assert flow["concurrency"]["cancel-in-progress"] is False and flow["permissions"] == {"contents": "read"}
    steps = flow["jobs"]["rebuild"]["steps"]
    kept = [s["with"]["path"] for s in steps if str(s.get("uses", "")).startswith("actions/cache/")]
    assert len(kept) == 2 and kept[0] == kept[1] and "warehouse/releases" in kept[0]
    assert "make .venv/ready" in [s.get("run") for s in steps]
    (script,) = [s["run"] for s in steps if s.get("id") == "rebuild"]
    kplan = tmp_path / ".venv" / "bin" / "kplan"
    kplan.parent.mkdir(parents=True)
    kplan.write_text(f'#!/bin/sh\necho \'{{"outcome": "published"}}\'\nexit {code}\n')
    kplan.chmod(0o755)
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "GITHUB_OUTPUT": str(tmp_path / "out"),
                   "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}  # fmt: skip
    said = subprocess.run(["bash", "-eo", "pipefail", "-c", script.replace("$(python ", "$(python3 ")],
                          cwd=tmp_path, env=environment, capture_output=True, text=True)  # fmt: skip
    assert said.returncode == shown, said.stderr
    assert (tmp_path / "out").read_text() == "outcome=published\n" and "published" in (tmp_path / "summary").read_text()


def test_the_exit_codes_are_written_down_as_they_are():
    table = dict(re.findall(r"^\| (\d) \| ([^|]+) \|", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.M))
    assert set(map(int, table)) == set(range(7)) - {errors.SOURCE_FAILED}
    assert "another run" in table[str(errors.BUSY)] and "disk" in table[str(errors.DISK_FULL)]
