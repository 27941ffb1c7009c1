"""`wireparse furniture`: what sites repeat, learned from their pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.batch.inputs import Sources
    from wireparse.batch.tally import Tally
    from wireparse.batch.worker import Options
    from wireparse.cli.failures import Failures
    from wireparse.cli.options import Request
    from wireparse.versions.furniture import Learned

__all__ = ["furniture", "learn"]


def furniture(request: Request) -> int:
    """Learn what sites repeat: the lines that three or more stories of one site share.

    A site is the host of a page's address, the value of --site-field, or the name of the folder that a file lies in.
    The file written is for convert --furniture and group --furniture; files of several runs add up.  A story that was
    fetched several times, or that a wire sent to many sites, is no furniture.

    Exit codes: as those of convert.
    """
    from wireparse.batch.tally import Tally
    from wireparse.cli import values
    from wireparse.cli.failures import Failures
    from wireparse.cli.reading import options_of, sources_of
    from wireparse.cli.terminal import say
    from wireparse.cli.writing import checked_output, written

    options = options_of(request)
    sources = sources_of(request, options.reading)
    checked_output(request.output, sources, overwrite=request.overwrite)
    tally = Tally()
    with Failures(request.errors) as failures:
        learned, left_out = learn(sources, options, values.job_count(request.jobs), tally, failures, folders=True)
    written(request.output, (f"{row}\n".encode("utf-8", "backslashreplace") for row in learned.rows()))
    if not request.quiet:
        without = f", left out {left_out:,} whose site nobody says (--site-field does)" if left_out else ""
        say(f"learned {len(learned.lines):,} lines of {len(learned.stories):,} sites{without}")
    return tally.exit_code


def learn(
    sources: Sources, options: Options, jobs: int, tally: Tally, failures: Failures, *, folders: bool
) -> tuple[Learned, int]:
    """What the sites of all inputs repeat, and how many inputs have no site.

    `options` say how they are read, `jobs` how many processes do; `tally` and `failures` take in what came of them;
    with `folders` the folder of a file that states no site is one.
    """
    from wireparse.cli.reading import made
    from wireparse.versions.furniture import Learner, PageLines

    learner = Learner()
    try:
        for body in made(sources, options._replace(product="lines", furniture=()), jobs, tally, failures.add):
            stated, folder, (page, prose, others) = json.loads(body)
            site = stated or (folder if folders else None)
            learner.add(site, PageLines(page, tuple(prose), tuple(others)))
        return learner.learned(), learner.left_out
    finally:
        learner.close()
