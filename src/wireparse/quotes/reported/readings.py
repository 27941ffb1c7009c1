"""Reporting clauses: a cue word, the words that belong to it, its source, and the shapes its clause can have.

Nothing is decided here.  A cue word is read in every way that its neighbours allow (content behind it, content before
it, content on both sides, a noun's content …), and the models choose.
"""

from __future__ import annotations

from typing import Final

from wireparse.knowledge.reporting import CueWord
from wireparse.pattern import regex
from wireparse.quotes import word_letters as letters
from wireparse.quotes.noun_phrases import Span, clause_subject, phrase_after, phrase_before, subject
from wireparse.quotes.reported.cue_group import BARE, CueGroup, cue_group, with_complement
from wireparse.quotes.sentences import Sentence
from wireparse.quotes.word_letters import (
    ADVERB,
    FINITE,
    ING,
    NAME,
    POSSESSIVE,
    PRONOUN,
    THAT,
    TIME,
    TO,
    WHEN,
)
from wireparse.record import Record

__all__ = ["CueReading", "completed", "is_plain", "read_cue"]

_BLANK: Final = " "
_OWNED: Final = letters.of("determiner possessive possessor of")
_STOPS: Final = letters.of('. , ; : ? ! - ) "') + _BLANK
_PHRASE_STARTS: Final = letters.of("name determiner possessive pronoun number word")
_AFTER_SOURCE: Final = _STOPS + letters.of("preposition time when relative as")
_SUBORDINATE: Final = letters.of("when as ing") + _BLANK
_FINITE: Final = frozenset(FINITE)
_NAMING: Final = frozenset(letters.of("name determiner possessive"))
_TRAILS: Final = _AFTER_SOURCE + letters.of("adverb to as")
_OPENINGS: Final = ',"'
_FULL_STOPS: Final = ".?!;" + _BLANK
_CONTENT_STARTS: Final = letters.of("that question to")
_RELATIVES: Final = letters.of("that relative")
_ATTRIBUTIVE: Final = letters.of("relative ing")
_BEFORE_LINKING: Final = letters.of("and but")
_BEFORE_ACCORDING: Final = letters.of(", name word")
_LINKING: Final = letters.of("and but")
_VERB_STARTS: Final = FINITE + ADVERB
_PERSONS: Final = letters.of("object pronoun")
#: What opens a content behind an addressee, and what no addressee reaches over.
_CONJUNCTIONS: Final = letters.of("that question")
_ADDRESSED: Final = regex(letters.any_of('that question when ; : " past s be modal do pronoun relative and'))
#: What makes a noun somebody's, with what may stand in between.
_OWNER: Final = regex(f"{letters.any_of('possessive possessor')}{letters.any_of('word number adverb ing past')}*$")
#: The classes of cues that take no preposition, those that can be inserted into a relative clause, those that an
#: adverbial can follow which is no content, and what such an adverbial is made of besides phrases.
_INSERTED: Final = frozenset(("say", "think"))
_UTTERED: Final = frozenset(("say", "tell"))
_ADVERBIAL: Final = letters.of("time adverb of past participle")
_CLAUSAL: Final = frozenset(("say", "tell", "ask", "think", "show", "announce", "order", "react", "speak"))
_COLON: Final = CueWord(":", "colon", "adverb")
#: The forms of nouns, those that a determiner makes a noun, and those that a passive can have.
_NOUNS: Final = frozenset(("noun", "plural"))
_OWNABLE: Final = frozenset(("base", "s", "ing"))
#: How many tokens an addressee has at most.
_ADDRESSEE: Final = 14


class CueReading(Record):
    """One reading of a cue word as an attribution, in tokens.

    The cue's group runs from `first` up to `end` around its `head`.  `content` is where the content behind the cue
    begins (0 for none; where it ends is decided later), `before` what of the content stands before it.  A source that
    the reading does not need is None until `completed`.
    """

    head: int
    first: int
    end: int
    cue: CueWord
    shape: str
    source: Span | None
    content: int
    before: Span | None


def read_cue(sentence: Sentence, head: int) -> list[CueReading]:
    """The readings of what can head a clause, in reading order; a cue within a name is none."""
    classes = sentence.classes
    cue = sentence.reporting.cues.get(sentence.lower[head])
    if cue is None:
        return _according(sentence, head) if classes[head] != ":" else _labelled(sentence, head)
    form = cue.form
    if classes[head] == NAME and sentence.paragraph is not None and _inside_name(sentence, head):
        return []
    if form in _NOUNS or (form in _OWNABLE and classes[head - 1] in _OWNED):
        after = head + 1 if cue.kind in BARE else with_complement(sentence, head + 1)
        return [CueReading(head, head, after, cue, "noun", None, after, None)]
    return _readings(sentence, head, cue)


def _inside_name(sentence: Sentence, at: int) -> bool:
    """Is a word with a capital, beside another one, part of a name ("the Defense Ministry")?"""
    return at > 1 and (sentence.classes[at - 1] == NAME or sentence.keys[at + 1] == "name")


def completed(sentence: Sentence, clause: CueReading) -> CueReading:
    """A reading with its subject, or a noun's owner, as the source; what is expected or seems so is content as well."""
    head, first, end, cue, shape, source, content, before = clause
    if shape == "noun":
        source = _owner(sentence, head)
    elif shape in ("right", "inserted"):
        source = _main_subject(sentence, end) if first == 1 and cue.form == "ing" else _subject(sentence, first)
    elif shape in ("passive", "passive-by", "seem"):
        raised = _subject(sentence, first)
        source = source or raised
        # "Moen was told that", "it seems that"
        before = None if content and sentence.classes[content] == THAT else raised
    else:
        return clause
    return CueReading(head, first, end, cue, shape, source, content, before)


def _readings(sentence: Sentence, head: int, cue: CueWord) -> list[CueReading]:
    """The readings of a verb or adjective."""
    group = cue_group(sentence, head, cue)
    if group is None:
        return []
    if group.passive:
        if _leads_on(sentence, group.end):
            return []
        if sentence.lower[group.end - 1] in _agents(sentence):
            return _agent(sentence, group)
        if _is_adverbial(sentence, group.end):
            return [_reading(group, "passive")] if group.first > 1 else []
    if _is_direct(sentence, group):
        return []
    shape = "passive" if group.passive else "seem" if cue.kind == "seem" else "right"
    inverted = None if group.passive else _inverted(sentence, group)
    if inverted and (_is_closed(sentence, inverted) or is_plain(sentence, inverted)):
        return [inverted]
    found = [inverted] if inverted else []
    tail = _tail_of(sentence, group) if shape == "right" else group.end
    trailing = _trailing(sentence, group, tail) if shape == "right" and _trails(sentence, group, tail) else None
    content = _content(sentence, group, tail, ended=trailing is not None)
    if content:
        inserted = shape == "right" and sentence.classes[group.end] in FINITE and _is_inserted(sentence, group)
        found.append(_reading(group, "inserted" if inserted else shape, content=content))
    if trailing:
        found.append(trailing)
    return found


def _agents(sentence: Sentence) -> frozenset[str]:
    """What stands before the agent, or the complement, of a passive."""
    return sentence.reporting.companions.agents | sentence.reporting.companions.manners


def _reading(
    group: CueGroup, shape: str, *, source: Span | None = None, content: int = 0, before: Span | None = None
) -> CueReading:
    """A reading of a cue's group.

    group: the cue with its words.
    shape: how content, cue and source stand.
    source: the source, where the shape tells it.
    content: where the content behind the cue begins, 0 for none.
    before: what of the content stands before the cue.
    """
    return CueReading(group.head, group.first, group.end, group.cue, shape, source, content, before)


def _is_direct(sentence: Sentence, group: CueGroup) -> bool:
    """Does a verb open a sentence that introduces a quotation ('Said Ann Lee: "…"')?"""
    if group.first > 1 or group.cue.kind not in _UTTERED:
        return False
    return sentence.classes.startswith(':"', _phrase_end(sentence, group.end))


def _inverted(sentence: Sentence, group: CueGroup) -> CueReading | None:
    """A cue behind its content and before its source ("…, said the mayor")."""
    classes, first = sentence.classes, group.first
    if first < 3 or classes[first - 1] not in _OPENINGS or classes[group.end] not in _PHRASE_STARTS:
        return None
    stop = _phrase_end(sentence, group.end)
    if classes[stop] not in _AFTER_SOURCE:
        return None
    rest = _resumes(sentence, stop)
    shape = "split-inverted" if rest else "inverted"
    return _reading(group, shape, source=(group.end, stop), content=rest, before=_lead(sentence, first - 1))


def _is_closed(sentence: Sentence, inverted: CueReading) -> bool:
    """Does an inverted clause end its sentence, so that no other reading has room ("…, said the mayor.")?"""
    cue, source = inverted.cue, inverted.source
    return cue.kind == "say" and cue.form in ("past", "s") and source is not None and source[1] >= sentence.end - 1


def is_plain(sentence: Sentence, clause: CueReading) -> bool:
    """Is it beyond doubt that a clause is inverted: a verb that hardly takes an object, behind a comma and a whole
    clause, with a name or a noun phrase behind it ("Fares will rise, said Marit Dahl as she …")?"""
    if clause.shape not in ("inverted", "split-inverted") or clause.source is None or clause.before is None:
        return False
    if clause.cue.lemma not in sentence.reporting.companions.inverting or clause.cue.form not in ("past", "s"):
        return False
    classes = sentence.classes
    if classes[clause.first - 1] != "," or _NAMING.isdisjoint(classes[slice(*clause.source)]):
        return False
    around = classes[slice(*clause.before)] + (classes[clause.content : sentence.end] if clause.content else "")
    return not _FINITE.isdisjoint(around)


def _tail_of(sentence: Sentence, group: CueGroup) -> int:
    """The end of a cue's addressee and adverbials ("told reporters on Tuesday"); of the cue, if it takes none."""
    if group.cue.kind not in _UTTERED:
        return group.end
    return _tail(sentence, _phrase_end(sentence, group.end) if group.cue.kind == "tell" else group.end)


def _trails(sentence: Sentence, group: CueGroup, tail: int) -> bool:
    """May a cue whose adverbials end at `tail` stand behind its content, going by what follows?"""
    if group.first < 2:
        return False
    classes, end = sentence.classes, group.end
    if (tail > end and classes[tail] in _STOPS) or classes[tail] in _SUBORDINATE:
        return True
    untold = group.cue.kind != "tell" or _phrase_end(sentence, end) == end
    return untold and classes[end] in _TRAILS


def _content(sentence: Sentence, group: CueGroup, tail: int, *, ended: bool) -> int:
    """Where the content behind a cue begins, 0 if there is none; the cue's adverbials end at `tail`, and `ended` says
    that it can be read as standing behind its content."""
    classes, end, after = sentence.classes, sentence.end, group.end
    follows = classes[after]
    stops = follows in _STOPS
    if stops and not (after < end - 2 and follows in (":", ",")):
        return 0
    if tail > after and classes[tail] in _STOPS:
        # Behind "… told reporters on Tuesday." there is nothing of the content.
        content = end if ended or classes[tail] in _FULL_STOPS else tail + 1
    elif stops:
        content = after + 1
    else:
        content = after if follows in _CONTENT_STARTS else _content_start(sentence, after, group.cue.kind)
    return content if content < end else 0


def _trailing(sentence: Sentence, group: CueGroup, tail: int) -> CueReading | None:
    """A cue read as one behind or inside its content, if its source stands behind a comma or mark; its adverbials
    end at `tail`."""
    classes, first = sentence.classes, group.first
    source = _subject(sentence, first)
    if source is None or source[0] < 3 or classes[source[0] - 1] not in _OPENINGS:
        return None
    if classes[source[0] - 1] == '"' and classes[source[0] - 2] in _PHRASE_STARTS:  # a nickname's mark
        return None
    if source[1] != first and not (classes[source[1]] == "," and classes[first - 1] == ","):  # no aside in between
        return None
    rest = _resumes(sentence, tail)
    lead = _lead(sentence, source[0] - 1)
    return _reading(group, "split" if rest else "left", source=source, content=rest, before=lead)


def _is_inserted(sentence: Sentence, group: CueGroup) -> bool:
    """Does a cue before a verb stand inside a relative clause ("photographs that it said proved …")?"""
    if group.cue.kind not in _INSERTED:
        return False
    source = _subject(sentence, group.first)
    return bool(source and source[1] == group.first and sentence.classes[source[0] - 1] in _RELATIVES)


def _tail(sentence: Sentence, at: int) -> int:
    """The end of the adverbials of time, place and manner that start at `at` ("on Tuesday in a statement to AFP")."""
    classes, lower = sentence.classes, sentence.lower
    adjuncts = sentence.reporting.companions.adjuncts
    while True:
        if lower[at] in adjuncts:
            at = _phrase_end(sentence, at + 1)
        elif classes[at] in _ADVERBIAL:
            at += 1
        else:
            return at


def _is_adverbial(sentence: Sentence, at: int) -> bool:
    """Is all that a clause has from `at` on a time ("will be shown next month")?"""
    stop = at
    while sentence.classes[stop] == TIME:
        stop += 1
    return stop > at and sentence.classes[stop] in _FULL_STOPS


def _leads_on(sentence: Sentence, at: int) -> bool:
    """Does a second cue follow a passive one ("was quoted by the paper as saying"), which then is the cue?"""
    companions = sentence.reporting.companions
    if sentence.keys[at] in companions.agents:
        at = _phrase_end(sentence, at + 1)
    if sentence.keys[at] not in companions.manners or sentence.classes[at + 1] != ING:
        return False
    return sentence.lower[at + 1] in sentence.reporting.cues


def _agent(sentence: Sentence, group: CueGroup) -> list[CueReading]:
    """Passives with an agent or a complement: "was announced by the town", "was described as old"."""
    classes, lower, at = sentence.classes, sentence.lower, group.end
    if at >= sentence.end:
        return []
    if lower[at - 1] in sentence.reporting.companions.manners:
        if classes[at] == ING and lower[at] in sentence.reporting.cues:
            return []
        return [_reading(group, "passive", content=at)]
    stop = _phrase_end(sentence, at)
    if stop == at:
        return []
    more = stop < sentence.end - 1 and classes[stop] in _CONTENT_STARTS
    return [_reading(group, "passive-by", source=(at, stop), content=stop if more else 0)]


def _according(sentence: Sentence, head: int) -> list[CueReading]:
    classes = sentence.classes
    if classes[head + 1] != TO:
        return []
    stop = _phrase_end(sentence, head + 2, wide=True)
    if stop == head + 2:
        return []
    source = (head + 2, stop)
    cue = CueWord(sentence.lower[head], "according", "adverb")
    if head < 5 or classes[head - 1] not in _BEFORE_ACCORDING:
        content = stop + 1 if classes[stop] == "," else stop
        return [CueReading(head, head, head + 2, cue, "according-first", source, content, None)]
    rest = _resumes(sentence, stop)
    lead = _lead(sentence, head - 1 if classes[head - 1] == "," else head)
    return [CueReading(head, head, head + 2, cue, "according-split" if rest else "according", source, rest, lead)]


def _labelled(sentence: Sentence, colon: int) -> list[CueReading]:
    """The colon of "Miller: We will win", at the start of a headline."""
    if colon < 2 or colon + 1 >= sentence.end or _phrase_end(sentence, 1) != colon:
        return []
    return [CueReading(colon, colon, colon + 1, _COLON, "label", (1, colon), colon + 1, None)]


def _lead(sentence: Sentence, comma: int) -> Span:
    """What precedes an attribution, from the start of the sentence to the comma."""
    return (2 if comma > 2 and sentence.classes[1] in _LINKING else 1), comma


def _subject(sentence: Sentence, at: int) -> Span | None:
    """The subject of a verb group that starts at `at`, else that of the verb before."""
    return subject(sentence.classes, at) or clause_subject(sentence.classes, at)


def _main_subject(sentence: Sentence, at: int) -> Span | None:
    """The subject of the clause that follows a participle's: "Saying she was tired, Ann Lee left"."""
    classes, end = sentence.classes, sentence.end
    while (at := classes.find(",", at, end) + 1) > 0:
        found = phrase_after(classes, at, end)
        if found and classes[found[1]] in _VERB_STARTS:
            return found
    return None


def _owner(sentence: Sentence, noun: int) -> Span | None:
    """Whose statement, view or plan a noun is: "his plan", "the mayor's view", "a demand by voters"."""
    classes = sentence.classes
    found = _OWNER.search(classes, max(0, noun - _ADDRESSEE), noun)
    if found:
        at = found.start()
        return (at, at + 1) if classes[at] == POSSESSIVE else phrase_before(classes, at)
    return (
        phrase_after(classes, noun + 2, sentence.end)
        if sentence.lower[noun + 1] in sentence.reporting.companions.origins
        else None
    )


def _phrase_end(sentence: Sentence, at: int, *, wide: bool = False) -> int:
    """The end of a noun phrase that starts at `at`: `at` itself if there is none."""
    found = phrase_after(sentence.classes, at, sentence.end, wide=wide)
    return found[1] if found else at


def _resumes(sentence: Sentence, at: int) -> int:
    """Where the content goes on behind an attribution in its middle: behind the comma at `at`, else 0."""
    classes = sentence.classes
    return at + 1 if classes[at] == "," and at < sentence.end - 3 and classes[at + 1] not in _ATTRIBUTIVE else 0


def _opens_inserted(sentence: Sentence, at: int) -> bool:
    """Does "that" at `at` open a relative clause in which another cue is inserted ("that it said proved …")?"""
    classes = sentence.classes
    return (
        classes[at + 1] == PRONOUN and sentence.lower[at + 2] in sentence.reporting.cues and classes[at + 3] in FINITE
    )


def _content_start(sentence: Sentence, at: int, kind: str) -> int:
    """Where the content begins behind the cue: at a "that" a few words on, behind the one who is told, or at once."""
    classes = sentence.classes
    if kind in _CLAUSAL:
        for word in _ADDRESSED.finditer(classes, at, at + _ADDRESSEE):
            name, k = word[0], word.start()
            if name in _CONJUNCTIONS or sentence.lower[k] in sentence.reporting.companions.conditions:
                if _opens_inserted(sentence, k):
                    break
                return k
            if name != WHEN:
                break
    if kind == "tell":
        return at + 1 if classes[at] in _PERSONS else _phrase_end(sentence, at)
    if kind in _INSERTED:
        if classes[at] == TIME:
            at += 1
        while classes[at] == ADVERB and at < sentence.end - 1:
            at += 1
    return at
