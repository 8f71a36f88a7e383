"""Text of a document is data: in a real Chromium, a plan whose every word is markup does nothing but be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site import chromium
from tests.site.look import VIEWS, address, altered, no_pictures
from warehouse import open_warehouse
from warehouse.pages import writing

EVIL = '<script>window.owned=1</script><img src=x onerror="window.owned=2">&amp;'
MARTS = {
    "fct_budgets": ("programme", "amount_printed", "quote", "instrument_label", "sub_area", "rule"),
    "fct_kpis": ("indicator", "value_printed", "unit_printed", "quote"),
    "fct_milestones": ("description", "quote"),
    "dim_document": ("title", "file_name", "issuer", "meeting"),
    "dim_plan_round": ("title", "series"),
    "dim_project": ("project_name",),
    "reconciliation": ("subject", "quote", "relation"),
}
TO_REVISIONS = (
    "insert into marts.fct_revisions by name select 'chg_evil' as revision_id, 'edition' as scope, quote as series, "
    "round_id as from_round_id, round_id as to_round_id, document_id as from_document_id, "
    "document_id as to_document_id, "
    "'budget' as family, 'raised' as change, budget_id as old_key, budget_id as new_key, project_id, quote as what, "
    "quote as old_what, quote as new_what, 1 as old_value, 2 as new_value, 'other:' || quote as unit, "
    "quote as old_printed, quote as new_printed, quote as old_quote, quote as new_quote, page_no as old_page_no, "
    "page_no as new_page_no, quote as rule, budget_id as thread_key from marts.fct_budgets limit 1"
)
TO_REVIEW = (
    "insert into marts.review_queue by name select 'rev_evil' as review_id, document_id, round_id, 'money' as family, "
    "quote as reason, quote as figure_printed, quote as would_have_said, quote, page_no, x0, top, x1, bottom, block_id "
    "from marts.fct_budgets limit 1"
)


@pytest.fixture(scope="module")
def evil(built, tmp_path_factory) -> Path:
    """A site of a document whose every text is markup."""
    folder = tmp_path_factory.mktemp("evil")
    copy = altered(
        built,
        folder,
        *((f"update marts.{t} set {c} = ?", [EVIL]) for t, columns in MARTS.items() for c in columns),
        ("update raw.blocks set text = ?", [EVIL]),
        ("update meta.expectations set meaning = ?, message = ?", [EVIL, EVIL]),
        ("update raw.outcomes set file_name = ?, reason = ?, code = 'note'", [EVIL, EVIL]),
        (TO_REVIEW, []),
        (TO_REVISIONS, []),
    )
    with open_warehouse(copy) as con:
        writing.write_site(con, folder / "site", no_pictures(), {}, lambda english: f"{english}{EVIL}")
    return folder / "site"


def test_text_of_a_document_is_never_markup(evil, data, page):
    facts = (f"#fact={data['tables'][t]['rows'][0][0]}" for t in ("fct_budgets", "fct_kpis", "fct_milestones"))
    leaf = f"#page={data['documents'][0]['document_id']}:3"
    for fragment in (*(f"#view={v}" for v in VIEWS), *facts, "#fact=rev_evil", leaf, f"#fact={EVIL}"):
        page.open(address(evil, fragment))
        assert page.run("document.querySelectorAll('main script, main img[src=x], main [onerror]').length") == 0
        assert page.run("window.owned") is None, fragment
        assert EVIL in page.run("document.body.textContent"), f"{fragment}: the words must be seen, as words"


def test_markup_that_got_in_would_be_stopped_by_the_policy(site, page):
    page.open(address(site))
    with pytest.raises(chromium.BrowserError, match="TrustedHTML"):
        page.run("document.body.innerHTML = '<b>x</b>'")
    page.run("document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.1:9/x.png'}))")
    page.wait("document.querySelector('body > img').complete")
    assert [e for e in page.errors if "Content Security Policy" in e]
    page.errors.clear()


def test_without_a_picture_the_page_says_why(built, tmp_path, page):
    gone = ("update meta.inputs set path = '/nowhere/plan.pdf', file_name = 'gone.pdf'", [])
    with open_warehouse(altered(built, tmp_path, gone)) as con:
        writing.write_site(con, tmp_path / "site", no_pictures(), {})
        key = con.execute("select min(budget_id) from marts.fct_budgets").fetchone()[0]
    page.open(address(tmp_path / "site", f"#fact={key}"))
    assert "make site" in page.run("document.querySelector('.missing').textContent")
    page.open(address(tmp_path / "site", "#view=quality"))
    assert "make warehouse" in page.run("document.querySelector('main').textContent"), "a report not built is named"


@pytest.mark.parametrize(("report", "says"), [("data_docs", "fct_budgets"), ("dbt_docs", "kplan")])
def test_reports_are_there_and_ask_nothing_of_the_network(site, page, report, says):
    page.open(address(site, "#view=quality"))
    page.open(page.run(f"document.getElementById('to-{report}').href"))
    page.wait(f"document.body.textContent.includes('{says}')")
    assert all(r.startswith(("file:", "data:", "about:", "blob:")) for r in page.requests), page.requests
    page.errors.clear()  # what another tool's page says to the console is not ours
