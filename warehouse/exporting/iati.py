"""In: current KPIs with their projects. Out: an ``iati-activities`` file (IATI 2.03): an activity per project, a result
per tier, an indicator per dim_indicator row, with its baselines, periods, targets and actuals.

https://iatistandard.org/en/iati-standard/203/activity-standard/. Elements stand in the order that its schema asks for.
This is the standard's language, not an entry in its registry: ``kplan`` is no registered organisation identifier, and a
publisher puts its own there. What IATI has no words for is left out by name (see ``left_out.csv``): background figures
are no results of a project, a forecast and a specification are neither target nor actual, and a period needs both ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from warehouse.exporting.csvs import number
from warehouse.exporting.release import Release
from warehouse.exporting.standards import Kpi, LeftOut, Project

STANDARD = "iati"
OWN = "urn:kplan:export:1"  # namespace of what the standard has no place for: unit, key and place of a value
XML = "{http://www.w3.org/XML/1998/namespace}"
REPORTER = "kplan"
# Codelists: https://iatistandard.org/en/iati-standard/203/codelists/
RESULTS = {  # tier → ResultType, title
    "headline": ("2", "대표 목표", "Headline goals"),  # outcome
    "activity": ("1", "활동 산출", "Outputs of activities"),  # output
}
MEASURES = {"percent": "2", "rank": "4"}  # IndicatorMeasure: percentage, ordinal; else 1, unit
ROLES = {"lead": "2", "support": "4", "member": "4"}  # OrganisationRole: accountable, implementing
KINDS = {"ministry": "10", "institute": "15", "university": "80", "company": "70", "investor": "70"}  # OrganisationType
ISSUER, OTHER = "10", "90"
PLANNED = "1"  # ActivityStatus pipeline; ActivityDate planned start
SAID_OF = {"target", "actual", "baseline"}

BACKGROUND = ("배경 수치라 프로젝트의 성과가 아니다", "a background figure, no result of the project")
NEITHER = ("목표도 실적도 아니다: {}", "neither target nor actual: {}")
NO_PERIOD = ("기간의 두 끝이 인쇄되어 있지 않다", "its period is not printed with both ends")
NO_YEAR = ("기준값의 해가 인쇄되어 있지 않다", "the year of the baseline is not printed")
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no character of XML 1.0


class Activities(NamedTuple):
    """The file, and the KPIs it could not hold."""

    xml: bytes
    left_out: list[LeftOut]


def activities(release: Release, projects: dict[str, Project], kpis: Sequence[Kpi]) -> Activities:
    """The whole file; projects without a KPI that the standard can hold have an activity without results."""
    ET.register_namespace("kplan", OWN)
    held, left = [], []
    for kpi in kpis:
        reason = _unsayable(kpi)
        if reason:
            left.append(LeftOut(STANDARD, kpi.kpi_id, *reason))
        else:
            held.append(kpi)
    root = ET.Element("iati-activities", {"version": "2.03", "generated-datetime": release.created})
    root.append(ET.Comment(f" kplan {release.version}; fingerprint sha256:{release.fingerprint} "))
    by_project = _grouped(held, lambda k: k.project_id)
    for key in sorted(projects):
        _activity(root, release, projects[key], by_project.get(key, []))
    ET.indent(root)
    return Activities(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", left)


def _unsayable(kpi: Kpi) -> tuple[str, str] | None:
    if kpi.tier not in RESULTS:
        return BACKGROUND
    if kpi.value_type not in SAID_OF:
        return NEITHER[0].format(kpi.value_type), NEITHER[1].format(kpi.value_type)
    if kpi.value_type == "baseline":
        return None if kpi.period_end or kpi.period_start else NO_YEAR
    return None if kpi.period_start and kpi.period_end else NO_PERIOD


def _grouped(kpis: Iterable[Kpi], key: Callable[[Kpi], Any]) -> dict[Any, list[Kpi]]:
    return {k: list(own) for k, own in groupby(sorted(kpis, key=key), key)}


def _activity(root: ET.Element, release: Release, project: Project, kpis: list[Kpi]) -> None:
    activity = ET.SubElement(
        root, "iati-activity", {"last-updated-datetime": release.created, f"{XML}lang": "ko", "default-currency": "KRW"}
    )
    ET.SubElement(activity, "iati-identifier").text = f"{REPORTER}-{project.project_id}"
    reporter = ET.SubElement(activity, "reporting-org", {"ref": REPORTER, "type": OTHER, "secondary-reporter": "1"})
    _narrative(reporter, "kplan")
    _narrative(ET.SubElement(activity, "title"), project.name)
    titles = ", ".join(dict.fromkeys(r.title or r.round_id for r in release.rounds_read))
    _narrative(ET.SubElement(activity, "description", {"type": "1"}), f"{project.name}: {titles}")
    for name in project.issuers:
        _narrative(ET.SubElement(activity, "participating-org", {"role": "2", "type": ISSUER}), name)
    for name, kind, role in project.agencies:
        type_ = KINDS.get(kind, OTHER)
        _narrative(ET.SubElement(activity, "participating-org", {"role": ROLES[role], "type": type_}), name)
    if not project.issuers and not project.agencies:
        _narrative(ET.SubElement(activity, "participating-org", {"role": "2", "type": OTHER}), "미상")
    ET.SubElement(activity, "activity-status", {"code": PLANNED})
    published = project.first_published_on.isoformat()
    day = ET.SubElement(activity, "activity-date", {"iso-date": published, "type": PLANNED})
    _narrative(day, "계획을 발표한 날(시작일은 인쇄되어 있지 않음)", "Day the plan was published (it prints no start)")
    ET.SubElement(activity, "recipient-country", {"code": "KR", "percentage": "100"})
    if project.sector:
        sector = ET.SubElement(activity, "sector", {"vocabulary": "99", "code": project.sector, "percentage": "100"})
        _narrative(sector, project.sector_label or project.sector)
    by_tier = _grouped(kpis, lambda k: k.tier)
    for tier, (type_, ko, en) in RESULTS.items():
        if tier in by_tier:
            result = ET.SubElement(activity, "result", {"type": type_, "aggregation-status": "0"})
            _narrative(ET.SubElement(result, "title"), ko, en)
            for _, own in sorted(_grouped(by_tier[tier], lambda k: k.indicator_id).items()):
                _indicator(result, own)


def _indicator(result: ET.Element, kpis: list[Kpi]) -> None:
    """One indicator with all its values; every value of an indicator has the same unit."""
    first = kpis[0]
    measure = MEASURES.get(first.unit, "1")
    indicator = ET.SubElement(result, "indicator", {"measure": measure, "aggregation-status": "0"})
    if first.unit == "rank":
        indicator.set("ascending", "0")  # a smaller rank is better
    _narrative(ET.SubElement(indicator, "title"), first.indicator)
    _narrative(ET.SubElement(indicator, "description"), f"단위: {first.unit}", f"Unit: {first.unit}")
    ET.SubElement(indicator, "reference", {"vocabulary": "99", "code": first.indicator_id})
    for kpi in (k for k in kpis if k.value_type == "baseline"):
        day = kpi.period_end or kpi.period_start
        assert day is not None
        _value(indicator, "baseline", kpi, {"year": str(day.year), "iso-date": day.isoformat()})
    dated = [k for k in kpis if k.value_type != "baseline"]
    for (start, end), own in sorted(_grouped(dated, _bounds).items()):
        period = ET.SubElement(indicator, "period")
        ET.SubElement(period, "period-start", {"iso-date": start.isoformat()})
        ET.SubElement(period, "period-end", {"iso-date": end.isoformat()})
        for kind in ("target", "actual"):
            for kpi in (k for k in own if k.value_type == kind):
                _value(period, kind, kpi, {})
    ET.SubElement(indicator, f"{{{OWN}}}unit").text = first.unit


def _bounds(kpi: Kpi) -> tuple[date, date]:
    assert kpi.period_start is not None and kpi.period_end is not None
    return kpi.period_start, kpi.period_end


def _value(parent: ET.Element, name: str, kpi: Kpi, more: dict[str, str]) -> None:
    element = ET.SubElement(parent, name, {**more, "value": number(kpi.value)})
    printed = " ".join(p for p in (kpi.value_printed, _unit_not_in(kpi)) if p)
    span = ""
    if kpi.value_low is not None or kpi.value_high is not None:
        span = f" [{_or_open(kpi.value_low)} – {_or_open(kpi.value_high)}]"
    if kpi.sub_area:
        ET.SubElement(element, "dimension", {"name": "sub_area", "value": _legal(kpi.sub_area)})
    _narrative(ET.SubElement(element, "comment"), f"{printed}{span} ({kpi.file_name} {kpi.page_no}쪽 “{kpi.quote}”)")
    fact = ET.SubElement(element, f"{{{OWN}}}fact", {"id": kpi.kpi_id, "round": kpi.round_id, "unit": kpi.unit})
    fact.set("page", str(kpi.page_no))


def _unit_not_in(kpi: Kpi) -> str | None:
    unit = kpi.unit_printed
    return None if unit and kpi.value_printed and kpi.value_printed.endswith(unit) else unit


def _or_open(value: float | None) -> str:
    return "" if value is None else number(value)


def _narrative(parent: ET.Element, ko: str, en: str | None = None) -> None:
    ET.SubElement(parent, "narrative").text = _legal(ko)
    if en:
        ET.SubElement(parent, "narrative", {f"{XML}lang": "en"}).text = _legal(en)


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)
