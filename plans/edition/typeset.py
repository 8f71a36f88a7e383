"""Typesets the restated edition of a plan: ``round-4.typ`` in, ``plans/chohyeoksin-2025-4-restated.pdf`` (A4) out.

Run ``python plans/edition/typeset.py [OUTPUT.pdf]``. The same text gives the same bytes: fonts come from two locked
packages (Noto Serif/Sans KR, NanumGothic; SIL Open Font License 1.1), never from the machine, and the date is fixed.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "round-4.typ"
OUTPUT = HERE.parent / "chohyeoksin-2025-4-restated.pdf"
PRINTED = 1765843200  # 2025-12-16 00:00 UTC, the plan's own date, as seconds since 1970
FONT_PACKAGES = {"pylopdf_fonts_ko": "pylopdf-fonts-ko", "koreanize_matplotlib": "koreanize-matplotlib"}


def font_folders() -> list[str]:
    """Folders of the packaged fonts, found without importing them. Raises SystemExit naming the package to install."""
    folders = []
    for module, package in FONT_PACKAGES.items():
        spec = find_spec(module)
        if spec is None or not spec.submodule_search_locations:
            raise SystemExit(f"Fonts of the package {package} are missing: pip install {package}")
        folders.append(spec.submodule_search_locations[0])
    return folders


def typeset(output: Path = OUTPUT) -> Path:
    """Write the PDF to ``output`` and return it. Raises SystemExit with file and line where it cannot be set."""
    fonts = font_folders()
    try:
        pdf = typst.compile(
            str(SOURCE), root=str(HERE), font_paths=fonts, ignore_system_fonts=True, format="pdf", timestamp=PRINTED
        )
    except typst.TypstError as error:
        raise SystemExit(error.diagnostic or str(error)) from error
    output.write_bytes(pdf)
    return output


if __name__ == "__main__":
    made = typeset(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
    print(f"{made}: {made.stat().st_size:,} bytes")
