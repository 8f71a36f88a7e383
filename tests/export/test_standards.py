"""IATI and OCDS files: well-formed, in the standards' words, with the warehouse's values, nothing lost in silence."""

from __future__ import annotations

import json
import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

OWN = "{urn:kplan:export:1}"
# The order of children in the schema of IATI 2.03 (iati-activities-schema.xsd), as far as we use them.
ORDER = {
    "iati-activity": ["iati-identifier", "reporting-org", "title", "description", "participating-org",
                      "activity-status", "activity-date", "recipient-country", "sector", "result"],
    "result": ["title", "description", "indicator"],
    "indicator": ["title", "description", "reference", "baseline", "period", f"{OWN}unit"],
    "period": ["period-start", "period-end", "target", "actual"],
    "baseline": ["dimension", "comment", f"{OWN}fact"],
    "target": ["dimension", "comment", f"{OWN}fact"],
    "actual": ["dimension", "comment", f"{OWN}fact"],
}  # fmt: skip
REQUIRED = {
    "iati-activities": ["version"], "reporting-org": ["ref", "type"], "participating-org": ["role"],
    "activity-status": ["code"], "activity-date": ["iso-date", "type"], "recipient-country": ["code"],
    "sector": ["code"],
    "result": ["type"], "indicator": ["measure"], "reference": ["vocabulary", "code"], "baseline": ["year", "value"],
    "period-start": ["iso-date"], "period-end": ["iso-date"], "target": ["value"], "actual": ["value"],
}  # fmt: skip
MILESTONE = {"id", "title", "type", "description", "dueDate", "dateMet", "dateModified", "status", "documents"}
ONCE = {"iati-activity": ["iati-identifier", "reporting-org", "title", "activity-status"],
        "result": ["title"], "indicator": ["title"], "period": ["period-start", "period-end"]}  # fmt: skip


@pytest.fixture(scope="module")
def iati(exported) -> ET.Element:
    return ET.parse(exported.folder / "iati" / "activities.xml").getroot()


@pytest.fixture(scope="module")
def ocds(exported) -> dict:
    return json.loads((exported.folder / "ocds" / "milestones.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["exported", "harmful"])
def test_the_xml_keeps_the_order_and_attributes_of_the_standard(which: str, request: pytest.FixtureRequest) -> None:
    root = ET.parse(request.getfixturevalue(which).folder / "iati" / "activities.xml").getroot()
    assert root.tag == "iati-activities" and root.get("version") == "2.03" and len(root)
    for element in root.iter():
        children = [c.tag for c in element]
        if element.tag in ORDER:
            places = [ORDER[element.tag].index(c) for c in children]
            assert places == sorted(places), element.tag
            assert all(children.count(c) == 1 for c in ONCE.get(element.tag, []))
        assert all(element.get(a) for a in REQUIRED.get(element.tag, [])), element.tag
        if element.tag in ("title", "description", "comment"):
            assert children and set(children) == {"narrative"}
        if element.tag == "narrative":
            assert element.text.strip()
        if "iso-date" in element.attrib:
            datetime.strptime(element.get("iso-date"), "%Y-%m-%d")
    identifiers = [e.text for e in root.iter("iati-identifier")]
    assert len(set(identifiers)) == len(identifiers)
    assert {e.get("type") for e in root.iter("result")} <= {"1", "2"}


def test_every_value_is_the_warehouses(iati, exported) -> None:
    facts = {row[0]: row[1:] for row in exported.ask(
        "select kpi_id, value, unit, value_type, period_start, period_end, project_id, tier, indicator_id "
        "from marts.fct_kpis"
    )}  # fmt: skip
    seen = 0
    for activity in iati.iter("iati-activity"):
        for result in activity.iter("result"):
            for indicator in result.iter("indicator"):
                unit = indicator.find(f"{OWN}unit").text
                assert f"Unit: {unit}" in {n.text for n in indicator.iter("narrative")}
                for holder in [indicator, *indicator.iter("period")]:
                    for kind in ("baseline", "target", "actual"):
                        for value in holder.findall(kind):
                            key = value.find(f"{OWN}fact").get("id")
                            amount, of, said, start, end, project, tier, indicator_id = facts[key]
                            assert (float(value.get("value")), unit, kind) == (amount, of, said)
                            assert activity.find("iati-identifier").text == f"kplan-{project}"
                            assert indicator.find("reference").get("code") == indicator_id
                            assert result.get("type") == {"headline": "2", "activity": "1"}[tier]
                            if kind == "baseline":
                                assert value.get("year") == str((end or start).year)
                            else:
                                assert holder.find("period-start").get("iso-date") == start.isoformat()
                                assert holder.find("period-end").get("iso-date") == end.isoformat()
                            seen += 1
    assert seen > 20
    assert any("." not in v.get("value") and len(v.get("value")) > 9 for v in iati.iter("target"))  # no exponents


def test_percentages_and_ranks_are_measured_as_such(iati) -> None:
    measures = {(i.find(f"{OWN}unit").text, i.get("measure")) for i in iati.iter("indicator")}
    assert all(m == {"percent": "2", "rank": "4"}.get(u, "1") for u, m in measures)


def test_no_kpi_and_no_milestone_is_lost(iati, ocds, exported) -> None:
    left = exported.rows("left_out.csv")
    assert all(re.search("[가-힣]", r["reason_ko"]) and re.search("[a-z]", r["reason_en"]) for r in left)
    held = [f.get("id") for f in iati.iter(f"{OWN}fact")] + [r["fact_id"] for r in left if r["standard"] == "iati"]
    assert sorted(held) == [k for (k,) in exported.ask("select kpi_id from marts.fct_kpis order by 1")]
    told = [m["id"] for r in ocds["releases"] for m in r["planning"]["milestones"]]
    told += [r["fact_id"] for r in left if r["standard"] == "ocds"]
    assert sorted(told) == [k for (k,) in exported.ask("select milestone_id from marts.fct_milestones order by 1")]


def test_the_release_package_has_what_ocds_asks_for(ocds) -> None:
    assert ocds["version"] == "1.1" and ocds["publisher"]["name"] and ocds["uri"].startswith("urn:")
    ids = set()
    for release in ocds["releases"]:
        assert {"ocid", "id", "date", "tag", "initiationType"} <= set(release)
        assert release["tag"] == ["planning"] and release["initiationType"] == "tender"
        for milestone in release["planning"]["milestones"]:
            assert set(milestone) <= MILESTONE
            assert milestone["status"] in ("scheduled", "met", "notMet", "partiallyMet")
            for name in ("dueDate", "dateMet", "dateModified"):
                if name in milestone:
                    assert datetime.fromisoformat(milestone[name]).utcoffset().total_seconds() == 9 * 3600
            ids.add(milestone["id"])
    assert len(ids) == sum(len(r["planning"]["milestones"]) for r in ocds["releases"])
    assert len({r["id"] for r in ocds["releases"]}) == len(ocds["releases"])


def test_milestones_are_met_only_where_the_plan_tells_of_them_as_past(ocds, exported) -> None:
    sql = "select milestone_id, kind, period_start, period_end, description, quote from marts.fct_milestones"
    facts = {k: row for k, *row in exported.ask(sql)}
    statuses = set()
    for release in ocds["releases"]:
        for m in release["planning"]["milestones"]:
            kind, start, end, description, quote = facts[m["id"]]
            assert (m["status"] == "met") == (kind == "past") == (m["type"] == "past")
            assert m.get("dueDate", "")[:10] == (end.isoformat() if end else "")
            assert ("dateMet" in m) == (kind == "past" and start is not None and start == end)
            assert (m["title"], m["description"]) == (description, quote)
            statuses.add(m["status"])
    assert statuses == {"met", "scheduled"}
