"""Publishing a checked DuckDB file, opening it, and telling whether two of them say the same."""

from warehouse.opening import DEFAULT, NoWarehouse, open_warehouse

__all__ = ["DEFAULT", "NoWarehouse", "open_warehouse"]
