#!/usr/bin/env python3
"""Fit the weights of the article's window: src/wireparse/data/window.json.

    python scripts/fit_window.py                  # fit and write the weights (about a minute on one core)
    python scripts/fit_window.py --cross-validate # measure instead, five folds, the pages of one site in one fold

Needs the `fit` extra (numpy, scipy) and the gold sets' folder (--gold, ../shared/gold by default), of which these
are read as far as they are there:

`pages`      whole pages and their article: lines whose words are the article's are *story*, the others *before*,
             *after* or, between the article's first and last line, *aside*
`blocks`     messy texts with every line's kind, read likewise
`segments`   whole pages with phrases that are and are not the story: only the lines with these phrases have a state,
             all others are left open
`*.page`     pages of the form that gold/README.md describes, as those of `gold/` itself
`quotes-train`, `datelines-1987`   clean stories, a sample: all is *story* but headline and end mark

Each text is taken twice, as it is and without blank lines, bullets and indents, and those that are not clean stories a
third time with a blank line between all lines, as a page's elements are set; clean stories once more without their
headline, once their first paragraph alone, once with asides put between their paragraphs, and as a few short pages made
of their first paragraphs, invented asides and furniture.

The model is a linear-chain conditional random field; where states are open the likelihood is summed over them.
Readings with wrong lines are made likelier while it is fitted, by the characters in them, so that the right one must
win by a margin (softmax-margin: Gimpel and Smith, NAACL 2010).  The penalty is L2 around what is known before any page
is seen: a copyright notice is not the story's, and the like.  Before and after the story furniture looks alike: only
features that say where a line stands may tell the two apart, or a long menu's many small differences would add up.
Nothing is drawn at random: two runs give the same weights.

--cross-validate prints, per layout: shingle F1 of the pages' text (precision, recall), share of pages that are exactly
right, F1 of the segments' phrases (English, other), F1 of the blocks' body characters, share of clean stories' kept.
With the features that come with the program:

    as it is  pages .962 (.955, .969), exact .36, segments .924 and .900, blocks .979, clean .997
    bare      pages .954 (.948, .961), exact .31, segments .887 and .896, blocks .979, clean .995
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from articles import articles  # noqa: E402
from wireparse.blocks import classify_lines, trace, window  # noqa: E402
from wireparse.blocks.features import LINE_NAMES  # noqa: E402
from wireparse.blocks.marks import NO_PAGE, Page, mark_names  # noqa: E402
from wireparse.draft import Line  # noqa: E402
from wireparse.parser import in_view  # noqa: E402
from wireparse.readers.from_html import read_page  # noqa: E402
from wireparse.readers.input_form import Settings  # noqa: E402
from wireparse.text.lines import split_lines  # noqa: E402
from wireparse.text.view import View  # noqa: E402
from wireparse.text.wrapping import logical_lines  # noqa: E402

OUT = ROOT / "src" / "wireparse" / "data" / "window.json"
BEFORE, STORY, ASIDE, AFTER = range(4)
OPEN = frozenset(range(4))
OUTSIDE = OPEN - {STORY}

#: The L2 penalty, steps of L-BFGS, texts a feature must occur in.
PENALTY = 6.0
STEPS = 70
FEWEST = 3
#: How much worse a wrong reading must score than the right one: this a hundred characters, of so many a line at most.
MARGIN = 0.5
COUNTED = 400
#: What pages in a form of the project's own are called among the sets.
OWN = "own"
#: What a text of each set weighs.
WEIGHTS = {
    "html": 1.0,
    "pages": 1.0,
    "pages-html": 1.0,
    "blocks": 0.5,
    "blocks-more": 0.5,
    "blocks2": 0.5,
    OWN: 0.5,
    "segments": 0.6,
    "quotes-train": 1.0,
    "datelines-1987": 1.0,
}
#: Sets of texts that nothing is fitted on: they tell how well the weights carry over to sites that nobody tuned to.
MEASURED = ("pages-html", "blocks-more", "blocks2")
#: A line of a page's deck has more words than this.
FEWEST_OF_DECK = 4
#: Every how many records of the clean sets.
SAMPLED = {"quotes-train": 14, "datelines-1987": 25}
FOLDS = 5
#: Short pages made of each clean story.
SHORT_PAGES = 3

#: What is known before any page is seen: what the rules for lines say of their own lines,
PRIOR = {f"self:line={name}": rule.story for name, rule in LINE_NAMES.items() if rule.story}
#: and what the lines near by say: a sign-off or an end mark stands behind the last paragraph; a colon above a quotation
#: mark introduces a quote; comments (`o`) and a copyright notice (`y`) above, behind prose enough for a story, end it.
PRIOR |= {"below:line=editor-credit": 1.5, "below:line=end-mark": 1.5, "set:introduces=quote": 2.0}
PRIOR |= {"set:past=o": -3.0, "set:past=oy": -4.0, "set:past=y": -1.0}

#: Features that may tell before from after.
PLACED = ("set:progress", "set:where", "set:core=", "set:core_line", "set:past", "above:^", "below:$")

# -- texts with their lines' states -----------------------------------------------------------------------------------

States = frozenset[int]


class Text(NamedTuple):
    """One text in one layout: the states that each of its logical lines may have, and each line's features."""

    set: str
    layout: str
    record: dict[str, Any]
    view: View
    lines: list[Line]
    states: list[States]
    features: list[list[str]]
    page: Page


def physical(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]*\n|[^\n]+", text)]


def around_story(marks: Sequence[bool | None]) -> list[States]:
    """States from marks: True in the story, False not, None open."""
    inside = [at for at, mark in enumerate(marks) if mark]
    first, last = (inside[0], inside[-1]) if inside else (len(marks), -1)
    states = []
    for at, mark in enumerate(marks):
        if mark is None:
            states.append(OPEN)
        elif mark:
            states.append(frozenset({STORY}))
        else:
            states.append(frozenset({BEFORE if at < first else AFTER if at > last else ASIDE}))
    return states


def words_of(text: str) -> list[str]:
    """The words of a text; in Chinese and Japanese its characters."""
    found = re.findall(r"\w+", text)
    dense = sum(map(len, re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text)))
    return [letter for word in found for letter in word] if 4 * dense > len(text) else found


def page_states(record: dict[str, Any], spans: list[tuple[int, int]]) -> list[States]:
    """The lines that are mostly the article's words; those of its deck may be the story's or not."""
    text, owners, words = record["text"], [], []
    for number, (start, end) in enumerate(spans):
        found = words_of(text[start:end])
        words += found
        owners += [number] * len(found)
    hits, decks, totals = Counter[int](), Counter[int](), Counter(owners)
    for part, counted in ((record["article"], hits), (record.get("lead") or "", decks)):
        for first, _, size in SequenceMatcher(None, words, words_of(part), autojunk=False).get_matching_blocks():
            counted.update(owners[first : first + size])
    marks: list[bool | None] = []
    for at in range(len(spans)):
        own, deck = 2 * hits[at] > totals[at], 2 * decks[at] > totals[at]
        marks.append(None if not totals[at] or (deck and not own and totals[at] > FEWEST_OF_DECK) else own)
    return around_story(marks)


def block_states(record: dict[str, Any], spans: list[tuple[int, int]]) -> list[States]:
    kinds = []
    for start, end in spans:
        overlaps: Counter[str] = Counter()
        for block in record["blocks"]:
            overlaps[block["kind"]] += max(0, min(end, block["end"]) - max(start, block["start"]))
        kinds.append("body" if overlaps["body"] else max(overlaps, key=overlaps.__getitem__, default=""))
    body = [at for at, kind in enumerate(kinds) if kind == "body"]
    marks: list[bool | None] = []
    for at, kind in enumerate(kinds):
        blank = not record["text"][slice(*spans[at])].strip()
        subhead = kind == "subhead" and bool(body) and body[0] < at < body[-1]
        marks.append(None if blank or kind == "dateline" else kind == "body" or subhead)
    return around_story(marks)


def segment_states(record: dict[str, Any], spans: list[tuple[int, int]]) -> list[States]:
    lines = [re.sub(r"\s+", " ", record["text"][start:end]).strip() for start, end in spans]
    states = [OPEN] * len(lines)
    for phrase in record["without"]:
        for at, line in enumerate(lines):
            if phrase and phrase in line:
                states[at] = OUTSIDE
    for phrase in record["with"]:
        hits = [at for at, line in enumerate(lines) if phrase in line]
        if len(hits) == 1:
            states[hits[0]] = frozenset({STORY})
    return states


def clean_states(record: dict[str, Any], spans: list[tuple[int, int]]) -> list[States]:
    states, headline = [], True
    for start, end in spans:
        line = record["text"][start:end].strip()
        if not line:
            states.append(OPEN)
        elif headline:
            states.append(frozenset({BEFORE}))
            headline = False
        else:
            states.append(frozenset({AFTER if line.upper() == "REUTER" else STORY}))
    return states


READERS = {
    "html": page_states,
    "pages": page_states,
    "pages-html": page_states,
    "blocks": block_states,
    "blocks-more": block_states,
    "blocks2": block_states,
    OWN: block_states,
    "segments": segment_states,
    "quotes-train": clean_states,
    "datelines-1987": clean_states,
}


BULLETED = re.compile(r"[*+•·-]\s")


def bare(text: str, spans: list[tuple[int, int]], states: list[States]) -> tuple[str, list[States]]:
    """A text without blank lines, bullets and indents."""
    lines = [(text[start:end].strip(), state) for (start, end), state in zip(spans, states, strict=True)]
    kept = [(re.sub(r"^(?:[*+•·-]|\d+[.)])\s+", "", line), state) for line, state in lines if line]
    return "".join(line + "\n" for line, _ in kept), [state for _, state in kept]


def spread(text: str, spans: list[tuple[int, int]], states: list[States]) -> tuple[str, list[States]]:
    """Without indents, blank lines between all lines but those of a list, as a page's elements are set."""
    lines, of_lines = [], []
    for (start, end), state in zip(spans, states, strict=True):
        line = text[start:end].strip()
        if not line:
            continue
        if lines and not (BULLETED.match(line) and BULLETED.match(lines[-1])):
            lines.append("")
            of_lines.append(OPEN)
        lines.append(line)
        of_lines.append(state)
    return "\n".join(lines) + "\n", of_lines


def headless(text: str, spans: list[tuple[int, int]], states: list[States]) -> Iterator[tuple[str, str, list[States]]]:
    """A clean story without its headline, and of that the first paragraph alone."""
    first = next(at for at, state in enumerate(states) if state == {STORY})
    last = next((at for at in range(first, len(spans)) if not text[slice(*spans[at])].strip()), len(spans) - 1)
    yield "headless", text[spans[first][0] :], states[first:]
    yield "lead", text[spans[first][0] : spans[last][1]], states[first : last + 1]


#: What is put between a clean story's paragraphs.
ASIDES = (
    "Advertisement",
    "READ MORE: Harbour to close for a week",
    "Photo: Kari Nilsen/Reuters",
    "Share this article",
    "Sign up for our newsletter",
)
#: And what else stands there in short pages.
MORE_ASIDES = (
    "Read more",
    "Also read: Harbour master counts his lamps",
    "Getty Images",
    "Image caption Lamps on the quay in Bergen",
    "Lamps on the quay in Bergen, Norway, on Monday. (AP Photo/Ola Berg)",
    "The quay in Bergen, Norway, November 18, 2019. REUTERS/Ola Berg",
    "Story continues below advertisement",
    "Share on Facebook",
    "\n".join(
        f"{what} {where}"
        for what in ("Lamps", "Ferries waiting", "Two keepers and a dog", "Snow and fog")
        for where in ("on the quay in Bergen", "at the mouth of the fjord", "as seen from the old lighthouse")
    ),
    "Advertisement\nLamps on the quay in Bergen\nOla Berg\nAdvertisement",
)


def interrupted(text: str, spans: list[tuple[int, int]], states: list[States]) -> tuple[str, list[States]]:
    """A clean story with an aside after every other paragraph and before the last."""
    inside = [at for at, state in enumerate(states) if state == {STORY}]
    ends = [at for at in inside if at + 1 < len(spans) and not text[slice(*spans[at + 1])].strip()]
    chosen = {at: number for number, at in enumerate(sorted({*ends[1::2], *ends[-1:]})) if at != inside[-1]}
    parts, marked = [], []
    for at, (span, state) in enumerate(zip(spans, states, strict=True)):
        parts.append(text[slice(*span)])
        marked.append(state)
        if at in chosen:
            parts += ["\n", ASIDES[chosen[at] % len(ASIDES)] + "\n"]
            marked += [OPEN, frozenset({ASIDE})]
    return "".join(parts), marked


#: What is put around a clean story's first paragraphs to make a short page of them: above, and below.  `{}` is the
#: story's headline.
ABOVE: tuple[tuple[str, ...], ...] = (
    ("{}",),
    ("{}", "By Kari Nilsen"),
    ("Home", "World", "Sport", "Weather", "{} - The Harbour Post", "{}", "By Kari Nilsen", "19 November 2019"),
    ("{} | Harbour Post", "* News", "* Culture", "* Sign in", "{}", "Share on Facebook"),
)
BELOW: tuple[tuple[str, ...], ...] = (
    (),
    ("(END)",),
    ("(Reporting by Kari Nilsen; Editing by Ola Berg)",),
    ("Comments (2)", "Ola: That was about time.", "2 days ago | Reply", "maren77: Wait until the winter comes, then we"
     " shall see who still laughs.", "1 day ago | Reply", "* About us", "* Contact us", "* Terms and conditions"),
    ("3 comments", "maren77: At last."),
    ("© 2019 The Harbour Post. All rights reserved.",),
    ("Media contact:", "Ola Berg", "+47 55 00 00 00", "SOURCE Harbour Post"),
    ("Related Articles", "Lorries queue at harbour gates", "Storm closes mountain roads", "Old lamp finds new keeper",
     "About us", "Contact", "Privacy policy"),
    ("Support the news that you read. Donate today.", "Kari Nilsen is a reporter based in Bergen.", "Source: Reuters",
     "© 2019 The Harbour Post"),
    ("Share on Facebook", "Lorries queue at harbour gates", "Storm closes mountain roads", "Snow falls on the coast"),
    ("Advertisement", "Lamp keepers sing for their supper", "The choir of the coast has sung for nine winters.",
     "Storm closes mountain roads", "Drivers waited all night for the plough, the road office said."),
    ("Sign up for our newsletter", "Ferry wins the race of the year", "Old lamp finds new keeper after a long search"),
)  # fmt: skip
FIRST_SENTENCE = re.compile(r"[^\n]{30,}?[.!?]['\"]?(?= [A-Z'\"])|[^\n]*")
#: Paragraphs of a few words, as quotations often are.
FEW_WORDS = ('"It was cold," he said.', "Nobody was hurt.", "What will they do now?", '"We shall see," said Berg.',
             "Q: Who pays for the lamps?", "A: We do. We always have.", '"It is ours," Ola Berg said.')  # fmt: skip
SUBHEADS = ("What comes next", "A long winter", "Lamps and fog", "THE OWNERS' ANSWER")


def first_sentence(paragraph: str) -> str:
    found = FIRST_SENTENCE.match(paragraph)
    return found.group() if found else paragraph


def short_page(text: str, number: int) -> tuple[str, list[States]] | None:
    """The headline and the first paragraphs of a clean story, some cut to their first sentence, one-line asides
    between them, some with a subhead or a very short paragraph behind, and a few lines around; None where its
    paragraphs cannot be told apart.  `number` chooses among the variants."""
    parts = [" ".join(part.split()) for part in re.split(r"\n(?=\s)", text)]
    headline, *paragraphs = [part for part in parts if part and part.upper() != "REUTER"]
    if len(paragraphs) < 3 or len(headline) > 120:
        return None
    headline = headline.rstrip(".")
    kept = [first_sentence(part) if (number + at) % 3 else part for at, part in enumerate(paragraphs)]
    kept = kept[: 2 + number % 4]
    aside = (ASIDES + MORE_ASIDES)[number % (len(ASIDES) + len(MORE_ASIDES))]
    rows = [(line.format(headline), BEFORE) for line in ABOVE[number // 2 % len(ABOVE)]]
    for at, paragraph in enumerate(kept):
        if at and (at == len(kept) - 1 or (number + at) % 3 == 0):
            rows += [(line, ASIDE) for line in aside.split("\n")]
            if (number // 7 + at) % 6 == 0:
                rows.append((SUBHEADS[number // 3 % len(SUBHEADS)], STORY))
            elif (number // 7 + at) % 3 == 1:
                rows.append((FEW_WORDS[number // 3 % len(FEW_WORDS)], STORY))
                if at == len(kept) - 1 and number % 2:
                    break
        rows.append((paragraph, STORY))
    rows += [(line, AFTER) for line in BELOW[number % len(BELOW)]]
    gap = "\n" if number % 5 == 0 else "\n\n"
    page, marked = "", []
    for line, state in rows:
        page += line + gap
        marked += [frozenset({state}), OPEN][: len(gap)]
    return page, marked


def read(
    set_: str, layout: str, record: dict[str, Any], text: str, states: list[States], page: Page = NO_PAGE
) -> Text | None:
    view = View(text)
    lines = logical_lines(view.text, split_lines(view.text))
    if not lines:
        return None
    _, shapes, context = classify_lines(view.text, lines)
    marked = mark_names(lines, page) if page.marks else []
    features = [window.names_of(shapes, context, at, marked) for at in range(len(lines))]
    spans = physical(text)
    of_lines = []
    for line in lines:
        start, end = view.source_span(line.first, line.last)
        allowed = OPEN
        for (first, last), state in zip(spans, states, strict=True):
            if first < end and last > start:
                allowed = (allowed & state) or allowed
        of_lines.append(allowed)
    return Text(set_, layout, record, view, lines, of_lines, features, page)


def from_html(path: Path) -> tuple[str, Page]:
    """The text of a page, and what the page says of its lines."""
    data = path.read_bytes()
    reading = read_page(gzip.decompress(data) if path.suffix == ".gz" else data, path.name, Settings())
    view = View(reading.text)
    return reading.text, Page(in_view(view, reading.marks), reading.metadata.titles)


def records_of(gold: Path, set_: str) -> list[dict[str, Any]]:
    """The records of a set; none where the folder does not have it."""
    path = gold if set_ == OWN else gold / f"{set_}.jsonl"
    return articles(path)[:: SAMPLED.get(set_, 1)] if path.exists() else []


def texts(gold: Path) -> Iterator[Text]:
    for set_, reader in READERS.items():
        for record in records_of(gold, set_):
            page = NO_PAGE
            if set_ == "html":
                record["text"], page = from_html(gold / "html" / record["file"])
            spans = physical(record["text"])
            states = reader(record, spans)
            layouts = [("as it is", record["text"], states), ("bare", *bare(record["text"], spans, states))]
            if set_ == "html":
                if found := read(set_, "html", record, record["text"], states, page):
                    yield found
                layouts = []
            elif set_ not in SAMPLED:
                layouts.append(("spread", *spread(record["text"], spans, states)))
            if set_ in SAMPLED:
                layouts += headless(record["text"], spans, states)
                layouts.append(("interrupted", *interrupted(record["text"], spans, states)))
                for number in range(SHORT_PAGES):
                    chosen = zlib.crc32(f"{record['id']} {number}".encode())
                    if made := short_page(record["text"], chosen):
                        layouts.append(("short page", *made))
            for layout, text, of_text in layouts:
                found = read(set_, layout, record, text, of_text)
                if found:
                    yield found


# -- the conditional random field -------------------------------------------------------------------------------------

Array = np.ndarray[Any, Any]
MOVES = np.array([[1, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 1]], bool)
FIRST = np.array([1, 1, 0, 0], bool)
LAST = np.array([1, 1, 0, 1], bool)
MOVE_NAMES = ("before", "before>story", "story", "story>aside", "story>after", "aside>story", "aside", "after")
NEVER = -1e9


class Weights(NamedTuple):
    """Of features (by state), of moves, of the first and the last line's state."""

    features: Array
    moves: Array
    first: Array
    last: Array


def unpack(vector: Array, features: int) -> Weights:
    end = features * 4
    moves, first, last = np.full((4, 4), NEVER), np.full(4, NEVER), np.full(4, NEVER)
    moves[MOVES] = vector[end : end + 8]
    first[FIRST] = vector[end + 8 : end + 10]
    last[LAST] = vector[end + 10 : end + 13]
    return Weights(vector[:end].reshape(features, 4), moves, first, last)


def expectations(
    potentials: Array, lengths: Array, moves: Array, first: Array, last: Array
) -> tuple[Array, Array, Array]:
    """Scaled forward and backward passes over texts side by side (line, text, state): log-likelihood of each text,
    each line's state probabilities, each text's expected moves."""
    size, number, _ = potentials.shape
    forward, backward = np.empty_like(potentials), np.empty_like(potentials)
    scale, columns, ends = np.ones((size, number, 1)), np.arange(number), lengths - 1
    for at in range(size):
        row = ((forward[at - 1] @ moves) if at else first) * potentials[at]
        scale[at] = row.sum(1, keepdims=True)
        forward[at] = row / scale[at]
    following = np.zeros((number, 4))
    for at in range(size - 1, -1, -1):
        backward[at] = np.where((ends == at)[:, None], last, following @ moves.T)
        following = potentials[at] * backward[at] / scale[at]
    final = (forward[ends, columns] * last).sum(1)
    valid = np.arange(size)[:, None] < lengths[None]
    likelihood = np.log(final) + (np.log(scale[:, :, 0]) * valid).sum(0)
    states = np.where(valid[:, :, None], forward * backward, 0)
    states /= np.maximum(states.sum(2, keepdims=True), 1e-300)
    after = np.where(valid[1:, :, None], potentials[1:] * backward[1:] / scale[1:], 0)
    steps = np.einsum("tdi,tdj->dij", forward[:-1], after) * moves / final[:, None, None]
    return likelihood, states, steps


def side_by_side(lengths: Sequence[int]) -> list[list[int]]:
    """Texts of about the same length in groups."""
    groups: list[list[int]] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not groups or lengths[at] > 1.6 * lengths[groups[-1][0]] + 30:
            groups.append([])
        groups[-1].append(at)
    return groups


def margins(chosen: Sequence[Text]) -> Array:
    """Of each line's states what makes the wrong ones likelier while the weights are fitted."""
    rows = np.ones((sum(len(text.lines) for text in chosen), 4))
    lines = ((line, states) for text in chosen for line, states in zip(text.lines, text.states, strict=True))
    for row, (line, states) in zip(rows, lines, strict=True):
        wrong = [STORY] if STORY not in states else sorted(OUTSIDE) if states == {STORY} else []
        row[wrong] = np.exp(MARGIN * min(len(line.text), COUNTED) / 100)
    return rows


class Problem:
    """Texts as numbers: a matrix of lines by features, the allowed states, and the evidence that is there before."""

    def __init__(self, chosen: Sequence[Text], vocabulary: dict[str, int], before: Array | float = 0.0) -> None:
        self.before = before
        indices: list[int] = []
        pointers = [0]
        for text in chosen:
            for names in text.features:
                indices += [vocabulary[name] for name in names if name in vocabulary]
                pointers.append(len(indices))
        shape = (len(pointers) - 1, len(vocabulary))
        self.matrix = csr_matrix((np.ones(len(indices)), indices, pointers), shape=shape)
        self.allowed = np.array(
            [[1.0 if state in states else 1e-12 for state in range(4)] for text in chosen for states in text.states]
        )
        self.margin = margins(chosen)
        layouts = Counter((text.set, text.record["id"]) for text in chosen)
        self.weights = np.array([WEIGHTS[text.set] / layouts[text.set, text.record["id"]] for text in chosen])
        self.tied = np.array([not name.startswith(PLACED) for name in sorted(vocabulary, key=vocabulary.__getitem__)])
        lengths = [len(text.lines) for text in chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        self.groups = []
        for group in side_by_side(lengths):
            sizes = np.array([lengths[at] for at in group])
            rows = np.zeros((sizes.max(), len(group)), int)
            for column, at in enumerate(group):
                rows[: lengths[at], column] = np.arange(starts[at], starts[at + 1])
            self.groups.append((np.array(group), sizes, rows))

    def loss(self, vector: Array, prior: Array) -> tuple[float, Array]:
        """The penalised negative log-likelihood and its gradient."""
        weights = unpack(vector, self.matrix.shape[1])
        evidence = self.before + self.matrix @ weights.features
        free = np.exp(evidence - evidence.max(1, keepdims=True))
        moves, first, last = np.exp(weights.moves), np.exp(weights.first), np.exp(weights.last)
        total, slope = 0.0, np.zeros_like(evidence)
        for_moves, for_first, for_last = np.zeros((4, 4)), np.zeros(4), np.zeros(4)
        for group, sizes, rows in self.groups:
            potentials = np.concatenate([(free * self.margin)[rows], (free * self.allowed)[rows]], axis=1)
            lengths = np.concatenate([sizes, sizes])
            potentials[np.arange(len(rows))[:, None] >= lengths[None]] = 1.0
            likelihood, states, steps = expectations(potentials, lengths, moves, first, last)
            number, weight = len(group), self.weights[group]
            total += float((weight * (likelihood[number:] - likelihood[:number])).sum())
            difference = (states[:, number:] - states[:, :number]) * weight[None, :, None]
            valid = np.arange(len(rows))[:, None] < sizes[None]
            slope[rows[valid]] = difference[valid]
            for_moves += (weight[:, None, None] * (steps[number:] - steps[:number])).sum(0)
            for_first += difference[0].sum(0)
            for_last += difference[sizes - 1, np.arange(number)].sum(0)
        for_features = self.matrix.T @ slope
        outside = (for_features[self.tied, BEFORE] + for_features[self.tied, AFTER]) / 2
        for_features[self.tied, BEFORE] = for_features[self.tied, AFTER] = outside
        for_moves[BEFORE, BEFORE] = for_moves[AFTER, AFTER] = (for_moves[0, 0] + for_moves[3, 3]) / 2
        gradient = np.concatenate([for_features.ravel(), for_moves[MOVES], for_first[FIRST], for_last[LAST]])
        away = vector - prior
        return PENALTY / 2 * float(away @ away) - total, PENALTY * away - gradient


def vocabulary_of(chosen: Sequence[Text]) -> dict[str, int]:
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for text in chosen:
        for names in text.features:
            for name in names:
                seen[name].add((text.set, text.record["id"]))
    names = {name for name in seen if len(seen[name]) >= FEWEST}
    return {name: at for at, name in enumerate(sorted(names))}


def solved(problem: Problem, prior: Array) -> Array:
    options = {"maxiter": STEPS, "maxcor": 12}
    return minimize(problem.loss, prior, args=(prior,), jac=True, method="L-BFGS-B", options=options).x


def fit(chosen: Sequence[Text]) -> dict[str, Any]:
    """The weights in the form of the data file: first those of the texts alone, then those of what pages say of their
    lines, the others as they are, so that a text without marks is read as if there were none."""
    plain = [text for text in chosen if text.set not in MEASURED and text.layout != "html"]
    vocabulary = vocabulary_of(plain)
    vocabulary |= {name: len(vocabulary) + at for at, name in enumerate(sorted(PRIOR.keys() - vocabulary.keys()))}
    prior = np.zeros(4 * len(vocabulary) + 13)
    for name, value in PRIOR.items():
        prior[4 * vocabulary[name] + STORY] = value
    weights = unpack(solved(Problem(plain, vocabulary), prior), len(vocabulary))
    rows = {name: [round(float(value), 2) for value in weights.features[at]] for name, at in vocabulary.items()}
    if marked := [text for text in chosen if text.layout == "html"]:
        rows |= of_marks(marked, vocabulary, weights)
    moves = dict(zip(MOVE_NAMES, weights.moves[MOVES], strict=True))
    moves |= {"^before": weights.first[BEFORE], "^story": weights.first[STORY]}
    moves |= {"before$": weights.last[BEFORE], "story$": weights.last[STORY], "after$": weights.last[AFTER]}
    return {
        "states": ["before", "story", "aside", "after"],
        "moves": {name: round(float(value), 2) for name, value in moves.items()},
        "weights": {name: row for name, row in sorted(rows.items()) if max(map(abs, row)) >= 0.02},
    }


def of_marks(chosen: Sequence[Text], vocabulary: dict[str, int], weights: Weights) -> dict[str, list[float]]:
    """The weights of what pages say of their lines."""
    before = Problem(chosen, vocabulary).matrix @ weights.features
    names = [name for name in vocabulary_of(chosen) if name.startswith("mark:")]
    problem = Problem(chosen, {name: at for at, name in enumerate(names)}, before)
    of_moves = np.concatenate([weights.moves[MOVES], weights.first[FIRST], weights.last[LAST]])

    def loss(vector: Array, prior: Array) -> tuple[float, Array]:
        value, slope = problem.loss(vector, prior)
        slope[4 * len(names) :] = 0  # the moves stay as they are
        return value, slope

    prior = np.concatenate([np.zeros(4 * len(names)), of_moves])
    options = {"maxiter": STEPS, "maxcor": 12}
    found = minimize(loss, prior, args=(prior,), jac=True, method="L-BFGS-B", options=options).x
    rows = unpack(found, len(names)).features
    return {name: [round(float(value), 2) for value in rows[at]] for at, name in enumerate(names)}


def write(data: dict[str, Any]) -> None:
    rows = ",\n".join(f"  {json.dumps(name, ensure_ascii=False)}: {row}" for name, row in data["weights"].items())
    head = f'{{\n "states": {json.dumps(data["states"])},\n "moves": {json.dumps(data["moves"])},\n'
    OUT.write_text(f'{head} "weights": {{\n{rows}\n }}\n}}\n', encoding="utf-8")


# -- cross-validation -------------------------------------------------------------------------------------------------


def fold_of(text: Text) -> int:
    """The fold of a text: a site's pages are in one."""
    record = text.record
    site = record.get("publisher") or record.get("site") or urlsplit(record.get("url") or "").netloc
    if record["id"].startswith("fu-") or not site:
        site = record["id"].partition("-V")[0]
    return zlib.crc32(site.removeprefix("www.").encode()) % FOLDS


def use(data: dict[str, Any]) -> None:
    """Let the program work with other weights than its own."""
    model = window.read_model(data)
    window._model = lambda: model  # type: ignore[assignment]
    window.forget()


def story_lines(text: Text) -> list[bool]:
    """The lines that the program takes for the story's."""
    return [line.state == "story" for line in trace(text.view, split_lines(text.view.text), page=text.page, top=0)]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = words_of(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def share(tally: Counter[str]) -> float:
    """F1 of what was counted."""
    return 2 * tally["tp"] / max(1, 2 * tally["tp"] + tally["fp"] + tally["fn"])


def of_pages(chosen: Sequence[tuple[Text, str]]) -> dict[str, float]:
    """Shingle F1 of the pages' stories, with what it is made of, and the share that is exactly right."""
    precisions, recalls, exact = [], [], []
    for text, body in chosen:
        want, got = shingles(text.record["article"]), shingles(body)
        got -= (got - want) & shingles(text.record.get("lead") or "")
        both = sum((want & got).values())
        precisions += [both / sum(got.values())] if got else []
        recalls.append(both / sum(want.values()))
        exact.append(want == got)
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    return {"f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall,
            "exact": float(np.mean(exact))}  # fmt: skip


def of_segments(chosen: Sequence[tuple[Text, str]]) -> dict[str, float]:
    """F1 of the phrases that are, and are not, the story's."""
    tally = Counter[str]()
    for text, body in chosen:
        flat = re.sub(r"\s+", " ", body)
        for phrase in text.record["with"]:
            tally["tp" if phrase in flat else "fn"] += 1
        tally["fp"] += sum(phrase in flat for phrase in text.record["without"])
    return {"f1": share(tally)}


def of_lines(chosen: Sequence[tuple[Text, list[bool]]]) -> dict[str, float]:
    """F1 of the characters of the story's lines, and the share of them that is kept."""
    tally = Counter[str]()
    for text, story in chosen:
        for line, own, states in zip(text.lines, story, text.states, strict=True):
            if states != OPEN:
                wanted = states == {STORY}
                tally["tp" if own and wanted else "fp" if own else "fn" if wanted else "tn"] += len(line.text)
    return {"f1": share(tally), "kept": tally["tp"] / max(1, tally["tp"] + tally["fn"])}


def report(chosen: Sequence[Text], kept: Sequence[list[bool]]) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of each layout and source."""
    groups: dict[str, list[tuple[Text, list[bool], str]]] = defaultdict(list)
    for text, story in zip(chosen, kept, strict=True):
        parts = [line for line, own in zip(text.lines, story, strict=True) if own]
        body = "\n".join(text.view.piece(line.first, line.last).text for line in parts)
        source = f" of {text.record['source']}" if text.set == "html" else ""
        groups[f"{text.layout}: {text.set}{source}"].append((text, story, body))
        if text.layout == "html":
            groups["html: all"].append((text, story, body))
    for name, rows in sorted(groups.items()):
        bodies = [(text, body) for text, _, body in rows]
        if "article" in rows[0][0].record:
            yield name, of_pages(bodies)
        elif "with" in rows[0][0].record:
            yield name, of_segments(bodies)
        else:
            yield name, of_lines([(text, story) for text, story, _ in rows])


def cross_validate(chosen: Sequence[Text]) -> None:
    kept: list[list[bool]] = [[] for _ in chosen]
    for fold in range(FOLDS):
        data = fit([text for text in chosen if fold_of(text) != fold])
        use(data)
        for at, text in enumerate(chosen):
            if fold_of(text) == fold:
                kept[at] = story_lines(text)
    for name, figures in report(chosen, kept):
        print(f"{name:40}", " ".join(f"{key} {value:.3f}" for key, value in figures.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the article's window.")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--cross-validate", action="store_true")
    args = parser.parse_args()
    chosen = list(texts(args.gold))
    if args.cross_validate:
        cross_validate(chosen)
    else:
        write(fit(chosen))


if __name__ == "__main__":
    main()
