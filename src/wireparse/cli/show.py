"""`wireparse show`: what a person wants to see of a story first."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from wireparse.cli.story import Certain, Color, Date, Encoding, Fix, From, Lang, Paths, stories

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from wireparse.model import Quote, Speaker, Story

__all__ = ["show"]

# Lines longer than this are hard to read, however wide the terminal is.
_MEASURE: Final = 100
# Lines told of things of one kind that were set aside together.
_MOST: Final = 5
_OPEN, _CLOSE = "“", "”"
_STORY: Final = frozenset({"headline", "subheadline", "byline", "dateline", "paragraph", "subhead", "list_item"})


def show(
    paths: Paths = None,
    form: From = "auto",
    date: Date = None,
    lang: Lang = None,
    certainty: Certain = "likely",
    encoding: Encoding = "auto",
    fix: Fix = False,
    color: Color = "auto",
) -> int:
    """Show stories: headline, dateline and agency, who says what, and what was set aside and why."""
    from wireparse.cli.terminal import COLORS, console, put, say
    from wireparse.cli.values import one_of
    from wireparse.model import Story

    one_of("--color", color, COLORS)
    out = console(sys.stdout, color)
    out.width = min(out.width, _MEASURE)
    found = stories(paths or (), date, lang, encoding, form, fix=fix, certain=certainty)
    first, second = next(found, None), next(found, None)
    shown = failed = 0
    for each in chain((first, second), found):
        if isinstance(each, Story):
            if second is not None:
                put(out, _name(each, first=not shown))
            shown += 1
            put(out, chain(_head(each), _speakers(each), _aside(each), _foot(each)))
        elif each is not None:
            failed += 1
            say(f"{each.source}: {each.message} [{each.code}]")
    return 0 if not failed else 1 if shown else 3


def _name(story: Story, *, first: bool) -> Iterable[RenderableType]:
    """The line that parts a story from the one before."""
    from rich.rule import Rule

    if not first:
        yield ""
    yield Rule(_styled(story.source.name or "", "bold"), align="left", characters="━")


def _head(story: Story) -> Iterable[RenderableType]:
    from rich.text import Text

    yield _styled(story.headline.text if story.headline else "(no headline)", "bold")
    if story.subheadline:
        yield _styled(story.subheadline.text, "italic")
    if story.byline:
        yield _styled(story.byline.line, "")
    facts = list(_origin(story))
    if facts:
        yield Text(" · ").join(facts)


def _origin(story: Story) -> Iterable[Text]:
    if story.dateline:
        yield _styled(story.dateline.text, "cyan")
        for place in story.dateline.places:
            where = ", ".join(part for part in (place.name, place.region, place.country) if part)
            yield _styled(where if place.country else f"{where} (which one is open)", "")
    if story.agency:
        known = story.agency.name or f"{story.agency.text} (one of {', '.join(story.agency.candidates)})"
        yield _styled(known, "green")
    if story.published:
        yield _styled(story.published.iso or story.published.text or "", "")
    if story.updated:
        yield _styled(f"updated {story.updated.iso or story.updated.text}", "")


def _speakers(story: Story) -> Iterable[RenderableType]:
    if not story.quotes:
        return
    yield from _heading("Who says what")
    of: dict[str | None, list[Quote]] = {}
    for quote in story.quotes:
        of.setdefault(quote.speaker.id if quote.speaker else None, []).append(quote)
    for speaker in story.speakers:
        if speaker.id in of:
            yield _speaker(speaker)
            yield _quotes(of[speaker.id])
    if None in of:
        yield _styled("Speaker not known", "bold yellow")
        yield _quotes(of[None])


def _speaker(speaker: Speaker) -> Text:
    from rich.text import Text

    role, affiliation = speaker.role or "", speaker.affiliation or ""
    about = (speaker.honorific, role, "" if affiliation in role else affiliation)
    name = _styled(speaker.name, "bold yellow")
    return Text.assemble(name, " (", _styled(", ".join(filter(None, about)), ""), ")") if any(about) else name


def _quotes(quotes: list[Quote]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    for quote in quotes:
        direct = quote.kind == "direct"
        words = _styled(quote.text, "" if direct else "italic")
        notes = [
            _plain(quote.source.text) if quote.source and quote.speaker is None else "",
            "" if direct else quote.kind,
            _plain(quote.cue.text) if quote.cue else "goes on" if quote.continues else "",
            quote.modality or "",
            "" if quote.certainty == "sure" else quote.certainty,
        ]
        told = (f" [{' · '.join(filter(None, notes))}]", "dim") if any(notes) else ""
        table.add_row("  •", Text.assemble(*((_OPEN, words, _CLOSE) if direct else (words,)), told))
    return table


def _aside(story: Story) -> Iterable[RenderableType]:
    from rich.table import Table

    from wireparse.rule_catalogue import catalogue

    aside = [block for block in story.blocks if block.kind not in _STORY and block.text.strip()]
    if not aside:
        return
    yield from _heading("Set aside")
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(no_wrap=True, style="magenta")
    table.add_column(ratio=1)
    for (kind, rule), group in groupby(aside, key=lambda block: (block.kind, block.rule)):
        reason = catalogue()[rule].summary if rule in catalogue() else rule
        blocks = list(group)
        inside = [each.headline for each in story.related if blocks[0].start <= each.headline.start < blocks[-1].end]
        lines = [_shortened(_plain(piece.text)) for piece in inside or blocks]
        table.add_row(kind.replace("_", " "), _aside_lines(lines, reason))
    yield table


def _aside_lines(lines: list[str], reason: str) -> Text:
    from rich.text import Text

    shown = lines[:_MOST] if len(lines) <= _MOST else [*lines[: _MOST - 1], f"… and {len(lines) - _MOST + 1} more"]
    return Text("\n").join([*map(Text, shown), Text(reason, "dim")])


def _foot(story: Story) -> Iterable[RenderableType]:
    from rich.text import Text

    yield ""
    counts = [_count(len(story.paragraphs), "paragraph"), _count(len(story.quotes), "quote")]
    counts += [_count(len(story.related), "related story", "related stories")] if story.related else []
    counts += [f"language {story.language}"] if story.language else []
    yield Text(" · ".join(counts), "dim")
    warnings = Counter((notice.message, notice.code) for notice in story.warnings)
    for (message, code), times in warnings.items():
        yield _styled(f"warning: {message} [{code}]{f', {times} times' if times > 1 else ''}", "red")


def _heading(text: str) -> Iterable[RenderableType]:
    from rich.rule import Rule

    yield ""
    yield Rule(text, align="left", style="dim", characters="─")


def _styled(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(_plain(text), style)


def _plain(text: str) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    from wireparse.exporters.terminal_safe import visible

    return visible(" ".join(text.split()))


def _shortened(text: str, length: int = 160) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
