"""The raw tables: their columns written once, and the writing of them.

In: the rows one document was read into. Out: newline-JSON files (one folder a document, the reading's cache), and from
them the DuckDB schema ``raw`` with a Korean and an English comment on every table and column.
Boxes are PDF points from the page's top left; money is won or the printed currency's unit; dates are inclusive bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import duckdb

    from ingest.layout.model import Box, Cell

LARGEST_ROW = 64 << 20  # bytes of one row as JSON; a page of text is some kB
SCHEMA_VERSION = 1  # raised when a column changes; part of the cache key


class Column(NamedTuple):
    name: str
    type: str
    ko: str
    en: str
    nullable: bool = True


class RawTable(NamedTuple):
    name: str
    ko: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _c(name: str, type_: str, ko: str, en: str) -> Column:
    return Column(name, type_, ko, en)


def _k(name: str, type_: str, ko: str, en: str) -> Column:
    return Column(name, type_, ko, en, nullable=False)


_DOC = _k(
    "document_id", "VARCHAR", "문서 키 (파일 내용 해시의 앞 12자리)",
    "document key (first 12 hex digits of the file's SHA-256)",
)  # fmt: skip
_PAGE = _k("page_no", "INTEGER", "PDF 쪽 번호 (1부터)", "page of the PDF, from 1")
_BOX = (
    _c("x0", "DOUBLE", "상자 왼쪽 (pt)", "left edge, points"),
    _c("top", "DOUBLE", "상자 위쪽 (pt, 쪽 위에서부터)", "top edge, points from the page's top"),
    _c("x1", "DOUBLE", "상자 오른쪽 (pt)", "right edge, points"),
    _c("bottom", "DOUBLE", "상자 아래쪽 (pt)", "bottom edge, points from the page's top"),
)
_FIGURE = (
    _c("value", "DOUBLE", "수치 (배수를 푼 값)", "figure with its multiples scaled out"),
    _c("value_low", "DOUBLE", "범위의 아래 값", "lower bound of a printed range"),
    _c("value_high", "DOUBLE", "범위의 위 값", "upper bound of a printed range"),
    _c("unit", "VARCHAR", "표준 단위", "conformed unit"),
    _c("unit_printed", "VARCHAR", "인쇄된 단위", "unit as printed"),
    _c("qualifier", "VARCHAR", "한정어 (약, 내외, 이상, 총, 각 …)", "qualifying word beside the figure"),
    _c("sign", "INTEGER", "감소면 -1", "-1 beside a minus mark"),
    _c("is_delta", "BOOLEAN", "증감액 여부", "the figure is a change, not a level"),
    _c(
        "rate",
        "VARCHAR",
        "연·월 단위 수치, 또는 값이 매겨진 단위(kg)",
        "per year or per month, or what a price is for (kg)",
    ),
    _c("breakdown", "VARCHAR", "재원 구분 (국비·지방비·민자)", "source of funds said beside the money"),
)
_PERIOD = (
    _c("period_start", "DATE", "기간 시작", "first day of the period; NULL where open"),
    _c("period_end", "DATE", "기간 끝", "last day of the period; NULL where open"),
    _c("granularity", "VARCHAR", "기간 단위", "day month quarter half year range deadline"),
    _c("is_ongoing", "BOOLEAN", "계속·지속 표시", "said to go on"),
)

TABLES: tuple[RawTable, ...] = (
    RawTable("documents", "읽은 문서", "documents read", ("document_id",), (
        _DOC,
        _k("file_name", "VARCHAR", "파일 이름", "name of the file"),
        _k("sha256", "VARCHAR", "파일 내용의 SHA-256", "SHA-256 of the file"),
        _k("page_count", "INTEGER", "쪽수", "number of pages"),
        _c("producer", "VARCHAR", "PDF를 만든 프로그램", "program that made the PDF"),
        _c("series", "VARCHAR", "계획 시리즈", "series of plans"),
        _c("round_no", "INTEGER", "차수", "round within the series"),
        _c("round_id", "VARCHAR", "차수 키", "key of the round"),
        _c("title", "VARCHAR", "표지 제목", "title on the cover"),
        _c("published_on", "DATE", "발표일", "date on the cover"),
        _c("meeting", "VARCHAR", "회의 이름", "meeting named on the cover"),
        _c("document_no", "VARCHAR", "안건 번호", "document number on the cover"),
        _c("issuer", "VARCHAR", "발행 기관", "issuing body"),
        _c("is_restated", "BOOLEAN", "재작성본 여부", "an edition restated by this project"),
        _c("edition_no", "INTEGER", "rounds.yml에 적힌 공식 판의 차례 (처음 0, 정정본 1부터)",
           "place among the official editions that rounds.yml lists: 0 the first, 1 and up its re-issues"),
        _k("reader_version", "VARCHAR", "읽기 프로그램 판", "version of the reader"),
    )),
    RawTable("pages", "쪽", "pages", ("document_id", "page_no"), (
        _DOC, _PAGE,
        _c("width", "DOUBLE", "너비 (pt)", "width, points"),
        _c("height", "DOUBLE", "높이 (pt)", "height, points"),
        _c("n_characters", "INTEGER", "글자 수", "characters read"),
        _c("n_pictures", "INTEGER", "그림 수", "pictures on the page"),
        _k("outcome", "VARCHAR", "읽은 결과 (ok, empty, picture_only, garbled_text, refused)", "outcome of reading"),
        _c("reason", "VARCHAR", "까닭과 고치는 법", "reason, and the mend"),
    )),
    RawTable("outcomes", "파일별·쪽별 결과와 두 번째 판독기의 의문",
             "outcomes per file and page, doubts of the second reader", ("outcome_id",), (
        _k("outcome_id", "VARCHAR", "키", "key"),
        _c("document_id", "VARCHAR", "문서 키", "document key"),
        _k("file_name", "VARCHAR", "파일 이름", "name of the file"),
        _c("page_no", "INTEGER", "쪽 번호 (문서 전체면 NULL)", "page; NULL for the whole file"),
        _k("outcome", "VARCHAR", "결과", "outcome"),
        _c("code", "VARCHAR", "거절 사유 코드", "code of the refusal"),
        _c("reason", "VARCHAR", "설명", "sentence naming file, page and mend"),
    )),
    RawTable("blocks", "문단", "paragraphs with their bullets", ("document_id", "block_id"), (
        _DOC,
        _k("block_id", "VARCHAR", "문단 키", "key of the paragraph within the document"),
        _PAGE,
        _k("reading_order", "INTEGER", "읽는 순서", "order of reading within the document"),
        _k("text", "VARCHAR", "문단 전체 (머리표 포함)", "whole paragraph, mark included"),
        _c("mark", "VARCHAR", "머리표", "bullet or number as printed"),
        _k("kind", "VARCHAR", "종류",
           "title heading item note caption unit box_title paragraph page_number contents cover"),
        _c("parent_id", "VARCHAR", "상위 문단", "paragraph it hangs under"),
        _k("depth", "INTEGER", "깊이", "0 for a root"),
        _c("path", "VARCHAR[]", "상위 문단들 (바깥부터)", "ancestors, outermost first"),
        _c("part", "VARCHAR", "부분 (summary, body, schedule, front)", "part of the document"),
        _c("project_block_id", "VARCHAR", "속한 프로젝트 제목 문단", "heading of the project it belongs to"),
        _c("box_id", "VARCHAR", "속한 상자", "frame it stands in"),
        _c("size", "DOUBLE", "글자 크기 (pt)", "type size, points"),
        _c("bold", "BOOLEAN", "굵은 글자", "bold"),
        *_BOX,
    )),
    RawTable("tables", "표", "tables, stitched over pages", ("document_id", "table_id"), (
        _DOC,
        _k("table_id", "VARCHAR", "표 키", "key of the table within the document"),
        _k("kind", "VARCHAR", "종류 (data, box, layout)", "data, box or layout"),
        _PAGE,
        _c("pages", "INTEGER[]", "걸친 쪽들", "pages it runs over"),
        _k("n_rows", "INTEGER", "행 수", "rows"),
        _k("n_cols", "INTEGER", "열 수", "columns"),
        _k("header_rows", "INTEGER", "머리 행 수", "header rows"),
        _c("caption", "VARCHAR", "표 제목", "caption"),
        _c("unit", "VARCHAR", "단위 표시", "text of (단위: …)"),
        _c("parent_id", "VARCHAR", "달린 문단", "paragraph it hangs under"),
        _c("project_block_id", "VARCHAR", "속한 프로젝트 제목 문단", "heading of the project it belongs to"),
        *_BOX,
    )),
    RawTable("table_cells", "표의 칸", "cells with spans", ("document_id", "cell_id"), (
        _DOC,
        _k("cell_id", "VARCHAR", "칸 키", "key of the cell within the document"),
        _k("table_id", "VARCHAR", "표 키", "table"),
        _k("row_no", "INTEGER", "행 (0부터)", "row, from 0"),
        _k("col_no", "INTEGER", "열 (0부터)", "column, from 0"),
        _k("row_span", "INTEGER", "행 병합", "rows it covers"),
        _k("col_span", "INTEGER", "열 병합", "columns it covers"),
        _c("text", "VARCHAR", "내용", "text; paragraphs parted by line feeds"),
        _c("is_header", "BOOLEAN", "머리 칸", "header cell"),
        _PAGE, *_BOX,
    )),
    RawTable("mentions", "수치·기간·기관 언급", "typed mentions in the text", ("document_id", "mention_id"), (
        _DOC,
        _k("mention_id", "VARCHAR", "언급 키", "key within the document"),
        _k("block_id", "VARCHAR", "문단 또는 칸 키", "paragraph or cell it stands in"),
        _k("type", "VARCHAR", "종류 (money, period, quantity, agency, arrow, number)",
           "type; number = a digit run no grammar placed"),
        _k("start_at", "INTEGER", "시작 위치", "offset of its first character"),
        _k("end_at", "INTEGER", "끝 위치", "offset after its last character"),
        _k("text", "VARCHAR", "인쇄된 말", "words as printed"),
        *_FIGURE, *_PERIOD,
        _c("needs_year", "BOOLEAN", "연도가 다른 곳에 있음", "its year stands elsewhere"),
        _c("is_reread", "BOOLEAN", "두 번째 판독기가 같은 상자에서 같은 숫자를 찾음",
           "the second reader finds the same digits in the same boxes"),
        _c("context", "VARCHAR", "사실이 아닌 까닭 (제목 연도, 법령 이름, 쪽 번호 …)",
           "why it is no fact of its own, where a reading rule says so"),
        _PAGE, *_BOX,
    )),
    RawTable("claims", "누가 무엇을 얼마나 언제까지", "who says what figure of what, for when",
             ("document_id", "claim_id"), (
        _DOC,
        _k("claim_id", "VARCHAR", "주장 키", "key within the document"),
        _c("mention_id", "VARCHAR", "근거 언급 (표의 행 머리에서 온 기간이면 NULL)",
           "mention it is made of; NULL where its period is a row head's"),
        _k("family", "VARCHAR", "종류 (money, quantity, event)", "money, quantity or event"),
        _k("rule", "VARCHAR", "읽은 규칙", "reading rule"),
        _k("block_id", "VARCHAR", "문단 또는 칸 키", "paragraph or cell"),
        _c("table_id", "VARCHAR", "표 키", "table, where it stands in one"),
        _c("owner_id", "VARCHAR", "표면 표가 달린 문단, 아니면 문단 자체", "paragraph whose headings apply"),
        _k("quote", "VARCHAR", "그 사실을 말하는 인쇄된 말", "words that state it"),
        _PAGE, *_BOX,
        *_FIGURE,
        _c("printed", "VARCHAR", "인쇄된 수치", "figure as printed"),
        *_PERIOD,
        _c("period_printed", "VARCHAR", "인쇄된 기간", "period as printed"),
        _c("period_origin", "VARCHAR", "기간이 선 자리", "beside sentence chain row column heading note none"),
        _c("run_start_year", "INTEGER", "사업 시작 연도", "first year of the programme's run"),
        _c("run_end_year", "INTEGER", "사업 종료 연도", "last year of the programme's run"),
        _c("subject", "VARCHAR", "무엇 (명사구)", "noun phrase the figure is said of"),
        _c("predicate", "VARCHAR", "수치 뒤의 말", "words after the figure"),
        _c("label", "VARCHAR", "괄호 머리말 (라벨)", "label in brackets at the paragraph's head"),
        _c("bracket", "VARCHAR", "수치가 든 괄호 전체", "bracket that holds the figure"),
        _c("sentence", "VARCHAR", "수치가 든 절", "clause that holds the figure"),
        _c("row_label", "VARCHAR", "행 머리", "row head in a table"),
        _c("column_label", "VARCHAR", "열 머리", "column head in a table"),
        _c("tag", "VARCHAR", "[프로젝트] 꼬리표", "[project] tag before an event"),
        _c("agency", "VARCHAR", "기관", "agency said beside the figure"),
        _c("arrow", "VARCHAR", "화살표의 앞·뒤", "before or after an arrow"),
        _c("pair_claim_id", "VARCHAR", "화살표 건너편", "claim on the arrow's other side"),
        _c("list_id", "VARCHAR", "같은 나열", "enumeration it is a member of"),
        _c("list_no", "INTEGER", "나열 순서", "place in the enumeration"),
        _c("is_new", "BOOLEAN", "신규·신설", "said to be new"),
        _c("has_figure", "BOOLEAN", "같은 말에 수치가 있음", "event: a figure stands in the same words"),
        _c("period_mention_id", "VARCHAR", "기간 언급", "mention its period was taken from"),
        _c("run_mention_id", "VARCHAR", "사업 기간 언급", "mention the programme's run was taken from"),
        _c("outer_claim_id", "VARCHAR", "괄호 바로 앞 수치의 주장", "claim of the figure right before its bracket"),
        _c("start_at", "INTEGER", "인용 시작 위치", "offset of the quote in the paragraph or cell"),
        _c("end_at", "INTEGER", "인용 끝 위치", "offset after the quote"),
    )),
)  # fmt: skip

BY_NAME = {t.name: t for t in TABLES}
_COLUMNS = {t.name: tuple(c.name for c in t.columns) for t in TABLES}


class DocumentReading:
    """Rows of one document, a list per raw table, each row in the table's column order."""

    def __init__(self, document_id: str):
        self.document_id = document_id
        self.rows: dict[str, list[tuple[Any, ...]]] = {t.name: [] for t in TABLES}
        self.confined_by: tuple[str, ...] = ()  # what the kernel held the reading to (ingest/pdf/confine.py)

    def add(self, table: str, **values: Any) -> None:
        """Append a row; KeyError-free: a name that is no column of the table raises ValueError."""
        columns = _COLUMNS[table]
        if unknown := values.keys() - columns:
            raise ValueError(f"raw.{table} has no column {sorted(unknown)}")
        self.rows[table].append(tuple(map(values.get, columns)))


def corners(box: Box | Cell) -> dict[str, float]:
    """A box's columns, to hundredths of a point."""
    return {"x0": round(box.x0, 2), "top": round(box.top, 2), "x1": round(box.x1, 2), "bottom": round(box.bottom, 2)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot stand in a raw table")


def save(reading: DocumentReading, folder: Path) -> None:
    """Write one newline-JSON file per raw table into ``folder`` (made if absent)."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
    for table in TABLES:
        names = [c.name for c in table.columns]
        rows = (zip(names, row, strict=True) for row in reading.rows[table.name])
        lines = [encode({n: v for n, v in row if v is not None}) for row in rows]
        (folder / f"{table.name}.ndjson").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty schema ``raw`` with comments."""
    con.execute("create schema if not exists raw")
    for table in TABLES:
        columns = ", ".join(f'"{c.name}" {c.type}{"" if c.nullable else " not null"}' for c in table.columns)
        con.execute(f"create table raw.{table.name} ({columns})")
        con.execute(f"comment on table raw.{table.name} is {_literal(f'{table.ko} / {table.en}')}")
        for c in table.columns:
            con.execute(f'comment on column raw.{table.name}."{c.name}" is {_literal(f"{c.ko} / {c.en}")}')


def load(con: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> dict[str, int]:
    """Fill the raw tables from saved readings, in the order given. Returns rows per table."""
    counts: dict[str, int] = {}
    for table in TABLES:
        files = [str(f / f"{table.name}.ndjson") for f in folders if (f / f"{table.name}.ndjson").stat().st_size]
        if files:
            columns = "{" + ", ".join(f"'{c.name}': '{c.type}'" for c in table.columns) + "}"
            con.execute(
                f"insert into raw.{table.name} select * from read_json(?, columns={columns}, "
                f"format='newline_delimited', maximum_object_size={LARGEST_ROW})",
                [files],
            )
        counts[table.name] = con.execute(f"select count(*) from raw.{table.name}").fetchone()[0]
    return counts
