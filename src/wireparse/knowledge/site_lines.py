"""What a site repeats: lines that several of its stories share, learned from its other pages.

A menu, a plea for newsletters, a list of the day's most read stands on page after page of one site, and nowhere is that
seen better than on those pages.  Here is what was learned (`wireparse.versions.furniture` learns it), as digests of
lines with the number of stories that had them; the window takes it as evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import Final

from wireparse.pattern import regex
from wireparse.record import Record

__all__ = ["FEWEST", "KEY_BITS", "NOWHERE", "SiteLine", "SiteLines", "SitePages", "line_key", "site_of_url"]

# The authority of an address (RFC 3986, 3.2): whoever logs in, the host (an IPv6 address in brackets), the port.
_AUTHORITY: Final = regex(
    r"[a-zA-Z][\w+.-]{0,20}://(?:[^/?#@]{0,200}@)?\[?(?P<host>(?<=\[)[\da-fA-F:.]{2,60}(?=\])|[^/?#:@\[\]\s]{1,300})"
)
#: A line of fewer stories than these is not its site's.
FEWEST: Final = 3
#: A page is of the site that has so many of its lines, where nobody says which it is.
SEVERAL: Final = 5
#: Bits of a line's number: enough for the lines of one site.
KEY_BITS: Final = 40

_NUMBER: Final = re.compile(r"\d[\d.,:]*+")
_MOST: Final = 1000


def line_key(text: str) -> int:
    """A number of 40 bits that tells a line, as a view shows it, from others: however it is spaced, in small or capital
    letters, with whatever numbers ("3 hours ago"); 0 for a line without a letter or digit."""
    plain = _NUMBER.sub("#", " ".join(text[:_MOST].split()).casefold())
    if not any(map(str.isalnum, plain)) and "#" not in plain:
        return 0
    return int.from_bytes(sha256(plain.encode("utf-8", "surrogatepass")).digest()[: KEY_BITS // 8]) or 1


def site_of_url(url: str | None) -> str | None:
    """The site of an address: its host without `www.`; None for what has none."""
    authority = _AUTHORITY.match(url) if url else None
    host = authority["host"].lower() if authority else ""
    return host.removeprefix("www.") or None


class SiteLine(Record):
    """A line of a site: its key, and how many of the site's stories have it."""

    site: str
    line: int
    stories: int


class SitePages(Record):
    """What is known for a page of one site: the lines that its other pages have, and whether so many of them were seen
    that what is not among these lines is likely to be the story's."""

    repeated: AbstractSet[int]
    well_known: bool = False


#: What is known of a site that nobody has seen.
NOWHERE: Final = SitePages(frozenset())
# So many pages of a site show nearly all that it repeats.
_WELL_KNOWN: Final = 8


class SiteLines:
    """The lines that sites repeat.  What several runs have learned is added up."""

    def __init__(self, lines: Iterable[SiteLine] = (), stories: Iterable[tuple[str, int]] = ()) -> None:
        """`lines` are those of any number of runs, `stories` how many stories of a site each run saw."""
        self.stories: Counter[str] = Counter()
        self._counts: Counter[tuple[str, int]] = Counter()
        for site, seen in stories:
            self.stories[site] += seen
        for line in lines:
            self._counts[line.site, line.line] += line.stories
        self._lines: defaultdict[str, set[int]] = defaultdict(set)
        for (site, key), seen in self._counts.items():
            if seen >= FEWEST:
                self._lines[site].add(key)
        self._anywhere: SitePages | None = None
        self._sites_of: defaultdict[int, list[str]] | None = None

    def __add__(self, other: SiteLines) -> SiteLines:
        """What two runs have learned."""
        counts = self._counts + other._counts
        lines = (SiteLine(site, key, seen) for (site, key), seen in counts.items())
        return SiteLines(lines, (self.stories + other.stories).items())

    @classmethod
    def read(cls, rows: Iterable[tuple[str, str | None, int]]) -> SiteLines:
        """What rows of files say: a site, the number of a line in hexadecimal, how many stories have it; without a
        line, how many stories of the site were seen."""
        lines: list[SiteLine] = []
        stories: list[tuple[str, int]] = []
        for site, line, seen in rows:
            if line is None:
                stories.append((site, seen))
            else:
                lines.append(SiteLine(site, int(line, 16), seen))
        return cls(lines, stories)

    @property
    def sites(self) -> AbstractSet[str]:
        """The sites of which something is known."""
        return self._lines.keys()

    def likeliest(self, lines: Iterable[str]) -> str | None:
        """The site that a page with these lines is of: the one that has most of them, if it has several and twice as
        many as the next; None where that is open."""
        if self._sites_of is None:
            self._sites_of = defaultdict(list)
            for site, keys in self._lines.items():
                for key in keys:
                    self._sites_of[key].append(site)
        found = Counter(site for key in set(map(line_key, lines)) for site in self._sites_of.get(key, ()))
        ranked = [*found.most_common(2), ("", 0)]
        (best, most), (_, next_most) = ranked[0], ranked[1] if len(ranked) > 2 else ("", 0)
        return best if most >= SEVERAL and most >= 2 * next_most else None

    def of(self, site: str | None) -> SitePages:
        """What is known for a page of a site; where nobody says which it is, the lines of all sites."""
        if site is not None:
            if site not in self._lines:
                return NOWHERE
            return SitePages(self._lines[site], self.stories[site] >= _WELL_KNOWN)
        if self._anywhere is None:
            self._anywhere = SitePages(frozenset().union(*self._lines.values()))
        return self._anywhere
