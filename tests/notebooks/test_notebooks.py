"""Every notebook runs on the shipped plan as a reader would run it, shows its figures, and is kept without outputs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
NAMES = sorted(p.name for p in FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("name", NAMES)
def test_runs_and_shows(name: str, built) -> None:
    notebook = nbformat.read(FOLDER / name, as_version=4)
    with tempfile.TemporaryDirectory() as sockets:  # not TCP: nothing listens on the machine's ports
        kernel = AsyncKernelManager(kernel_name="python3", transport="ipc", ip=f"{sockets}/k")
        client = NotebookClient(notebook, km=kernel, timeout=240, resources={"metadata": {"path": str(FOLDER)}})
        client.execute(env={**os.environ, "KPLAN_PUBLISHED": str(built.out), "PYTHONPATH": str(ROOT)})
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    said = [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"]
    assert not said, "a warning, such as a letter no font has"
    shown = [o.data for o in outputs if o.output_type in ("display_data", "execute_result")]
    assert sum("image/png" in d for d in shown) >= 3, "figures"
    assert any("<figcaption>" in d.get("text/html", "") for d in shown), "a fact's place on its page"


def test_three_notebooks() -> None:
    assert NAMES == ["budgets.ipynb", "kpis.ipynb", "milestones.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_kept_without_outputs(name: str) -> None:
    for cell in nbformat.read(FOLDER / name, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None, f"clear the outputs of {name} before committing"
