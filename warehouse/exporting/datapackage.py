"""In: the marts, their CSV files and the release. Out: ``datapackage.json`` (Data Package 2.0).

https://datapackage.org/standard/data-package/. Properties that the standard does not know (``unit``, ``fingerprint``,
``rounds``, ``hash`` of a source, ``descriptionKo`` …) are additions it allows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.exporting.release import CODE_LICENCE, TITLE_EN, TITLE_KO, Release, Source
from warehouse.exporting.tables import Column, Reference, Table

PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
INTEGERS = re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(\d+,0\)")
NUMBERS = re.compile(r"FLOAT|DOUBLE|DECIMAL\(.*\)")
TYPES = {"VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime"}
GUARD_KO = "글이 =, +, -, @, 탭, 줄바꿈으로 시작하면 앞에 '를 붙였다(수식이 되지 않게). Parquet의 글은 그대로다."
GUARD_EN = (
    "Texts that begin with =, +, -, @, tab or line break carry a ' before it (no formula); in Parquet they do not."
)


def descriptor(release: Release, tables: Sequence[Table], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The whole descriptor; ``files``: path in the package → content, with a CSV for every table."""
    rounds = ", ".join(r.round_id for r in release.rounds_read)
    made: dict[str, Any] = {
        "$schema": PROFILE.format("datapackage"),
        "name": "kplan",
        "title": f"{TITLE_KO} / {TITLE_EN}",
        "description": f"읽은 차수: {rounds}. {GUARD_KO} / Rounds read: {rounds}. {GUARD_EN}",
        "version": release.version,
        "created": release.created,
        "fingerprint": f"sha256:{release.fingerprint}",
        "rounds": [
            {
                "round_id": r.round_id,
                "title": r.title,
                "published_on": r.published_on.isoformat() if r.published_on else None,
                "is_read": r.is_read,
            }
            for r in release.rounds
        ],
        "contributors": [{"title": "kplan contributors", "roles": ["creator"]}],
        "keywords": ["Korea", "government plans", "budgets", "indicators", "milestones", "정부 계획", "예산", "지표"],
        "termsOfUse": {"ko": release.terms[0], "en": release.terms[1]},
    }
    if release.is_all_ours:
        name, title, path = CODE_LICENCE
        made["licenses"] = [{"name": name, "title": title, "path": path}]
    if release.sources:
        made["sources"] = [_source(s) for s in release.sources]
    made["resources"] = [_resource(t, path := f"csv/{t.name}.csv", files[path]) for t in tables]
    return made


def _source(source: Source) -> dict[str, Any]:
    told = {
        "title": source.title or source.file_name,
        "version": source.published_on.isoformat() if source.published_on else None,
        "hash": f"sha256:{source.sha256}",
        "file_name": source.file_name,
        "document_id": source.document_id,
        "round_id": source.round_id,
        "issuer": source.issuer,
        "document_no": source.document_no,
        "page_count": source.page_count,
        "is_restated": source.is_restated,
        "is_current": source.is_current,
    }
    return {k: v for k, v in told.items() if v is not None}


def _resource(table: Table, path: str, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": PROFILE.format("tableschema"),
        "fields": [_field(c, table.key) for c in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [_foreign_key(r, table) for r in table.references]
    return {
        "$schema": PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "path": path,
        "title": table.en,
        "description": f"{table.ko} / {table.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": PROFILE.format("tabledialect"),
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column, key: Sequence[str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": field_type(column.type),
        "description": f"{column.ko} / {column.en}",
        "descriptionKo": column.ko,
        "descriptionEn": column.en,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {}
    if column.is_required or column.name in key:
        constraints["required"] = True
    if list(key) == [column.name]:
        constraints["unique"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(reference: Reference, table: Table) -> dict[str, Any]:
    target = {"fields": [reference.key]}
    if reference.table != table.name:
        target = {"resource": reference.table, **target}
    return {"fields": [reference.column], "reference": target}


def field_type(kind: str) -> str:
    """Table Schema's type for a DuckDB type. Raises ValueError for one that no mart has had yet."""
    if kind.endswith("[]"):
        return "array"
    if INTEGERS.fullmatch(kind):
        return "integer"
    if NUMBERS.fullmatch(kind):
        return "number"
    if kind in TYPES:
        return TYPES[kind]
    raise ValueError(f"No Table Schema type is known for {kind}: add it to warehouse/exporting/datapackage.py")
