"""`wireparse explain`: the text with, in the margin, what each part was taken for and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from wireparse.cli.story import Color, Date, Encoding, Lang, Path, read_story

if TYPE_CHECKING:
    from rich.text import Text

    from wireparse.model import Block, Certainty, Story

__all__ = ["explain"]

_MARKS: Final[dict[str, tuple[str, str]]] = {
    "sure": ("●", "green"),
    "likely": ("◐", "yellow"),
    "guess": ("○", "red"),
}
_MARGIN: Final = 30


def explain(
    path: Path = None, date: Date = None, lang: Lang = None, encoding: Encoding = "auto", color: Color = "auto"
) -> None:
    """Show the whole text with, in the margin, each block's kind, the rule that made it and its certainty.

    Below a block stand the parts that were found in it.  ● is sure, ◐ likely, ○ a guess.
    """
    from rich.table import Table

    from wireparse.cli.terminal import COLORS, console
    from wireparse.cli.values import one_of

    one_of("--color", color, COLORS)
    story = read_story(path, date, lang, encoding)
    parts = sorted(_parts(story))
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_MARGIN, no_wrap=False)
    table.add_column(ratio=1)
    for block in story.blocks:
        table.add_row(_margin(block.kind, block.rule, block.certainty), _body(block))
        for start, label, rule, certainty, text in parts:
            if block.start <= start < block.end:
                table.add_row(_part(label, rule, certainty), _slice(text))
    console(sys.stdout, color).print(table)


def _parts(story: Story) -> Iterator[tuple[int, str, str, Certainty, str]]:
    """Everything inside blocks that has a rule: where, what, the rule, how certain, the text."""
    for name, found in (("dateline", story.dateline), ("byline", story.byline)):
        if found:
            yield found.start, name, found.rule, found.certainty, found.text
    for quote in story.quotes:
        speaker = f" {quote.speaker.name}" if quote.speaker else ""
        for segment in quote.segments[:1]:
            yield segment.start, f"{quote.kind}{speaker}", quote.rule, quote.certainty, quote.text


def _margin(kind: str, rule: str, certainty: Certainty) -> Text:
    from rich.text import Text

    mark, style = _MARKS[certainty]
    return Text.assemble((mark, style), " ", (kind.replace("_", " "), "bold"), "\n  ", (rule, "dim"))


def _part(label: str, rule: str, certainty: Certainty) -> Text:
    from rich.text import Text

    from wireparse.export.visible import visible

    mark, style = _MARKS[certainty]
    return Text.assemble("  ", (mark, style), " ", visible(label), "\n    ", (rule, "dim"))


def _body(block: Block) -> Text:
    from rich.text import Text

    from wireparse.export.visible import visible

    lines = visible(block.text).rstrip().split("\n")
    return Text("\n".join(lines) + "\n")


def _slice(text: str) -> Text:
    from rich.text import Text

    from wireparse.export.visible import visible

    return Text(f"  ↳ {visible(' '.join(text.split()))}", "cyan")
