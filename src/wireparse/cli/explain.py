"""`wireparse explain`: the text with, in the margin, what each part was taken for and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from wireparse.cli.story import Certain, Color, Date, Encoding, Fix, From, Furniture, Lang, Path, Versions, stories
from wireparse.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from wireparse.batch.worker import Failure
    from wireparse.explanation import Decision, Evidence, Reason
    from wireparse.knowledge.site_lines import SiteLines
    from wireparse.model import Certainty, Story

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
    color: Color = "auto",
) -> None:
    """Show the whole text with, in the margin, each block's kind, the rule that made it and how certain it is.

    Below a block stand what its rule says, the evidence of its lines (which rule gave the line its letter, what of the
    page it was found to be part of, with the score and the features that weighed most), and the parts found in it.
    Below a quote stands what was weighed for it.  With --versions two stories stand side by side instead, what the
    second one cut struck out, what it added marked.

    ● is sure, ◐ likely, ○ a guess.
    """
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
    table = Table.grid(padding=(0, 2))
    table.add_column(width=min(_MARGIN, out.width // 2 - 2))
    table.add_column(ratio=1)
    known = reasons(story, parser=Parser(furniture=known_lines, certainty=tier))
    parts = [reason for reason in known if not _is_block(reason)]
    for block in filter(_is_block, known):
        table.add_row(_margin(block, ""), _body(block))
        for part in parts:
            if block.start <= part.start < block.end:
                table.add_row(_margin(part, "  "), _part(part))
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


def _body(block: Reason) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible

    notes = [block.summary, *map(_told, block.evidence[:_LINES])]
    if len(block.evidence) > _LINES:
        notes.append(f"… and {len(block.evidence) - _LINES} more lines")
    below = [Padding(Text(note, "dim"), (0, 0, 0, 3)) for note in notes if note]
    return Group(Text(visible(block.text).strip("\n")), *below)


def _told(line: Evidence) -> str:
    weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in line.features[:_FEATURES])
    return f"{line.rule} · {line.zone} {line.score:+.2f}{f' ({weighed})' if weighed else ''}"


def _decided(decision: Decision) -> str:
    weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in decision.features)
    second = ""
    if decision.second is not None and decision.second_score is not None:
        second = f"; second {' '.join(decision.second.split())!r} {decision.second_score:+.2f}"
    return f"{decision.question} {decision.score:+.2f}{f' ({weighed})' if weighed else ''}{second}"


def _part(part: Reason) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from wireparse.exporters.terminal_safe import visible

    notes = [part.summary, *map(_decided, part.decisions)]
    if part.what.startswith("quote ") and not part.decisions:
        notes.append("the construction decides: nothing was weighed")
    below = [Padding(Text(visible(note), "dim"), (0, 0, 0, 3)) for note in notes if note]
    return Group(Text(visible(" ".join(part.text.split())), "cyan"), *below)
