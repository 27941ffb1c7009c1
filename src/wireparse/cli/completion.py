"""What a shell offers for a value that is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from wireparse.model import CERTAINTIES

__all__ = ["OPTION_VALUES", "agency_names", "choices", "countries", "languages", "rule_names", "stages"]

Completer = Callable[[str], list[str]]


def choices(*words: str) -> Completer:
    """The completer of a value that is one of `words`."""
    return lambda incomplete: _beginning(incomplete, words)


def _beginning(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def _formats(incomplete: str) -> list[str]:
    from wireparse.exporters import FORMATS
    from wireparse.plugins import EXPORTERS, names

    return _beginning(incomplete, dict.fromkeys((*FORMATS, *names(EXPORTERS))))


def _forms(incomplete: str) -> list[str]:
    from wireparse.plugins import READERS, names
    from wireparse.readers import AUTO, FORMS

    return _beginning(incomplete, dict.fromkeys((AUTO, *FORMS, *names(READERS))))


def _tables(incomplete: str) -> list[str]:
    from wireparse.exporters import FORMATS, format_named

    return _beginning(incomplete, dict.fromkeys(table for name in FORMATS for table in format_named(name).tables))


def _units(incomplete: str) -> list[str]:
    from wireparse.exporters.units import UNITS

    return _beginning(incomplete, UNITS)


def _rules(incomplete: str) -> list[str]:
    from wireparse.rule_catalogue import catalogue

    return _beginning(incomplete, catalogue())


def stages(incomplete: str) -> list[str]:
    """Stages that have rules."""
    from wireparse.rule_catalogue import catalogue

    return _beginning(incomplete, dict.fromkeys(rule.partition(".")[0] for rule in catalogue()))


def rule_names(incomplete: str) -> list[str]:
    """Rules, and their stages."""
    return [*stages(incomplete), *_rules(incomplete)]


def agency_names(incomplete: str) -> list[str]:
    """The ids of wires."""
    from wireparse.knowledge.agencies import wires

    return _beginning(incomplete, (wire.id for wire in wires()))


def countries(incomplete: str) -> list[str]:
    """Countries that wires are from."""
    from wireparse.knowledge.agencies import wires

    return _beginning(incomplete, sorted({wire.country for wire in wires()}))


def languages(incomplete: str) -> list[str]:
    """Languages that wires write in."""
    from wireparse.knowledge.agencies import wires

    return _beginning(incomplete, sorted({tag for wire in wires() for tag in wire.languages}))


_CHOICE: Final = choices("auto", "always", "never")

#: The completers of the options of `convert`, by field.
OPTION_VALUES: Final[dict[str, Completer]] = {
    "to": _formats,
    "form": _forms,
    "table": _tables,
    "offsets": _units,
    "disable": _rules,
    "encoding": choices("auto", "utf-8", "cp1252", "utf-16", "latin-1", "koi8-r", "gb18030", "shift_jis"),
    "jobs": choices("auto"),
    "progress": _CHOICE,
    "certainty": choices(*CERTAINTIES),
    "color": _CHOICE,
}
