"""`wireparse explain`: the text with, in the margin, what each part was taken for and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

from typer import Option

from wireparse.cli.story import Certain, Color, Date, Encoding, Fix, From, Furniture, Lang, Path, Versions, stories
from wireparse.cli.wording import decided, told
from wireparse.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from wireparse.batch.worker import Failure
    from wireparse.explanation import Decision, Evidence, Reason
    from wireparse.knowledge.site_lines import SiteLines
    from wireparse.model import Block, Certainty, Story

__all__ = ["explain"]

_MARKS: Final[dict[Certainty, tuple[str, str]]] = {
    "sure": ("●", "green"),
    "likely": ("◐", "yellow"),
    "guess": ("○", "red"),
}
_MARGIN: Final = 34
# Lines of a block whose evidence is told, and features told of each.
_LINES: Final = 3
_FEATURES: Final = 4
# So much of a block, in characters, is looked at for the line that --short shows, which ends where the terminal does.
_SHORT: Final = 400


def explain(
    path: Path = None,
    form: From = "auto",
    date: Date = None,
    lang: Lang = None,
    certainty: Certain = "likely",
    encoding: Encoding = "auto",
    fix: Fix = False,
    furniture: Furniture = None,
    versions: Versions = None,
    short: Annotated[
        bool, Option("--short", help="One line a block: certainty, kind, rule, offsets, first words.")
    ] = False,
    weights: Annotated[
        bool, Option("--weights", help="The features that weighed, by name, with their weights.")
    ] = False,
    color: Color = "auto",
) -> None:
    """Show the whole text with, in the margin, each block's kind, the rule that made it and how certain it is.

    Below a block stand what its rule says, the evidence of its lines (which rule gave the line its letter, what of the
    page it was found to be part of, and what speaks for that), and the parts found in it.  Below a quote stands what
    was weighed for it.  --weights names the features and their weights instead; --short tells each block in one line.
    With --versions two stories stand side by side instead, what the
    second one cut struck out, what it added marked.

    ● is sure, ◐ likely, ○ a guess.
    """
    from rich.console import Group
    from rich.table import Table

    from wireparse.cli.terminal import COLORS, console, put
    from wireparse.cli.values import certainty as tier_named
    from wireparse.cli.values import one_of
    from wireparse.cli.versions import side_by_side
    from wireparse.explanation import explain as reasons
    from wireparse.parser import Parser

    one_of("--color", color, COLORS)
    tier = tier_named(certainty)
    known_lines = _read(furniture)
    if versions:
        pair = [
            _only(each, stories([each], date, lang, encoding, form, fix=fix, certain=certainty)) for each in versions
        ]
        put(console(sys.stdout, color), side_by_side(*pair))
        return
    paths = [path] if path else ()
    story = _only(path, stories(paths, date, lang, encoding, form, fix=fix, certain=certainty, furniture=furniture))
    out = console(sys.stdout, color)
    if short:
        put(out, [Group(*map(_line, story.blocks))])
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(width=min(_MARGIN, out.width // 2 - 2))
    table.add_column(ratio=1)
    known = reasons(story, parser=Parser(furniture=known_lines, certainty=tier))
    parts = [reason for reason in known if not _is_block(reason)]
    for block in filter(_is_block, known):
        table.add_row(_margin(block, ""), _body(block, weights))
        for part in parts:
            if block.start <= part.start < block.end:
                table.add_row(_margin(part, "  "), _part(part, weights))
        table.add_row()
    put(out, [table])


def _read(furniture: str | None) -> SiteLines | None:
    """What sites repeat, of a file of that name.  Raises `UsageError`."""
    if furniture is None:
        return None
    from wireparse.cli.reading import furniture_of

    return furniture_of(furniture)


def _only(path: str | None, found: Iterator[Story | Failure]) -> Story:
    from wireparse.batch.worker import Failure

    first, second = next(found, None), next(found, None)
    if first is None or second is not None:
        source = path or "<stdin>"
        raise InputError("E_RECORD", source, "it holds many stories: wireparse show shows them, explain takes one")
    if isinstance(first, Failure):
        raise InputError(first.code, first.source, first.message)
    return first


def _is_block(reason: Reason) -> bool:
    return reason.what.startswith("block ")


def _margin(reason: Reason, indent: str) -> Text:
    from rich.text import Text

    mark, style = _MARKS[reason.certainty]
    what = reason.what.removeprefix("block ").replace("_", " ")
    return Text.assemble(indent, (mark, style), " ", (what, "bold"), f"\n{indent}  ", (reason.rule, "dim"))


def _line(block: Block) -> Text:
    """A block in one line: how certain, the kind, the rule, the offsets, the first words."""
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible

    mark, style = _MARKS[block.certainty]
    words = " ".join(visible(block.text[:_SHORT]).split())
    known = f"{block.rule:<22} {f'{block.start}-{block.end}':>11} "
    return Text.assemble((mark, style), f" {block.kind:<13} ", (known, "dim"), words, no_wrap=True, overflow="ellipsis")


def _body(block: Reason, weights: bool) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible

    notes = [block.summary, *[_told(line, weights) for line in block.evidence[:_LINES]]]
    if len(block.evidence) > _LINES:
        notes.append(f"… and {len(block.evidence) - _LINES} more lines")
    below = [Padding(Text(note, "dim"), (0, 0, 0, 3)) for note in notes if note]
    return Group(Text(visible(block.text).strip("\n")), *below)


def _told(line: Evidence, weights: bool) -> str:
    if not weights:
        return f"{line.rule} · {told(line)}"
    weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in line.features[:_FEATURES])
    return f"{line.rule} · {line.zone} {line.score:+.2f}{f' ({weighed})' if weighed else ''}"


def _decided(decision: Decision, weights: bool) -> str:
    if not weights:
        return decided(decision)
    weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in decision.features)
    second = ""
    if decision.second is not None and decision.second_score is not None:
        second = f"; second {' '.join(decision.second.split())!r} {decision.second_score:+.2f}"
    return f"{decision.question} {decision.score:+.2f}{f' ({weighed})' if weighed else ''}{second}"


def _part(part: Reason, weights: bool) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible

    notes = [part.summary, *[_decided(decision, weights) for decision in part.decisions]]
    if part.what.startswith("quote ") and not part.decisions:
        notes.append("the construction decides: nothing was weighed")
    below = [Padding(Text(visible(note), "dim"), (0, 0, 0, 3)) for note in notes if note]
    return Group(Text(visible(" ".join(part.text.split())), "cyan"), *below)
