"""In: a checked DuckDB file built aside. Out: the same file published: a versioned release behind a link that is
re-pointed in one step, so that a reader sees the old build or the new one and never anything between.

Layout beside ``plans.duckdb``: ``releases/<build id>.duckdb`` (elsewhere ``.<name>.releases/`` beside the link),
with the lock and, while a build runs, one scratch folder in it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.lock import hold
from warehouse.opening import DEFAULT

KEEP = 3  # releases that stay, the published one included: who has an older one open can still read it to the end
SCRATCH = "building-"  # prefix of the folder of a build under way
NEW_LINK = f"{SCRATCH}link"  # the link to a release that is about to be published
TURNED = "turning-link"  # the link to an older release that is about to be published again
ROLLED_BACK = ".rolled-back"  # inputs hashes of builds that a person turned away from, one a line


class NotOurs(Exception):
    """The path to publish to holds something that no build of this program made; it is left alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one warehouse is published: the link users open, and the folder of its releases."""

    link: Path
    releases: Path

    @property
    def data_docs(self) -> Path:
        return (self.link.parent if self.releases.name == "releases" else self.releases) / "data_docs"


def place(out: Path) -> Place:
    """The place for ``--out``. Raises NotOurs where it is a folder, or a file that is not a link to a release."""
    out = Path(os.path.abspath(out))  # not resolve(): the link itself is meant, not what it points to
    releases = out.parent / ("releases" if out.parent == DEFAULT.parent else f".{out.name}.releases")
    if out.is_dir():
        raise NotOurs(f"{out} is a folder. Name a file, such as {out / 'plans.duckdb'}.")
    if out.exists() and not (out.is_symlink() and out.resolve().parent == releases.resolve()):
        raise NotOurs(f"{out} was not published by kplan. Move it away or name another file with --out.")
    return Place(out, releases)


@contextmanager
def building(where: Place, build_id: str) -> Iterator[Path]:
    """A scratch folder on the releases' file system, with the lock held; removed whatever happens.

    What a build that was killed left behind is removed first. Raises lock.Locked.
    """
    with hold(where.releases / ".lock"):
        _clear(where)
        scratch = where.releases / f"{SCRATCH}{build_id}"
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _clear(where: Place) -> None:
    """Remove what a killed build left: its scratch folder, and a release that was moved in but never linked."""
    new = where.releases / NEW_LINK
    if new.is_symlink():
        orphan = where.releases / Path(os.readlink(new)).name
        if not where.link.exists() or orphan.resolve() != where.link.resolve():
            orphan.unlink(missing_ok=True)
        new.unlink()
    (where.releases / TURNED).unlink(missing_ok=True)
    for left in where.releases.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)


def _point(where: Place, release: Path, name: str) -> Path:
    """A link to ``release``, made aside; it is right only once it lies where the published one does."""
    link = where.releases / name
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(release, where.link.parent))
    return link


def _refuse_if_unfinished(file: Path) -> None:
    """DuckDB closes a file without a word where its last changes found no room and wait in a log beside it."""
    log = file.with_name(f"{file.name}.wal")
    if log.exists():
        raise OSError(errno.ENOSPC, "No space left on device", str(file))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def publish(built: Path, where: Place, build_id: str, keep: int = KEEP) -> Path:
    """Make the closed DuckDB file ``built`` the published one; of older releases ``keep`` - 1 stay. Returns its path.

    Call inside ``building``. The link changes by one rename; before it nothing published is touched. OSError (no space)
    where the file was not written to its end.
    """
    release = where.releases / f"{build_id}.duckdb"
    _refuse_if_unfinished(built)
    _sync(built)
    link = _point(where, release, NEW_LINK)  # first, so that a release never lies here unknown: see _clear
    os.replace(built, release)
    _sync(where.releases)
    os.replace(link, where.link)
    _sync(where.link.parent)
    (where.releases / ROLLED_BACK).unlink(missing_ok=True)
    old = sorted(where.releases.glob("*.duckdb"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for release_file in [p for p in old if p != release][max(0, keep - 1) :]:
        release_file.unlink()
    return release


def swap_folder(new: Path, place: Path) -> None:
    """Put the finished folder ``new``, if there is one, where ``place`` is."""
    if not new.is_dir():
        return
    old = new.with_name(f"{new.name}-old")
    if place.exists():
        os.replace(place, old)
    os.replace(new, place)
    shutil.rmtree(old, ignore_errors=True)


def refresh(where: Place, scratch: Path, change: Callable[[Path], bool]) -> bool:
    """Replace the published release by a copy of itself that ``change`` wrote to, where that says it did.

    Call inside ``building``. One rename: who has the release open keeps reading the file it opened.
    """
    release = where.link.resolve()
    copy = scratch / release.name
    shutil.copyfile(release, copy)
    if not change(copy):
        return False
    _refuse_if_unfinished(copy)
    _sync(copy)
    os.replace(copy, release)
    return True
