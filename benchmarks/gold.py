#!/usr/bin/env python3
"""Read the project's own gold pages and score the program on them.

    python benchmarks/gold.py                # every figure, and what is wrong, page by page
    python benchmarks/gold.py --records      # the pages as JSON Lines, in the form that the fitting scripts read

The pages lie in `gold/`; its README says how one is written.  `benchmarks/accuracy.py` holds these figures against
their floors.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wireparse import Story, parse
from wireparse.model import BLOCK_KINDS, Quote

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "gold"
ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "nel": "\x85", "ls": "\u2028", "ps": "\u2029"}
ANSWERS = "----"
FACTS = ("about", "ends", "language", "dateline", "byline", "direct", "reported", "maybe", "not")
#: A quote is found if it shares this much of its characters with the right one.
SHARED = 0.8
#: How the kinds of a page are called in the form that the fitting scripts read.
FITTED = {
    "paragraph": "body",
    "list_item": "body",
    "subheadline": "subhead",
    "navigation": "other",
    "end_mark": "other",
}

Span = tuple[int, int]


class Marked(NamedTuple):
    """A block: its kind, and where its first line begins and its last ends."""

    kind: str
    start: int
    end: int


class Answer(NamedTuple):
    """An attribution: whether it stands wholly in marks, and where its content, cue and source are; the speaker's
    fullest name, or None for those whom the page does not name."""

    direct: bool
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None


class GoldPage(NamedTuple):
    """A page with its right answers; `lines` are where its physical lines lie that are not blank,
    `maybe` what may be taken for reported or not, `unsaid` words in marks that nobody says."""

    name: str
    text: str
    language: str
    blocks: list[Marked]
    lines: list[Marked]
    dateline: tuple[str, list[str], str | None, str | None] | None
    authors: list[str]
    answers: list[Answer]
    maybe: list[Span]
    unsaid: list[Span]


class GoldError(Exception):
    """A page is not written as gold/README.md says."""


# -- reading ----------------------------------------------------------------------------------------------------------


def read_page(path: Path, end: str | None = None) -> GoldPage:
    """A page of the gold folder, its lines ended as it says or by `end`; raises `GoldError` where it is not written as
    the folder's README says."""
    above, _, below = path.read_text(encoding="utf-8").partition(f"\n{ANSWERS}\n")
    facts: dict[str, list[str]] = {}
    marked: list[tuple[str, str]] = []
    for line in above.split("\n"):
        kind, bar, text = line.partition("| ")
        if bar and (kind.strip() in BLOCK_KINDS or kind.strip() == "+"):
            marked.append((kind.strip(), text))
        elif not line.strip():
            marked.append(("", line))
        elif not marked:
            _note(facts, line, path)
        else:
            raise GoldError(f"{path.name}: no block kind: {line!r}")
    for line in below.splitlines():
        _note(facts, line, path)
    text, blocks, lines = _laid_out(marked, end or ENDS[facts.get("ends", ["lf"])[0]])
    dateline = None
    for line in facts.get("dateline", ()):
        printed, names, agency, date = _cells(line, 4, path)
        dateline = (printed or "", (names or "").split("; "), agency, date)
    found = _Places(path.name, text)
    return GoldPage(
        name=path.stem,
        text=text,
        language=facts["language"][0],
        blocks=blocks,
        lines=lines,
        dateline=dateline,
        authors=[name for line in facts.get("byline", ()) for name in line.split("; ")],
        answers=sorted(
            (
                found.answer(kind == "direct", *_cells(line, 4, path))
                for kind in ("direct", "reported")
                for line in facts.get(kind, ())
            ),
            key=lambda answer: answer.content,
        ),
        maybe=[found.once(line) for line in facts.get("maybe", ())],
        unsaid=[span for line in facts.get("not", ()) for span in found.every(line)],
    )


def _note(facts: dict[str, list[str]], line: str, path: Path) -> None:
    key, colon, value = line.partition(": ")
    if not colon or key not in (
        "about",
        "ends",
        "language",
        "dateline",
        "byline",
        "direct",
        "reported",
        "maybe",
        "not",
    ):
        raise GoldError(f"{path.name}: neither a fact nor a line of a page: {line!r}")
    facts.setdefault(key, []).append(value)


def _cells(line: str, number: int, path: Path) -> list[str | None]:
    cells = [cell.strip() for cell in line.split(" | ")]
    if len(cells) != number:
        raise GoldError(f"{path.name}: {len(cells)} cells instead of {number}: {line!r}")
    return [None if cell == "-" else cell for cell in cells]


def _laid_out(marked: list[tuple[str, str]], end: str) -> tuple[str, list[Marked], list[Marked]]:
    """The page's text, its blocks and its lines."""
    text, blocks, lines = "", [], []
    while marked and not marked[-1][0]:
        marked.pop()
    while marked and not marked[0][0]:
        marked.pop(0)
    for kind, line in marked:
        start = len(text)
        text += line + end
        if kind == "+":
            blocks[-1] = blocks[-1]._replace(end=start + len(line))
        elif kind:
            blocks.append(Marked(kind, start, start + len(line)))
        if kind:
            lines.append(Marked(blocks[-1].kind, start, start + len(line)))
    return text, blocks, lines


class _Places:
    """Finds what an answer quotes in its page."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def all(self, words: str) -> list[Span]:
        """Every place where the words stand, however they are wrapped."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        left, right = (r"\b" if edge.isalnum() and ord(edge) < 0x2E80 else "" for edge in (words[0], words[-1]))
        return [match.span() for match in re.finditer(left + pattern + right, self.text)]

    def every(self, words: str) -> list[Span]:
        if not (found := self.all(words)):
            raise GoldError(f"{self.name}: {words!r} does not stand in its page")
        return found

    def once(self, words: str) -> Span:
        found = self.all(words)
        if len(found) != 1:
            raise GoldError(f"{self.name}: {words!r} stands {len(found)} times in its page, not once")
        return found[0]

    def near(self, words: str | None, content: Sequence[Span], there: Sequence[Span]) -> Span | None:
        """The place of words that is not in the content and nearest to what is there."""
        if words is None:
            return None
        outside = [one for one in self.all(words) if not any(a < one[1] and one[0] < b for a, b in content)]
        if not outside:
            raise GoldError(f"{self.name}: {words!r} does not stand in its page")
        return min(outside, key=lambda one: min(max(a - one[1], one[0] - b) for a, b in there))

    def answer(
        self, direct: bool, content: str | None, cue: str | None, source: str | None, speaker: str | None
    ) -> Answer:
        spans = tuple(self.once(part) for part in (content or "").split(" // "))
        by = self.near(source, spans, spans)
        return Answer(direct, spans, self.near(cue, spans, [by] if by else spans), by, speaker)


def read_pages(folder: Path = FOLDER) -> list[GoldPage]:
    """All pages of a folder, by name."""
    return [read_page(path) for path in sorted(folder.glob("*.page"))]


def records(folder: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """The pages as the fitting scripts read gold: `text`, `blocks` with kind, start and end, and `attributions` with
    the spans of source, cue and content.  Every line ends with a newline, as these scripts cut texts there."""
    for path in sorted(folder.glob("*.page")):
        page = read_page(path, "\n")
        yield {
            "id": page.name,
            "lang": page.language,
            "text": page.text,
            "blocks": [
                {"kind": FITTED.get(block.kind, block.kind), "start": block.start, "end": block.end}
                for block in page.blocks
            ],
            "attributions": [
                {
                    "kind": "direct" if answer.direct else "indirect",
                    "content": [list(span) for span in answer.content],
                    "cue": [list(answer.cue)] if answer.cue else [],
                    "source": [list(answer.source)] if answer.source else [],
                }
                for answer in page.answers
            ],
        }


# -- scoring ----------------------------------------------------------------------------------------------------------


class Scores:
    """What came out right, counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def note(self, what: str, right: bool, wrong: str) -> None:
        """Count one answer, and remember it in words if it is wrong."""
        self.counts[f"{what} right"] += right
        self.counts[f"{what} asked"] += 1
        if not right:
            self.wrong.append(wrong)

    def found(self, what: str, both: int, gold: int, own: int) -> None:
        """Count what was to be found, what was, and what is in both."""
        self.counts[f"{what} both"] += both
        self.counts[f"{what} gold"] += gold
        self.counts[f"{what} own"] += own

    def share(self, what: str) -> float:
        return self.counts[f"{what} right"] / max(1, self.counts[f"{what} asked"])

    def f1(self, what: str) -> float:
        return 2 * self.counts[f"{what} both"] / max(1, self.counts[f"{what} gold"] + self.counts[f"{what} own"])

    def figures(self) -> dict[str, float]:
        """The figures, each in 0..1, higher is better; that of a kind is the F1 of its lines."""
        shares = ("language", "dateline", "byline", "lines", "speaker", "source", "cue", "unsaid")
        rows = {f"{what}_right": self.share(what) for what in shares}
        rows |= {f"{what}_f1": self.f1(what) for what in ("blocks", "direct", "reported")}
        rows |= {f"lines:{kind}": self.f1(kind) for kind in BLOCK_KINDS if self.counts[f"{kind} gold"]}
        return {name: round(value, 4) for name, value in rows.items()}


def score(page: GoldPage, story: Story, scores: Scores) -> None:
    """Count what a story has right and wrong of its page."""

    def said(what: str) -> str:
        return f"{page.name}: {what}"

    scores.note("language", story.language == page.language, said(f"language {story.language}"))
    got = None
    if story.dateline:
        found = story.dateline
        agency, date = found.agency, found.date
        got = (found.text, [place.name for place in found.places], agency and agency.id, date and date.text)
    scores.note("dateline", got == page.dateline, said(f"dateline {got}, not {page.dateline}"))
    authors = [author.name for author in story.byline.authors] if story.byline else []
    scores.note("byline", authors == page.authors, said(f"authors {authors}, not {page.authors}"))
    _score_blocks(page, story, scores, said)
    _score_quotes(page, story, scores, said)


def _score_blocks(page: GoldPage, story: Story, scores: Scores, said: Callable[[str], str]) -> None:
    own = [Marked(one.kind, one.start, one.start + len(one.text.rstrip())) for one in story.blocks if one.text.strip()]
    own = [one._replace(start=one.start + _indent(page.text[one.start :])) for one in own]
    gold = {one._replace(start=one.start + _indent(page.text[one.start :])) for one in page.blocks}
    scores.found("blocks", len(gold.intersection(own)), len(gold), len(own))
    for line in page.lines:
        kind = next(block.kind for block in story.blocks if block.start <= line.start < block.end)
        text = page.text[line.start : line.end]
        scores.note("lines", kind == line.kind, said(f"{kind}, not {line.kind}: {text!r}"))
        scores.found(line.kind, kind == line.kind, 1, 0)
        scores.found(kind, 0, 0, 1)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _places(spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _score_quotes(page: GoldPage, story: Story, scores: Scores, said: Callable[[str], str]) -> None:
    names = {speaker.id: speaker for speaker in story.speakers}
    left = list(story.quotes)
    for answer in page.answers:
        kind = "direct" if answer.direct else "reported"
        gold = _places(answer.content)
        shares = [_alike(gold, _own(quote)) for quote in left]
        best = max(range(len(left)), key=shares.__getitem__, default=None)
        scores.found(kind, 0, 1, 0)
        if best is None or shares[best] < SHARED or (left[best].kind == "direct") != answer.direct:
            scores.wrong.append(said(f"no {kind} quote: {page.text[slice(*answer.content[0])]!r}"))
            continue
        quote = left.pop(best)
        scores.found(kind, 1, 0, 1)
        about = f"of {quote.text[:40]!r}"
        speaker = names[quote.speaker.id] if quote.speaker else None
        name = speaker.name.casefold() if speaker else None
        if answer.speaker is None:  # the page does not name anybody, so the source's own words may do
            right = name is None or (quote.source is not None and name in quote.source.text.casefold())
        else:
            right = name == answer.speaker.casefold()
        scores.note("speaker", right, said(f"speaker {speaker and speaker.name}, not {answer.speaker}, {about}"))
        for what, span, piece in (("source", answer.source, quote.source), ("cue", answer.cue, quote.cue)):
            if span is None:  # nothing is written there: what is taken from the neighbour is right
                continue
            right = piece is not None and piece.start < span[1] and span[0] < piece.end
            scores.note(what, right, said(f"{what} {piece and piece.text!r}, not {page.text[slice(*span)]!r}, {about}"))
    for quote in left:
        if any(_alike(set(range(*span)), _own(quote)) > SHARED / 2 for span in page.maybe):
            continue
        scores.found("direct" if quote.kind == "direct" else "reported", 0, 0, 1)
        scores.wrong.append(said(f"a {quote.kind} quote that is none: {quote.text!r}"))
    for start, end in page.unsaid:
        said_so = any(
            quote.kind == "direct" and _alike(set(range(start, end)), _own(quote)) > SHARED for quote in story.quotes
        )
        scores.note("unsaid", not said_so, said(f"taken for a quotation: {page.text[start:end]!r}"))


def _own(quote: Quote) -> set[int]:
    return _places([(part.start, part.end) for part in quote.segments])


def _alike(one: set[int], other: set[int]) -> float:
    """What two sets of places share of all their places."""
    return len(one & other) / max(1, len(one | other))


def measure(folder: Path = FOLDER) -> Scores:
    """The scores of all pages of a folder."""
    scores = Scores()
    for page in read_pages(folder):
        score(page, parse(page.text), scores)
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=FOLDER, help="the folder with the pages")
    parser.add_argument("--records", action="store_true", help="print the pages as the fitting scripts read them")
    given = parser.parse_args()
    try:
        if given.records:
            for record in records(given.gold):
                print(json.dumps(record, ensure_ascii=False))
            return 0
        scores = measure(given.gold)
    except GoldError as error:
        print(f"gold: {error}", file=sys.stderr)
        return 2
    print("\n".join(scores.wrong))
    for name, value in scores.figures().items():
        print(f"    {name:24} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
