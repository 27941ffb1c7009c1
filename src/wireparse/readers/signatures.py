"""What is no plain text, told by its content: feeds, exports of archives of news, mail, and what nobody can read.

What wireparse doesn't read goes by a name that begins with `!`; `refusal` has the code, what it is and what to do.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Final

from wireparse.errors import InputError
from wireparse.lexicon import load
from wireparse.pattern import pattern

__all__ = ["form_of_binary", "form_of_json", "form_of_lines", "form_of_page", "form_of_xml", "refusal"]

_OVERRIDE: Final = "--from text reads it as it stands"
_KINDS: Final = {
    "!xml": ("E_FORM", "it is XML of a kind that wireparse doesn't read", "convert it to text, HTML or JSON Lines"),
    "!json": (
        "E_FORM",
        "it is JSON, but neither ninjs nor JSON Lines with the text's field",
        "write one object a line, and name the field with --text-field",
    ),
    "!subtitles": ("E_FORM", "it has subtitles (SubRip)", "save what is said as text"),
    "!table": (
        "E_FORM",
        "it is a table without a column of the text's name",
        "name the column with --text-field",
    ),
}

# A feed's prologue: declaration, comments, document type, processing instructions.
_PROLOGUE: Final = pattern(
    r"(?:\s{0,200}(?:<\?[^<>]{0,400}\?>|<!--(?>(?:[^-]|-(?!->)){0,8000})-->|<!DOCTYPE[^<>\[]{0,400}(?>(?:\[[^\]]{0,12000}\]\s{0,80})?)>)){0,12}\s{0,200}"
)
_ROOT: Final = pattern(r"<((?:[\w.-]{1,40}:)?)([A-Za-z][\w.-]{0,60})([^<>]{0,8000})>?")
_ROOTS: Final = {
    "nitf": "nitf",
    "newsml": "newsml12",
    "newsmessage": "newsmlg2",
    "newsitem": "newsmlg2",
    "packageitem": "newsmlg2",
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "html": "html",
}
_NINJS_PROSE: Final = pattern(
    r"\"(?:headlines?|bodies|body_(?:html|xhtml|text|nitf)|article_html|digitalwires@[\d.]{1,12})\"|\"digitalwires@"
)
_NINJS_IDENTITY: Final = pattern(
    r"\"(?:uri|guid|urn|version_?created|first_?created|items|standard|body_(?:html|xhtml))\"", re.IGNORECASE
)
_MAIL_HEADER: Final = pattern(
    r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?[^\r\n]{0,998}(?>(?:\r?\n[ \t]+[^\r\n]{1,998}){0,60})\r?\n"
)
_OF_MAIL: Final = frozenset(
    {"from", "to", "subject", "date", "cc", "reply-to", "sender", "delivered-to", "list-id", "received"}
)
_OF_MAIL_ALONE: Final = frozenset(
    {
        "message-id",
        "received",
        "mime-version",
        "return-path",
        "content-type",
        "delivered-to",
        "content-transfer-encoding",
    }
)
_MBOX: Final = pattern(r"From \S{1,200} [^\r\n]{6,60}\d{4}[^\r\n]{0,20}\r?\n(?=[A-Za-z-]{2,60}:)")
_NEXIS: Final = pattern(
    r"^[ \t]{0,90}\d{1,6} (?:of|von|de|sur|van|di) \d{1,7} (?:DOCUMENT|DOKUMENT)\w{0,3}[ \t]{0,40}\r?$", re.M
)
#: Where heads stand in the middle the layout is the archive's own; at the left edge they may be anybody's list.
_CENTRED: Final = pattern(r"^[ \t]{8,90}\d{1,6} \w{2,3} \d{1,7} (?:DOCUMENT|DOKUMENT)", re.M)
_FACTIVA: Final = pattern(r"^HD[ \t](?>(?!(?:LP|TD)[ \t\r\n])[^\n]{0,400}\n){1,40}(?:LP|TD)(?=[ \t\r\n])", re.M)
_PROQUEST: Final = pattern(r"(?:^|\n)_{40,100}[ \t]{0,8}\r?\n")
_PROQUEST_LABEL: Final = pattern(
    r"^(?:ProQuest document ID|Full text|Texte intégral|Publication info|Publication title): ?", re.M
)
_IPTC: Final = pattern(
    r"[a-z]{2,8} ?\d{3,5} {1,4}[1-9] {1,4}[a-z]{1,5} {1,4}\d{1,5} {1,4}[a-z]{2,6}(?: {1,4}\d{2,4})?[ \t]{0,8}\r?\n"
)
_SUBTITLES: Final = pattern(r"\d{1,5}[ \t]{0,8}\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:\d\d")
_TABLE_CELL: Final = pattern(r"\"?[\w .:/#-]{1,40}\"?")
_PAGES: Final = (
    ("nexis", pattern(r"LXNComment|name=\"DOC_ID_0_|<DOC NUMBER=", re.I)),
    ("factiva", pattern(r"<title>\s{0,20}Factiva|class=\"factivalogo|class=\"article \w{2}Article", re.I)),
    ("europresse", pattern(r"DocPublicationName|docOcurrContainer|(?:europresse|eureka)\.c", re.I)),
    ("proquest", pattern(r"<title>\s{0,20}ProQuest", re.I)),
)


def refusal(kind: str, source: str) -> InputError:
    """Why an input of a kind is not read, and what to do."""
    known = _KINDS.get(kind)
    if known is None:
        code, what, cure = next(row[1:] for row in (*_rows(), *load("signatures")["openings"]) if f"!{row[0]}" == kind)
        known = code, f"it is {what}", cure
    code, what, cure = known
    override = "" if code in ("E_BINARY", "E_PACKED") else f"; {_OVERRIDE}"
    return InputError(code, source, f"{what}: {cure}{override}")


@cache
def _rows() -> list[list[str]]:
    return load("signatures")["rows"]  # type: ignore[no-any-return]


@cache
def _signatures() -> list[tuple[re.Pattern[bytes], str]]:
    found = []
    for signature, *_ in _rows():
        pairs = [signature[at : at + 2] for at in range(0, len(signature), 2)]
        shape = b"".join(b"." if pair == ".." else re.escape(bytes.fromhex(pair)) for pair in pairs)
        found.append((re.compile(shape, re.DOTALL), f"!{signature}"))
    return found


def form_of_binary(opening: bytes) -> str:
    """The form of what has NULs, or begins with bytes that no text begins with; `text` refuses what nobody knows."""
    if opening.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if b"word/" in opening or b"[Content_Types].xml" in opening[:200] else "zip"
    if opening[257:262] == b"ustar":
        return "tar"
    if re.match(rb"PAR1[\x00-\x08\x0b\x0e-\x1f]", opening):
        return "parquet"
    return next((kind for shape, kind in _signatures() if shape.match(opening)), "text")


def form_of_page(opening: bytes) -> str:
    """What a page of HTML is: `html`, or the export of an archive of news."""
    text = opening.decode("latin-1")
    return next((form for form, sign in _PAGES if sign.search(text)), "html")


def form_of_xml(opening: bytes) -> str | None:
    """The form of XML, `!xml` for a kind that is not read; None for what is no XML, such as text between brackets."""
    text = opening.decode("utf-8", "replace")
    start = _PROLOGUE.match(text)
    at = start.end() if start else 0
    root = _ROOT.match(text, at)
    declared = text.startswith("<?xml") or "<!DOCTYPE" in text[:at]
    if root is None:
        return "!xml" if declared else None
    named = _ROOTS.get(root[2].lower())
    if named and (declared or root[1] or "=" in root[3] or named in ("nitf", "newsml12")):
        return named
    if text.startswith("<?php"):
        return next(f"!{row[0]}" for row in load("signatures")["openings"] if row[0] == "<?php")
    return "!xml" if declared or re.search(r"\sxmlns(?::\w{1,40})?\s?=", root[3]) else None


def form_of_json(opening: bytes) -> str | None:
    """The form of JSON, `!json` for a kind that is not read; None for what is no JSON, such as text in brackets; and
    that of RTF, which begins with a brace as well."""
    if opening.startswith(b"{\\rtf"):
        return "rtf"
    text = opening.decode("utf-8", "ignore")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
        rest = text[end:].strip()
        torn = not rest or rest[0] in "{[,"
    except json.JSONDecodeError as error:
        torn = error.msg.startswith("Unterminated string") or error.pos >= len(text.rstrip()) - 1
        torn = torn and (text[0] == "{" or text[1:].lstrip()[:1] in ("{", "[", '"'))
    except (ValueError, RecursionError):
        torn = True
    if not torn:
        return None
    return "ninjs" if _NINJS_PROSE.search(text) and _NINJS_IDENTITY.search(text) else "!json"


def form_of_lines(opening: bytes) -> str:
    """The form of what consists of lines: exports and mail by their labels, else `text`."""
    if (
        opening[:1] > b"~"
        or opening[:1] < b" "
        or opening[:3] in (b"%PD", b"GIF", b"8BP", b"ID3", b"Ogg", b"fLa", b"Rar", b"7z\xbc", b"!BD")
    ):
        found = form_of_binary(opening)
        if found != "text":
            return found
    text = opening.decode("utf-8", "replace")
    for row in load("signatures")["openings"]:
        if text.startswith(row[0]):
            return f"!{row[0]}"
    if _MBOX.match(text):
        return "mail"
    if text[:1].isalpha() and _is_mail(text):
        return "mail"
    heads = _NEXIS.findall(text)
    if heads and (len(heads) == 1 or _CENTRED.search(text)):
        return "nexis"
    if _FACTIVA.search(text):
        return "factiva"
    if _PROQUEST.search(text) and _PROQUEST_LABEL.search(text):
        return "proquest"
    if _IPTC.match(text):
        return "iptc7901"
    if _SUBTITLES.match(text):
        return "!subtitles"
    return "!table" if _is_table(text) else "text"


def _is_mail(text: str) -> bool:
    """Whether a text opens with the header of a mail: three fields of one at least, one of them no person's writing."""
    names: set[str] = set()
    at = 0
    while found := _MAIL_HEADER.match(text, at):
        names.add(found[1].lower())
        at = found.end()
    return len(names & (_OF_MAIL | _OF_MAIL_ALONE)) >= 3 and not names.isdisjoint(_OF_MAIL_ALONE)


def _is_table(text: str) -> bool:
    """Whether the first lines are rows of a table: as many cells in each, the first row's words of a name's length."""
    lines = [line for line in text.split("\n")[:8] if line.strip()]
    for mark in ("\t", ",", ";"):
        counts = [line.count(mark) for line in lines]
        if len(lines) < 4 or min(counts) < 2:
            continue
        cells = lines[0].strip().split(mark)
        even = max(counts) == min(counts) or '"' in text
        if even and len(set(cells)) == len(cells) and all(_TABLE_CELL.fullmatch(cell.strip()) for cell in cells):
            return not any(cell.strip().endswith((".", "!")) for cell in cells)
    return False
