"""In: what a build knows of itself. Out: the schema ``meta`` of the warehouse, and the reading of it back.

TABLES says what each table and column means. Durations are seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import duckdb


class Column(NamedTuple):
    name: str
    type: str
    ko: str
    en: str
    nullable: bool = False


class Table(NamedTuple):
    """A table of ``meta``, said once: written as it is described, described in docs/dictionary.md as it is written."""

    name: str
    ko: str
    en: str
    columns: tuple[Column, ...]
    is_view: bool = False


def _may_be_null(*columns: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*c, nullable=True) for c in columns)


TABLES = (
    Table("build", "이 빌드 (한 줄)", "this build, one row", (
        Column("build_id", "VARCHAR", "빌드 이름: 만든 때와 들어간 것의 지문", "its time and its inputs' hash"),
        Column("version", "VARCHAR", "kplan의 판", "version of kplan"),
        Column("reader_version", "VARCHAR", "읽는 코드의 지문", "hash of the code that reads"),
        Column("inputs_hash", "VARCHAR", "들어간 것 모두의 지문: 파일, 코드, 모형, 교정",
               "hash of all that went in: files, code, models, corrections"),
        Column("built_at", "TIMESTAMP", "시작한 때 (UTC)", "when it began, UTC"),
        Column("wall_seconds", "DOUBLE", "걸린 시간 (초)", "time it took, seconds"),
        Column("cpu_seconds", "DOUBLE", "쓴 CPU 시간 (초)", "CPU time it took, seconds"),
    )),
    Table("inputs", "읽은 파일", "files read", (
        Column("file_name", "VARCHAR", "파일 이름", "name of the file"),
        Column("path", "VARCHAR", "읽은 자리", "where it lay"),
        Column("sha256", "VARCHAR", "파일의 SHA-256", "SHA-256 of the file"),
        Column("from_cache", "BOOLEAN", "앞서 읽은 것을 씀", "an earlier reading was used"),
        Column("confined_by", "VARCHAR", "읽기를 가둔 커널 기능, 없으면 빈 글",
               "what the kernel held its reading to; empty where nothing"),
    )),
    Table("counts", "표별 행 수와 내용 지문", "rows and hash of the contents per table", (
        Column("table_name", "VARCHAR", "표 (스키마.이름)", "table, schema.name"),
        Column("row_count", "BIGINT", "행 수", "rows"),
        Column("fingerprint", "VARCHAR", "행 순서와 무관한 내용 지문", "hash of the contents, in any order"),
    )),
    Table("steps", "단계별 시간", "time per step", (
        Column("step_no", "INTEGER", "순서", "place in the order"),
        Column("step", "VARCHAR", "단계", "step"),
        Column("wall_seconds", "DOUBLE", "걸린 시간 (초)", "time it took, seconds"),
        Column("cpu_seconds", "DOUBLE", "쓴 CPU 시간 (초)", "CPU time it took, seconds"),
    )),
    Table("models", "dbt 모형과 그 근거", "dbt models and what they are made of", (
        Column("model", "VARCHAR", "모형", "model"),
        Column("schema_name", "VARCHAR", "스키마", "schema"),
        Column("file", "VARCHAR", "SQL 파일", "file of its SQL"),
        Column("made_of", "VARCHAR[]", "바로 앞의 모형과 원자료", "models, seeds and raw tables it reads"),
    )),
    Table("expectations", "점검 규칙의 결과", "results of the rules of the gate", (
        Column("stage", "VARCHAR", "점검 자리: raw, marts", "raw or marts"),
        Column("table_name", "VARCHAR", "표 (스키마.이름)", "table, schema.name"),
        Column("rule_id", "VARCHAR", "규칙 이름", "name of the rule"),
        Column("meaning", "VARCHAR", "규칙의 뜻", "what it asks"),
        Column("severity", "VARCHAR", "error 싣지 않음, warning 알림", "error keeps the build back, warning tells"),
        Column("outcome", "VARCHAR", "held 지켜짐, failed 어긋남, error 돌지 못함", "error: could not run"),
        Column("rows_checked", "BIGINT", "살핀 행", "rows checked"),
        Column("rows_failed", "BIGINT", "어긋난 행", "rows that failed"),
        Column("failing_keys", "VARCHAR", "어긋난 행의 키 (JSON 목록)", "keys of those rows, a JSON list", True),
        Column("message", "VARCHAR", "돌지 못한 까닭", "why it could not run", True),
    )),
    Table("runs", "재빌드 기록: 실행의 단계마다 한 줄", "rebuilds: a row per step of a run", _may_be_null(
        ("run_id", "VARCHAR", "실행 이름", "run"),
        ("started_at", "TIMESTAMP", "시작한 때 (UTC)", "when it began, UTC"),
        ("step", "VARCHAR", "단계; run은 실행 전체", "step; run is the whole"),
        ("source_id", "VARCHAR", "출처 (plans/sources.yml)", "source, as in plans/sources.yml"),
        ("file_name", "VARCHAR", "파일 이름", "name of the file"),
        ("outcome", "VARCHAR", "ok, failed, 또는 단계가 말한 결과", "ok, failed, or what a step says of itself"),
        ("reason", "VARCHAR", "까닭", "why"),
        ("seconds", "DOUBLE", "걸린 시간 (초)", "time it took, seconds"),
        ("build_id", "VARCHAR", "나온 빌드", "build that came of it"),
    )),
    Table("fetches", "출처에 물은 기록: 요청마다 한 줄", "addresses asked: a row per request", _may_be_null(
        ("asked_at", "TIMESTAMP", "물은 때 (UTC)", "when it was asked, UTC"),
        ("source_id", "VARCHAR", "출처 (plans/sources.yml)", "source, as in plans/sources.yml"),
        ("url", "VARCHAR", "주소", "address"),
        ("found_on", "VARCHAR", "그 주소가 걸린 쪽", "page that links to it"),
        ("title", "VARCHAR", "걸린 말", "words of the link"),
        ("outcome", "VARCHAR", "결과: stored 받음, changed 바뀜, 그 밖", "what came of it: stored, changed …"),
        ("http_status", "INTEGER", "HTTP 상태", "HTTP status"),
        ("bytes", "BIGINT", "받은 바이트", "bytes received"),
        ("sha256", "VARCHAR", "받은 것의 SHA-256", "SHA-256 of what was received"),
        ("file", "VARCHAR", "넣은 파일", "file it was stored as"),
        ("etag", "VARCHAR", "서버의 ETag", "ETag of the server"),
        ("last_modified", "VARCHAR", "서버가 말한 고친 때", "Last-Modified of the server"),
        ("round_id", "VARCHAR", "알아본 차수", "round it was recognised as"),
        ("cover_title", "VARCHAR", "표지의 제목", "title on its cover"),
        ("reason", "VARCHAR", "까닭", "why"),
        ("attempts", "INTEGER", "물은 횟수", "times it was tried"),
        ("seconds", "DOUBLE", "걸린 시간 (초)", "time it took, seconds"),
    )),
    Table("source_health", "출처가 잘 되는가: 출처마다 한 줄", "how each source fares: a row per source", _may_be_null(
        ("source_id", "VARCHAR", "출처 (plans/sources.yml)", "source, as in plans/sources.yml"),
        ("last_good_at", "TIMESTAMP", "마지막으로 잘된 때 (UTC)", "its last good visit, UTC"),
        ("failing_since", "TIMESTAMP", "그 뒤 처음 실패한 때; 잘되면 NULL",
         "first visit that failed since; NULL: fares well"),
        ("failing_for", "INTERVAL", "실패한 지 얼마나", "how long it has failed"),
        ("failed_visits", "BIGINT", "그동안 실패한 횟수", "visits that failed since"),
        ("last_reason", "VARCHAR", "마지막 까닭", "last reason"),
    ), is_view=True),
)  # fmt: skip
BY_NAME = {t.name: t for t in TABLES}


@dataclass(frozen=True, slots=True)
class Build:
    build_id: str
    version: str
    reader_version: str
    inputs_hash: str
    built_at: datetime
    wall_seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Input:
    file_name: str
    path: str
    sha256: str
    from_cache: bool
    confined_by: str  # what the kernel held the reading to: "landlock 7, seccomp"; "" where nothing


@dataclass(frozen=True, slots=True)
class Step:
    step_no: int
    step: str
    wall_seconds: float
    cpu_seconds: float


@contextmanager
def at_once(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction: on disk, hundreds of small statements take a second each time they are made durable alone."""
    con.execute("begin")
    yield
    con.execute("commit")  # where the block raised, closing the connection takes everything back


def write(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[object]) -> None:
    """Make ``meta.<table>`` if absent and append ``rows`` (dataclasses in the table's column order, or tuples)."""
    con.execute(made(BY_NAME[table]))
    values = [list(r) if isinstance(r, tuple) else list(astuple(r)) for r in rows]
    if values:
        con.executemany(f"insert into meta.{table} values ({', '.join('?' * len(values[0]))})", values)


def made(table: Table) -> str:
    """SQL that makes a table with its comments; harmless where it is there."""
    columns = ", ".join(f"{c.name} {c.type}{'' if c.nullable else ' not null'}" for c in table.columns)
    there = f"create schema if not exists meta; create table if not exists meta.{table.name} ({columns})"
    return f"{there}; {commented(table)}"


def commented(table: Table) -> str:
    """SQL that writes the descriptions of a table or view, and of its columns, into the database."""
    comments = {f"{'view' if table.is_view else 'table'} meta.{table.name}": f"{table.ko} / {table.en}"}
    comments |= {f"column meta.{table.name}.{c.name}": f"{c.ko} / {c.en}" for c in table.columns}
    return "; ".join(f"comment on {what} is '{said.replace(chr(39), chr(39) * 2)}'" for what, said in comments.items())


def published_inputs_hash(path: Path) -> str | None:
    """``inputs_hash`` of the warehouse published at ``path``; None where there is none that can be read."""
    if not path.exists():
        return None
    import duckdb

    try:
        with duckdb.connect(str(path.resolve()), read_only=True) as con:
            return con.execute("select inputs_hash from meta.build").fetchone()[0]
    except (duckdb.Error, TypeError):
        return None
