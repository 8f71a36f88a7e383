"""Marks and pdfplumber's own objects must give the same tables; the fallback reader the same words."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from ingest.pdf import read_file, read_pages
from ingest.pdf.pdfium import PdfError
from ingest.pdf.plumber import as_pdfplumber, read_pages_pdfminer

from .build import pdf

GRID = "1 w " + " ".join(f"50 {y} m 250 {y} l S" for y in (100, 150, 200)) + " 50 100 100 100 re S 150 100 100 100 re S"
TEXT = " BT /F1 10 Tf 60 170 Td (item) Tj ET BT /F2 10 Tf 160 120 Td (35) Tj ET"


def test_a_table_is_found_from_marks(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(pdf(GRID + TEXT, page="/MediaBox [10 10 400 300]"))
    page = as_pdfplumber(path, read_pages(path)[0])
    with pdfplumber.open(path) as plain:
        assert page.find_tables()[0].bbox == pytest.approx(plain.pages[0].find_tables()[0].bbox, abs=0.6)
    assert page.extract_table() == [["item", ""], ["", "35"]]
    page.pdf.close()


def test_the_fallback_reader_sees_the_same_page(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(pdf(GRID + TEXT))
    (first,), (other,) = read_pages(path), read_pages_pdfminer(path)
    assert [run.text for run in other.runs] == [run.text for run in first.runs] == ["item", "35"]
    for a, b in zip(first.runs, other.runs, strict=True):
        assert (b.baseline, b.size, b.bold) == (pytest.approx(a.baseline, abs=0.01), pytest.approx(a.size), a.bold)
        assert b.x0s == pytest.approx(a.x0s, abs=0.02) and b.x1s == pytest.approx(a.x1s, abs=0.02)
    assert [rule[:4] for rule in other.rules] == [pytest.approx(rule[:4], abs=0.01) for rule in first.rules]


def test_the_fallback_takes_over_where_the_first_reader_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path) -> None:
        raise PdfError("broken", "cannot")

    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf(TEXT))
    monkeypatch.setattr("ingest.pdf.reading.Document", fails)
    reading = read_file(path)
    assert reading.outcome.kind == "ok" and "fallback" in reading.outcome.reason
    assert [run.text for run in reading.pages[0].runs] == ["item", "35"]


def test_tables_of_the_reference_plan_are_plain_pdfplumbers(shared: Path) -> None:
    path = shared / "plans" / "round-4.pdf"
    marks = read_pages(path)
    with pdfplumber.open(path) as plain:
        for number in (0, 10, 17, 35):  # a cover with slanted curves, dots, a full table, a schedule
            page = as_pdfplumber(path, marks[number])
            ours = [(len(t.cells), tuple(map(round, t.bbox))) for t in page.find_tables()]
            theirs = [(len(t.cells), tuple(map(round, t.bbox))) for t in plain.pages[number].find_tables()]
            assert [n for n, _ in ours] == [n for n, _ in theirs]
            for (_, a), (_, b) in zip(ours, theirs, strict=True):
                assert a == pytest.approx(b, abs=2)
            page.pdf.close()
            plain.pages[number].close()
