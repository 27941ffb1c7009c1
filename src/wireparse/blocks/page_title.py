"""The headline of a page that says what its story is called: which line of the page says the same."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Final

from wireparse.blocks.window import STORY
from wireparse.draft import Line
from wireparse.pattern import regex

__all__ = ["folded", "title_start", "titled"]

#: So many characters of a line are compared with the page's titles.
_READ: Final = 300
#: A title of fewer words may end a line by chance; before it stands a kicker of no more words than so many.
_TELLING: Final = 3
_KICKER: Final = 8

_WORD: Final = regex(r"\w+")


def folded(text: str) -> str:
    """The words of a title in small letters, without the hyphens that a line may be broken at."""
    return " ".join(_WORD.findall(text[:_READ].replace("\u00ad", "").casefold()))


def titled(
    lines: Sequence[Line], titles: Iterable[str], states: Sequence[int], headings: Container[int] = ()
) -> int | None:
    """The line that is a title of the page, or that ends in one behind a kicker; None where no line is one.

    `titles` are the page's, the likeliest first, `states` where in the window each line is, `headings` the lines that
    the page has in headings: these go before all others.  Of several with one title the last above the story or its
    first line is meant, else the first below it.
    """
    opening = states.index(STORY) if STORY in states else len(states)
    wanted = list(filter(None, map(folded, titles)))
    texts = [folded(line.text) for line in lines] if wanted else []
    for among in (headings, range(len(lines))):
        for title in wanted:
            at = [number for number, text in enumerate(texts) if text == title and number in among]
            at = at or [number for number, text in enumerate(texts) if _ends(text, title) and number in among]
            if at:
                above = [number for number in at if number <= opening]
                return above[-1] if above else at[0]
    return None


def _ends(text: str, title: str) -> bool:
    if not text.endswith(f" {title}") or title.count(" ") + 1 < _TELLING:
        return False
    kicker = text[: -len(title)].split()
    return len(kicker) <= _KICKER and (len(kicker) > 1 or not kicker[0].isdigit())


def title_start(text: str, titles: Iterable[str]) -> int:
    """Where the title of a page starts in a line that may have a kicker before it: 0 where it has none."""
    line = folded(text)
    for title in filter(None, map(folded, titles)):
        if title == line:
            return 0
        if _ends(line, title):
            return list(_WORD.finditer(text))[line.count(" ") - title.count(" ")].start()
    return 0
