"""In: a place and, if named, a build. Out: the link points to that older release, by one rename."""

from __future__ import annotations

import os
from pathlib import Path

from warehouse.lock import hold
from warehouse.meta import published_inputs_hash
from warehouse.opening import NoWarehouse, open_warehouse
from warehouse.publish import ROLLED_BACK, TURNED, Place, _point


class NoSuchRelease(Exception):
    """There is no such release to go back to; the message lists those there are."""


def releases(where: Place) -> list[Path]:
    """Release files, oldest first: build ids begin with the time of the build."""
    return sorted(where.releases.glob("*.duckdb"), key=lambda p: p.name)


def rollback(where: Place, build_id: str | None = None) -> Path:
    """Publish the release ``build_id`` again (default: the one before the published one). Returns its path.

    The inputs of the build turned away from are noted, so that a rebuild does not publish the same again by itself
    (``rolled_back``). Raises NoSuchRelease, lock.Locked.
    """
    with hold(where.releases / ".lock"):
        there = releases(where)
        current = where.link.resolve() if where.link.exists() else None
        release = _named(there, build_id) if build_id else _before(there, current)
        try:
            open_warehouse(release).close()
        except NoWarehouse as e:
            raise NoSuchRelease(str(e)) from e
        if release == current:
            return release
        left = published_inputs_hash(where.link)
        again = published_inputs_hash(release)
        is_older = current is not None and release.name < current.name
        noted = rolled_back(where) | ({left} if left and is_older else set())
        note = where.releases / f"{ROLLED_BACK}.new"
        note.write_text("".join(f"{h}\n" for h in sorted(noted - {again})), encoding="utf-8")
        os.replace(note, where.releases / ROLLED_BACK)
        os.replace(_point(where, release, TURNED), where.link)
        return release


def rolled_back(where: Place) -> set[str]:
    """Inputs hashes of builds that were turned away from since the last one was published."""
    note = where.releases / ROLLED_BACK
    return set(note.read_text(encoding="utf-8").split()) if note.is_file() else set()


def _named(there: list[Path], build_id: str) -> Path:
    for release in there:
        if release.stem == build_id:
            return release
    raise NoSuchRelease(f"No release {build_id}. There are: {', '.join(r.stem for r in there) or 'none'}.")


def _before(there: list[Path], current: Path | None) -> Path:
    older = [r for r in there if current is None or r.name < current.name]
    if not older:
        raise NoSuchRelease("There is no release before the published one.")
    return older[-1]
