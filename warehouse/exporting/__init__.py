"""Handing a warehouse on: one folder with its marts in open formats, described, with sources, hashes and a citation."""

from warehouse.exporting.folder import NotAnExport
from warehouse.exporting.writing import Exported, export

__all__ = ["Exported", "NotAnExport", "export"]
