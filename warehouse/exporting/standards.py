"""In: a warehouse. Out: the current KPIs and milestones as the two standards' writers take them, and what is left out.

Nothing is left out in silence: a fact that a standard has no words for is a row of ``left_out.csv`` with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that a standard's file does not hold, and why, in both languages."""

    standard: str
    fact_id: str
    reason_ko: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project with who leads and takes part: (name, kind of agency, role)."""

    project_id: str
    name: str
    sector: str | None
    sector_label: str | None
    first_published_on: date
    issuers: tuple[str, ...]
    agencies: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI's value. ``value`` in ``unit``, multiples scaled out; ``place``: file, page and words, for people."""

    kpi_id: str
    project_id: str
    round_id: str
    sub_area: str | None
    indicator_id: str
    indicator: str
    value: float
    value_low: float | None
    value_high: float | None
    unit: str
    value_printed: str | None
    unit_printed: str | None
    period_start: date | None
    period_end: date | None
    value_type: str
    tier: str
    file_name: str
    page_no: int
    quote: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated event; ``published_on``: of its round, the day its state is known of."""

    milestone_id: str
    project_id: str
    round_id: str
    description: str
    period_start: date | None
    period_end: date | None
    kind: str
    document_id: str
    title: str | None
    published_on: date | None
    file_name: str
    page_no: int
    quote: str


REPEATED = ("같은 것을 더 자세히 말하는 사실이 있다: {}", "another fact says the same more fully: {}")
SUPERSEDED = ("차수의 현재 판이 아니다", "not in the current edition of its round")


def read_projects(con: duckdb.DuckDBPyConnection) -> dict[str, Project]:
    """Projects that have facts, by key."""
    agencies: dict[str, list[tuple[str, str, str]]] = {}
    for project_id, *who in con.execute(
        "select distinct b.project_id, a.name, a.kind, b.role from marts.bridge_project_agency b "
        "join marts.dim_agency a using (agency_id) order by b.project_id, b.role, a.name, a.kind"
    ).fetchall():
        agencies.setdefault(project_id, []).append(tuple(who))
    found = con.execute(
        "with facts as (select project_id, round_id, document_id from marts.fct_kpis where is_current "
        "union select project_id, round_id, document_id from marts.fct_milestones where is_current) "
        "select f.project_id, coalesce(any_value(p.project_name), f.project_id), any_value(p.sector), "
        "any_value(p.sector_label), coalesce(min(r.published_on), date '1970-01-01'), "
        "list(distinct d.issuer order by d.issuer) filter (d.issuer is not null) "
        "from facts f left join marts.dim_project p using (project_id) "
        "left join marts.dim_plan_round r using (round_id) "
        "join marts.dim_document d on d.document_id = f.document_id group by f.project_id order by f.project_id"
    ).fetchall()
    return {
        key: Project(key, name, sector, label, day, tuple(issuers or ()), tuple(agencies.get(key, ())))
        for key, name, sector, label, day, issuers in found
    }


def read_kpis(con: duckdb.DuckDBPyConnection, standard: str) -> tuple[list[Kpi], list[LeftOut]]:
    """Current KPIs said once, and the others."""
    found = con.execute(
        "select k.kpi_id, k.project_id, k.round_id, k.sub_area, coalesce(k.indicator_id, k.kpi_id), "
        "coalesce(i.indicator, k.indicator), k.value, k.value_low, k.value_high, k.unit, k.value_printed, "
        "k.unit_printed, k.period_start, k.period_end, k.value_type, k.tier, d.file_name, k.page_no, k.quote "
        "from marts.fct_kpis k left join marts.dim_indicator i using (indicator_id) "
        "join marts.dim_document d on d.document_id = k.document_id "
        "where k.is_current and k.duplicate_of is null order by k.kpi_id"
    ).fetchall()
    return [Kpi(*row) for row in found], _repeated(con, standard, "fct_kpis", "kpi_id")


def read_milestones(con: duckdb.DuckDBPyConnection, standard: str) -> tuple[list[Milestone], list[LeftOut]]:
    """Current milestones said once, and the others."""
    found = con.execute(
        "select m.milestone_id, m.project_id, m.round_id, m.description, m.period_start, m.period_end, m.kind, "
        "m.document_id, d.title, r.published_on, d.file_name, m.page_no, m.quote "
        "from marts.fct_milestones m join marts.dim_document d on d.document_id = m.document_id "
        "left join marts.dim_plan_round r on r.round_id = m.round_id "
        "where m.is_current and m.duplicate_of is null order by m.milestone_id"
    ).fetchall()
    return [Milestone(*row) for row in found], _repeated(con, standard, "fct_milestones", "milestone_id")


def _repeated(con: duckdb.DuckDBPyConnection, standard: str, table: str, key: str) -> list[LeftOut]:
    found: Sequence[tuple[str, str | None, bool]] = con.execute(
        f"select {key}, duplicate_of, is_current from marts.{table} "
        f"where not is_current or duplicate_of is not null order by {key}"
    ).fetchall()
    left = []
    for fact_id, twin, is_current in found:
        ko, en = SUPERSEDED if not is_current else (r.format(twin) for r in REPEATED)
        left.append(LeftOut(standard, fact_id, ko, en))
    return left
