"""In: an open warehouse. Out: the export folder: CSV, Parquet, workbook, Data Package, IATI, OCDS, citation, checksums.

The same warehouse gives the same bytes: rows come in the order of their keys, times are those of the build.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.exporting import iati, ocds, texts
from warehouse.exporting.csvs import csv_bytes, table_csv
from warehouse.exporting.datapackage import descriptor
from warehouse.exporting.folder import aside, files_in
from warehouse.exporting.parquets import write_parquet
from warehouse.exporting.release import read_release
from warehouse.exporting.standards import read_kpis, read_milestones, read_projects
from warehouse.exporting.tables import read_tables, rows

if TYPE_CHECKING:
    import duckdb

Step = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the folder, its release's version and fingerprint, numbers of tables, rows, files and bytes."""

    path: str
    version: str
    fingerprint: str
    rounds: tuple[str, ...]
    tables: int
    rows: int
    files: int
    size: int
    left_out: int


def export(
    con: duckdb.DuckDBPyConnection, out: Path, models: Path, step: Step = lambda name: nullcontext()
) -> Exported:
    """Write the export of ``con`` into the folder ``out``; ``models``: the folder of the marts' YAML.

    ``step`` is asked for a context around each part, by its name. Raises NotAnExport where ``out`` holds something
    else, lock.Locked where another run writes there.
    """
    con.execute("set threads = 1")  # rows of a Parquet file lie in one order only
    release, tables = read_release(con), read_tables(con, models)
    n_rows = 0
    with aside(out) as folder:
        files: dict[str, bytes] = {}
        with step("tables"):
            for table in tables:
                files[f"csv/{table.name}.csv"] = table_csv(table, rows(con, table))
                n_rows += con.execute(f'select count(*) from marts."{table.name}"').fetchone()[0]
            (folder / "parquet").mkdir()
            for table in tables:
                write_parquet(con, table, release, folder / "parquet" / f"{table.name}.parquet")
        with step("workbook"):
            from warehouse.exporting.workbook import write_workbook

            write_workbook(tables, lambda t: rows(con, t), release, folder / "kplan.xlsx")
        with step("standards"):
            projects = read_projects(con)
            kpis, repeated = read_kpis(con, iati.STANDARD)
            milestones, repeated_too = read_milestones(con, ocds.STANDARD)
            files["iati/activities.xml"], unsayable = iati.activities(release, projects, kpis)
            files["ocds/milestones.json"] = ocds.release_package(release, projects, milestones)
            left = sorted([*repeated, *unsayable, *repeated_too], key=lambda x: (x.standard, x.fact_id))
            header = ("standard", "fact_id", "reason_ko", "reason_en")
            files["left_out.csv"] = csv_bytes(header, ([getattr(x, h) for h in header] for x in left))
        package = descriptor(release, tables, files)
        files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
        files["README.md"] = texts.readme(release).encode()
        files["CITATION.cff"] = texts.citation(release).encode()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    there = [out / name for name in files_in(out)]
    return Exported(
        str(out), release.version, release.fingerprint, tuple(r.round_id for r in release.rounds_read), len(tables),
        n_rows, len(there), sum(p.stat().st_size for p in there), len(left),
    )  # fmt: skip
