"""A server to ask, an empty shelf, and small plans written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ingest.fetch.journal import Fetched, Memory
from ingest.fetch.sources import Manners, Source
from ingest.fetch.visit import visit
from tests.fetch.server import Server
from tests.pdf.build import pdf

CALM = Manners(delay_seconds=0.0, source_seconds=120.0, backoff_seconds=0.01, file_bytes=200_000)
HASTY = replace(CALM, wait_seconds=0.6, answer_seconds=1.0)  # only where a server is slow: so may be the machine


def plan(title: str = "Harbour Plan 2026", note: str = "") -> bytes:
    return pdf(f"BT /F2 24 Tf 40 200 Td ({title}) Tj ET BT /F1 9 Tf 40 100 Td (page one {note}) Tj ET")


@dataclass
class Asked:
    """One source, visited as often as a test likes; what was learnt stays from visit to visit."""

    server: Server
    folder: Path
    manners: Manners = CALM
    rows: list[Fetched] = field(default_factory=list)

    def visit(self, kind: str = "file", path: str = "/plan.pdf", **keys: str) -> list[Fetched]:
        keys = {"match": "plan", "cover": "Plan", **keys}
        source = Source("s", kind, self.server.url + path, **keys)
        held = {p.stem: str(p) for p in self.folder.glob("*.pdf")}
        new = visit(source, self.manners, str(self.folder), Memory.of(self.rows), held, "no-rounds.yml")
        self.rows += new
        left = [p.name for p in self.folder.iterdir() if p.suffix != ".pdf"]
        assert not left, left
        return new

    @property
    def stored(self) -> list[bytes]:
        return sorted(p.read_bytes() for p in self.folder.glob("*.pdf"))


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def asked(server, tmp_path):
    return Asked(server, tmp_path)
