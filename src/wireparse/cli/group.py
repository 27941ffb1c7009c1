"""`wireparse group`: versions of one story."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from wireparse.errors import UsageError, unknown

if TYPE_CHECKING:
    from wireparse.batch.inputs import Sources
    from wireparse.batch.tally import Tally
    from wireparse.batch.worker import Options
    from wireparse.cli.options import Request
    from wireparse.knowledge.site_lines import SiteLines
    from wireparse.versions.furniture import Learned
    from wireparse.versions.grouping import Family
    from wireparse.versions.shelf import Shelf

__all__ = ["group"]

_FORMATS: Final = ("jsonl", "csv", "html", "sqlite")
_SUFFIXES: Final = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html",
    ".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite",
}  # fmt: skip


def group(request: Request) -> int:
    """Put the versions of each story together: which is the wire's own, who cut, changed and added what.

    Every story is in exactly one group; the result is the same for any order of the inputs and any number of jobs.
    Where sites are known (--site-field, or pages' addresses), what a site repeats is learned first and not compared.
    With a database of convert's as input and --output, what is new in it is put to what was grouped before.

    Exit codes: as those of convert.
    """
    from wireparse.batch.tally import Tally
    from wireparse.cli import values
    from wireparse.cli.reading import options_of, sources_of
    from wireparse.cli.terminal import say
    from wireparse.cli.writing import checked_output, written
    from wireparse.versions.grouping import Rules, families
    from wireparse.versions.shelf import Shelf
    from wireparse.versions.written import parts

    form = _format(request)
    same, within = _share(request.same), _days(request.within)
    options = options_of(request)
    jobs = values.job_count(request.jobs)
    sources = sources_of(request, options.reading)
    if form != "sqlite":
        checked_output(request.output, sources, overwrite=request.overwrite)
    tally = Tally()
    rules = Rules(same, within, request.changes or form in ("html", "sqlite"))
    with Shelf() as shelf:
        if form == "sqlite":
            from wireparse.versions.stored import VersionsDatabase

            with VersionsDatabase(str(request.output)) as database:
                if sources.paths == (request.output,):
                    for imprint in database.touched():
                        shelf.add(imprint.packed())
                    tally.converted = len(shelf)
                else:
                    rules = rules._replace(furniture=_fill(shelf, sources, options, jobs, tally, request))
                found = _Counted(families(shelf, rules))
                database.write(found)
        else:
            rules = rules._replace(furniture=_fill(shelf, sources, options, jobs, tally, request))
            found = _Counted(families(shelf, rules))
            written(request.output, parts(form, found, changes=request.changes))
    if not request.quiet and (request.output or tally.failed):
        say(found.summary(tally.converted))
    return tally.exit_code


def _fill(
    shelf: Shelf, sources: Sources, options: Options, jobs: int, tally: Tally, request: Request
) -> SiteLines | None:
    """Put what is compared of all inputs on the shelf; what is known of their sites.

    `options` say how they are read, `jobs` how many processes do; `tally` counts them, the `request` names the
    furniture that is known already, and the log of errors.
    """
    from wireparse.batch.tally import Tally
    from wireparse.cli.failures import Failures
    from wireparse.cli.furniture import learn
    from wireparse.cli.reading import again, made
    from wireparse.readers.furniture import read_furniture

    known = read_furniture(*request.furniture) if request.furniture else None
    learned = None
    with again(sources) as rewound, Failures(request.errors) as failures:
        if rewound():
            with Failures(None, silent=True) as later:
                learned, _ = learn(sources, options, jobs, Tally(), later, folders=False)
            known = learned.known(known)
            rewound()
        with _as_file(learned) as more:
            options = options._replace(product="imprints", furniture=(*options.furniture, *more))
            for body in made(sources, options, jobs, tally, failures.add):
                shelf.add(body)
    return known


class _Counted:
    """Families on their way out, counted: groups of several versions, and the stories in them."""

    def __init__(self, found: Iterable[Family]) -> None:
        self._found = found
        self.groups = 0
        self.versions = 0

    def __iter__(self) -> Iterator[Family]:
        for family in self._found:
            if len(family.imprints) > 1:
                self.groups += 1
                self.versions += len(family.imprints)
            yield family

    def summary(self, stories: int) -> str:
        return f"grouped {stories:,} stories: {self.versions:,} are versions of {self.groups:,}"


@contextmanager
def _as_file(learned: Learned | None) -> Iterator[tuple[tuple[str, str], ...]]:
    """What was learned as a file that workers read, with its digest."""
    from tempfile import NamedTemporaryFile

    if learned is None or not learned.lines:
        yield ()
        return
    with NamedTemporaryFile(prefix="wireparse-", suffix=".jsonl") as file:
        file.writelines(f"{row}\n".encode("utf-8", "backslashreplace") for row in learned.rows())
        file.flush()
        yield ((file.name, ""),)


def _format(request: Request) -> str:
    output = request.output if request.output != "-" else None
    form = request.to
    if form is None:
        suffix = os.path.splitext(output or "")[1].lower()
        form = _SUFFIXES.get(suffix) if suffix else "jsonl"
        if form is None:
            raise UsageError(f"no format of group goes by the suffix {suffix!r}; tell it with --to")
    if form not in _FORMATS:
        raise unknown("format", form, _FORMATS, f"group writes {', '.join(_FORMATS)}", meant=_SUFFIXES.get(f".{form}"))
    if form == "sqlite" and output is None:
        raise UsageError("sqlite needs a database that convert --to sqlite has made; give it with --output")
    return form


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise UsageError(f"{value!r} is no share for --same; give a number above 0 and up to 1, such as 0.5")
    return share


def _days(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isdecimal() or len(value) > 6:
        raise UsageError(f"{value!r} is no number of days for --within; give one such as 7")
    return int(value)
