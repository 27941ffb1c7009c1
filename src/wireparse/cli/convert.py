"""`wireparse convert`: many stories in, one format out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from wireparse.batch.inputs import Sources
    from wireparse.batch.run import Ending

__all__ = ["convert"]

_INPUT, _OUTPUT, _BATCH = "Input", "Output", "Batches"

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        show_default=False,
        help="Files, folders and patterns to read; - or nothing reads standard input.",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="FORMAT",
        show_default="json, or what the suffix of --output says",
        rich_help_panel=_OUTPUT,
        help="The format to write: json, jsonl, csv or md (wireparse formats describes them).",
    ),
]
From = Annotated[
    str,
    typer.Option(
        "--from",
        "-f",
        metavar="FORM",
        rich_help_panel=_INPUT,
        help="What the inputs are: text (a story a file), jsonl (a story a line), or auto: by the name.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR|-",
        show_default="standard output",
        rich_help_panel=_OUTPUT,
        help="Where to write: a file for all stories, or a folder that mirrors the inputs' tree.",
    ),
]
Table = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        show_default="stories; into a folder: all",
        rich_help_panel=_OUTPUT,
        help="For csv, the table to write: stories, quotes, speakers, blocks or related.",
    ),
]
Appendix = Annotated[
    bool,
    typer.Option("--appendix", rich_help_panel=_OUTPUT, help="For md, list links and related stories at the end."),
]
TextField = Annotated[
    str, typer.Option(metavar="KEY", rich_help_panel=_INPUT, help="jsonl: the key that has the story's text.")
]
IdField = Annotated[
    str, typer.Option(metavar="KEY", rich_help_panel=_INPUT, help="jsonl: the key that has the story's name.")
]
DateField = Annotated[
    str, typer.Option(metavar="KEY", rich_help_panel=_INPUT, help="jsonl: the key that has the story's day.")
]
Date = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        show_default=False,
        rich_help_panel=_INPUT,
        help="The day the stories are from: it dates words such as 'on Tuesday'.",
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        metavar="TAG",
        show_default="found out",
        rich_help_panel=_INPUT,
        help="The stories' language, such as en, de or pt-BR.",
    ),
]
Encoding = Annotated[
    str,
    typer.Option(
        metavar="auto|NAME",
        rich_help_panel=_INPUT,
        help="How the bytes are to be read; auto: the byte order mark, UTF-8, then Windows-1252.",
    ),
]
Glob = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATTERN",
        show_default=False,
        rich_help_panel=_INPUT,
        help="In folders, read only files whose name (with a slash: whose path) matches, such as '*.txt'.",
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        metavar="LIST|-",
        show_default=False,
        rich_help_panel=_INPUT,
        help="Read the paths to convert from a file, one a line; - from standard input.",
    ),
]
Null = Annotated[
    bool,
    typer.Option("--null", "-0", rich_help_panel=_INPUT, help="The paths of --files-from end in NUL, as find -print0."),
]
MaxSize = Annotated[
    str,
    typer.Option(metavar="SIZE", rich_help_panel=_INPUT, help="The largest story to accept: bytes, or 500k, 64M, 1G."),
]
Jobs = Annotated[
    str,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N|auto",
        rich_help_panel=_BATCH,
        help="How many processes convert; the result is the same for any number.",
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", rich_help_panel=_BATCH, help="Go on with an unfinished --output: nothing is done twice."),
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", rich_help_panel=_OUTPUT, help="Replace outputs that exist already.")
]
Errors = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        show_default=False,
        rich_help_panel=_BATCH,
        help="Write one JSON record (source, code, message) for each input that failed.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", rich_help_panel=_BATCH, help="Show stories' warnings, and exit with 1 if any.")
]
Disable = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE",
        show_default=False,
        rich_help_panel=_BATCH,
        help="Switch a rule off (wireparse rules lists them); may be given several times.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", rich_help_panel=_BATCH, help="Say nothing but what went wrong.")]
Progress = Annotated[
    str,
    typer.Option(
        metavar="auto|always|never",
        rich_help_panel=_BATCH,
        help="A progress bar on standard error; auto: if that is a terminal.",
    ),
]
Color = Annotated[
    str,
    typer.Option(
        metavar="auto|always|never",
        rich_help_panel=_BATCH,
        help="Colour; auto: as the terminal, NO_COLOR and FORCE_COLOR say.",
    ),
]


def convert(
    paths: Paths = None,
    to: To = None,
    form: From = "auto",
    output: Output = None,
    table: Table = None,
    appendix: Appendix = False,
    overwrite: Overwrite = False,
    text_field: TextField = "text",
    id_field: IdField = "id",
    date_field: DateField = "date",
    date: Date = None,
    lang: Lang = None,
    encoding: Encoding = "auto",
    max_size: MaxSize = "64M",
    glob: Glob = None,
    files_from: FilesFrom = None,
    null: Null = False,
    jobs: Jobs = "auto",
    resume: Resume = False,
    errors: Errors = None,
    strict: Strict = False,
    disable: Disable = None,
    quiet: Quiet = False,
    progress: Progress = "auto",
    color: Color = "auto",
) -> int:
    """Convert stories to JSON, JSON Lines, CSV or Markdown.

    One story is printed as one JSON document, several as JSON Lines.  An input that fails is told on standard error
    and never stops the others.

    Exit codes: 0 all well, 1 some inputs failed, 2 wrong usage, 3 nothing could be converted, 130 interrupted.
    """
    from wireparse.batch.plan import choose
    from wireparse.batch.run import run
    from wireparse.batch.work import Options
    from wireparse.cli import values
    from wireparse.cli.progress import Reporter
    from wireparse.reader import checked_encoding

    destination = choose(output, to, table, appendix=appendix)
    limit = values.size(max_size)
    values.one_of("--from", form, ("auto", "text", "jsonl"))
    options = Options(
        text_field=text_field,
        id_field=id_field,
        date_field=date_field,
        date=values.day(date),
        language=values.language_tag(lang),
        encoding=checked_encoding(encoding),
        max_size=limit,
        disabled=_disabled(disable or ()),
    )
    sources = _sources(paths or [], files_from, null, form=form, globs=glob or (), text_field=text_field, limit=limit)
    reporter = Reporter(
        sources,
        quiet=quiet,
        strict=strict,
        progress=values.one_of("--progress", progress, ("auto", "always", "never")),
        color=values.one_of("--color", color, ("auto", "always", "never")),
    )
    with reporter:
        ending = run(
            sources,
            destination,
            options,
            jobs=values.job_count(jobs),
            overwrite=overwrite,
            resume=resume,
            errors=errors,
            watch=reporter.watch,
        )
    reporter.close(ending, destination.path)
    return _exit_code(ending, strict=strict)


def _sources(
    paths: list[str],
    files_from: str | None,
    null: bool,
    *,
    form: str,
    globs: Sequence[str],
    text_field: str,
    limit: int,
) -> Sources:
    from wireparse.batch.inputs import DASH, Sources, listed
    from wireparse.errors import InputError, UsageError

    if null and files_from is None:
        raise UsageError("-0 says how the paths of --files-from end; give --files-from too")
    if files_from is not None:
        if files_from == DASH and DASH in paths:
            raise UsageError("standard input cannot be both the list of files and a story")
        try:
            paths = [*paths, *listed(files_from, null=null)]
        except InputError as error:
            raise UsageError(f"the list {error.source!r} {error.message}") from None
    elif not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("no input; give files or folders, or pipe a story in (wireparse convert --help)")
        paths = [DASH]
    if paths.count(DASH) > 1:
        raise UsageError("standard input (-) can be read only once")
    return Sources(paths, form=form, globs=globs, text_field=text_field, limit=limit)


def _disabled(rules: Sequence[str]) -> tuple[str, ...]:
    if not rules:
        return ()
    from wireparse.rules.catalogue import checked_ids

    return checked_ids(rules)


def _exit_code(ending: Ending, *, strict: bool) -> int:
    if ending.interrupted:
        return 130
    code = ending.tally.exit_code
    if ending.error is not None:
        return max(code, 1)
    return max(code, 1) if strict and ending.tally.warned else code
