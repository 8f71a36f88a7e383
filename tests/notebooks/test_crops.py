"""The way from a fact's key to the picture of its words on the page."""

from __future__ import annotations

import shutil

import pytest

from warehouse import crops, open_warehouse, places

RED = (214, 39, 40)


@pytest.fixture
def con(built):
    with open_warehouse(built.out) as con:
        yield con


def first(con, table: str, key: str) -> str:
    return con.execute(f"select {key} from marts.{table} order by page_no, top limit 1").fetchone()[0]


@pytest.mark.parametrize(("table", "key"), [(t, k) for t, k in places.KEYS.items() if t != "review_queue"])
def test_shows_the_words_outlined(con, built, table: str, key: str) -> None:
    shown = crops.show(first(con, table, key), con, dpi=72)
    place, (width, height) = shown.place, shown.image.size
    assert (place.table, place.file) == (table, built.plan)
    x0, top, x1, bottom = place.box
    above = min(top, crops.MARGIN)  # at 72 dpi a point is a pixel
    red = [(x, y) for x in range(width) for y in range(height) if shown.image.getpixel((x, y)) == RED]
    left, right = min(x for x, _ in red), max(x for x, _ in red)
    assert (left, right) == (pytest.approx(x0, abs=4), pytest.approx(x1, abs=4))
    assert min(y for _, y in red) == pytest.approx(above, abs=4)
    assert max(y for _, y in red) == pytest.approx(above + bottom - top, abs=4)
    assert width > 500, "the page's whole width"


def test_caption_cites_file_page_and_words_and_escapes_them(con) -> None:
    place = crops.Place("k", "fct_kpis", "a<b>.pdf", 7, (0, 0, 1, 1), '"<script>"', None)
    shown = crops.show(first(con, "fct_kpis", "kpi_id"), con, dpi=36)
    page = crops.Crop(place, shown.image)._repr_html_()
    assert "a&lt;b&gt;.pdf, p. 7: “&quot;&lt;script&gt;&quot;”" in page and "<script>" not in page


def test_unknown_key_names_the_tables(con) -> None:
    with pytest.raises(LookupError, match=r"bud_none.*fct_budgets\.budget_id"):
        crops.show("bud_none", con)


def test_plan_that_is_gone_says_where_to_put_it(built, tmp_path, monkeypatch) -> None:
    import duckdb

    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(built.out.resolve(), copy)
    monkeypatch.setattr(places, "PLANS", tmp_path)
    with duckdb.connect(str(copy)) as con:
        con.execute("update meta.inputs set path = '/nowhere.pdf'")
        with pytest.raises(FileNotFoundError, match=f"{built.plan.name} .* Put it into"):
            crops.show(first(con, "fct_kpis", "kpi_id"), con)
