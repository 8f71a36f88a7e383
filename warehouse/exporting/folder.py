"""In: a place for an export and what writes it. Out: the finished folder, or what stood there before.

The folder is written aside, summed up in SHA256SUMS and swapped in by renaming, so that no half export ever stands.
Nobody's own files are replaced: what stands at the place must be an export, untouched, or empty.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.lock import hold

SUMS = "SHA256SUMS"
MARK = "datapackage.json"


class NotAnExport(Exception):
    """The place holds something that no export made; it is left alone."""


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """An empty folder that becomes ``out`` when the block ends well. Raises NotAnExport, lock.Locked.

    What a run that was killed left behind is removed; where it was killed between two renames, what stood before is put
    back first.
    """
    out = out.resolve()
    beside = out.parent / f".{out.name}.aside"
    new, old = beside / "new", beside / "old"
    with hold(beside / ".lock"):
        if old.exists() and not out.exists():
            os.replace(old, out)
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        refuse_if_not_ours(out)
        new.mkdir()
        try:
            yield new
            write_sums(new)
            _sync(new)
            if out.exists():
                os.replace(out, old)
            os.replace(new, out)
        finally:
            for left in (new, old):
                shutil.rmtree(left, ignore_errors=True)


def refuse_if_not_ours(out: Path) -> None:
    """Raises NotAnExport where ``out`` is a file, or holds a file that its own SHA256SUMS does not name."""
    if not out.exists():
        return
    if not out.is_dir():
        raise NotAnExport(f"{out} is a file. Name a folder with --out.")
    there = files_in(out)
    if not there:
        return
    if SUMS not in there or MARK not in there:
        raise NotAnExport(f"{out} holds something else than an export. Move it away or name another folder with --out.")
    ours = {line[66:] for line in (out / SUMS).read_text(encoding="utf-8").splitlines()} | {SUMS}
    if strange := sorted(set(there) - ours):
        raise NotAnExport(f"{out} holds {strange[0]}, which no export made. Move it away or name another folder.")


def files_in(folder: Path) -> list[str]:
    """Paths of all files under ``folder``, relative to it, with slashes, in order."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir() or p.is_symlink())


def write_sums(folder: Path) -> None:
    """``SHA256SUMS`` of every file in ``folder``, as ``sha256sum -c`` reads it."""
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in files_in(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _sync(folder: Path) -> None:
    for name in files_in(folder):
        handle = os.open(folder / name, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
