"""Bad and odd files go in; each ends as an outcome with a sentence, in bounded time, and none as an exception."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.pdf import Limits, read_file
from ingest.pdf.outcome import KINDS, MENDS
from ingest.pdf.worker import run_limited

from .build import pdf, stream

TEXT = "BT /F1 10 Tf 10 200 Td (budget 35) Tj ET"


def read(tmp_path: Path, data: bytes, **limits: float) -> tuple:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    return read_file(path, Limits(**limits))


def test_a_good_file_is_plainly_ok(tmp_path: Path) -> None:
    reading = read(tmp_path, pdf(TEXT, TEXT))
    assert reading.outcomes == [("ok", "", None, None)] and reading.page_count == len(reading.pages) == 2


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "not_a_pdf", "the file is empty"),
        (b"<!DOCTYPE html><html>404</html>", "not_a_pdf", "a web page"),
        (b"PK\x03\x04 docx", "not_a_pdf", "office document"),
        (b"%PDF-1.7\n", "broken", "cut off"),
        (pdf(), "zero_pages", "no pages"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_their_mend(
    tmp_path: Path, data: bytes, code: str, said: str
) -> None:
    reading = read(tmp_path, data)
    assert (reading.outcome.kind, reading.outcome.code) == ("refused", code)
    assert "plan.pdf" in reading.outcome.reason and said in reading.outcome.reason and reading.pages == []


def test_rubbish_before_the_header_does_not_matter(tmp_path: Path) -> None:
    reading = read(tmp_path, b"x" * 3000 + pdf(TEXT))
    assert reading.outcome.kind == "ok" and reading.pages[0].runs[0].text == "budget 35"


def test_limits_refuse_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, pdf(TEXT, TEXT), pages=1).outcome.code == "too_large"
    assert read(tmp_path, pdf(TEXT), file_bytes=100).outcome.code == "too_large"


def test_one_page_too_large_leaves_the_others(tmp_path: Path) -> None:
    data = pdf(TEXT, TEXT).replace(b"/MediaBox [0 0 400 300]", b"/MediaBox[0 0 40000 30]", 1)
    reading = read(tmp_path, data)
    assert reading.outcome.kind == "ok" and "1 of 2 pages" in reading.outcome.reason
    assert [(o.page_no, o.code) for o in reading.outcomes[1:]] == [(1, "page_too_large")]
    assert [page.page_no for page in reading.pages] == [1, 2] and reading.pages[0].runs == ()
    assert reading.pages[1].runs[0].text == "budget 35"


def test_blank_and_picture_pages_say_so(tmp_path: Path) -> None:
    image = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "A")
    reading = read(tmp_path, pdf("", "q 300 0 0 200 50 50 cm /I1 Do Q", objects=(image,), xobjects="/I1 5 0 R"))
    assert [(o.page_no, o.kind) for o in reading.outcomes[1:]] == [(1, "empty"), (2, "picture_only")]
    assert "page 2" in reading.outcomes[2].reason and "OCR" in reading.outcomes[2].reason


def test_fonts_without_characters_are_garbled_text(tmp_path: Path) -> None:
    cid = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 600 >>",
    )
    reading = read(tmp_path, pdf("BT /F9 10 Tf 10 200 Td <003100320033> Tj ET", objects=cid, fonts="/F9 5 0 R"))
    assert reading.outcome.kind == "garbled_text" and reading.outcomes[-1].page_no == 1


def test_a_missing_end_is_noted(tmp_path: Path) -> None:
    reading = read(tmp_path, pdf(TEXT).replace(b"%%EOF", b""))
    assert (reading.outcome.kind, reading.outcome.code) == (
        "ok",
        "note",
    ) and "end of the file" in reading.outcome.reason


def test_doubts_are_told_page_by_page(tmp_path: Path) -> None:
    reading = read(tmp_path, pdf(TEXT, TEXT + " BT /F1 10 Tf 900 200 Td (777) Tj ET"))
    (doubt,) = reading.outcomes[1:]
    assert (doubt.kind, doubt.code, doubt.page_no) == ("ok", "doubt", 2) and "'777'" in doubt.reason


# What every hostile file must come to. Files not named here must still come to something.
HOSTILE = {
    "camelot__foo_image": "picture_only",
    "enc_owner_only_noextract": "ok",
    "enc_user_password_aes256": "encrypted",
    "duplicated_pages": "ok",
    "garbage_prefix_2KB": "ok",
    "header_only": "broken",
    "html_error_page": "not_a_pdf",
    "huge_mediabox_40000pt": "page_too_large",
    "image_only_scan_p36-38": "picture_only",
    "odl__cid-font-no-tounicode": "garbled_text",
    "odl__empty": "not_a_pdf",
    "odl__off-page-text": "ok",
    "odl__rotation90": "ok",
    "pdfjs__poppler-395-0-fuzzed": "zero_pages",
    "pdfminer__aes-256-r6": "encrypted",
    "pdfminer__issue-1113-evil-xobjects": "ok",
    "pdfplumber__password-example": "encrypted",
    "pypdf__cmyk-image": "picture_only",
    "truncated_60pct": "broken",
    "zero_bytes": "not_a_pdf",
    "zero_pages": "zero_pages",
}


def test_every_hostile_file_ends_as_an_outcome(shared: Path) -> None:
    files = sorted((shared / "hostile").glob("*.pdf"))
    assert files
    for file in files:
        start = time.monotonic()
        reading = run_limited(read_file, str(file), limits=Limits(wall_seconds=60))
        assert time.monotonic() - start < 60, file.name
        outcome = reading.outcomes[0]
        assert outcome.kind in KINDS, file.name
        if outcome.kind == "refused":
            assert outcome.code in MENDS and outcome.code not in ("crashed", "timeout"), (file.name, outcome)
        if outcome.kind != "ok":
            assert file.name in outcome.reason
        wanted = HOSTILE.get(file.stem)
        assert wanted is None or wanted in (outcome.kind, outcome.code), (file.name, outcome)
