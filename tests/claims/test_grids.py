"""What a cell is told by its row and column: names, periods, units, events."""

from datetime import date

import pytest

from ingest.layout.model import Cell
from tests.claims.pages import block, claims, mentions, table


def cells(rows, **how):
    """(printed, subject, year, unit) of each figure."""
    found = [c for c in claims(tables=[table(rows, **how)]) if c["family"] != "event"]
    return [(c["printed"], c["subject"], c["period_end"] and c["period_end"].year, c["unit"]) for c in found]


def happenings(rows, **how):
    return [
        (c["subject"], c["period_start"], c["period_end"])
        for c in claims(tables=[table(rows, **how)])
        if c["family"] == "event"
    ]


def test_years_across_and_programmes_down():
    rows = [["구분", "2025년", "2026년"], ["양자팹", "30", "45"], ["계", "30", "45"]]
    assert cells(rows, unit="억원") == [
        ("30", "양자팹", 2025, "KRW"), ("45", "양자팹", 2026, "KRW"),
        ("30", "계", 2025, "KRW"), ("45", "계", 2026, "KRW"),
    ]  # fmt: skip


def test_a_columns_own_unit_outweighs_the_rows():
    rows = [["지표", "단위", "’25년 실적", "달성도(%)"], ["공방 면적", "ha", "8,634", "101.6"]]
    assert [(p, u) for p, _, _, u in cells(rows)] == [("8,634", "other:ha"), ("101.6", "percent")]


def test_of_two_units_money_is_its_columns_and_the_other_the_counted_ones():
    rows = [["지구", "면적", "총사업비", "’26년", "비고"], ["가", "60", "95", "21", "3"], ["나", "54", "90", "28", "4"]]
    rows += [["다", "10", "20", "5", "6"]]
    assert [u for _, _, _, u in cells(rows, unit="ha, 억원")][:3] == ["other:ha", "KRW", "KRW"]


def test_a_change_is_of_the_latest_year_left_of_it():
    rows = [["과제", "’25년(A)", "’26년(B)", "증감(B-A)", "’27년"], ["공방", "78", "130", "52", "210"]]
    assert [(p, y) for p, _, y, _ in cells(rows, unit="억원")] == [
        ("78", 2025), ("130", 2026), ("52", 2026), ("210", 2027),
    ]  # fmt: skip


def test_an_amount_left_of_the_years_is_no_name():
    rows = [["사업명", "총사업비", "’25", "’26"], ["공방", "3,867", "412", "398"]]
    assert [p for p, _, _, _ in cells(rows, unit="억원")] == ["3,867", "412", "398"]


def test_marks_under_the_periods_are_works():
    rows = [
        ["구분", "1분기", "2분기", "3분기", "4분기"],
        ["공방 신축", "", "━━", "━━", ""],
        ["입주자 모집", "●", "", "", "●"],
    ]
    made = [c for c in claims(tables=[table(rows)], blocks=[]) if c["family"] == "event"]
    assert [(c["subject"], c["period_start"].month, c["period_end"].month) for c in made] == [
        ("공방 신축", 4, 9), ("입주자 모집", 1, 3), ("입주자 모집", 10, 12),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["(’25년 말 기준)", "(’25.12월 현재, 단위: 개)"])
def test_a_bracket_above_a_table_says_as_of_when(line):
    above = [block("h", "1 현황", kind="heading", mark="1"), block("u", line, parent="h", kind="paragraph", top=110.0)]
    found = claims(above, [table([["시도", "공방(개)"], ["가", "16"]], parent="h")])
    assert [(c["printed"], c["period_end"].year, c["period_origin"]) for c in found] == [("16", 2025, "caption")]


def test_a_dated_number_takes_the_tables_unit():
    rows = [["구분", "이용률"], ["공방", "45(’23)"], ["나루터", "50(’24)"]]
    assert cells(rows, unit="%") == [
        ("45", "공방 이용률", 2023, "percent"), ("50", "나루터 이용률", 2024, "percent"),
    ]  # fmt: skip


def test_values_are_scaled_by_the_tables_unit():
    values = [c["value"] for c in claims(tables=[table([["구분", "2026년"], ["양자팹", "1,250"]], unit="백만원")])]
    assert values == [1_250_000_000]


def test_columns_that_are_no_periods_join_the_rows_name():
    assert cells([["구분", "국비", "지방비"], ["양자팹", "30", "45"]], unit="억원") == [
        ("30", "양자팹 국비", None, "KRW"), ("45", "양자팹 지방비", None, "KRW"),
    ]  # fmt: skip


def test_the_nearest_two_names_of_a_row():
    rows = [["구분", "분야", "사업", "2026년"], ["1", "인력", "장학금", "30"], [None, None, "연수", "20"]]
    assert [s for _, s, _, _ in cells(rows, unit="억원")] == ["인력 장학금", "인력 연수"]


def test_cells_after_the_rows_own_name_only_tell_of_it():
    rows = [
        ["기관명", "대표자", "설립", "정원"],
        ["벡스코", "홍길동", "’95.12.05.", "89"],
        ["공단", "성춘향", "’98.1.1.", "45"],
    ]
    assert [s for _, s, _, _ in cells(rows, unit="명")] == ["벡스코 정원", "공단 정원"]


def test_a_column_of_ministries_is_a_group_though_none_is_merged():
    rows = [["부처", "사업명", "총사업비"], ["해수부", "쇄빙선 건조", "2,605"], ["산업부", "로봇 실증", "1,998"]]
    assert [s for _, s, _, _ in cells(rows, unit="억원")] == [
        "해수부 쇄빙선 건조 총사업비",
        "산업부 로봇 실증 총사업비",
    ]


def test_two_parts_side_by_side():
    rows = [["구 분", "예산액", "구 분", "예산액"], ["지 방 세", "51,288", "세외수입", "11,101"]]
    assert [s for _, s, _, _ in cells(rows, unit="억원")] == ["지방세 예산액", "세외수입 예산액"]


def test_money_and_share_under_one_line_of_units():
    rows = [["구분", "예산액", "증감률", "예산액(구성비)"], ["일반회계", "133,198", "5.8", "51,288(30.7)"]]
    assert [(p, u) for p, _, _, u in cells(rows, unit="억원, %")] == [
        ("133,198", "KRW"), ("5.8", "percent"), ("51,288", "KRW"), ("30.7", "percent"),
    ]  # fmt: skip


def test_a_unit_a_row():
    rows = [["구분", "2025년", "2026년"], ["예산", "30", "45"], ["기업", "3", "5"]]
    assert [u for _, _, _, u in cells(rows, unit="억원, 개사")] == ["KRW", "KRW", "companies", "companies"]


def test_the_unit_of_a_column_head_goes_before_the_tables():
    assert [u for _, _, _, u in cells([["구분", "예산(백만원)", "기업(개)"], ["가", "30", "4"]], unit="억원")][
        1
    ] != "KRW"


def test_a_unit_said_once_with_the_rows_first_figure():
    rows = [["구분", "기준", "’25년", "’26년"], ["전문인력 수", "3,320명", "3,688", "4,056"]]
    assert [(p, y, u) for p, _, y, u in cells(rows)] == [
        ("3,320명", None, "persons"), ("3,688", 2025, "persons"), ("4,056", 2026, "persons"),
    ]  # fmt: skip


def test_a_unit_in_brackets_right_above_the_table():
    head, line = block("b1", "인력", kind="heading"), block("b2", "(현원, 명)", "b1", "paragraph", top=110.0)
    found = claims([head, line], [table([["구분", "계", "3급"], ["본청", "134", "1"]], parent="b1", top=130.0)])
    assert [(c["value"], c["unit"]) for c in found] == [(134, "persons"), (1, "persons")]


def test_a_line_of_units_among_other_words_right_above_the_table():
    head, line = (
        block("b1", "세입", kind="heading"),
        block("b2", "(본예산 기준, 단위 : 억원, %)", "b1", "paragraph", top=110.0),
    )
    found = claims(
        [head, line], [table([["구분", "예산", "비중"], ["지방세", "51,288", "30.7"]], parent="b1", top=130.0)]
    )
    assert [c["unit"] for c in found] == ["KRW", "percent"]


def test_labels_that_say_what_they_count_imply_its_unit():
    assert cells([["구분", "정원", "현원"], ["한지과", "34", "30"]]) == [
        ("34", "한지과 정원", None, "persons"), ("30", "한지과 현원", None, "persons"),
    ]  # fmt: skip
    assert cells([["구분", "’25년", "’26년"], ["정원", "34", "36"]]) == [
        ("34", "정원", 2025, "persons"), ("36", "정원", 2026, "persons"),
    ]  # fmt: skip
    assert cells([["구분", "건수", "면적"], ["민원", "13", "30"]]) == [("13", "민원 건수", None, "cases")]


def test_a_printed_unit_goes_before_the_labels():
    assert cells([["구분", "정원"], ["한지과", "34"]], unit="개소") == [("34", "한지과 정원", None, "items")]


def test_a_bracket_far_above_is_no_unit():
    head, line = block("b1", "인력", kind="heading"), block("b2", "(현원, 명)", "b1", "paragraph", top=110.0)
    assert claims([head, line], [table([["구분", "계"], ["본청", "134"]], parent="b1", top=400.0)]) == []


def test_bare_numbers_without_any_unit_wait_for_review():
    rows = [["구분", "계"], ["본청", "134"]]
    assert cells(rows) == []
    assert [m["text"] for m in mentions(tables=[table(rows)]) if m["type"] == "number"] == ["134"]


def test_a_first_row_of_names_is_a_head_though_no_rule_says_so():
    rows = [["구 분", "2024년 최종", "2023년 결산"], ["관리채무액", "35,682", "35,218"]]
    assert cells(rows, heads=0, unit="억원") == [
        ("35,682", "관리채무액", 2024, "KRW"),
        ("35,218", "관리채무액", 2023, "KRW"),
    ]


def test_a_first_row_of_figures_is_none():
    assert len(cells([["양자팹", "30억원"], ["장비", "45억원"]], heads=0)) == 2


def test_cells_of_figures_are_no_names():
    rows = [["구분", "당초", "현재", "목표(’27년)"], ["전달 정도\n※IMD", "30위(’22)", "25위(’24)", "10위"]]
    assert cells(rows) == [
        ("30위", "전달 정도 당초", 2022, "rank"),
        ("25위", "전달 정도 현재", 2024, "rank"),
        ("10위", "전달 정도", 2027, "rank"),
    ]  # fmt: skip


def test_a_figure_beside_its_year_is_no_event():
    assert happenings([["구분", "현재"], ["기술수준", "82.9%(’23)"]]) == []


def test_years_as_of_when_date_the_figure_right_of_them_and_are_no_events():
    rows = [["구분", "발표 연도", "최근값"], ["수출", "’22년 (’21)", "257억달러"], ["매출", "’21년 (’20)", "20조원"]]
    assert [(p, y) for p, _, y, _ in cells(rows)] == [("257억달러", 2022), ("20조원", 2021)]
    assert happenings(rows) == []


def test_the_change_of_a_year_is_named_and_its_base_is_not_its_period():
    rows = [["구분", "’25년 예산", "’24년 대비 증감률(%)"], ["일반회계", "133,198", "5.8"]]
    assert cells(rows, unit="억원") == [
        ("133,198", "일반회계", 2025, "KRW"), ("5.8", "일반회계 ’24년 대비 증감률(%)", None, "percent"),
    ]  # fmt: skip


def test_a_column_of_changes_holds_changes_of_the_latest_year():
    rows = [["구분", "’25년 예산", "’24년 예산", "증감액"], ["지방세", "51,288", "50,056", "1,232"]]
    found = claims(tables=[table(rows, unit="억원")])
    assert [(c["printed"], c["is_delta"], c["period_end"].year) for c in found] == [
        ("51,288", False, 2025), ("50,056", False, 2024), ("1,232", True, 2025),
    ]  # fmt: skip


def test_schedule_with_merged_labels():
    rows = [
        ["시기", "월", "내용"],
        ["’26년", "1월", "[양자] 계획 수립"],
        [None, "상반기", "사업자 공모 실시"],
        [None, None, "관련 법 개정 (3월)"],
    ]
    found = [c for c in claims(tables=[table(rows)]) if c["family"] == "event"]
    assert [(c["subject"], c["tag"], c["period_start"], c["period_end"], c["period_origin"]) for c in found] == [
        ("계획 수립", "양자", date(2026, 1, 1), date(2026, 1, 31), "row"),
        ("사업자 공모 실시", None, date(2026, 1, 1), date(2026, 6, 30), "row"),
        ("관련 법 개정 (3월)", None, date(2026, 3, 1), date(2026, 3, 31), "beside"),
    ]


def test_a_plans_coverage_in_a_schedule_row_is_not_narrower():
    rows = [["시기", "내용"], ["’26년 상반기", "종합계획(’28~’32) 수립"], ["’26년 하반기", "공청회 개최"]]
    assert happenings(rows)[0][1:] == (date(2026, 1, 1), date(2026, 6, 30))


def test_dates_in_a_column_of_their_own():
    rows = [["과제", "추진 시기"], ["◦ 착수", "’26.3월"], ["◦ 완료", "’26.9월"]]
    assert happenings(rows) == [
        ("착수", date(2026, 3, 1), date(2026, 3, 31)), ("완료", date(2026, 9, 1), date(2026, 9, 30)),
    ]  # fmt: skip


def test_a_merged_date_is_the_date_of_every_row_it_covers():
    rows = [["과제", "추진 시기"], ["온실 설계", "’26.3월"], ["온실 착공", None], ["온실 준공", "’26.9월"]]
    march, september = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 9, 1), date(2026, 9, 30))
    assert happenings(rows) == [("온실 설계", *march), ("온실 착공", *march), ("온실 준공", *september)]
    ids = [c["claim_id"] for c in claims(tables=[table(rows)])]
    assert len(set(ids)) == len(ids)


def test_a_dates_column_that_names_what_happened_names_its_events():
    rows = [["기관명", "설립일자", "정원"], ["한지 공방", "’95.12.05.", "89"], ["옻칠 공방", "’98.1.1.", "45"]]
    assert happenings(rows) == [
        ("한지 공방 설립일자", date(1995, 12, 5), date(1995, 12, 5)),
        ("옻칠 공방 설립일자", date(1998, 1, 1), date(1998, 1, 1)),
    ]
    # since when an office stands is not when its staff was counted
    assert [(s, y) for _, s, y, _ in cells(rows)] == [("한지 공방 정원", None), ("옻칠 공방 정원", None)]


def test_a_dash_in_a_dates_column_is_no_word_against_it():
    rows = [["기금명", "존속기한", "비고"], ["한지", "’27.12.31.", ""], ["옻칠", "-", ""], ["자개", "–", ""]]
    rows += [["죽공예", "’28.12.31.", ""]]
    assert happenings(rows) == [
        ("한지 존속기한", date(2027, 12, 31), date(2027, 12, 31)),
        ("죽공예 존속기한", date(2028, 12, 31), date(2028, 12, 31)),
    ]


def test_years_since_when_are_no_events_and_date_nothing_beside():
    rows = [["기관명", "설립연도", "정원"], ["한지 공방", "’95년", "89"], ["옻칠 공방", "’98년", "45"]]
    assert happenings(rows) == []
    assert [y for _, _, y, _ in cells(rows)] == [None, None]


def test_a_head_that_is_a_step_of_a_procedure_is_an_event():
    rows = [["구분", "수요조사(~’25.11.)", "공고(’26.1.~2.)", "평가(’26년)"], ["대상", "농가", "누리집", "현장"]]
    steps = [c for c in claims(tables=[table(rows)]) if c["rule"] == "event.cell.bracket"]
    assert [(c["subject"], c["period_start"], c["period_end"]) for c in steps] == [
        ("수요조사", None, date(2025, 11, 30)), ("공고", date(2026, 1, 1), date(2026, 2, 28)),
    ]  # fmt: skip


def test_a_list_in_a_cell_is_read_item_by_item():
    rows = [["과제", "내용"], ["한지", "ㅇ 공방 설계(’26.3월)\nㅇ 강사 20명 양성\nㅇ 교재 제작(’26.9월)"]]
    assert happenings(rows) == [
        ("공방 설계", date(2026, 3, 1), date(2026, 3, 31)), ("교재 제작", date(2026, 9, 1), date(2026, 9, 30)),
    ]  # fmt: skip
    assert [(p, y) for p, _, y, _ in cells(rows)] == [("20명", None)]


def test_lists_in_the_items_of_a_cell_have_ids_of_their_own():
    text = "○ 강사 양성 50명(초급 20명, 고급 30명)\n○ 농가 교육 12명(동부 5명, 서부 7명)"
    lists = {c["printed"]: c["list_id"] for c in claims(tables=[table([["과제", "내용"], ["한지", text]])])}
    assert lists["20명"] == lists["30명"] and lists["5명"] == lists["7명"]
    assert lists["20명"] != lists["5명"] and None not in (lists["20명"], lists["5명"])


def test_part_of_a_month_that_the_row_names():
    rows = [
        ["월별", "행사명", "일자"],
        ["3월", "포럼", "3.2."],
        ["10월", "어울마당", "중순(2일간)"],
        ["11월", "엑스포", "11.5."],
    ]
    found = happenings(rows)
    assert ("어울마당", date(2025, 10, 1), date(2025, 10, 31)) in found


def test_words_under_a_periods_column_are_the_rows_task_then():
    rows = [["과제", "’26년", "’27년"], ["양자팹", "설계", "착공"], ["실증", "공모", "구축"]]
    assert happenings(rows)[:2] == [
        ("양자팹 설계", date(2026, 1, 1), date(2026, 12, 31)), ("양자팹 착공", date(2027, 1, 1), date(2027, 12, 31)),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["좌동", "미정", "(계속)", "해당 없음"])
def test_words_that_name_no_task(word):
    assert (
        happenings([["과제", "’26년", "’27년"], ["양자팹", "설계", word], ["실증", "공모", "구축"]])[1][0]
        == "실증 공모"
    )


def test_a_cell_of_running_text_says_itself_what_its_figures_are():
    rows = [["과제", "내용"], ["양자", "전문인력 양성을 위한 대학원 운영(30억원)"]]
    assert [s for _, s, _, _ in cells(rows)] == ["전문인력 양성을 위한 대학원 운영"]


@pytest.mark.parametrize("blank", ["", "-", "(좌동)", "〃"])
def test_blank_cells_say_nothing(blank):
    assert cells([["구분", "2025년", "2026년"], ["양자팹", "30", blank]], unit="억원") == [
        ("30", "양자팹", 2025, "KRW")
    ]


def test_small_print_in_a_cell_is_about_the_last_words_of_its_first_phrase():
    rows = [["과제", "내용"], ["한지", "닥나무 심기와 종이 뜨기를 함께 배우는 마을 공방 운영*\n* 강사 20명"]]
    assert [s for _, s, _, _ in cells(rows)] == ["종이 뜨기를 함께 배우는 마을 공방 운영 강사"]
    starless = [["과제", "내용"], ["한지", "닥나무 심기와 종이 뜨기를 함께 배우는 마을 공방 운영\n강사 20명"]]
    assert [s for _, s, _, _ in cells(starless)] == ["한지 강사"]


def test_short_words_of_a_wordy_cell_are_told_by_their_column():
    rows = [["과제", "기대 효과"], ["한지", "마을 공방에서 종이 뜨기를 배운다. 수강 20명"]]
    assert [s for _, s, _, _ in cells(rows)] == ["기대 효과 한지 수강"]


def test_a_column_of_units_gives_each_row_its_unit_and_no_name():
    rows = [["지표", "단위", "2024년", "2027년"], ["한지 수출", "억원", "30", "45"], ["참여 공방", "개소", "12", "20"]]
    expected = [
        ("30", "한지 수출", 2024, "KRW"), ("45", "한지 수출", 2027, "KRW"),
        ("12", "참여 공방", 2024, "items"), ("20", "참여 공방", 2027, "items"),
    ]  # fmt: skip
    assert cells(rows) == expected
    assert cells(rows, unit="%") == expected  # before the line above the table


def test_a_units_column_says_nothing_of_a_row_that_leaves_it_blank():
    rows = [["지표", "단위", "2027년"], ["한지 수출", "억원", "45"], ["참여 공방", "-", "20"]]
    assert [u for _, _, _, u in cells(rows)] == ["KRW"]


def spanning(rows, row, col):
    """A table whose cell at (row, col) covers the next column too."""
    t = table(rows)
    kept = [c for c in t.cells if (c.row, c.col) != (row, col + 1)]
    return t._replace(cells=tuple(c._replace(colspan=2) if (c.row, c.col) == (row, col) else c for c in kept))


@pytest.mark.parametrize("wide", [1, 2])
def test_a_task_over_two_years_columns_takes_both_and_no_other_of_its_column_does(wide):
    rows = [
        ["과제", "’26년", "’27년", "’28년"],
        ["한지 공방", "설계", "건립", "개관"],
        ["옻칠 체험관", "공모", "설비", "시험"],
    ]
    found = claims(tables=[spanning(rows, wide, 2)])
    years = {c["subject"].split()[-1]: (c["period_start"].year, c["period_end"].year) for c in found}
    both = {1: "건립", 2: "설비"}[wide]
    assert {w: y for w, y in years.items() if w in ("건립", "설비")} == {
        w: (2027, 2028 if w == both else 2027) for w in ("건립", "설비")
    }


def test_a_figure_in_the_cell_of_a_dated_task_falls_due_with_it():
    rows = [["과제", "추진 시기"], ["한지 공방 3개소 지정", "’27.6월"], ["온실 준공", "’28.3월"]]
    (figure,) = [c for c in claims(tables=[table(rows)]) if c["family"] == "quantity"]
    assert (figure["printed"], figure["period_end"], figure["period_origin"]) == ("3개소", date(2027, 6, 30), "row")


def test_a_year_in_the_words_of_a_dated_task_makes_no_second_event():
    rows = [["과제", "추진 시기"], ["’27년 양봉 과제 발굴", "’26.9월"], ["온실 준공", "’28.3월"]]
    assert happenings(rows) == [
        ("’27년 양봉 과제 발굴", date(2026, 9, 1), date(2026, 9, 30)),
        ("온실 준공", date(2028, 3, 1), date(2028, 3, 31)),
    ]


def test_the_year_of_a_caption_dates_the_cells_that_say_none():
    shares = table([["마을", "점유율"], ["가마골", "30"], ["나래골", "45%(’23)"]], unit="%")
    found = claims(tables=[shares._replace(caption="< 마을별 한지 점유율(’24년) >")])
    assert [(c["printed"], c["period_end"].year, c["period_origin"]) for c in found] == [
        ("30", 2024, "caption"), ("45%", 2023, "beside"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["내용", "추진내용", "세부과제", "비고"])
def test_a_head_that_only_says_here_stand_the_words_names_nothing(head):
    assert [s for _, s, _, _ in cells([["과제", head], ["한지", "강사 20명"]])] == ["한지 강사"]
    assert [s for _, s, _, _ in cells([["과제", "기대 효과"], ["한지", "강사 20명"]])] == ["한지 기대 효과 강사"]


def test_a_note_in_brackets_leaves_a_heads_year_its_year():
    rows = [["지표", "단위", "2023\n(현재)", "2024", "2028\n(목표)"], ["정원", "개소", "38", "90", "426"]]
    assert cells(rows) == [
        ("38", "정원", 2023, "items"), ("90", "정원", 2024, "items"), ("426", "정원", 2028, "items"),
    ]  # fmt: skip


def test_the_corner_of_a_table_may_print_its_unit():
    rows = [["(억원)", "’25년", "’26년"], ["공방", "168", "182"]]
    assert [u for _, _, _, u in cells(rows)] == ["KRW", "KRW"]
    rows[0][0] = "구 분(백만원)"
    assert [u for _, _, _, u in cells(rows)] == ["KRW", "KRW"]
    rows[0][0] = "(분야)"
    assert cells(rows) == []


def test_of_many_units_a_row_has_the_one_its_name_is_counted_in():
    rows = [
        ["지표", "’25년", "’30년"],
        ["사망만인율", "0.37", "0.29"],
        ["사망자 수", "560", "435"],
        ["사업장", "5", "9"],
    ]
    assert [u for _, _, _, u in cells(rows, unit="‱, 명, 개소")] == [
        "other:‱", "other:‱", "persons", "persons", "items", "items",
    ]  # fmt: skip
    rows.append(["만족도", "70", "80"])  # none would do: its figures wait for review
    assert len(cells(rows, unit="‱, 명, 개소")) == 6


def test_quarters_of_four_head_a_charts_columns():
    rows = [["추진과제", "1/4", "2/4", "3/4", "4/4"], ["공방 개소", "", "●", "", ""], ["공모전 개최", "", "", "●", "●"]]
    assert happenings(rows) == [
        ("공방 개소", date(2025, 4, 1), date(2025, 6, 30)),
        ("공모전 개최", date(2025, 7, 1), date(2025, 12, 31)),
    ]


def test_every_named_column_of_a_dated_row_happens_then_but_who_does_it():
    rows = [
        ["연도", "플랫폼", "선도지구"],
        ["’26년", "전담법인 설립 완료", "기본설계 착수"],
        ["’27년", "시범 서비스 개시", "온실단지 착공"],
    ]
    assert [s for s, _, _ in happenings(rows)] == [
        "전담법인 설립 완료", "기본설계 착수", "시범 서비스 개시", "온실단지 착공",
    ]  # fmt: skip
    rows[0] = ["시기", "세부 일정", "소관부처"]
    assert [s for s, _, _ in happenings(rows)] == ["전담법인 설립 완료", "시범 서비스 개시"]


def test_a_date_beside_a_quarters_row_is_the_rows_one_event():
    rows = [
        ["시기", "추진과제", "일정", "담당"],
        ["1/4분기", "자문단 구성 완료", "1월", "가과"],
        [None, "기념행사 개최 준비", "3. 24.", "나과"],
        ["2/4분기", "감시체계 가동 개시", "5. 15.", "다과"],
    ]
    assert happenings(rows) == [
        ("자문단 구성 완료", date(2025, 1, 1), date(2025, 1, 31)),
        ("기념행사 개최 준비", date(2025, 3, 24), date(2025, 3, 24)),
        ("감시체계 가동 개시", date(2025, 5, 15), date(2025, 5, 15)),
    ]


def test_what_goes_on_has_a_date_in_a_dates_column():
    rows = [["과제", "일정"], ["합동 단속 실시", "’25.8월~(계속)"], ["지침 개정 완료", "’26.3월"]]
    assert happenings(rows)[0] == ("합동 단속 실시", date(2025, 8, 1), None)


def test_a_head_of_amounts_so_far_is_no_step():
    rows = [["사업명", "기투자\n(~2024)", "2025년"], ["공방", "6,200", "11,400"]]
    assert happenings(rows, unit="백만원") == []


def test_a_whole_cost_is_for_the_years_of_its_works_not_for_the_years_of_the_unit_line():
    rows = [
        ["No", "사업명", "총사업비", "사업기간"],
        ["1", "공방 신축", "1,053", "’21~’29"],
        ["2", "염색동 증축", "663", "’23~’28"],
    ]
    found = [c for c in claims(tables=[table(rows, unit="백만원")]) if c["family"] == "money"]
    assert [(c["printed"], c["period_start"].year, c["period_end"].year) for c in found] == [
        ("1,053", 2021, 2029), ("663", 2023, 2028),
    ]  # fmt: skip


def test_a_cost_beside_its_years_columns_is_no_runs():
    rows = [["사업명", "기간", "사업비", "’26년"], ["공방", "’24~’28", "90", "30"], ["염색", "’25~’27", "60", "20"]]
    assert [(p, y) for p, _, y, _ in cells(rows, unit="억원")] == [
        ("90", None),
        ("30", 2026),
        ("60", None),
        ("20", 2026),
    ]


def test_small_whole_numbers_under_years_count_where_no_unit_is_printed():
    rows = [["과제", "’23", "’24"], ["가 고도화", "-", "1"], ["나 확산", "3", "3"], ["소계", "3", "4"]]
    assert [(p, y, u) for p, _, y, u in cells(rows)] == [
        ("1", 2024, "items"), ("3", 2023, "items"), ("3", 2024, "items"), ("3", 2023, "items"), ("4", 2024, "items"),
    ]  # fmt: skip
    rows[1][2] = "1.5"
    assert cells(rows) == []


def test_the_year_over_the_names_is_the_tables():
    rows = [
        ["’26년 사업", "정부안", "국회 확정", "비고"],
        ["공방 출자", "705", "705", "신규"],
        ["염색 지구", "196", "231", "+35"],
    ]
    assert cells(rows, unit="억원")[:2] == [
        ("705", "공방 출자 정부안", 2026, "KRW"),
        ("705", "공방 출자 국회 확정", 2026, "KRW"),
    ]
    assert happenings(rows, unit="억원") == []


def test_a_percent_head_takes_the_shares_and_leaves_the_change_its_money():
    rows = [["사업", "’25예산", "’26예산안", "증감", "%"], ["공방", "243", "318", "75", "30.9"]]
    assert [u for _, _, _, u in cells(rows, unit="백만원, %")] == ["KRW", "KRW", "KRW", "percent"]


def test_a_row_of_shares_under_money():
    rows = [["구분", "일반회계", "기금"], ["금액", "94", "110"], ["비중", "46.1", "53.9"]]
    assert [u for _, _, _, u in cells(rows, unit="억원, %")] == ["KRW", "KRW", "percent", "percent"]


def test_a_rows_unit_counts_in_the_tables_thousands():
    rows = [["품목", "2030"], ["합계", "1,960"], ["컨테이너(톤)", "741"], ["컨테이너(천TEU)", "40"]]
    found = [c for c in claims(tables=[table(rows, unit="천톤, 천TEU")]) if c["family"] == "quantity"]
    assert [(c["value"], c["unit"]) for c in found] == [
        (1_960_000, "tonnes"), (741_000, "tonnes"), (40_000, "other:TEU"),
    ]  # fmt: skip


def test_units_of_a_column_by_heads_and_with_a_note():
    rows = [
        ["지표", "단위", "’22", "’30"],
        ["신환자율", "10만명당", "40.0", "10.0"],
        ["부지 공급", "만㎡(누계)", "12", "20"],
    ]
    found = claims(tables=[table(rows)])
    assert [(c["printed"], c["value"], c["unit"]) for c in found] == [
        ("40.0", 40.0, "other:10만명당"), ("10.0", 10.0, "other:10만명당"),
        ("12", 120_000, "m2"), ("20", 200_000, "m2"),
    ]  # fmt: skip


def test_limits_in_cells_are_figures():
    rows = [["지표", "단위", "’22", "’30"], ["접종률", "%", "≥95.0", "≥96.5"], ["비만", "%", "≤42.8", "40.1"]]
    assert [p for p, *_ in cells(rows)] == ["95.0", "96.5", "42.8", "40.1"]


def test_a_captions_unit_is_the_tables():
    t = table([["구분", "가국", "나국"], ["’24년 실적", "0.4", "1.2"], ["’30년 목표", "40", "100"]])
    found = claims(tables=[t._replace(caption="< 주요국 설비 현황 및 목표(GW) >")])
    assert [(c["value"], c["unit"]) for c in found] == [(0.4e9, "W"), (1.2e9, "W"), (40e9, "W"), (100e9, "W")]


def test_halves_written_in_one_sign_head_columns():
    rows = [["과제", "’26년 上", "下", "’27년"], ["공방", "부지 공모", "실시 설계", "본관 착공"]]
    t = table(rows)
    year = Cell("t1-r0c1", 0, 1, 1, 2, "’26년", 1, 150.0, 130.0, 350.0, 150.0, True, ())
    halves = [["과제", None, None, "’27년"], ["", "上", "下", ""]]
    cells_ = [c for c in t.cells if c.row == 1]
    heads = [
        Cell(f"t1-r{r}c{k}", r, k, 2 if k in (0, 3) else 1, 1, text, 1, 0.0, 0.0, 9.0, 9.0, True, ())
        for r, row in enumerate(halves)
        for k, text in enumerate(row)
        if text
    ]
    body = [c._replace(row=2, cell_id=f"t1-r2c{c.col}") for c in cells_]
    found = claims(tables=[t._replace(cells=(year, *heads, *body), n_rows=3, header_rows=2)])
    assert [(c["subject"], c["period_start"], c["period_end"]) for c in found] == [
        ("공방 부지 공모", date(2026, 1, 1), date(2026, 6, 30)),
        ("공방 실시 설계", date(2026, 7, 1), date(2026, 12, 31)),
        ("공방 본관 착공", date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_short_names_of_offices_do_not_hide_a_schedule():
    rows = [["시기", "주요 내용", "소관"], ["1월", "보조금 인상 시행", "가부"], ["3월", "주관기관 선정", "나부"]]
    assert [s for s, *_ in happenings(rows)] == ["보조금 인상 시행", "주관기관 선정"]


def test_by_a_month_in_the_row_of_its_year():
    rows = [["시기", "세부 일정"], ["28년", "데이터 표준 고시(~6월)"], ["30년", "모델 확산 완료"]]
    assert happenings(rows)[0] == ("데이터 표준 고시(~6월)", None, date(2028, 6, 30))


def test_a_cell_beside_several_dates_is_the_task_of_none():
    rows = [
        ["방향", "단계", "시기"],
        ["현안 연구를 통한 정비계획 수립", "명칭 정비", "2023~27년"],
        [None, "기관 정비", "2024~27년"],
    ]
    assert [s for s, *_ in happenings(rows)] == ["명칭 정비", "기관 정비"]


def test_of_three_units_the_column_says_which_where_the_row_does_not():
    rows = [["정책분야", "과제 수", "’25예산", "증감액", "증감률"], ["활동 활성화", "38", "612", "35", "5.9"]]
    assert [u for _, _, _, u in cells(rows, unit="개, 백만원, %")] == ["items", "KRW", "KRW", "percent"]


def test_a_percent_column_is_no_money_though_the_table_is():
    rows = [["사업", "’24예산", "’25예산", "%"], ["보급지원", "167", "156", "△6.6"]]
    assert [u for _, _, _, u in cells(rows, unit="백만원")] == ["KRW", "KRW", "percent"]


def test_years_with_their_state_in_brackets_date_rows():
    rows = [["연도", "구분", "원자력"], ["2023\n(실적)", "발전량", "180"], ["2030\n(전망)", "발전량", "204"]]
    found = claims(tables=[table(rows, unit="TWh")])
    assert [(c["value"], c["period_end"].year) for c in found] == [(180e12, 2023), (204e12, 2030)]


def test_tonnes_of_carbon_dioxide_are_tonnes():
    rows = [["부문", "2018", "2030"], ["전환", "26,830", "14,530"]]
    assert [c["value"] for c in claims(tables=[table(rows, unit="만톤 CO2eq")])] == [268_300_000, 145_300_000]
