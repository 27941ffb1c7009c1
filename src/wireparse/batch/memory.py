"""How much memory there is, and keeping a process from taking all of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

__all__ = ["limit"]

# What a process may take of what is free when it begins, in percent; never less than so many bytes.
_SHARE: Final = 80
_LEAST: Final = 1 << 29
_KERNEL: Final = "/proc/meminfo"
_GROUP: Final = "/sys/fs/cgroup/memory.max"


def limit() -> None:
    """Let an allocation fail, which is told, before the system runs out of memory and kills what it likes.  Where the
    system does not say how much is free, nothing happens."""
    free = _free()
    if free is None:
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bounds = [bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (min((max(free * _SHARE // 100, _LEAST), *bounds)), hard))


def _free() -> int | None:
    """Bytes that are free, or could be made so; None if nobody knows."""
    known: list[int] = []
    with suppress(OSError, ValueError), open(_KERNEL, encoding="ascii") as lines:
        figures = dict(line.split(":", 1) for line in lines)
        known.append(
            sum(int(figures[name].split()[0]) << 10 for name in ("MemAvailable", "SwapFree") if name in figures)
        )
    with suppress(OSError, ValueError), open(_GROUP, encoding="ascii") as line:
        known.append(int(line.read()))
    return min(filter(None, known), default=None)
