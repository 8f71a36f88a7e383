"""The road with light stand-ins for what is heavy (reader, models, rules), so that a rebuild takes a fraction of a
second; fetching, locking, counting, publishing and history are the real ones.

A plan here is a file that says "<round> <facts>", or a real PDF (round "fetched", one fact).
"""

from __future__ import annotations

import hashlib
import importlib
import sys
from pathlib import Path
from typing import Any

import duckdb

from ingest import raw
from kplan import errors


def read(path: Path) -> raw.DocumentReading:
    """A page, and a paragraph per fact; refused where the file says "broken"."""
    data = path.read_bytes()
    words = ["fetched", "1"] if data.startswith(b"%PDF") else data.decode().split()
    document_id = hashlib.sha256(data).hexdigest()[:12]
    reading = raw.DocumentReading(document_id)
    if words[0] == "broken":
        reading.add(
            "outcomes", outcome_id=document_id, file_name=path.name, outcome="refused", code="broken",
            reason=f"{path.name}: broken",
        )  # fmt: skip
        return reading
    reading.add(
        "documents", document_id=document_id, file_name=path.name, sha256=hashlib.sha256(data).hexdigest(),
        page_count=1, reader_version="test", round_id=words[0], is_restated=False,
    )  # fmt: skip
    reading.add("pages", document_id=document_id, page_no=1, width=595.0, height=842.0, outcome="ok")
    for n in range(int(words[1])):
        reading.add(
            "blocks", document_id=document_id, block_id=f"b{n}", page_no=1, reading_order=n, text="가" * 200,
            kind="item", depth=0, x0=10.0, top=10.0, x1=20.0, bottom=20.0,
        )  # fmt: skip
    return reading


def models(folder: Path) -> list[Any]:
    """A fact a paragraph; a file beside that says so makes it fail as a wrong model does."""
    with duckdb.connect(str(folder / "plans.duckdb")) as con:
        con.execute("create schema marts")
        con.execute(
            "create table marts.fct_budgets as select round_id, block_id as budget_id, text as quote, d.document_id "
            "from raw.blocks b join raw.documents d using (document_id)"
        )
        con.execute(
            "create table marts.coverage as select document_id, 'money' as family, count(*) as mentions_read, "
            "count(*) as in_facts from marts.fct_budgets group by all"
        )
    return []


def install(models: Any = models) -> None:
    """Put the stand-ins in place, for the rest of this process."""
    for module, name, stand_in in (
        ("ingest.reader", "read_document", read),
        ("kplan.transform", "build_models", models),
        ("expectations.raw", "suites", lambda registry: []),
        ("expectations.marts", "suites", lambda folder: []),
        ("kplan.versions", "hash_files", lambda roots: "0" * 64),
    ):
        setattr(importlib.import_module(module), name, stand_in)


def wrong_models(folder: Path) -> list[Any]:
    raise errors.TransformFailed("models/marts/x.sql: no such column")


if __name__ == "__main__":
    import kplan.cli

    install()
    sys.argv = ["kplan", *sys.argv[1:]]
    kplan.cli.main()
