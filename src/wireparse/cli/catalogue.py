"""`wireparse rules`, `agencies`, `formats` and `schema`: what the program knows, told by itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from wireparse.cli.terminal import console, print_rows
from wireparse.errors import UsageError, unknown
from wireparse.exporters.terminal_safe import visible

if TYPE_CHECKING:
    from rich.console import Console

    from wireparse.knowledge.agencies import Wire
    from wireparse.rule import Rule

__all__ = ["agencies", "formats", "rules", "schema"]

_HOW_SEEN: Final = {
    "copy": "checked against copy",
    "practice": "from its usual practice",
    "name": "by its name alone",
}


def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="A rule's id, or a stage, such as line.")
    ] = None,
) -> None:
    """List the rules; with an ID, show one with the examples that it matches and those that it does not."""
    from wireparse.rule_catalogue import catalogue, rule_named

    known = catalogue()
    if rule is not None and rule not in known:
        chosen = [each for each in known.values() if each.id.partition(".")[0] == rule] or [rule_named(rule)]
    else:
        chosen = list(known.values()) if rule is None else [known[rule]]
    if len(chosen) == 1:
        _print_rule(chosen[0])
    else:
        print_rows((each.id, each.certainty, each.summary) for each in chosen)


def _print_rule(rule: Rule) -> None:
    out = console(sys.stdout, wrap=False)
    out.print(f"{rule.id}  ({rule.certainty})", style="bold")
    out.print(rule.summary)
    for title, examples in (("It fires on", rule.yes), ("It does not fire on", rule.no)):
        if examples:
            out.print()
            out.print(title, style="bold")
            for number, example in enumerate(examples):
                if number:
                    out.print("  ·", style="dim")
                for line in example.splitlines():
                    out.print(f"  {visible(line)}".rstrip())


def agencies(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", show_default=False, help="A wire's name, token or id, or a part of it."),
    ] = None,
) -> None:
    """List the news agencies known; with a NAME, show how those that it may mean sign their copy."""
    from wireparse.knowledge.agencies import find, wires

    if name is None:
        print_rows((each.id, each.country, each.name) for each in wires())
        return
    found = find(name)
    if not found:
        names = [word for each in wires() for word in (each.id, each.name, *each.aliases)]
        raise unknown("agency", name, names, "wireparse agencies lists them")
    out = console(sys.stdout, wrap=False)
    for number, each in enumerate(found):
        if number:
            out.print()
        _print_wire(out, each)


def _print_wire(out: Console, wire: Wire) -> None:
    out.print(f"{wire.name}  ({wire.id})", style="bold")
    out.print(f"  country    {wire.country}")
    out.print(f"  languages  {', '.join(wire.languages)}")
    out.print(f"  kind       {wire.kind}, {wire.status}")
    out.print(f"  printed as {', '.join(wire.aliases)}")
    for number, sign in enumerate(wire.signs):
        out.print(f"  {'signs' if not number else '':10} {sign.replace('{C}', 'CITY')}")
    out.print(f"  known      {_HOW_SEEN.get(wire.seen, wire.seen)}", style="dim")


def formats() -> None:
    """List the formats that convert can write, those of plug-ins too, with their file suffixes and tables."""
    from wireparse.exporters import FORMATS, format_named
    from wireparse.plugins import EXPORTERS, names

    rows = []
    for name in (*FORMATS, *(name for name in names(EXPORTERS) if name not in FORMATS)):
        try:
            form = format_named(name)
        except UsageError as error:  # somebody else's: one that is broken must not hide the others
            rows.append((name, "", str(error)))
            continue
        tables = f" (--table {', '.join(form.tables)})" if form.tables else ""
        rows.append((form.id, form.suffix, f"{form.summary}{tables}"))
    print_rows(rows)


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a story."""
    import json

    from wireparse.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
