"""Cells that no spreadsheet runs: one that would be taken for a formula gets an apostrophe in front, as the Open
Worldwide Application Security Project advises."""

from __future__ import annotations

from typing import Final, TypeAlias

__all__ = ["Cell", "safe"]

Cell: TypeAlias = str | int | float | bool | None

# What opens a formula in a spreadsheet, in full width too.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")


def safe(cell: Cell) -> Cell:
    """A cell as it is written."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
