"""Where blocks stand: summary, body and annex; a project's heading found by its looks."""

import pytest

from ingest.sections import locate
from tests.claims.pages import block


def heading(block_id, text, parent=None, mark="", depth=0):
    return block(block_id, text, parent, "heading", mark, depth)


def test_summary_ends_where_the_roman_series_starts_again():
    blocks = [
        block("a", "추진계획 (요약)", kind="title"), heading("b", "Ⅰ. 배경"), block("c", "시장 3억 달러", "b"),
        heading("d", "Ⅱ. 계획"),
        heading("e", "Ⅰ. 배경"), block("f", "시장은 3억 달러", "e"),
        heading("g", "참고 1. 용어"), block("h", "초전도란", "g"),
    ]  # fmt: skip
    parts = {k: s.part for k, s in locate(blocks).items()}
    assert [parts[k] for k in "abcdefgh"] == ["summary"] * 4 + ["body"] * 2 + ["annex"] * 2


def test_furniture_is_front_and_a_plan_without_summary_is_body():
    blocks = [block("a", "- 1 -", kind="page_number"), heading("b", "Ⅰ. 배경"), block("c", "내용", "b")]
    assert [locate(blocks)[k].part for k in "abc"] == ["front", "body", "body"]


def numbered(goals):
    blocks = [heading("r", "Ⅲ. 과제")]
    for n, has_goal in enumerate(goals):
        blocks.append(heading(f"p{n}", f"{n + 1}. 과제명", "r", f"{n + 1}.", 1))
        blocks.append(block(f"g{n}", "◇ 목표: 3위 달성" if has_goal else "◇ 현황", f"p{n}", mark="◇", depth=2))
        blocks.append(block(f"x{n}", "내용", f"g{n}", depth=3))
    return locate([*blocks, heading("z", "Ⅳ. 향후 일정")])


def test_numbered_headings_with_goals_are_projects_and_all_their_siblings():
    found = numbered([True, True, False])
    assert [found[f"x{n}"].project_block_id for n in range(3)] == ["p0", "p1", "p2"]
    assert found["r"].project_block_id is None


def test_one_goal_among_many_siblings_makes_no_projects():
    assert numbered([True, False, False])["x0"].project_block_id == "r"  # the chapter


def stepped(text, boxed=True):
    blocks = [heading("r", "Ⅲ. 과제")]
    for n in range(2):
        blocks.append(heading(f"p{n}", f"{n + 1}. 과제명", "r", f"{n + 1}.", 1))
        blocks.append(block(f"g{n}", text, f"p{n}", mark="◇", depth=2)._replace(box_id="x" if boxed else None))
    return {k: s.project_block_id for k, s in locate([*blocks, heading("z", "Ⅳ. 향후 일정")]).items()}


def test_chapters_that_open_with_boxed_steps_of_figures_are_projects_without_the_word():
    steps = "◇ 한지 수출 ’24년 1% → ’30년 2%"
    assert stepped(steps)["g1"] == "p1"
    assert stepped(steps, boxed=False)["g1"] == "r"
    assert stepped("◇ 한지 수출 ’24년 1%")["g1"] == "r"
    assert stepped("◇ 한지 공방 → 옻칠 공방")["g1"] == "r"  # steps of no figures


def test_projects_of_several_chapters_stand_at_one_depth():
    blocks = []
    for r in "ab":
        blocks.append(heading(r, "Ⅱ. 과제"))
        for n in range(2):
            blocks.append(heading(f"{r}{n}", f"{n + 1}. 과제명", r, f"{n + 1}.", 1))
            blocks.append(block(f"g{r}{n}", "◇ 목표: 3위 달성", f"{r}{n}", mark="◇", depth=2))
    found = locate(blocks)
    assert [found[f"g{k}"].project_block_id for k in ("a0", "a1", "b0", "b1")] == ["a0", "a1", "b0", "b1"]


def test_without_goals_the_roman_chapters_are_projects():
    blocks = [heading("a", "Ⅰ. 성과"), block("b", "내용", "a"), heading("c", "Ⅱ. 계획"), block("d", "내용", "c")]
    assert [locate(blocks)[k].project_block_id for k in "abcd"] == ["a", "a", "c", "c"]


def test_without_romans_the_topmost_of_several_headings_are():
    blocks = [heading("a", "주요업무"), heading("b", "1. 재정", "a", depth=1), heading("c", "2. 세정", "a", depth=1)]
    found = locate(blocks)
    assert [found[k].project_block_id for k in "abc"] == [None, "b", "c"]


def test_a_circle_of_parents_ends():
    blocks = [block("a", "가", "b"), block("b", "나", "a")]
    assert locate(blocks)["a"].path == ("a", "b")


@pytest.mark.parametrize("numeral", ["1.", "15.", "Ⅱ."])
def test_a_numeral_on_a_line_of_its_own_is_no_project(numeral):
    blocks = [
        heading("n", numeral),
        heading("a", "Ⅰ. 스마트항만"),
        block("x", "내용", "a"),
        heading("b", "Ⅱ. 스마트공항"),
    ]
    sections = locate(blocks)
    assert {s.project_block_id for s in sections.values()} <= {None, "a", "b"}


def test_stages_of_the_work_are_no_projects_where_anything_else_is_named():
    blocks = [
        heading("a", "1. 추진 개요", depth=1), block("b", "내용", "a"), heading("c", "2. 공방 신축", depth=1),
        block("d", "내용", "c"), heading("e", "3. 추진 일정", depth=1), heading("f", "4. 염색동 증축", depth=1),
    ]  # fmt: skip
    found = locate(blocks)
    assert [found[k].project_block_id for k in "bd"] == [None, "c"]


def test_a_summary_without_numerals_ends_where_the_plans_first_stands():
    blocks = [
        block("a", "추진계획 요약", kind="title", page_no=2), block("b", "□ 7개 과제", "a", page_no=2),
        block("c", "Ⅰ. 기후", kind="heading", page_no=3), block("d", "내용", "c", page_no=3),
    ]  # fmt: skip
    parts = {k: s.part for k, s in locate(blocks).items()}
    assert [parts[k] for k in "abcd"] == ["summary", "summary", "body", "body"]
