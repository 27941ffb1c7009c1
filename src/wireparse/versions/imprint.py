"""The imprint: what of a story is compared with others, small enough to keep a million of them.

Compared are the paragraphs without the dateline; subheads and list items of a word or two are not, nor are lines that
the story's site repeats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Final

from wireparse.knowledge.site_lines import line_key, site_of_url
from wireparse.model import PROSE_KINDS, TITLE_KINDS, Story
from wireparse.text.view import View
from wireparse.versions.shingles import sampled, shingles, words

__all__ = ["FEWEST_WORDS", "OWN_KINDS", "Imprint", "Passage", "fingerprint", "imprint", "passages"]

#: Of fewer words nothing is said: too many stories have them.
FEWEST_WORDS: Final = 20
#: Subheads and list items of at most so many words are left out.
_LABEL: Final = 2
# What may stand between a dateline and the first word.
_SEPARATORS: Final = " \t\n\xa0-\u2010\u2011\u2012\u2013\u2014\u2015:"


class Passage:
    """A paragraph of a story, without its dateline: `start` and `end` in the source, in code points."""

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text

    @property
    def span(self) -> tuple[int, int, str]:
        """Start, end and text."""
        return self.start, self.end, self.text

    @cached_property
    def runs(self) -> list[int]:
        """Its runs of words, in their order."""
        return shingles(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words, in small letters."""
        return words(self.text)

    @cached_property
    def lines(self) -> frozenset[int]:
        """The keys of its lines, by which a site's furniture is known."""
        return frozenset(line_key(line) for line in View(self.text).text.split("\n")) - {0}


class Imprint:
    """A story as it is compared: its name and digest, where it ran (`site`, `url`), the wire that it names (id and the
    piece that names it), its day, its headline, and its passages."""

    def __init__(
        self,
        name: str,
        sha256: str,
        passages: Iterable[Passage],
        *,
        site: str | None = None,
        url: str | None = None,
        wire: tuple[str, str | None, int | None, int | None] | None = None,
        date: str | None = None,
        headline: str | None = None,
        language: str | None = None,
        aside: int = 0,
    ) -> None:
        """`aside` counts the blocks that are not the story's own."""
        self.name = name
        self.sha256 = sha256
        self.passages = tuple(passages)
        self.site = site
        self.url = url
        self.wire = wire
        self.date = date
        self.headline = headline
        self.language = language
        self.aside = aside

    @cached_property
    def runs(self) -> list[int]:
        """All runs of words, in their order."""
        return [run for passage in self.passages for run in passage.runs]

    @cached_property
    def run_set(self) -> frozenset[int]:
        """All runs of words."""
        return frozenset(self.runs)

    @property
    def too_short(self) -> bool:
        """Whether it has too few words to be compared."""
        return sum(len(passage.words) for passage in self.passages) < FEWEST_WORDS

    @property
    def sample(self) -> list[int]:
        """The sampled runs, sorted; none where the story is too short."""
        return [] if self.too_short else sampled(self.runs)

    @property
    def key(self) -> tuple[str, str, str]:
        """What stories are sorted by: nothing in it depends on the order of the inputs."""
        return self.sha256, self.name, self.site or ""

    def without(self, repeated: AbstractSet[int]) -> Imprint:
        """The same without the passages whose lines its site repeats."""
        kept = [each for each in self.passages if not each.lines or not each.lines <= repeated]
        return self if len(kept) == len(self.passages) else _with(self, kept)

    def packed(self) -> bytes:
        """The imprint as bytes, on one line; the digest stands first."""
        passages = [(each.start, each.end, each.text) for each in self.passages]
        return json.dumps(
            (self.sha256, self.name, passages, self.site, self.url, self.wire, self.date, self.headline, self.language,
             self.aside)
        ).encode()  # fmt: skip

    @classmethod
    def unpacked(cls, data: bytes) -> Imprint:
        """The imprint that `packed` gave the bytes of."""
        digest, name, passages, site, url, wire, date, headline, language, aside = json.loads(data)
        return cls(
            name, digest, (Passage(*each) for each in passages), site=site, url=url, wire=tuple(wire) if wire else None,
            date=date, headline=headline, language=language, aside=aside,
        )  # fmt: skip


def _with(whole: Imprint, passages: list[Passage]) -> Imprint:
    facts: dict[str, Any] = vars(whole).copy()
    kept = ("site", "url", "wire", "date", "headline", "language", "aside")
    return Imprint(whole.name, whole.sha256, passages, **{name: facts[name] for name in kept})


def imprint(story: Story, *, site: str | None = None) -> Imprint:
    """What is compared of a story; `site` is where it ran, if it is known from elsewhere than its address."""
    agency, headline, date = story.agency, story.headline, story.published
    return Imprint(
        story.source.name or "",
        story.source.sha256,
        passages(_paragraphs(story)),
        site=site if site is not None else site_of_url(story.source.url),
        url=story.source.url,
        wire=(agency.id, agency.text, agency.start, agency.end) if agency and agency.id else None,
        date=date.iso if date else None,
        headline=headline.text if headline else None,
        language=story.language,
        aside=sum(block.kind not in OWN_KINDS for block in story.blocks),
    )


#: The kinds of blocks that are the story's own.
OWN_KINDS: Final = PROSE_KINDS | TITLE_KINDS | {"byline", "dateline", "timestamp"}


def passages(paragraphs: Iterable[tuple[int, str, str, int]]) -> Iterator[Passage]:
    """What is compared of paragraphs: each given by where it starts in the source, its text, its kind, and how many of
    its characters are a dateline that it opens with."""
    for start, text, kind, opening in paragraphs:
        if opening:
            opening += len(text) - opening - len(text[opening:].lstrip(_SEPARATORS))
        passage = Passage(start + opening, start + len(text), text[opening:])
        if kind == "paragraph" or len(passage.words) > _LABEL:
            yield passage


def _paragraphs(story: Story) -> Iterator[tuple[int, str, str, int]]:
    dateline = story.dateline
    for paragraph in story.paragraphs:
        inside = dateline is not None and paragraph.start <= dateline.start and dateline.end <= paragraph.end
        opening = dateline.end - paragraph.start if dateline and inside else 0
        yield paragraph.start, paragraph.text, paragraph.kind, opening


def fingerprint(story: Story) -> list[int]:
    """The numbers by which copies of a story are found: sorted, one for about eight runs of five words of it.

    They are below 2 to the power of 61 and the same in any run of Python on any machine, so they can be kept.  Two
    versions of one story share most numbers of the shorter one; stories that share fewer than two are none.  A story
    of fewer than twenty words has none.
    """
    return imprint(story).sample
