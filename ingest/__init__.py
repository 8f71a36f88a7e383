"""PDF → raw tables. Reads what stands on the page; never interprets policy (that is dbt_project's work)."""
