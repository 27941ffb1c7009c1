"""`wireparse convert`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

__all__ = ["convert"]


def convert(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", show_default=False)] = None,
    to: Annotated[str, typer.Option("--to", "-t")] = "json",
    form: Annotated[str, typer.Option("--from", "-f")] = "auto",
) -> int:
    """Convert stories."""
    from wireparse.batch.work import Input, Options, Worker
    from wireparse.errors import InputError
    from wireparse.reader import open_file, read_lines

    worker = Worker(Options(format=to))
    code = 0
    for path in paths or []:
        if form == "jsonl":
            with open_file(path) as stream:
                items = (
                    Input("record", f"{path}:{n}", line)
                    for n, line in read_lines(stream, path)
                    if not isinstance(line, InputError)
                )
                outcomes = map(worker.convert, items)
                for outcome in outcomes:
                    if outcome.failure:
                        print(f"wireparse: {outcome.failure.source}: {outcome.failure.message}", file=sys.stderr)
                        code = 1
                    for body in outcome.bodies:
                        sys.stdout.buffer.write(body)
        else:
            for body in worker.convert(Input("file", path)).bodies:
                sys.stdout.buffer.write(worker._form.alone(body))
    return code
