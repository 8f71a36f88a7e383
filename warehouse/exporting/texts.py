"""In: a release. Out: the export's README (Korean and English) and its CITATION.cff."""

from __future__ import annotations

from typing import Any

import yaml

from warehouse.exporting.datapackage import GUARD_EN, GUARD_KO
from warehouse.exporting.release import CODE_LICENCE, TITLE_EN, TITLE_KO, Release, Round, Source


def readme(release: Release) -> str:
    """What lies here, what it was made of, how to read and check it."""
    return f"""# {TITLE_KO} · {TITLE_EN}

kplan {release.version} · fingerprint `sha256:{release.fingerprint}` · {release.created}

| 차수 round | 제목 title | 발표일 published | |
| --- | --- | --- | --- |
{_lines(_round(r) for r in release.rounds)}

| 읽은 문서 documents read | SHA-256 |
| --- | --- |
{_lines(_source(s) for s in release.sources)}

| 파일 file | 무엇 what |
| --- | --- |
| `kplan.xlsx` | 엑셀: 시트마다 마트 하나, 열마다 설명 · Excel: a sheet per mart, every column described |
| `csv/` | 마트마다 CSV 하나, UTF-8(BOM 있음) · a CSV per mart, UTF-8 with a byte order mark |
| `parquet/` | 마트마다 Parquet 하나, 형과 글이 그대로 · a Parquet per mart, types and texts as they are |
| `datapackage.json` | Data Package 2.0: 형, 단위, 키, 출처 · types, units, keys, sources |
| `iati/activities.xml` | 지표를 IATI 2.03의 말로 · KPIs in the words of IATI 2.03 |
| `ocds/milestones.json` | 일정을 OCDS 1.1의 말로 · milestones in the words of OCDS 1.1 |
| `left_out.csv` | 두 표준이 담지 못한 사실과 까닭 · facts the two standards cannot hold, and why |
| `CITATION.cff` | 인용하는 법 · how to cite |
| `SHA256SUMS` | `sha256sum -c SHA256SUMS` |

합계는 `is_additive`인 행만, 한 `amount_type`과 연도 안에서. `is_current`는 차수의 현재 판. {GUARD_KO}

Sum only rows with `is_additive`, within one `amount_type` and year. `is_current` marks the current edition of a round.
{GUARD_EN}

IATI와 OCDS는 표준의 말을 빌린 것이지 등록된 자료가 아니다: 식별자 `kplan-…`은 등록된 접두사가 아니다.
지표는 대표 목표(outcome)와 활동 산출(output)만, 값은 목표·실적·기준값만 담는다.
배경 수치, 전망, 사양은 `left_out.csv`에 있다. 일정은 계획이 지난 일로 말할 때만 `met`이다.

The IATI and OCDS files speak those standards' language; they are no entries in a registry, and `kplan-…` is no
registered prefix. Of KPIs they hold headline goals (outcomes) and outputs of activities, as targets, actuals and
baselines; background figures, forecasts and specifications are in `left_out.csv`. A milestone is `met` only where the
plan tells of it as past.

{release.terms[0]}

{release.terms[1]}
"""


def _lines(rows: Any) -> str:
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def _round(r: Round) -> tuple[str, ...]:
    said = "읽음 read" if r.is_read else "알려지기만 함 announced only"
    return r.round_id, r.title or "", r.published_on.isoformat() if r.published_on else "", said


def _source(s: Source) -> tuple[str, ...]:
    return f"{s.title or s.document_id}{' (재작성본 restated)' if s.is_restated else ''}", f"`{s.sha256}`"


def citation(release: Release) -> str:
    """CITATION.cff 1.2.0 of this data set, its sources as references."""
    rounds = ", ".join(r.round_id for r in release.rounds_read)
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below, and cite the plan itself by its issuer, title, "
        "date and page.",
        "title": f"{TITLE_EN} ({rounds})",
        "type": "dataset",
        "version": release.version,
        "date-released": release.built_at.date(),
        "authors": [{"name": "kplan contributors"}],
        "identifiers": [
            {"type": "other", "value": f"sha256:{release.fingerprint}", "description": "Fingerprint of the warehouse"}
        ],
        "abstract": " ".join(reversed(release.terms)),
    }
    if release.is_all_ours:
        told["license"] = CODE_LICENCE[0]
    references = [_reference(s) for s in release.sources]
    if references:
        told["references"] = references
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)


def _reference(source: Source) -> dict[str, Any]:
    issuer = source.issuer or "미상 (not printed)"
    told = {
        "type": "report",
        "title": source.title or source.document_id,
        "authors": [{"name": issuer}],
        "institution": {"name": issuer},
        "date-released": source.published_on,
        "number": source.document_no,
        "languages": ["ko"],
        "notes": f"SHA-256 of the file read: {source.sha256}"
        + ("; an edition restated by this project in its own sentences" if source.is_restated else ""),
    }
    return {k: v for k, v in told.items() if v is not None}
