"""The gate: what must hold of the raw tables and of the marts before anything is published."""
