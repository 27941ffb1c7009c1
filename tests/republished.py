"""One invented wire story as four sites ran it, and the furniture of their pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

HEADLINE = "Ferry Line Stops Night Service After Engine Fire"
WIRE = [
    "BERGEN (Reuters) - The ferry line Havlinjen stopped its night service on Monday after a fire in the engine room "
    "of its newest ship left two hundred passengers waiting in the harbour until morning.",
    "The captain, Ingrid Solheim, said that the crew had put the fire out within ten minutes and that nobody was hurt.",
    '"We heard one bang, and then every lamp on the car deck went dark," Solheim told reporters on the quay.',
    "Inspectors of the maritime office went aboard at dawn and sealed the fuel pumps, which were new this spring.",
    "Havlinjen carries about nine thousand people a week between Bergen and the islands, most of them at night.",
    "The line's two older ships will sail by day until the inspectors have finished, a spokesman for the owners said.",
    "Islanders who work in the city have asked the county for buses around the fjord, a journey of five hours.",
    "The county council meets on Thursday and will hear the owners, the inspectors and the mayor of one island.",
]
OWN = "Passengers from Askvoll who missed the crossing slept in the sports hall, the mayor's office told this paper."
FURNITURE = [
    "Read the paper on your phone before it is printed: our subscribers get three months for the price of one.",
    "The Fjord Courier is printed on paper from the mill at Hylla and brought to your door before six every morning.",
    "Tell us what you have seen: our newsroom answers every letter that comes with a name and an address below it.",
]


def page(headline: str, paragraphs: Iterable[str], furniture: Sequence[str] = ()) -> str:
    return "\n\n".join([headline, *paragraphs, *furniture]) + "\n"


def versions() -> dict[str, str]:
    """The wire's copy, a full copy, a cut one, an edited one and an excerpt, by name."""
    reworded = [each.replace("within ten minutes", "in a quarter of an hour") for each in WIRE]
    return {
        "wire": page(HEADLINE, WIRE),
        "copy": page("Night ferries stop after fire", WIRE),
        "cut": page("Ferry line stops sailing at night", WIRE[:5]),
        "edited": page("Fire stops ferries", [*reworded[:3], OWN, *reworded[3:6]]),
        "excerpt": page(HEADLINE, WIRE[:2]),
    }


def others(count: int, seed: str = "") -> dict[str, str]:
    """Stories that have nothing in common with one another."""
    made = {}
    for number in range(count):
        words = [f"{seed}{chr(97 + number % 26)}{number}word{at}" for at in range(120)]
        lines = [f"The {' '.join(words[at : at + 14])} said on Monday." for at in range(0, 112, 14)]
        made[f"other{seed}{number}"] = page(f"Story of {words[0]} in Town", lines)
    return made


def records(path: Path, texts: dict[str, str], sites: dict[str, str] | None = None, **more: Any) -> Path:
    """A file of JSON Lines with the texts, their ids, sites and whatever is the same for all."""
    rows = [{"id": name, "text": text, "site": (sites or {}).get(name), **more} for name, text in texts.items()]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path
