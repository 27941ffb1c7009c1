"""What other installed packages add, through entry points.

Looking through the installed packages takes as long as parsing many stories, so it is done only for a name that
wireparse itself does not know, and to list what there is.
"""

from __future__ import annotations

from typing import Final

from wireparse.errors import UsageError

__all__ = ["EXPORTERS", "READERS", "names", "plugin"]

#: The group of entry points that name `wireparse.exporters.Format` records.
EXPORTERS: Final = "wireparse.exporters"
#: The group of entry points that name `wireparse.readers.Form` records.
READERS: Final = "wireparse.readers"


def names(group: str) -> list[str]:
    """The names in a group of entry points, sorted."""
    from importlib.metadata import entry_points

    return sorted({point.name for point in entry_points(group=group)})


def plugin(group: str, name: str) -> object:
    """What the entry point of that name stands for; None if there is none.  Raises `UsageError` if it cannot be
    loaded."""
    from importlib.metadata import entry_points

    for point in entry_points(group=group, name=name):
        try:
            return point.load()
        except (ImportError, AttributeError) as error:
            raise UsageError(f"the plug-in {name!r} ({point.value}) cannot be loaded: {error}") from error
    return None
