"""In: the published warehouse and the dbt project. Out: dbt's documentation as one static page in a folder.

Run as ``python -m kplan.docs FOLDER`` (``make docs``).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from kplan.errors import KplanError, TransformFailed, WrongUsage
from kplan.transform import FILE, PROJECT, close_connections, working_in
from warehouse import DEFAULT


def write_docs(folder: Path, warehouse: Path = DEFAULT) -> Path:
    """Write ``index.html`` (everything in one file) into ``folder``. Raises WrongUsage where nothing is published."""
    if not warehouse.exists():
        raise WrongUsage(f"{warehouse} does not exist. Build it first: make warehouse")
    from dbt.cli.main import dbtRunner

    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        # dbt opens the file for writing: give it a copy, so that readers of the published one are not shut out.
        shutil.copyfile(warehouse.resolve(), Path(scratch) / FILE)
        target = str(Path(scratch) / "target")
        with working_in(Path(scratch)):
            answer = dbtRunner().invoke(
                ["docs", "generate", "--static", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT),
                 "--target-path", target, "--log-path", target, "--quiet"]
            )  # fmt: skip
            close_connections()
        if not answer.success:
            raise TransformFailed(f"dbt could not write the documentation: {answer.exception}")
        return Path(shutil.copyfile(Path(target) / "static_index.html", folder / "index.html"))


if __name__ == "__main__":
    try:
        print(write_docs(Path(sys.argv[1])))
    except KplanError as e:
        sys.exit(str(e))
