"""HTML: one page that needs nothing but itself, to see who ran a story and what each made of it.

A story is an article: when and where its versions ran, and each version beside the leader, what was cut struck out,
what was added marked.  There is no script; a Content-Security-Policy allows this style by its digest, and nothing else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from wireparse.exporters.format import utf8
from wireparse.exporters.markup import attributes, linked, shown
from wireparse.knowledge.agencies import wires
from wireparse.versions.changes import Pairing
from wireparse.versions.grouping import Family
from wireparse.versions.imprint import Imprint
from wireparse.versions.model import Version

__all__ = ["page", "reworded"]

#: Places on the strip of a timeline.
PLACES: Final = 24
# Paragraphs of more words are not compared word by word.
_MOST_WORDS: Final = 600
_TOKEN: Final = re.compile(r"\s++|\w++|[^\w\s]")
_ROLES: Final = {
    "original": "leads",
    "copy": "copy",
    "cut": "cut",
    "edited": "edited",
    "excerpt": "excerpt",
    "single": "alone",
}


@cache
def _head() -> bytes:
    style = files("wireparse.versions").joinpath("versions.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return utf8(
        f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Versions of stories</title>
<style>{style}</style>
</head>
<body>
<header><h1>Who ran these stories</h1>
<p>Each version stands beside the one that leads: <del>what it cut is struck out</del>,
<ins>what it added is marked</ins>.</p></header>
<main>
"""
    )


def page(families: Iterable[Family]) -> Iterator[bytes]:
    """The page, part by part: an article for each story of several versions; the others are counted."""
    yield _head()
    alone = groups = 0
    for family in families:
        if len(family.imprints) > 1:
            groups += 1
            yield utf8("".join(_article(family)))
        else:
            alone += 1
    told = f"{groups:,} {'story' if groups == 1 else 'stories'} in several versions; {alone:,} ran once."
    yield utf8(f"</main>\n<footer><p>{told}</p></footer>\n</body>\n</html>\n")


def _article(family: Family) -> Iterator[str]:
    leader, versions = family.imprints[0], family.group.versions
    identity = f"g{family.group.id}"
    yield f"<article{attributes(id=identity, aria_labelledby=f'{identity}-h')}>"
    title = leader.headline or (leader.passages[0].text[:120] if leader.passages else leader.name)
    yield f"<h2{attributes(id=f'{identity}-h', lang=leader.language or 'und', dir='auto')}>{shown(title)}</h2>"
    yield f'<p class="facts">{_facts(family)}</p>'
    yield from _timeline(family, identity)
    # Unfolded is the first version that was changed, if there is one.
    changed = (at for at, version in enumerate(versions) if at and version.role != "copy")
    unfolded = next(changed, 1)
    for number, (story, version, pairings) in enumerate(zip(family.imprints, versions, family.pairings, strict=True)):
        if pairings is not None:
            yield from _version(leader, story, version, pairings, f"{identity}-v{number}", unfold=number == unfolded)
    yield "</article>\n"


def _facts(family: Family) -> str:
    parts = [f"{len(family.imprints):,} versions"]
    if family.group.wire:
        parts.append(f"by {_agency(family.group.wire)}")
    source = family.group.wire_source
    if source and source.text:
        parts.append(f"named as “{' '.join(source.text.split())}” in {source.story}")
    sites = {story.site for story in family.imprints if story.site}
    if sites:
        parts.append(f"on {len(sites):,} {'site' if len(sites) == 1 else 'sites'}")
    return shown(" · ".join(parts))


@cache
def _names() -> dict[str, str]:
    return {wire.id: wire.name for wire in wires()}


def _agency(wire: str) -> str:
    return _names().get(wire, wire)


def _timeline(family: Family, identity: str) -> Iterator[str]:
    """Who ran it when: the dated versions in order, then the others."""
    order = sorted(range(len(family.imprints)), key=lambda at: (family.imprints[at].date or "9", at))
    days = {at: day for at in order if (day := _day(family.imprints[at].date)) is not None}
    first = min(days.values(), default=0)
    span = max(1, max(days.values(), default=0) - first)
    yield '<ol class="timeline" aria-label="Who ran it when">'
    for at in order:
        story, version = family.imprints[at], family.group.versions[at]
        place = f"at p{round((days[at] - first) * PLACES / span)}" if at in days else None
        dot = f'<span class="strip" aria-hidden="true"><i{attributes(class_=place)}></i></span>' if place else ""
        when = f"<time{attributes(datetime=story.date)}>{shown(story.date or '')}</time>" if story.date else "no date"
        where = shown(version.story) if at == 0 else f'<a href="#{identity}-v{at}">{shown(version.story)}</a>'
        site = (
            f" <small>{linked([story.site or story.url or ''], story.url)}</small>" if story.site or story.url else ""
        )
        yield f'<li><span class="when">{when}</span>{dot}<span>{where}{site} {_badge(version)}</span></li>'
    yield "</ol>"


def _day(iso: str | None) -> int | None:
    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return None


def _badge(version: Version) -> str:
    share = "" if version.role == "original" else f" {version.share:.0%} shared"
    return f'<b class="role {version.role}">{_ROLES[version.role]}</b>{share}'


def _version(
    leader: Imprint, story: Imprint, version: Version, pairings: Sequence[Pairing], identity: str, *, unfold: bool
) -> Iterator[str]:
    """A version beside the leader; `identity` is the id of its element, `unfold` shows it at once."""
    cut, added = len(version.cut or ()), len(version.added or ())
    changed = len(version.changed or ())
    counts = ", ".join(
        f"{number} {what}" for number, what in ((cut, "cut"), (added, "added"), (changed, "reworded")) if number
    )
    yield f"<details{attributes(id=identity)}{' open' if unfold else ''}>"
    yield f"<summary>{shown(version.story)} {_badge(version)} <small>{shown(counts or 'nothing changed')}"
    yield f" · {shown(version.rule)}, {version.certainty}</small></summary>"
    yield '<table><thead><tr><th scope="col">The version that leads</th><th scope="col">This version</th></tr></thead>'
    yield f"<tbody{attributes(lang=story.language or 'und')}>"
    if version.headline == "changed" and (leader.headline or story.headline):
        yield _row("headline", shown(leader.headline or ""), shown(story.headline or ""))
    for pairing in pairings:
        yield _pairing(pairing)
    yield "</tbody></table></details>"


def _pairing(pairing: Pairing) -> str:
    if pairing.story is None and pairing.leader is not None:
        return _row("cut", f"<del>{shown(pairing.leader.text.strip())}</del>", "<small>cut</small>")
    if pairing.leader is None and pairing.story is not None:
        return _row("added", "<small>not there</small>", f"<ins>{shown(pairing.story.text.strip())}</ins>")
    if pairing.leader is None or pairing.story is None:
        return ""
    if pairing.same:
        return _row("same", shown(pairing.leader.text.strip()), shown(pairing.story.text.strip()))
    return _row("reworded", *reworded(pairing.leader.text.strip(), pairing.story.text.strip()))


def _row(kind: str, left: str, right: str) -> str:
    return f'<tr class="{kind}"><td dir="auto">{left}</td><td dir="auto">{right}</td></tr>'


def reworded(before: str, after: str) -> tuple[str, str]:
    """Two paragraphs as markup, the words that only one of them has marked."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        return f"<del>{shown(before)}</del>", f"<ins>{shown(after)}</ins>"
    left: list[str] = []
    right: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = shown("".join(old[a:b])), shown("".join(new[c:d]))
        left.append(gone if what == "equal" or not gone else f"<del>{gone}</del>")
        right.append(come if what == "equal" or not come else f"<ins>{come}</ins>")
    return "".join(left), "".join(right)
