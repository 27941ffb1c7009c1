"""`wireparse convert`: many stories in, one format out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.batch.inputs import Sources
    from wireparse.cli.options import Request
    from wireparse.exporters import Format
    from wireparse.readers import Settings

__all__ = ["convert"]


def convert(request: Request) -> int:
    """Convert stories to JSON, CSV, Markdown, HTML, SQLite and other formats.

    One story is printed as one JSON document, several as JSON Lines.  An input that fails is told on standard error
    and never stops the others.

    Exit codes: 0 all well, 1 some inputs failed, 2 wrong usage, 3 nothing could be converted, 130 interrupted.
    """
    from wireparse.arguments import checked_date, checked_language
    from wireparse.batch.plan import choose
    from wireparse.batch.run import run
    from wireparse.batch.worker import Options
    from wireparse.cli import values
    from wireparse.cli.ending import forget_output
    from wireparse.cli.progress import Reporter
    from wireparse.readers import Settings
    from wireparse.readers.decoding import checked_encoding

    fields = values.names("--fields", request.fields)
    destination = choose(request.output, request.to, request.table, appendix=request.appendix, fields=fields)
    values.input_form(request.form, fix=request.fix)
    reading = Settings(
        encoding=checked_encoding(request.encoding),
        max_size=values.size(request.max_size),
        text_field=request.text_field,
        id_field=request.id_field,
        date_field=request.date_field,
        fix=request.fix,
    )
    options = Options(
        date=checked_date(request.date),
        language=checked_language(request.lang),
        disabled=_disabled(request.disable),
        offsets=_offsets(request.offsets, destination.form),
        fields=fields,
        strict=request.strict,
        reading=reading,
    )
    jobs = values.job_count(request.jobs)
    progress = values.one_of("--progress", request.progress, ("auto", "always", "never"))
    color = values.one_of("--color", request.color, ("auto", "always", "never"))
    sources = _sources(request, reading)
    with Reporter(sources, quiet=request.quiet, strict=request.strict, progress=progress, color=color) as reporter:
        ending = run(
            sources,
            destination,
            options,
            jobs=jobs,
            overwrite=request.overwrite,
            resume=request.resume,
            errors=request.errors,
            watch=reporter.watch,
        )
    reporter.close(ending, destination)
    if ending.error is not None and destination.kind == "stdout":
        forget_output()  # it was told
        return 3
    return max(ending.exit_code, int(request.strict and ending.tally.warned > 0))


def _sources(request: Request, reading: Settings) -> Sources:
    from wireparse.batch.inputs import DASH, Sources, listed
    from wireparse.errors import InputError, UsageError

    paths = list(request.paths)
    if request.null and request.files_from is None:
        raise UsageError("-0 says how the paths of --files-from end; give --files-from too")
    if request.files_from is not None:
        if request.files_from == DASH and DASH in paths:
            raise UsageError("standard input cannot be both the list of files and a story")
        try:
            paths += listed(request.files_from, null=request.null)
        except InputError as error:
            raise UsageError(f"the list {error.source!r} {error.message}") from None
    elif not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("no input; give files or folders, or pipe a story in (wireparse convert --help)")
        paths = [DASH]
    if paths.count(DASH) > 1:
        raise UsageError("standard input (-) can be read only once")
    return Sources(paths, form=request.form, globs=request.glob, reading=reading)


def _offsets(unit: str, form: Format) -> str:
    if unit == "codepoints":
        return unit
    from wireparse.exporters.units import checked_unit

    return checked_unit(unit, form)


def _disabled(rules: Sequence[str]) -> tuple[str, ...]:
    if not rules:
        return ()
    from wireparse.rule_catalogue import checked_ids

    return checked_ids(rules)
