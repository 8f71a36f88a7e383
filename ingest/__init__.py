"""PDF → raw tables. Reads what stands on the page; never interprets policy (that is dbt_project's work)."""

from ingest import wide_ranges  # noqa: F401
