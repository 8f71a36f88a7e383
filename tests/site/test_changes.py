"""What changed, as the site shows it: the small plans' two rounds and a corrected edition, in a real Chromium."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kplan.language import in_korean
from tests.rounds.small_warehouse import small_warehouse
from tests.site.look import COUNT, address, altered, data_of, no_pictures, rows_of
from warehouse import open_warehouse
from warehouse.pages import writing

pytestmark = pytest.mark.timeout(600)  # a build of three small plans on a machine that may be busy
TEXT = "[...document.querySelectorAll('#changes tbody tr')].map(e => e.textContent)"
LINKS = "[...document.querySelectorAll('#changes a')].map(a => a.hash)"
SIZES = ((1280, 900), (375, 812))


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> Path:
    return small_warehouse(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def changed(plans, tmp_path_factory) -> Path:
    """The site of both rounds and the corrected edition."""
    folder = tmp_path_factory.mktemp("changed") / "site"
    with open_warehouse(plans / "plans.duckdb") as con:
        writing.write_site(con, folder, no_pictures(), {}, in_korean)
    return folder


@pytest.fixture(scope="module")
def revisions(changed) -> list[dict[str, Any]]:
    return rows_of(data_of(changed), "fct_revisions")


def test_every_revision_is_a_row_and_leads_to_both_facts(changed, revisions, page):
    page.open(address(changed, "#view=changes"))
    assert len(revisions) > 10 and page.run(TEXT + ".length") == len(revisions)
    facts = {r[k] for r in revisions for k in ("old_key", "new_key") if r[k] and r["family"] != "project"}
    assert {f"#fact={k}" for k in facts} <= set(page.run(LINKS))
    said = page.run("document.querySelector('#changes').textContent")
    for r in revisions:
        for quote in filter(None, (r["old_quote"], r["new_quote"])):
            assert quote in said
    above = page.run("document.getElementById('compared').textContent")
    assert "2026-1 → 2026-2" in above and "two.pdf → two-corrected.pdf" in above
    renamed = next(r for r in revisions if r["family"] == "project")
    assert f"#page={renamed['to_document_id']}%3A{renamed['new_page_no']}" in page.run(LINKS)
    page.click("#changes a.side-quote")
    assert page.wait("document.getElementById('quote')?.textContent") in said


def test_a_raise_says_by_how_much_and_a_fact_knows_its_other_round(changed, revisions, page):
    raised = next(r for r in revisions if r["change"] == "raised" and r["unit"] == "KRW")
    page.open(address(changed, "#view=changes&change=raised&family=budget"))
    [row] = page.run(TEXT)
    assert "↑ 올림" in row and "+20억원" in row and "+25%" in row and "이름과 기간이 같음" in row
    page.open(address(changed, f"#fact={raised['old_key']}"))
    assert "뒤 문서에서: 올림" in page.run("document.querySelector('.related').textContent")
    assert page.run(f"!!document.querySelector('.related a[href$=\"{raised['new_key']}\"]')")


@pytest.mark.parametrize("key", ["change", "family", "project_id", "pair"])
def test_filters_narrow_the_rows(changed, revisions, page, key):
    def of(r):
        return f"{r['from_document_id']}:{r['to_document_id']}" if key == "pair" else r[key]

    page.open(address(changed, "#view=changes"))
    for value, n in Counter(map(of, revisions)).items():
        page.choose(f"[data-filter={key.removesuffix('_id')}]", value)
        assert page.run(TEXT + ".length") == n
        assert page.run(COUNT).endswith(f"중 {n}건")
    page.click("#clear")
    assert page.run(TEXT + ".length") == len(revisions)


def test_what_is_said_of_changes_is_in_the_readers_language(changed, revisions, page):
    page.open(address(changed, "#view=changes"))
    korean = page.run(TEXT)
    assert page.run("document.querySelectorAll('main [lang=en]').length") == 0
    page.click("[data-lang=en]")
    english = page.run(TEXT)
    page.click("[data-lang=ko]")
    assert all(r["rule"].replace("_", " ") in "".join(english) and r["change"] in "".join(english) for r in revisions)
    assert not any(r["rule"] in row for r in revisions for row in korean)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(changed, page, size):
    page.size(*size, phone=size[0] < 500)
    page.open(address(changed, "#view=changes"))
    assert page.run("document.documentElement.scrollWidth") <= size[0]


def test_one_round_says_that_there_is_nothing_to_compare(site, page):
    page.open(address(site, "#view=changes"))
    assert "한 차수(2025-4)의 문서 하나뿐" in page.run("document.querySelector('.empty').textContent")
    page.click("[data-lang=en]")
    assert "nothing to compare" in page.run("document.querySelector('.empty').textContent")
    page.click("[data-lang=ko]")


@pytest.mark.parametrize(
    ("pairs", "says"), [(True, "2쌍을 견주었고, 바뀐 것이 없습니다"), (False, "이어지는 차수가 없어 견주지 않았습니다")]
)
def test_nothing_changed_is_not_the_same_as_nothing_compared(plans, tmp_path, page, pairs, says):
    copy = tmp_path / "altered.duckdb"
    copy.write_bytes((plans / "plans.duckdb").resolve().read_bytes())
    with duckdb.connect(str(copy)) as con:
        con.execute("delete from marts.fct_revisions")
        if not pairs:
            con.execute("create or replace table intermediate.int_revision_pairs as "
                        "from intermediate.int_revision_pairs limit 0")  # fmt: skip
    with open_warehouse(copy) as con:
        writing.write_site(con, tmp_path / "site", no_pictures(), {}, in_korean)
    page.open(address(tmp_path / "site", "#view=changes"))
    assert says in page.run("document.querySelector('.empty').textContent")


def test_a_korean_reader_meets_no_english_sentence_of_the_warehouse(built, tmp_path, page):
    """Rules, doubts and reasons: all of the shipped plan's, and reasons for review, of which it may have none."""
    reasons = ("no rule says what this figure is", "the rule event.x was right in 3 of 9 samples")
    review = (
        "insert into marts.review_queue by name select 'rev_' || $1 as review_id, document_id, round_id, 'money' as "
        "family, $1 as reason, quote as figure_printed, quote, page_no, x0, top, x1, bottom, block_id "
        "from marts.fct_budgets limit 1"
    )
    with open_warehouse(altered(built, tmp_path, *((review, [r]) for r in reasons))) as con:
        writing.write_site(con, tmp_path / "site", no_pictures(), {}, in_korean)
    for view in ("review", "quality", "quality&p=2", "quality&p=3"):
        page.open(address(tmp_path / "site", f"#view={view}"))
        left = page.run("[...document.querySelectorAll('main [lang=en]')].map(e => e.textContent)")
        assert left == [], f"{view}: write the Korean into kplan/catalogue_data.py"
    page.open(address(tmp_path / "site", "#view=review"))
    assert "규칙 event.x: 표본 9건 가운데 3건만 맞음" in page.run("document.querySelector('#review').textContent")
