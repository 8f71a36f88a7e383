"""What a rule of the gate is: one sentence that must hold of every row of one table.

A rule is either one of Great Expectations' own expectations over printed columns, or a condition in DuckDB's SQL, which
may look into other tables; its truth per row becomes a column of the frame. Nothing here imports Great Expectations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ERROR = "error"  # a failure blocks publishing
WARNING = "warning"  # a failure is reported and published


@dataclass(frozen=True, slots=True)
class Rule:
    """``expectation`` names a class of great_expectations.expectations; ``arguments`` are its keyword arguments.

    Where ``condition`` is set (SQL over the table's columns, alias ``t``), the rule asks that it is true or NULL.
    """

    rule_id: str
    meaning: str
    expectation: str
    arguments: dict[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()  # of the table, needed in the frame
    condition: str | None = None
    severity: str = ERROR


@dataclass(frozen=True, slots=True)
class Suite:
    """Rules of one table (``schema.name``), whose rows are named by ``key``."""

    table: str
    key: tuple[str, ...]
    rules: tuple[Rule, ...]


def holds(rule_id: str, condition: str, meaning: str, severity: str = ERROR) -> Rule:
    """``condition`` (SQL) is true, or NULL, in every row."""
    return Rule(
        rule_id,
        meaning,
        "ExpectColumnValuesToBeInSet",
        {"column": rule_id, "value_set": [True]},
        (),
        condition,
        severity,
    )


def one_of(column: str, values: Sequence[str], severity: str = ERROR) -> Rule:
    """``column`` is NULL or one of ``values``."""
    return Rule(
        f"{column}_known",
        f"{column} is one of {', '.join(values)}",
        "ExpectColumnValuesToBeInSet",
        {"column": column, "value_set": list(values)},
        (column,),
        severity=severity,
    )


def between(column: str, low: float | None, high: float | None, severity: str = ERROR) -> Rule:
    """``column`` is NULL or within the bounds, both included."""
    return Rule(
        f"{column}_in_range",
        f"{column} lies between {low if low is not None else '…'} and {high if high is not None else '…'}",
        "ExpectColumnValuesToBeBetween",
        {"column": column, "min_value": low, "max_value": high},
        (column,),
        severity=severity,
    )


def not_null(column: str, severity: str = ERROR) -> Rule:
    return Rule(
        f"{column}_given", f"{column} is given", "ExpectColumnValuesToNotBeNull", {"column": column}, (column,),
        severity=severity,
    )  # fmt: skip


def unique(columns: Sequence[str], severity: str = ERROR) -> Rule:
    """No two rows have the same values in ``columns``."""
    columns = tuple(columns)
    if len(columns) == 1:
        kind, arguments = "ExpectColumnValuesToBeUnique", {"column": columns[0]}
    else:
        kind, arguments = "ExpectCompoundColumnsToBeUnique", {"column_list": list(columns)}
    return Rule("key_unique", f"no two rows share {', '.join(columns)}", kind, arguments, columns, severity=severity)


def not_blank(column: str, severity: str = ERROR) -> Rule:
    """``column`` is NULL or holds a character that is no white space."""
    return Rule(
        f"{column}_not_blank",
        f"{column} holds words",
        "ExpectColumnValuesToMatchRegex",
        {"column": column, "regex": r"\S"},
        (column,),
        severity=severity,
    )
