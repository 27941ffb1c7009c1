"""`wireparse convert`: many stories in, one format out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.cli.options import Request
    from wireparse.exporters import Format

__all__ = ["convert"]


def convert(request: Request) -> int:
    """Convert stories to JSON, CSV, Markdown, HTML, SQLite and other formats.

    One story is printed as one JSON document, several as JSON Lines.  An input that fails is told on standard error
    and never stops the others.

    Exit codes: 0 all well, 1 some inputs failed, 2 wrong usage, 3 nothing could be converted, 130 interrupted.
    """
    from wireparse.batch.plan import choose
    from wireparse.batch.run import run
    from wireparse.cli import values
    from wireparse.cli.ending import forget_output
    from wireparse.cli.progress import Reporter
    from wireparse.cli.reading import FIELDED, fields_given, options_of, sources_of
    from wireparse.cli.terminal import say
    from wireparse.readers import FORMS, WITH_FIELDS

    fields = values.names("--fields", request.fields)
    destination = choose(
        request.output,
        request.to,
        request.table,
        appendix=request.appendix,
        fields=fields,
        rotate=values.rotation(request.rotate),
    )
    options = options_of(request)._replace(
        certainty=values.certainty(request.certainty),
        offsets=_offsets(request.offsets, destination.form),
        fields=fields,
        strict=request.strict,
    )
    jobs = values.job_count(request.jobs)
    progress = values.one_of("--progress", request.progress, ("auto", "always", "never"))
    color = values.one_of("--color", request.color, ("auto", "always", "never"))
    sources = sources_of(request, options.reading)
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
    known = sources.forms and sources.forms.isdisjoint(WITH_FIELDS) and sources.forms <= {*FORMS}
    if known and not request.quiet and (given := fields_given(request)):
        say(f"{' and '.join(given)}: that is for {FIELDED}, and no input has any")
    if ending.error is not None and destination.kind == "stdout":
        forget_output()  # it was told
        return 3
    return max(ending.exit_code, int(request.strict and ending.tally.warned > 0))


def _offsets(unit: str, form: Format) -> str:
    if unit == "codepoints":
        return unit
    from wireparse.exporters.units import checked_unit

    return checked_unit(unit, form)
