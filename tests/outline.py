"""The outline of a story: everything that a golden file holds, one fact a line, for people to read and compare."""

from __future__ import annotations

from collections.abc import Iterator

from wireparse.model import Agency, Date, Dateline, Piece, Story


def _short(text: str | None, size: int = 72) -> str:
    if text is None:
        return "-"
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[: size // 2]} … {line[-(size // 2) + 3 :]}"


def _agency(agency: Agency | None) -> str:
    return "-" if agency is None else f"{agency.text} = {agency.id or '|'.join(agency.candidates) or '?'}"


def _date(date: Date | None) -> str:
    return "-" if date is None else f"{date.text or ''} = {date.iso or '?'} ({date.basis})"


def _dateline(dateline: Dateline | None) -> str:
    if dateline is None:
        return "-"
    places = "; ".join(f"{place.text} = {place.name}, {place.country or '?'}" for place in dateline.places)
    return f"{_short(dateline.text)} | {places or '-'} | {_agency(dateline.agency)} | {_date(dateline.date)}"


def _lines(story: Story) -> Iterator[tuple[str, str]]:
    yield "language", story.language or "-"
    yield "headline", _short(story.headline.text if story.headline else None)
    if story.subheadline:
        yield "subheadline", _short(story.subheadline.text)
    if story.byline:
        authors = "; ".join(
            " / ".join(part for part in (author.name, author.role, author.affiliation) if part)
            for author in story.byline.authors
        )
        yield "byline", f"{_short(story.byline.text)} | {authors or '-'}"
    if story.dateline:
        yield "dateline", _dateline(story.dateline)
    yield "agency", _agency(story.agency)
    for name, date in (("published", story.published), ("updated", story.updated)):
        if date:
            yield name, _date(date)
    if story.slugline:
        yield "slugline", _short(story.slugline.text)
    for note in story.ednotes:
        yield "ednote", _short(note.text)
    for block in story.blocks:
        yield f"[{block.kind}]", f"{_short(block.text)}  ({block.rule})"
    for quote in story.quotes:
        who = quote.speaker.name if quote.speaker else "?"
        source = quote.source.text if quote.source else "-"
        cue = quote.cue.text if quote.cue else "-"
        after = f" after {quote.continues}" if quote.continues else ""
        mood = f" {quote.modality}" if quote.modality else ""
        yield (
            f"{quote.id} {quote.kind}",
            f"{who} | {source} | {cue}{after}{mood} | {_short(quote.text)}  ({quote.rule})",
        )
    for speaker in story.speakers:
        parts = " | ".join(part or "-" for part in (speaker.name, speaker.honorific, speaker.role, speaker.affiliation))
        yield f"{speaker.id} {speaker.kind}", f"{parts} | {len(speaker.mentions)} mentions"
    for date in story.dates:
        yield "date", _date(date)
    for item in story.related:
        cut = " …" if item.truncated else ""
        excerpt = item.excerpt.text if isinstance(item.excerpt, Piece) else None
        yield "related", f"{_short(item.headline.text)}{cut} | {_short(excerpt)} | {_dateline(item.dateline)}"
    for link in story.links:
        yield "link", f"{link.label.text} | {_short(link.headline.text if link.headline else None)}"
    for credit in story.credits:
        yield "credit", f"{credit.kind} | {_short(credit.text)} | {credit.holder.text if credit.holder else '-'}"
    for notice in story.warnings:
        yield "warning", f"{notice.code} {notice.start}-{notice.end}"


def outline(story: Story) -> str:
    """One fact a line: its name, a gap, its value."""
    return "".join(f"{name:16}{value}\n" for name, value in _lines(story))
