"""A finished part file in, a stored file named after its SHA-256 out. Nothing that is there is ever written again."""

from __future__ import annotations

import os
from pathlib import Path

from .asking import PART


def clear(folder: Path) -> None:
    """Make the folder; remove part files of visits that were killed (call while no other visit runs)."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{PART}*"):
        left.unlink(missing_ok=True)


def put(part: Path, sha256: str, folder: Path) -> Path:
    """Move ``part`` to ``<folder>/<sha256>.pdf``, whole and on the disk or not at all; a file already there stays."""
    stored = folder / f"{sha256}.pdf"
    with part.open("rb") as f:
        os.fsync(f.fileno())
    part.chmod(0o644)
    try:
        os.link(part, stored)  # unlike a rename, a link does not replace what is there
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not stored.exists():
            os.replace(part, stored)
            return stored
    part.unlink()
    return stored
