"""The face of the project: the command line, and build.py, where the whole road can be read."""

from pathlib import Path

__version__ = "0.1.0"

ROOT = Path(__file__).resolve().parent.parent  # the checkout: plans/, dbt_project/, warehouse/ lie in it
