"""In: a warehouse. Out: what a release of it says of itself: version, fingerprint, rounds, sources, terms of use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from warehouse.fingerprint import fingerprint

if TYPE_CHECKING:
    import duckdb

TITLE_KO = "정부 계획의 예산·지표·일정"
TITLE_EN = "Budgets, indicators and milestones of Korean government plans"
CODE_LICENCE = ("Apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0")


@dataclass(frozen=True, slots=True)
class Round:
    """A plan round; ``is_read``: a document of it was read, else another document announces it."""

    round_id: str
    series: str | None
    title: str | None
    published_on: date | None
    is_read: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read. ``is_restated``: an edition in this project's own sentences."""

    document_id: str
    round_id: str | None
    title: str | None
    file_name: str
    sha256: str
    page_count: int
    issuer: str | None
    document_no: str | None
    published_on: date | None
    is_restated: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Release:
    """One warehouse. ``fingerprint``: SHA-256 of what ``kplan fingerprint`` prints; ``built_at``: UTC."""

    fingerprint: str
    program_version: str
    build_id: str
    built_at: datetime
    rounds: tuple[Round, ...]
    sources: tuple[Source, ...]

    @property
    def version(self) -> str:
        """A semantic version that no other content has: the program's, and the fingerprint as build metadata."""
        return f"{self.program_version}+{self.fingerprint[:12]}"

    @property
    def created(self) -> str:
        return self.built_at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def rounds_read(self) -> tuple[Round, ...]:
        return tuple(r for r in self.rounds if r.is_read)

    @property
    def is_all_ours(self) -> bool:
        """Every word quoted is this project's own, so its licence is known; of other documents none is recorded."""
        return bool(self.sources) and all(s.is_restated for s in self.sources)

    @property
    def terms(self) -> tuple[str, str]:
        """What is known of the terms of use, Korean and English; nothing more is claimed."""
        if self.is_all_ours:
            return (
                "이 파일의 글은 모두 이 프로젝트의 것이고(재작성본) Apache-2.0으로 쓸 수 있다. "
                "사실은 대한민국 정부의 공개 문서에서 왔다. 그 문서의 이용 조건(공공누리 유형)은 기록되어 있지 않다.",
                "All wording in these files is this project's own (restated editions), under Apache-2.0. The facts "
                "come from public documents of the Korean government; those documents' own terms of use (KOGL type) "
                "are not on record here.",
            )
        return (
            "사실은 대한민국 정부의 공개 문서에서 왔고, 인용한 말은 그 문서의 것이다. "
            "그 문서의 이용 조건(공공누리 유형)은 기록되어 있지 않으므로 여기서 아무것도 허락하지 않는다. "
            "다시 쓰기 전에 발행 기관의 조건을 살핀다.",
            "The facts come from public documents of the Korean government, and the quoted words are theirs. Their "
            "terms of use (KOGL type) are not on record here, so nothing is granted here: look at the issuer's terms "
            "before using the quotes.",
        )


def fingerprint_text(con: duckdb.DuckDBPyConnection) -> str:
    """What ``kplan fingerprint`` prints: a line per table."""
    return "".join(f"{said}  {table}\n" for table, said in fingerprint(con).items())


def read_release(con: duckdb.DuckDBPyConnection) -> Release:
    """The release behind a connection."""
    version, build_id, built_at = con.execute("select version, build_id, built_at from meta.build").fetchone()
    rounds = con.execute(
        "select round_id, series, title, published_on, round_id in (select round_id from marts.dim_document) "
        "from marts.dim_plan_round order by series, round_no, round_id"
    ).fetchall()
    sources = con.execute(
        "select d.document_id, d.round_id, d.title, d.file_name, d.sha256, d.page_count, d.issuer, d.document_no, "
        "r.published_on, coalesce(d.is_restated, false), coalesce(d.is_current, true) "
        "from marts.dim_document d left join marts.dim_plan_round r using (round_id) order by d.round_id, d.document_id"
    ).fetchall()
    digest = hashlib.sha256(fingerprint_text(con).encode()).hexdigest()
    read, told = tuple(Source(*s) for s in sources), tuple(Round(*r) for r in rounds)
    return Release(digest, version, build_id, built_at, told, read)
