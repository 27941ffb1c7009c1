"""Parts of a page that came late: a server that streams a page sends what is slow behind the rest, hidden, and a script
sets it in its place.  Here they are set in it as the script would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wireparse.pattern import regex

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["set_in_place"]

#: The ids of a part and of the place that it belongs to, as React writes them.
_PART: Final = regex(r"(.{0,40})S:([0-9a-f]{1,8})")
_MOST: Final = 200


def set_in_place(tree: LexborHTMLParser) -> None:
    """Move each part of a tree that came late to its place, and show it; one without a place is shown where it is."""
    for part in tree.css('[hidden][id*="S:"]')[:_MOST]:
        found = _PART.fullmatch(part.attributes.get("id") or "")
        if found is None:
            continue
        del part.attrs["hidden"]
        place = tree.css_first(f'template[id="{found[1]}B:{found[2]}"]') if found[1].isalnum() or not found[1] else None
        if place is not None:
            place.insert_before(part)
            part.decompose()
