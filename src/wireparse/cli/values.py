"""Values of options: what they may be, and what to say when they are not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wireparse.errors import UsageError, unknown
from wireparse.model import CERTAINTIES, Certainty

__all__ = ["certainty", "input_form", "job_count", "names", "one_of", "rotation", "share", "size"]

_UNITS: Final = {"k": 1, "m": 2, "g": 3, "t": 4}
_LONGEST: Final = 15


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    """`value` if it is one of `known`."""
    if value not in known:
        raise unknown(f"value for {option}:", value, known, f"one of {', '.join(known)}")
    return value


def size(value: str) -> int:
    """A number of bytes: `500000`, `64M`, `1G` (powers of 1024)."""
    text = value.strip().lower()
    text = text.removesuffix("ib" if text.endswith("ib") else "b")
    figures = (text[:-1] if text[-1:] in _UNITS else text).rstrip()
    number = int(figures) << 10 * _UNITS.get(text[-1:], 0) if figures.isdecimal() and len(figures) <= _LONGEST else 0
    if not number:
        raise UsageError(f"{value!r} is no size for --max-size; write it as 500000, 64M or 1G")
    return number


def job_count(value: str) -> int:
    """A number of processes; `auto` is as many as there are processors."""
    from wireparse.batch.pool import processors

    if value == "auto":
        return processors()
    if not value.isdecimal() or not 0 < int(value) <= 1024:
        raise UsageError(f"{value!r} is no number of jobs; give auto, or a number from 1")
    return int(value)


def rotation(value: str | None) -> int:
    """A number of stories for a part file; 0 if none is given."""
    if value is None:
        return 0
    if not (value.isascii() and value.isdecimal() and len(value) <= _LONGEST and int(value)):
        raise UsageError(f"{value!r} is no number of stories for --rotate; give one from 1, such as 50000")
    return int(value)


def share(value: str | None) -> tuple[int, int] | None:
    """One of so many shares: `3/16`."""
    if value is None:
        return None
    which = [int(part) for part in value.split("/") if part.isascii() and part.isdecimal() and len(part) <= _LONGEST]
    if value.count("/") != 1 or len(which) != 2 or not 0 < which[0] <= which[1]:
        raise UsageError(f"{value!r} is no share for --shard; write 3/16 for the third of sixteen")
    return which[0], which[1]


def names(option: str, value: str | None) -> tuple[str, ...]:
    """The names in a list with commas; none if the option is not given."""
    if value is None:
        return ()
    found = tuple(name.strip() for name in value.split(","))
    if not all(found):
        raise UsageError(f"{value!r} names nothing for {option}; write it as headline,dateline,paragraphs")
    return found


def certainty(value: str) -> Certainty:
    """The tier of the least certain quotes to put out."""
    for tier in CERTAINTIES:
        if value == tier:
            return tier
    raise unknown("value for --certainty:", value, CERTAINTIES, f"one of {', '.join(CERTAINTIES)}")


def input_form(value: str, *, fix: bool) -> str:
    """The name of a form of input, for which, and for `fix`, all is there that is needed."""
    from wireparse.readers import AUTO, form_named

    if value != AUTO:
        form_named(value)
    if fix:
        from wireparse.readers.mojibake import check

        check()
    return value
