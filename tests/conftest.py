"""What all tests share: where the reference material is, and a warehouse of the shipped plan built once a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of plans and reference readings: KPLAN_SHARED, or ``../shared`` beside the checkout."""
    folder = Path(os.environ.get("KPLAN_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"reference material is not here: {folder} does not exist (set KPLAN_SHARED)")
    return folder
