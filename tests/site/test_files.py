"""What is written: whole, small, ours, and with nothing in it that a document chose or that asks the network."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from kplan import site as made
from kplan.errors import WrongUsage
from kplan.progress import Progress
from tests.site.look import altered, data_of, no_pictures
from warehouse import open_warehouse
from warehouse.pages import NotASite, pictures, reports, rows, words, writing
from warehouse.pages.rows import HIDDEN, Words

MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\bfetch\(|XMLHttpRequest|import\("
)
ASSETS = sorted((writing.STATIC / "assets").glob("*.js"))


class Run(NamedTuple):
    text: str
    x0s: tuple[float, ...]
    x1s: tuple[float, ...]
    baseline: float
    size: float = 10.0

    @property
    def top(self) -> float:
        return self.baseline - 8.8

    @property
    def bottom(self) -> float:
        return self.baseline + 1.2


def run(text: str, x: float, baseline: float) -> Run:
    """Letters ten points wide, the first at ``x``."""
    starts = [x + 10 * i for i in range(len(text))]
    return Run(text, tuple(starts), tuple(s + 10 for s in starts), baseline)


def test_words_over_two_lines_are_two_boxes_of_just_those_letters():
    page = [run("앞말 예산은", 0, 20), run("35억원 뒤", 0, 40)]
    assert words.lines(Words((0, 10, 60, 42), "예산은 35억원"), page) == [(30, 11.2, 60, 21.2), (0, 31.2, 40, 41.2)]


def test_a_raised_mark_makes_no_new_line():
    page = [run("예산", 0, 20), run("*", 20, 16), run("35억", 30, 20)]
    assert len(words.lines(Words((0, 5, 60, 22), "예산*35억"), page)) == 1


def test_words_not_found_letter_by_letter_keep_their_box():
    box = (0.0, 10.0, 60.0, 42.0)
    assert words.lines(Words(box, "없는 말"), [run("예산은", 0, 20)]) == [box]
    assert words.lines(Words(box, ""), [run("예산은", 0, 20)]) == [box]


def test_hidden_letters_are_painted_one_by_one():
    page = [run("전화 02-7", 0, 20)]
    box = (0, 5, 90, 22)
    hidden = words.hidden(Words(box, f"전화 {HIDDEN}{HIDDEN}-{HIDDEN}"), page)
    assert [b[0] for b in hidden] == [30, 40, 60]
    assert words.hidden(Words(box, f"다른 글 {HIDDEN}"), page) == [box]


def test_a_printed_mark_hides_nothing():
    page = [run(f"과제{HIDDEN} 5개", 0, 20)]
    assert words.hidden(Words((0, 5, 90, 22), f"과제{HIDDEN} 5개"), page) == []
    assert words.hidden(Words((0, 5, 90, 22), f"과제{HIDDEN} 5"), page) == []


def test_pictures_are_small_and_what_is_hidden_is_grey(built):
    [png] = pictures.draw(built.plan, [1], [[(100, 200, 300, 260)]])
    image = Image.open(io.BytesIO(png)).convert("RGB")
    scale = pictures.DPI / 72
    inside = image.crop(tuple(int(v * scale) for v in (104, 204, 296, 256)))
    assert len(png) < pictures.PLENTY and len(inside.getcolors()) == 1
    assert all(abs(v - 205) < 12 for v in inside.getpixel((3, 3)))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_cropped_page_is_drawn_in_the_frame_that_boxes_are_counted_from(built, tmp_path, turn):
    """Boxes are counted from the MediaBox; what the CropBox hides stays hidden, what it shows stays in its place."""
    drawn = []
    for cropped in (False, True):
        with pypdfium2.PdfDocument(built.plan) as plan, pypdfium2.PdfDocument.new() as one:
            one.import_pages(plan, [1])
            one[0].set_rotation(turn)
            if cropped:
                one[0].set_cropbox(150, 300, 500, 700)
            one.save(tmp_path / "one.pdf")
        [webp] = pictures.draw(tmp_path / "one.pdf", [1], [[]])
        drawn.append(Image.open(io.BytesIO(webp)).convert("L"))
    whole, part = drawn
    assert abs(whole.width - part.width) <= 2 and abs(whole.height - part.height) <= 2
    where = {0: (170, 160, 480, 520), 90: (320, 170, 680, 480), 180: (115, 320, 425, 680), 270: (160, 115, 520, 425)}
    box = tuple(int(v * pictures.DPI / 72) for v in where[turn])
    inner = [picture.crop(box).reduce(8) for picture in drawn]
    assert ImageStat.Stat(ImageChops.difference(*inner)).mean[0] < 6 < ImageStat.Stat(inner[0]).stddev[0] / 3
    assert part.getpixel((5, 5)) > 250 and ImageStat.Stat(part.crop((0, 0, part.width, 60))).extrema[0][0] > 250


def test_a_photograph_is_stored_with_loss():
    soft = [Image.effect_noise((150, 200), 90).resize((1200, 1600), Image.Resampling.BICUBIC) for _ in "RGB"]
    photograph = Image.merge("RGB", soft)
    assert Image.open(io.BytesIO(pictures.encode(photograph))).convert("RGB").getcolors(pictures.COLORS) is None
    page = Image.new("RGB", (1200, 1600), "white")
    assert len(Image.open(io.BytesIO(pictures.encode(page))).convert("RGB").getcolors()) == 1


def test_data_in_a_script_ends_neither_it_nor_a_line():
    said = writing.script_safe({"q": "</script><!--\u2028\u2029"})
    assert "<" not in said and len(said.splitlines()) == 1
    assert json.loads(said) == {"q": "</script><!--\u2028\u2029"}


def test_the_pages_build_no_markup_from_text_and_load_nothing():
    for asset in ASSETS:
        said = asset.read_text(encoding="utf-8")
        found = MARKUP.findall(said)
        assert not found, f"{asset.name}: {found}"
    for file in [*ASSETS, writing.STATIC / "index.html", *(writing.STATIC / "assets").glob("*.css")]:
        asked = re.findall(r"https?://(?!www\.w3\.org/)\S+", file.read_text(encoding="utf-8"))
        assert not asked, f"{file.name}: {asked}"
    index = (writing.STATIC / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|javascript:", index)
    assert all(f'src="assets/{a.name}"' in index for a in ASSETS)


def test_the_site_is_whole_and_within_its_budget(site: Path, data, built):
    with open_warehouse(built.out) as con:
        facts = con.execute("select count(*) from facts").fetchone()[0]
        pages = con.execute("select count(*) from raw.pages").fetchone()[0]
    assert sum(len(data["tables"][t]["rows"]) for t in rows.FACTS) == facts > 300
    names = [p[4] for d in data["documents"] for p in d["pages"]]
    assert len(names) == pages and all(re.fullmatch(r"[0-9a-f]{20}\.webp", n) for n in names)
    assert sorted(names) == sorted(p.name for p in (site / "pages").iterdir())
    size = sum(f.stat().st_size for f in site.rglob("*") if f.is_file())
    assert size < 12_000_000 * pages / 38, "a plan of 38 pages has 12 MB"
    assert data["reports"] == {"data_docs": True, "dbt_docs": True}
    assert not [f for f in site.parent.glob(".site-*")]


def test_the_fingerprint_is_that_of_the_command(data, built):
    import hashlib

    said = built.run("fingerprint", "--warehouse", built.out).stdout
    assert data["build"]["fingerprint"] == hashlib.sha256(said.encode()).hexdigest()[:16]


def _write(built, folder: Path, draw, found=None):
    with open_warehouse(built.out) as con:
        return writing.write_site(con, folder, draw, found or {})


def test_a_second_site_draws_no_page_again(built, tmp_path):
    calls: list = []
    for _ in range(2):
        made = _write(built, tmp_path / "site", no_pictures(calls))
    assert made["pictures"] == made["pages"] == len(calls[0])
    assert all(o.with_picture for o in calls[0]) and not any(o.with_picture for o in calls[1])
    assert len(list((tmp_path / "site" / "pages").iterdir())) == made["pages"]


def test_what_is_not_a_site_stays(built, tmp_path):
    (tmp_path / "index.html").write_text("<h1>somebody's own</h1>")
    with pytest.raises(NotASite, match="something else"):
        _write(built, tmp_path, no_pictures())
    said = built.run("site", "--warehouse", built.out, "--out", tmp_path, "--no-dbt-docs")
    assert said.returncode == 2 and "something else" in said.stderr
    assert (tmp_path / "index.html").read_text() == "<h1>somebody's own</h1>"


def test_a_site_that_fails_leaves_the_old_one(built, tmp_path):
    _write(built, tmp_path / "site", no_pictures())
    before = (tmp_path / "site" / "data.js").read_bytes()

    def broken(pdf, orders):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        _write(built, tmp_path / "site", broken)
    assert (tmp_path / "site" / "data.js").read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("lost", ["absent", "another file of that name"])
def test_without_its_pdf_a_document_has_no_pictures(built, tmp_path, lost):
    other = tmp_path / "other.pdf"
    if lost != "absent":
        other.write_bytes(b"%PDF-1.7 something else")
    copy = altered(built, tmp_path, ("update meta.inputs set path = ?, file_name = 'other.pdf'", [str(other)]))
    with open_warehouse(copy) as con:
        made = writing.write_site(con, tmp_path / "site", no_pictures(calls := []), {})
    assert calls == [] and made["pictures"] == 0 and made["facts"] > 300
    assert [d["has_pdf"] for d in data_of(tmp_path / "site")["documents"]] == [False]


def test_names_of_files_come_from_no_document(built, tmp_path):
    name = "../../<b>evil</b>.pdf"
    copy = altered(built, tmp_path, ("update marts.dim_document set file_name = ?, title = ?", [name, name]))
    with open_warehouse(copy) as con:
        writing.write_site(con, tmp_path / "site", no_pictures(), {})
    assert not [p for p in tmp_path.rglob("*evil*")]
    assert data_of(tmp_path / "site")["documents"][0]["title"] == name


def test_a_page_that_breaks_the_drawing_costs_itself_only(built, monkeypatch):
    from ingest.pdf.outcome import refused

    def worker(func, pdf, orders):
        if any(o.page_no == 3 for o in orders):
            return refused("crashed", "plan.pdf", page_no=3)
        return [(o.page_no, {}, b"x") for o in orders]

    monkeypatch.setattr("ingest.pdf.worker.run_limited", worker)
    drawn = made._draw(built.plan, [writing.Order(n, {}, (), True) for n in range(1, 12)], lambda: None)
    assert [d.page_no for d in drawn] == list(range(1, 12))
    assert [d.page_no for d in drawn if d.picture is None] == [3] and "page 3" in drawn[2].why


def test_reports_come_without_scripts_and_without_the_network(tmp_path):
    page = (
        '<html><head><link rel="stylesheet" href="https://cdn.example/x.css"><script src="https://cdn.example/x.js">'
        '</script></head><body onload="go()"><img src="https://cdn.example/y.png"><a href="javascript:go()">a</a>'
        '<a href="b.html">b</a><p>합계 &lt;b&gt;</p></body></html>'
    )
    said = reports.without_network(page)
    assert "cdn.example" not in said and "onload" not in said and "javascript:" not in said and "<script" not in said
    assert 'href="b.html"' in said and "합계 &lt;b&gt;" in said and "Content-Security-Policy" in said
    assert reports.copy(tmp_path / "none", tmp_path / "to") is False and reports.copy(None, tmp_path / "to") is False


def test_every_page_of_the_data_docs_can_be_reached(site: Path):
    index = (site / "data_docs" / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="((?:validations|expectations)/[^"]+)"', index))
    there = {p.relative_to(site / "data_docs").as_posix() for p in (site / "data_docs").rglob("*/*.html")}
    assert linked == there and any("fct_budgets" in p for p in linked)


def test_without_a_warehouse_it_says_what_to_build(tmp_path):
    from warehouse import NoWarehouse

    with pytest.raises((NoWarehouse, WrongUsage), match="make warehouse"):
        made.make_site(tmp_path / "none.duckdb", tmp_path / "site", False, Progress(quiet=True))
    assert not (tmp_path / "site").exists()
