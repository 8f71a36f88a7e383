"""The smallest PDFs that show a trap: content streams go in, the bytes of a whole file come out (written by hand)."""

from __future__ import annotations

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
BOLD = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"


def pdf(
    *contents: str,
    page: str = "/MediaBox [0 0 400 300]",
    fonts: str = "",
    objects: tuple[str, ...] = (),
    xobjects: str = "",
) -> bytes:
    """A file with one page per content stream. /F1 is Helvetica, /F2 its bold. ``objects`` are numbered from 5."""
    parts = ["", "", HELVETICA, BOLD, *objects]
    kids = []
    for content in contents:
        data = content.encode("latin-1")
        parts.append(f"<< /Length {len(data)} >>\nstream\n{content}\nendstream")
        parts.append(
            f"<< /Type /Page /Parent 2 0 R {page} /Contents {len(parts)} 0 R"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R {fonts} >> /XObject << {xobjects} >> >> >>"
        )
        kids.append(f"{len(parts)} 0 R")
    parts[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    parts[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def stream(dictionary: str, content: str) -> str:
    """A stream object's body, for ``objects``."""
    return f"<< {dictionary} /Length {len(content)} >>\nstream\n{content}\nendstream"
