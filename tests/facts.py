"""Files with the facts that are right about their stories beside them (`X` and `X.facts.json`), and how many are met.

python -m tests.facts FOLDER        # each fact that is not met, and the figure
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wireparse import Story, parse_stories
from wireparse.errors import InputError

__all__ = ["checked", "files", "read"]


def files(folder: Path) -> list[Path]:
    """The files that have facts."""
    return sorted(path.with_name(path.name.removesuffix(".facts.json")) for path in folder.rglob("*.facts.json"))


def read(path: Path) -> tuple[list[Story], list[str]]:
    """The stories of a file and the codes of what could not be read."""
    codes: list[str] = []
    try:
        return list(parse_stories(path, failed=lambda error: codes.append(error.code))), codes
    except InputError as error:
        return [], [*codes, error.code]


def _said(story: Story, fact: str) -> Any:
    """What a story says about a fact."""
    dateline, day = story.dateline, story.published or (story.dateline.date if story.dateline else None)
    places = dateline.places if dateline else ()
    return {
        "headline": story.headline.text if story.headline else None,
        "authors": [author.name for author in story.byline.authors] if story.byline else [],
        "places": [place.name for place in places],
        "country": next((place.country for place in places), None),
        "agency": story.agency.name if story.agency else None,
        "date": day.iso[:10] if day and day.iso else None,
        "published": story.published.iso if story.published else None,
        "language": story.language,
        "slugline": story.slugline.text if story.slugline else None,
        "ednotes": len(story.ednotes),
        "paragraphs": len(story.paragraphs),
    }[fact]


def _body(story: Story) -> str:
    return " ".join(" ".join(paragraph.text.split()) for paragraph in story.paragraphs)


def checked(path: Path) -> Iterator[tuple[str, bool, Any, Any]]:
    """Each fact of a file: its name, whether it is met, what is right and what was found."""
    facts = json.loads(path.with_name(path.name + ".facts.json").read_text(encoding="utf-8"))
    stories, codes = read(path)
    if facts["stories"] is None:
        yield "error", not stories and codes[:1] == [facts["error"]], facts["error"], (len(stories), codes)
        return
    if facts.get("errors"):
        yield "errors", len(codes) == facts["errors"], facts["errors"], codes
    yield "stories", len(stories) == len(facts["stories"]), len(facts["stories"]), (len(stories), codes)
    for number, right in enumerate(facts["stories"]):
        story = stories[number] if number < len(stories) else None
        for fact, value in right.items():
            name = f"{number + 1}.{fact}"
            if story is None:
                yield name, False, value, None
            elif value is None:  # not asked
                continue
            elif fact in ("first", "last"):
                body, value = _body(story), " ".join(value.split())
                met = value in body[:400] if fact == "first" else body.rstrip().endswith(value)
                yield name, met, value, body[:90] if fact == "first" else body[-90:]
            elif fact == "body_not":
                body = _body(story)
                yield name, not any(words in body for words in value), value, body
            else:
                said = _said(story, fact)
                yield name, said == value, value, said


if __name__ == "__main__":
    met = asked = 0
    for file in files(Path(sys.argv[1])):
        for name, right, value, found in checked(file):
            met, asked = met + right, asked + 1
            if not right:
                print(f"{file.parent.name}/{file.name} {name}: {value!r}, not {found!r}")
    print(f"{met} of {asked}")
