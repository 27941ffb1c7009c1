"""What callers may say of a text: checked where it comes in, with one sentence for what cannot be meant.

A language tag is one of BCP 47 (RFC 5646): a primary subtag of two letters is looked up in the table of ISO 639-1, and
one of three letters must not have two that say the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache
from typing import Final

from wireparse import lexicon
from wireparse.errors import UsageError, unknown
from wireparse.model import Story
from wireparse.pattern import pattern

__all__ = ["checked_date", "checked_language", "checked_parts", "checked_text"]

# Language and its extensions, script, region, variants, extensions, private use.
_TAG: Final = pattern(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3})){0,4}(?:-[a-wyz\d](?:-[a-z\d]{2,8}){1,4}){0,4}(?:-x(?:-[a-z\d]{1,8}){1,4})?"
)
_LONGEST: Final = 100


def checked_text(text: object) -> str:
    """`text`, if it is one.  Raises `UsageError` for bytes and everything else."""
    if isinstance(text, str):
        return text
    if isinstance(text, bytes | bytearray | memoryview):
        raise UsageError("parse takes text, not bytes; decode them, or let parse_file read the file")
    raise UsageError(f"parse takes text, not {type(text).__name__}; give a str, or a path to parse_file")


def checked_date(value: str | datetime.date | None) -> str | None:
    """The ISO 8601 day of a date or of a text that is one; of a full time only the day is kept.  None stays None.
    Raises `UsageError`."""
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return datetime.date(value.year, value.month, value.day).isoformat()
    try:
        day, time = value[:10], value[10:]
        if time[:1] not in ("", "T", "t", " "):
            raise ValueError
        return datetime.date.fromisoformat(day).isoformat()
    except (TypeError, ValueError):
        raise UsageError(f"{value!r} is no date; write it as 2017-11-22") from None


def checked_language(value: str | None) -> str | None:
    """The BCP 47 tag, in its usual capitals (`pt-BR`, `zh-Hans`), of a tag or of a locale's name such as `pt_BR`.  None
    stays None.  Raises `UsageError`."""
    if value is None:
        return None
    tag = str(value).replace("_", "-").lower()
    found = _TAG.fullmatch(tag) if isinstance(value, str) and len(tag) <= _LONGEST else None
    if found is None or not _is_language(found["language"]):
        raise unknown("language", str(value), (), "write a tag such as en, de or pt-BR", meant=_meant(tag))
    first, *others = tag.split("-")
    return "-".join([first, *_capitalised(others)])


def _is_language(primary: str) -> bool:
    """Is it in the table, or a code of three letters for a language that has none of two?"""
    known = _primary().get(primary)
    return known == primary or (known is None and len(primary) == 3)


def _meant(word: str) -> str | None:
    """The code of the language that goes by this name, or by one that is nearly it."""
    from difflib import get_close_matches

    known = _primary()
    near = get_close_matches(word, known, n=1, cutoff=0.75) if 3 < len(word) <= _LONGEST else []
    return known.get(near[0] if near else word)


def _capitalised(subtags: list[str]) -> list[str]:
    """Regions in capitals and scripts with one, up to the first single letter (RFC 5646, 2.1.1)."""
    single = next((at for at, subtag in enumerate(subtags) if len(subtag) == 1), len(subtags))
    usual = {2: str.upper, 4: str.capitalize}
    return [usual.get(len(subtag), str)(subtag) for subtag in subtags[:single]] + subtags[single:]


def checked_parts(parts: Iterable[str]) -> tuple[str, ...]:
    """The keys of a story, each once.  Raises `UsageError` for a word that is none, and for a string of them."""
    if isinstance(parts, str):
        raise UsageError(f"the keys of a story are given as a set, also if there is only one; write {{{parts!r}}}")
    kept = tuple(dict.fromkeys(parts))
    for part in kept:
        if part not in Story._fields:
            raise unknown("field", part, Story._fields, "wireparse schema lists them")
    return kept


@cache
def _primary() -> dict[str, str]:
    """The codes of two letters by themselves, and by what else the language is called in small letters: its codes of
    three letters, those of old, its name."""
    return {
        name: code for code, codes, title in lexicon.rows("languages") for name in (code, *codes.split(), title.lower())
    }
