"""`wireparse rules`, `agencies`, `formats` and `schema`: what the program knows, told by itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from wireparse.cli import completion, values
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
        str | None,
        typer.Argument(
            metavar="[ID]",
            show_default=False,
            help="A rule's id, or a stage, such as line.",
            autocompletion=completion.rule_names,
        ),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            metavar="STAGE",
            show_default=False,
            help="Only the rules of one stage, such as line or quote.",
            autocompletion=completion.stages,
        ),
    ] = None,
) -> None:
    """List the rules; with an ID, show one with the examples that it matches and those that it does not."""
    from wireparse.rule_catalogue import catalogue, rule_named

    known = catalogue()
    if stage is not None:
        values.one_of("--stage", stage, completion.stages(""))
    if rule is not None and rule not in known:
        chosen = [each for each in known.values() if _stage(each) == rule] or [rule_named(rule)]
    else:
        chosen = list(known.values()) if rule is None else [known[rule]]
    chosen = [each for each in chosen if stage in (None, _stage(each))]
    if not chosen:
        raise UsageError(f"{rule!r} is no rule of the stage {stage!r}; leave out --stage")
    if len(chosen) == 1:
        _print_rule(chosen[0])
    else:
        print_rows((each.id, each.certainty, each.summary) for each in chosen)


def _stage(rule: Rule) -> str:
    return rule.id.partition(".")[0]


def _print_rule(rule: Rule) -> None:
    from wireparse.rule_catalogue import code_of

    out = console(sys.stdout, wrap=False)
    out.print(f"{rule.id}  ({rule.certainty})", style="bold")
    out.print(rule.summary)
    for title, examples in (("It fires on", rule.yes), ("It does not fire on", rule.no)):
        if examples:
            out.print()
            out.print(title, style="bold")
            for example in examples:
                for number, line in enumerate(example.splitlines()):
                    out.print(f"  {' ' if number else '•'} {visible(line)}".rstrip())
    code = code_of(rule)
    out.print()
    out.print(f"Written in {code.module}, applied by {' or '.join(code.functions)}", style="dim")


def agencies(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            show_default=False,
            help="A wire's name, token or id, or a part of it.",
            autocompletion=completion.agency_names,
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            show_default=False,
            help="Only wires of one country, such as NO.",
            autocompletion=completion.countries,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            show_default=False,
            help="Only wires that write in one language, such as nb.",
            autocompletion=completion.languages,
        ),
    ] = None,
) -> None:
    """List the news agencies known; with a NAME, show how those that it may mean sign their copy."""
    from wireparse.knowledge.agencies import find, wires

    if country is not None:
        country = _known("country", country.upper(), completion.countries(""))
    if language is not None:
        language = _known("language", language.lower(), completion.languages(""))
    found = wires() if name is None else find(name)
    if not found:
        names = [word for each in wires() for word in (each.id, each.name, *each.aliases)]
        raise unknown("agency", str(name), names, "wireparse agencies lists them")
    found = tuple(
        each for each in found if country in (None, each.country) and (language is None or language in each.languages)
    )
    if name is None:
        print_rows((each.id, each.country, each.name) for each in found)
        return
    out = console(sys.stdout, wrap=False)
    for number, each in enumerate(found):
        if number:
            out.print()
        _print_wire(out, each)


def _known(what: str, word: str, known: list[str]) -> str:
    if word not in known:
        raise unknown(f"{what} of agencies", word, known, "wireparse agencies lists them")
    return word


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
