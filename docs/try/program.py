"""What the page of the site runs: inputs in, stories kept, files of them out.

It knows nothing of the browser: the worker calls it with plain values, and so do the tests.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence

from wireparse import InputError, Story, export, parse_stories

stories: list[Story] = []


def read(inputs: Sequence[tuple[str, bytes]]) -> list[str]:
    """Parse inputs, each a name and its bytes; what could not be read, a sentence each.  The stories are kept."""
    failed: list[str] = []

    def told(error: InputError) -> None:
        needs = "needs the installed program" if error.code == "E_EXTRA" else error.message
        failed.append(f"{error.source}: {needs} [{error.code}]")

    stories.clear()
    with tempfile.TemporaryDirectory() as folder:
        before = os.getcwd()
        os.chdir(folder)  # so that a story is named as its file was
        try:
            for name, data in inputs:
                path = _free(os.path.basename(name.replace("\\", "/")) or "story.txt")
                with open(path, "wb") as file:
                    file.write(data)
                try:
                    stories.extend(parse_stories(path, failed=told))
                except InputError as error:
                    told(error)
        finally:
            os.chdir(before)
    return failed


def _free(name: str) -> str:
    """The name, or one like it that no file has yet."""
    stem, suffix = os.path.splitext(name)
    number = 1
    while os.path.exists(name):
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def written(form: str, table: str | None = None) -> bytes:
    """The stories in a format; of CSV one table."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out")
        export(stories, form, path, **({"table": table} if table else {}))
        with open(path, "rb") as file:
            return file.read()
