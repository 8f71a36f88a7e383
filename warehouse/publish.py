"""In: a checked DuckDB file built aside. Out: the same file published: a versioned release behind a link that is
re-pointed in one step, so that a reader sees the old build or the new one and never anything between.

Layout beside ``plans.duckdb``: ``releases/<build id>.duckdb`` (elsewhere ``.<name>.releases/`` beside the link),
with the lock and, while a build runs, one scratch folder in it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.lock import hold
from warehouse.opening import DEFAULT

KEEP = 3  # releases that stay, the published one included: who has an older one open can still read it to the end
SCRATCH = "building-"  # prefix of the folder of a build under way


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
        for left in where.releases.glob(f"{SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        scratch = where.releases / f"{SCRATCH}{build_id}"
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def publish(built: Path, where: Place, build_id: str) -> Path:
    """Make the closed DuckDB file ``built`` the published one. Returns the release's path.

    Call inside ``building``. The link changes by one rename; before it nothing published is touched.
    """
    release = where.releases / f"{build_id}.duckdb"
    with built.open("rb") as f:
        os.fsync(f.fileno())
    os.replace(built, release)
    link = where.releases / f"{SCRATCH}link"
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(release, where.link.parent))
    # A relative link is read from the folder it lies in: made in the releases' folder, right only once it is moved.
    os.replace(link, where.link)
    old = sorted(where.releases.glob("*.duckdb"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for release_file in [p for p in old if p != release][KEEP - 1 :]:
        release_file.unlink()
    return release
