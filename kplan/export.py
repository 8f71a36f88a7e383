"""In: a published warehouse. Out: its export, a folder for those who have no kplan, and a sentence that counts."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kplan.errors import Busy, WrongUsage
from kplan.language import say
from kplan.progress import Progress
from warehouse import open_warehouse
from warehouse.lock import Locked


def write_export(warehouse: Path, out: Path, progress: Progress, as_json: bool = False) -> str:
    """Write the export into ``out``. Raises NoWarehouse, WrongUsage where ``out`` is not an export's place, Busy."""
    from kplan.transform import PROJECT
    from warehouse.exporting import NotAnExport, export

    with open_warehouse(warehouse) as con:
        try:
            made = export(con, out, PROJECT / "models" / "marts", progress.step)
        except NotAnExport as e:
            raise WrongUsage(str(e)) from e
        except Locked as e:
            raise Busy(str(e)) from e
    if as_json:
        return json.dumps(asdict(made), ensure_ascii=False)
    lines = [
        say("Exported   {} tables, {} rows, {} files, {} MB", made.tables, f"{made.rows:,}", made.files,
            f"{made.size / 1e6:.1f}"),
        say("Release    {} of rounds {}", made.version, ", ".join(made.rounds)),
        say("Left out   {} facts of the IATI and OCDS files, each with its reason in left_out.csv", made.left_out),
        say("Written    {}; check it: cd {} && sha256sum -c SHA256SUMS", made.path, made.path),
    ]  # fmt: skip
    return "\n".join(lines)
