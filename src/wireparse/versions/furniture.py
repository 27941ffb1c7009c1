"""Learning a site's furniture: the lines that three or more of its stories share.

Not furniture is what makes a story: a page that was fetched three times repeats its paragraphs, and a wire's paragraph
stands on many sites, once on each.  Lines come as numbers (`line_key`), stories as their text's digest, and are counted
without regard to order.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from wireparse.knowledge.site_lines import FEWEST, KEY_BITS, SiteLine, SiteLines, line_key
from wireparse.record import Record
from wireparse.text.lines import split_lines
from wireparse.text.view import View
from wireparse.versions.buckets import Buckets

__all__ = ["Learned", "Learner", "PageLines", "page_lines"]

#: A line of so many words reads as prose; so many of them that stand on the same pages, and on no others, are a story.
PROSE_WORDS: Final = 12
STORY_LINES: Final = 4
#: A site of fewer pages shows nothing by the pages that its lines stand on together.
FEW_PAGES: Final = 6
#: Other sites that have a line of prose, once or twice each: then it is a wire's.
CARRIERS: Final = 3

_PAGE_BITS: Final = 62


class PageLines(Record):
    """The lines of one page by their numbers: those that read as prose, and all others; and the page's own number."""

    page: int
    prose: tuple[int, ...]
    others: tuple[int, ...]


def page_lines(text: str, digest: str) -> PageLines:
    """The lines of a text, whose SHA-256 is `digest`."""
    prose: set[int] = set()
    others: set[int] = set()
    for line in split_lines(View(text).text):
        (prose if line.text.count(" ") + 1 >= PROSE_WORDS else others).add(line_key(line.text))
    return PageLines(int(digest[:16], 16) >> 64 - _PAGE_BITS, tuple(prose - {0}), tuple(others - {0}))


class Learned(Record):
    """What was learned: how many stories of each site were seen, and the lines that it repeats, sorted."""

    stories: tuple[tuple[str, int], ...]
    lines: tuple[SiteLine, ...]

    def known(self, more: SiteLines | None = None) -> SiteLines:
        """The lines, to look up, with what is known from elsewhere."""
        own = SiteLines(self.lines, self.stories)
        return own if more is None else own + more

    def rows(self) -> Iterator[str]:
        """The lines of the file: how many stories of each site were seen, then its lines."""
        of: defaultdict[str, list[SiteLine]] = defaultdict(list)
        for line in self.lines:
            of[line.site].append(line)
        for site, seen in self.stories:
            yield json.dumps({"site": site, "line": None, "stories": seen}, ensure_ascii=False)
            for line in of[site]:
                yield json.dumps(
                    {"site": site, "line": f"{line.line:0{KEY_BITS // 4}x}", "stories": line.stories},
                    ensure_ascii=False,
                )


class Learner:
    """Counts the lines of pages, site by site."""

    def __init__(self) -> None:
        self._sites: dict[str, int] = {}
        self._pages: list[set[int]] = []
        self._lines = Lines()
        self.left_out = 0

    def add(self, site: str | None, lines: PageLines) -> None:
        """Take in a page; one without a site is left out, one that was seen already counts once."""
        if not site:
            self.left_out += 1
            return
        number = self._sites.setdefault(site, len(self._sites))
        if number == len(self._pages):
            self._pages.append(set())
        if lines.page in self._pages[number]:
            return
        self._pages[number].add(lines.page)
        for prose, keys in ((1, lines.prose), (0, lines.others)):
            self._lines.add(keys, number << 1 | prose, lines.page)

    def learned(self) -> Learned:
        """What the sites repeat."""
        names = list(self._sites)
        repeated: list[tuple[int, int, int, int, int]] = []
        together: Counter[tuple[int, int]] = Counter()
        for key, places in self._lines.grouped():
            counts = Counter(place >> 1 for place, _ in places)
            prose = places[0][0] & 1
            often = {site for site, seen in counts.items() if seen >= FEWEST}
            carriers = sum(len(self._pages[site]) >= FEWEST for site in counts.keys() - often)
            if not often or (prose and carriers >= max(CARRIERS, len(often))):
                continue
            pages: Counter[int] = Counter()
            for place, page in places:
                pages[place >> 1] += page
            for site in often:
                signature = pages[site]
                together[site, signature] += prose
                repeated.append((site, key, counts[site], prose, signature))
        lines = [
            SiteLine(names[site], key, seen)
            for site, key, seen, prose, signature in repeated
            if not (prose and self._is_story(site, seen, together[site, signature]))
        ]
        stories = tuple(sorted((name, len(self._pages[site])) for name, site in self._sites.items()))
        return Learned(stories, tuple(sorted(lines)))

    def _is_story(self, site: int, seen: int, together: int) -> bool:
        """Whether so many lines of prose, which stand on the same pages, are a story that was fetched again."""
        pages = len(self._pages[site])
        return together >= STORY_LINES and (pages < FEW_PAGES or 2 * seen <= pages)

    def close(self) -> None:
        """Let go of what was written out."""
        self._lines.close()


class Lines:
    """Which lines stand where: rows of line, place and page, grouped by line.

    Rows do not fit a number, so they are kept in parts, and the line's number with the row's in buckets.
    """

    def __init__(self) -> None:
        self._keys = Buckets(64)
        self._places = array("Q")
        self._of_pages = array("Q")

    def add(self, keys: Iterable[int], place: int, page: int) -> None:
        """The lines of a page."""
        row = len(self._places)
        self._places.append(place)
        self._of_pages.append(page)
        self._keys.extend([key << _ROW_BITS | row for key in keys])

    def grouped(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Each line that stands on `FEWEST` pages or more, with its places and their pages."""
        mask = (1 << _ROW_BITS) - 1
        for bucket in self._keys.sorted():
            before = -1
            rows: list[int] = []
            for number in bucket:
                key = number >> _ROW_BITS
                if key != before:
                    if len(rows) >= FEWEST:
                        yield before, [(self._places[row], self._of_pages[row]) for row in rows]
                    before, rows = key, []
                rows.append(number & mask)
            if len(rows) >= FEWEST:
                yield before, [(self._places[row], self._of_pages[row]) for row in rows]

    def close(self) -> None:
        """Let go of what was written out."""
        self._keys.close()


#: Bits that are left for the number of a row: 16 million of them.
_ROW_BITS: Final = 64 - KEY_BITS
