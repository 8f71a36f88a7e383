"""A site of the shipped plan, made once a test run by the command line; and Chromium to look at it with."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site import chromium
from tests.site.look import data_of


@pytest.fixture(scope="session")
def site(built) -> Path:
    """The folder that `kplan site` writes, reports included."""
    folder = built.out.parent / "site"
    with (built.out.parent / "site-once").open("w") as once:
        fcntl.flock(once, fcntl.LOCK_EX)
        if not folder.exists():
            said = built.run("site", "--warehouse", built.out, "--out", folder)
            assert said.returncode == 0, said.stderr
    return folder


@pytest.fixture(scope="session")
def data(site: Path) -> dict[str, Any]:
    return data_of(site)


@pytest.fixture(scope="module")
def korean() -> Iterator[chromium.Browser]:
    if not chromium.installed():
        pytest.skip("no Chromium on this machine: make chromium installs it, KPLAN_CHROMIUM names one")
    with chromium.browser("ko-KR") as browser:
        yield browser


@pytest.fixture
def page(korean: chromium.Browser) -> Iterator[chromium.Page]:
    """A tab as wide as a desk's screen; what the console says wrong fails the test."""
    tab = korean.page()
    tab.size(1280, 900)
    yield tab
    assert tab.errors == []
    tab.close()
