"""The quotations of a text with who says them, by the sentences that they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from typing import Final

from wireparse.draft import Prose, QuoteDraft
from wireparse.knowledge.reporting import Reporting
from wireparse.quotes.assembly import is_long
from wireparse.quotes.direct.rules import DIRECT_RULES, Construction
from wireparse.quotes.grammar.clauses import Clause, read_clauses
from wireparse.quotes.grammar.frames import QUOTED, Frame, frames, inner_capitals
from wireparse.quotes.grammar.phrases import Phrase, Phrases
from wireparse.quotes.grammar.reported import Report, read_reports
from wireparse.quotes.grammar.words import Words, words_of
from wireparse.quotes.marks import Segment
from wireparse.record import Record
from wireparse.text.tokens import Tokens

__all__ = ["attributed"]

_PAUSES: Final = frozenset((",", "-", "--"))
_LONG: Final = 12  # idle words between a quotation and its cue at most
_LEAST: Final = 5  # words of a quotation without a speaker, inside a sentence, at least


class _Heard(Record):
    """Who was heard last: the span of the source, and the place of the draft that has it, if one does."""

    source: tuple[int, int]
    draft: int | None


class _Found(Record):
    """Who says a quotation: a cue with its lemma, the source, and how they stand to it."""

    cue: tuple[int, int, str] | None
    source: tuple[int, int] | None
    way: str
    side: str
    kind: str
    shared: int | None


def attributed(
    tokens: Tokens, prose: list[Prose], segments: list[list[Segment]], reporting: Reporting, disabled: AbstractSet[str]
) -> list[QuoteDraft]:
    """The quotations, those that somebody is told to say with their sources, in reading order."""
    return _Reading(tokens, words_of(reporting.language), disabled).read(prose, segments)


class _Reading:
    """Reads the paragraphs one after the other, and remembers who was heard last."""

    def __init__(self, tokens: Tokens, known: Words, disabled: AbstractSet[str]) -> None:
        self.tokens, self.known, self.disabled = tokens, known, disabled
        self.drafts: list[QuoteDraft] = []
        self.heard: _Heard | None = None
        self.reporting = False  # does the sentence before report?
        self.covered = 0  # where the reported content ends that was put out last

    def read(self, prose: list[Prose], segments: list[list[Segment]]) -> list[QuoteDraft]:
        names = inner_capitals(self.tokens, self.known)
        for part, found in zip(prose, segments, strict=True):
            if part.paragraph is None:
                continue
            before: Frame | None = None
            for frame in frames(self.tokens, part, found, self.known, names):
                self._sentence(frame, found, part, before)
                before = frame
        return self.drafts

    def _sentence(self, frame: Frame, segments: list[Segment], part: Prose, before: Frame | None) -> None:
        clauses = read_clauses(frame, self.known)
        telling = [one for one in clauses if one.subject or self.known.dropped or one.way == "unknown"]
        alone = all(word == QUOTED or not word[0].isalnum() for word in frame.low)
        last: Clause | None = None
        reports = self._reports(frame, clauses)
        for number, place in frame.quoted.items():
            while reports and reports[0].first <= place:
                self._report(frame, reports.pop(0), segments, part)
            if place < self.covered:
                continue
            clause = _clause_of(frame, place, telling, self.known)
            if before is not None and not before.quoted and (clause is None or clause.way == "dropped"):
                self._introduce(before)
            found = self._who(frame, place, clause, before, alone)
            self._draft(frame, place, segments[number], part, found)
            last = clause or last
        while reports:
            self._report(frame, reports.pop(0), segments, part)
        self.covered = 0
        told = next((clause for clause in reversed(clauses) if clause.subject), None) if last is None else last
        if told and told.subject and not frame.quoted and self._speaks(frame, told.subject):
            self.heard = _Heard(_source(frame, told.subject), None)

    def _reports(self, frame: Frame, clauses: list[Clause]) -> list[Report]:
        """The reported contents of a sentence, if the language's are read."""
        if not self.known.reported:
            return []
        found = read_reports(frame, clauses, self.known, going_on=self.reporting)
        self.reporting = bool(found or frame.quoted)
        return found

    def _report(self, frame: Frame, report: Report, segments: list[Segment], part: Prose) -> None:
        """Put a reported content out, the quotations in it with it."""
        clause = report.clause
        subject = clause.subject if clause else None
        if (clause is None and self.heard is None) or report.rule in self.disabled:
            return
        shared = self.heard.source if self.heard and (clause is None or clause.way == "dropped") else None
        source = _source(frame, subject) if subject else shared
        quoted = any(report.first <= place < report.end for place in frame.quoted.values())
        edges = {frame.places[place]: segments[number] for number, place in frame.quoted.items()}
        spans = [(report.first, report.end), *([report.rest] if report.rest else [])]
        opened = [edges.get(frame.places[first]) for first, _ in spans]
        closed = [edges.get(frame.places[end - 1]) for _, end in spans]
        self.drafts.append(
            QuoteDraft(
                kind="mixed" if quoted else "indirect",
                segments=tuple(
                    (one.open if one else frame.places[first][0], other.close if other else frame.places[end - 1][1])
                    for (first, end), one, other in zip(spans, opened, closed, strict=True)
                ),
                cue=(*frame.span(clause.first, clause.end), clause.lemma) if clause else None,
                source=source,
                paragraph=part.paragraph,
                continues=None,
                modality=None,
                rule=report.rule,
                certainty="likely" if source else "guess",
            )
        )
        self.covered = report.rest[1] if report.rest else report.end
        if source and (subject is None or self.known.nouns or self._speaks(frame, subject)):
            self.heard = _Heard(source, None)

    def _introduce(self, before: Frame) -> None:
        """Take somebody whom the sentence before names last for heard, if nobody reports in it."""
        if read_clauses(before, self.known):
            return
        phrases, at, named = Phrases(before, self.known), 0, None
        while at < len(before.raw):
            phrase = phrases.at(at, len(before.raw))
            if phrase and phrase.kind == "name" and all(word[0].isupper() for word in before.raw[at : phrase.end][-2:]):
                named = phrase if phrase.end - at > 1 else named
            at = phrase.end if phrase else at + 1
        if named:
            self.heard = _Heard(_source(before, named), None)

    def _speaks(self, frame: Frame, phrase: Phrase) -> bool:
        """May a phrase be somebody's: a pronoun, a name without an article or of two words, a noun for people?"""
        words = frame.raw[phrase.first : phrase.end]
        if phrase.kind == "pronoun" or any(map(self.known.speaks, map(str.lower, words))):
            return True
        named = phrase.kind == "name"
        return named and (words[0][0].isupper() or (len(words) > 1 and words[-2][0].isupper()))

    def _who(self, frame: Frame, place: int, clause: Clause | None, before: Frame | None, alone: bool) -> _Found | None:
        """Who says the quotation at a place of a frame.

        `clause` is the one that tells it, if one does; `before` the frame before, of the same paragraph; `alone` says
        that there are no words but quoted ones in the frame.
        """
        label = self._label(frame, place)
        if clause is not None and not (label and clause.way == "dropped"):
            side = "behind" if clause.first > place else "before"
            cue = (*frame.span(clause.first, clause.end), clause.lemma)
            if clause.subject:
                source = _source(frame, clause.subject)
                way = "after" if clause.way == "after" else "before"
                return _Found(cue, source, way, side, clause.kind, None)
            if clause.way == "dropped" and self.heard and self._agrees(frame.low[clause.first]):
                return _Found(cue, self.heard.source, "after", side, clause.kind, self.heard.draft)
            return None
        literally = "_".join(frame.low[: place - 1]) in self.known.labels if label else False
        if label and not literally:
            return _Found(None, label, "label", "", "", None)
        if literally and self.heard:
            return _Found(None, self.heard.source, "paragraph", "", "", self.heard.draft)
        if place and frame.low[place - 1] == ":" and (topic := self._topic(frame, place)):
            return _Found(None, topic, "topic", "", "", None)
        if alone and self.heard:
            way = "segment" if before is not None else "paragraph"
            return _Found(None, self.heard.source, way, "", "", self.heard.draft)
        return None

    def _topic(self, frame: Frame, limit: int) -> tuple[int, int] | None:
        """Whom the sentence is about: the name, the pronoun or the noun for a person that it opens with."""
        phrase = Phrases(frame, self.known).at(0, limit)
        return _source(frame, phrase) if phrase and self._speaks(frame, phrase) else None

    def _agrees(self, verb: str) -> bool:
        return not (self.known.plural and verb.endswith(self.known.plural))

    def _label(self, frame: Frame, place: int) -> tuple[int, int] | None:
        """The name, or the word for "literally", before a colon, if it fills the sentence up to the quotation."""
        if place < 2 or frame.low[place - 1] != ":":
            return None
        if "_".join(frame.low[: place - 1]) in self.known.labels:
            return frame.span(0, place - 1)
        phrase = Phrases(frame, self.known).at(0, place - 1)
        return frame.span(phrase.first, phrase.end) if phrase and phrase.behind == place - 1 else None

    def _draft(self, frame: Frame, place: int, segment: Segment, part: Prose, found: _Found | None) -> None:
        """Put a quotation out."""
        content = self.tokens.text[segment.start : segment.end]
        if found is None and not self._is_speech(frame, place, content, part.paragraph):
            return
        cue, source, way, side, kind, shared = found or _Found(None, None, "none", "", "", None)
        mark = frame.raw[place - 1] if place else ""
        before = self.drafts[-1] if self.drafts else None
        splits = (
            before is not None
            and found is not None
            and before.cue == cue
            and before.paragraph == part.paragraph
            and place >= 2
            and frame.raw[place - 1] in _PAUSES
            and content[0].islower()
        )
        setting = Construction(way, side, mark, kind, content[0].isupper(), segment.resumes, shared is not None, splits)
        rule = next(rule for rule in DIRECT_RULES if rule.fits(setting)).id  # the last fits anything
        if rule in self.disabled:
            return
        span = (segment.start, segment.end)
        if before is not None and splits:
            self.drafts[-1] = before._replace(segments=(*before.segments, span), rule=rule)
            return
        if source:
            self.heard = _Heard(source, len(self.drafts) if shared is None else shared)
        self.drafts.append(
            QuoteDraft(
                kind="direct",
                segments=(span,),
                cue=cue,
                source=source,
                paragraph=part.paragraph,
                continues=shared,
                modality=None,
                rule=rule,
                certainty="likely",  # one that nobody is told to say names nobody wrong
            )
        )

    def _is_speech(self, frame: Frame, place: int, content: str, paragraph: int | None) -> bool:
        """Is a quotation that nobody is told to say speech, rather than a name or a term?"""
        if not is_long(content):
            return False
        if place and content[0].isupper() and self.known.names(frame.low[place - 1]):
            return False  # the film "..."
        told = self.drafts[-1] if self.drafts else None
        if told is not None and told.source and told.paragraph == paragraph:
            return True
        opens = place == 0 or frame.raw[place - 1] == ":" or frame.raw[place - 1] == QUOTED
        spoken = self.heard is not None or not self.known.cues.keys().isdisjoint(frame.low)
        return opens or (spoken and content.count(" ") >= _LEAST - 1)


def _clause_of(frame: Frame, place: int, clauses: list[Clause], known: Words) -> Clause | None:
    """The clause that tells who says the quotation at a place: that right behind it, else the one before, else the
    next one behind.  `clauses` are those of the sentence that tell somebody."""
    at = bisect_left(clauses, place, key=_first)
    if at < len(clauses) and clauses[at].first - place < _LONG:
        idle = known.auxiliaries | known.asides | _PAUSES
        if all(word in idle or _bears(word, known) for word in frame.low[place + 1 : clauses[at].first]):
            return clauses[at]
    if at:
        return clauses[at - 1]
    return clauses[at] if at < len(clauses) else None


def _bears(word: str, known: Words) -> bool:
    """Is a word an auxiliary with a pronoun behind its hyphen ("a-t-il")?"""
    verb, mark, clitic = word.partition("-")
    return bool(mark) and verb in known.auxiliaries and clitic.rpartition("-")[2] in known.pronouns


def _first(clause: Clause) -> int:
    return clause.first


def _source(frame: Frame, subject: Phrase) -> tuple[int, int]:
    """The view span of a subject; of a verb with a pronoun behind its hyphen that of the pronoun."""
    start, end = frame.span(subject.first, subject.end)
    if subject.kind == "pronoun" and subject.end - subject.first == 1:
        start = max(start, end - len(frame.low[subject.first].rpartition("-")[2]))
    return start, end
