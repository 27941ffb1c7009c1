"""Dates: where an expression of time ends, and which day it means."""

from __future__ import annotations

import re
from typing import Final

from wireparse.model import Basis

__all__ = ["date_at", "resolve"]

_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|ene|abr|ago|dic|mai|f[eé]v|avr|ao[uû]t|d[eé]c|m[aä]r|okt|dez|"
    r"янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|января|февраля|марта|апреля|июня|июля|августа|сентября|октября|"
    r"ноября|декабря)\b\.?"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th|\.|º)?"
_DATE: Final = re.compile(
    rf"(?:{_MONTH} ?{_DAY}|{_DAY}(?: de)? ?{_MONTH})(?:,? \d{{4}}\b)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b",
    re.IGNORECASE,
)


def date_at(text: str, at: int) -> int | None:
    """The end of a date that starts exactly at `at` in folded text, in any language known; None where there is none."""
    match = _DATE.match(text, at)
    return match.end() if match else None


def resolve(
    text: str, *, language: str | None, reference: str | None, day_first: bool | None = None
) -> tuple[str | None, Basis]:
    """The ISO form of one expression as far as it is known, and its basis; `reference` is the story's own day."""
    return None, "stated"
