"""Pictures of pages: a box the reader counts lies on what it counted; a file is drawn in a process of its own."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from ingest.pdf.pdfium import Document
from kplan.errors import WrongUsage
from tests.pdf.build import pdf
from warehouse import picture

BLACK_BOX = "0 0 0 rg 120 80 60 40 re f"  # in the CropBox of every page below
TEXT = "BT /F1 12 Tf 130 200 Td (Seen) Tj ET"
FRAMES = {
    "cropped": "/MediaBox [0 0 400 300] /CropBox [100 50 250 220]",
    "moved": "/MediaBox [50 20 400 300] /CropBox [100 50 250 220]",
    "corners swapped": "/MediaBox [400 300 0 0] /CropBox [100 50 250 220]",
    "crop box reaches beyond": "/MediaBox [100 60 400 300] /CropBox [0 0 250 220]",
}


@pytest.fixture
def nothing_in_this_process(monkeypatch):
    """PDFium's roads in this process end: only another process can read or draw."""
    import pypdfium2

    def refuse(*_):
        raise AssertionError("a PDF was opened in the command's own process")

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    monkeypatch.setattr("ingest.pdf.pdfium.Document", refuse)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_box_lies_on_what_was_read_there(tmp_path, frame: str, turn: int) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf(f"{BLACK_BOX} {TEXT}", page=f"{FRAMES[frame]} /Rotate {turn}"))
    with Document(file) as document:
        [area] = document.page(1).areas
    drawn = picture.render(file, 1, dpi=144)
    x0, top, x1, bottom = drawn.pixels((area.x0, area.top, area.x1, area.bottom))
    black = drawn.image.convert("L").point(lambda v: 255 * (v < 128))
    inside = black.crop((int(x0), int(top), int(x1), int(bottom)))
    assert inside.histogram()[255] > 0.97 * inside.width * inside.height
    assert black.crop((int(x0), int(top) - 12, int(x1), int(top) - 3)).getbbox() is None, "nothing black above it"
    around = drawn.crop((area.x0, area.top, area.x1, area.bottom), margin=10)
    assert around.getpixel((around.width // 2, around.height // 2)) == (0, 0, 0)


def test_a_page_is_drawn_in_another_process(tmp_path, nothing_in_this_process) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf(BLACK_BOX))
    assert picture.render(file, 1, dpi=72).image.size == (400, 300)
    with pytest.raises(picture.NoPicture, match="has 1 pages; there is no page 2"):
        picture.render(file, 2, dpi=72)


def test_a_file_that_is_no_pdf_has_no_picture(tmp_path) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(picture.NoPicture, match=re.escape(f"{file} cannot be opened")):
        picture.render(file, 1, dpi=72)


def test_what_is_too_much_is_refused_and_the_command_says_so(tmp_path, monkeypatch) -> None:
    """A drawing that goes on and on ends at the limit; the command ends with a sentence, not with a trace."""
    from ingest.pdf import worker
    from ingest.pdf.limits import Limits
    from kplan.inspect import draw_page

    monkeypatch.setenv("KPLAN_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf(BLACK_BOX))
    run = worker.run_limited
    none = Limits(wall_seconds=0.001)
    monkeypatch.setattr(
        worker, "run_limited", lambda func, *args, **given: run(func, *args, **given | {"limits": none})
    )
    with pytest.raises(picture.NoPicture, match="took longer"):
        picture.render(file, 1, dpi=72)
    with pytest.raises(WrongUsage, match="took longer"):
        draw_page(file, 1, tmp_path / "out.png", 72)


def test_inspect_reads_and_draws_in_other_processes(tmp_path, monkeypatch, nothing_in_this_process) -> None:
    from kplan.inspect import LINE, draw_page

    monkeypatch.setenv("KPLAN_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf(TEXT))
    assert "1 lines" in draw_page(file, 1, tmp_path / "out.png", 72)
    with Image.open(tmp_path / "out.png") as image:
        assert LINE in {color for _, color in image.getcolors()}
