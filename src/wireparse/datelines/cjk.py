"""Datelines of Chinese, Japanese and Korean wires, whose scripts put no space between place, date and agency."""

from __future__ import annotations

import re
from typing import Final

from wireparse.datelines.place_names import PlaceSpan
from wireparse.knowledge.agencies import agency_at, identify
from wireparse.knowledge.places import is_place
from wireparse.lexicon import load
from wireparse.pattern import pattern, regex

__all__ = ["match_unspaced"]

_DATE: Final = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_OPENING: Final = "(（【[〔"
_CLOSING: Final = ")）】]〕"
_INSIDE: Final = rf"[^{re.escape(_OPENING + _CLOSING)}\n]"

_NOTE: Final = r"(?:\([^()\n]{1,30}\)|（[^（）\n]{1,30}）)?"  # the reporters
# 新华社北京11月21日电, 中新网11月21日电: agency, place, date, "telegram".
_DISPATCH: Final = regex(rf"(?P<place>[^\W\d]{{2,8}})?(?P<date>{_DATE})[电電讯訊]{_NOTE}\s*")
# (서울=연합뉴스) 홍길동 기자 =, [서울=뉴시스]
_EQUATED: Final = regex(
    rf"[{re.escape(_OPENING)}](?P<place>[^\W\d][^=\n]{{0,20}})=(?P<agency>{_INSIDE}{{2,20}})[{re.escape(_CLOSING)}]"
)
_REPORTERS: Final = regex(r" ?(?:[^\W\d]{2,5}[ ·,]{0,2}){1,4}= ?")
# 【ワシントン共同】, 【11月21日 AFP】, （中央社記者王小明台北21日電）
_LENTICULAR: Final = regex(rf"[{re.escape(_OPENING)}](?P<inside>{_INSIDE}{{2,30}})[{re.escape(_CLOSING)}]\s*")
_DATED: Final = regex(rf"(?P<date>{_DATE}) ?(?P<agency>.{{2,12}})")
_REPORTED: Final = pattern(
    rf"(?:{'|'.join(load('datelines')['reporters'])})?[^\W\d]{{0,8}}(?P<place>[^\W\d]{{2}})(?P<date>{_DATE})[電电]"
)
_SIGNED: Final = regex(r"(?P<place>[^=]{2,24})=[^\W\d]{2,8}")
_SENT: Final = regex(r"(?P<place>[^\W\d]{2,8}) ?(?P<date>\d{1,2}월 ?\d{1,2}일)발 ?(?P<agency>.{2,12})")
_WRITER: Final = regex(r"[\u4e00-\u9fff々ヶ]{2,5}")
_PLACE_PART: Final = regex(r"[^\W\d]{1,12}=?")

Spans = tuple[int, int, int, tuple[PlaceSpan, ...], tuple[int, int] | None, tuple[int, int] | None]


def match_unspaced(text: str, start: int, end: int) -> Spans | None:
    """The start, end, body, places, agency and date of a dateline at `start` of folded text."""
    if text[start] in _OPENING:
        return _equated(text, start, end) or _bracketed(text, start, end)
    stop = agency_at(text, start, end)
    if stop is None:
        return None
    match = _DISPATCH.match(text, stop, end)
    if match is None:
        return None
    places = (_span(match.start("place"), match.end("place")),) if match.group("place") else ()
    return start, match.end("date"), match.end(), places, (start, stop), match.span("date")


def _span(start: int, end: int) -> PlaceSpan:
    return PlaceSpan(start, end, end, ())


def _equated(text: str, start: int, end: int) -> Spans | None:
    match = _EQUATED.match(text, start, min(end, start + 60))
    if match is None or not identify(match.group("agency")):
        return None
    body = match.end()
    reporters = _REPORTERS.match(text, body, min(end, body + 50))
    if reporters:
        body = reporters.end()
    while body < end and text[body] == " ":
        body += 1
    return start, match.end(), body, (_span(*match.span("place")),), match.span("agency"), None


def _bracketed(text: str, start: int, end: int) -> Spans | None:
    match = _LENTICULAR.match(text, start, min(end, start + 60))
    if match is None:
        return None
    first, last = match.span("inside")
    close = last + 1
    dated = _DATED.fullmatch(text, first, last)
    if dated and identify(dated.group("agency")):
        return start, close, match.end(), (), dated.span("agency"), dated.span("date")
    stop = agency_at(text, first, last)
    if stop is not None:
        reported = _REPORTED.fullmatch(text, stop, last)
        if reported is None:
            return (start, close, match.end(), (), (first, stop), None) if stop == last else None
        place = _span(*reported.span("place"))
        return start, close, match.end(), (place,), (first, stop), reported.span("date")
    signed = _SIGNED.fullmatch(text, first, last)
    if signed and identify(text[first : signed.end("place")]) == ():  # 【ニューヨーク共同=佐藤健】
        last = signed.end("place")
    sent = _SENT.fullmatch(text, first, last)
    if sent and identify(sent.group("agency")):
        return start, close, match.end(), (_span(*sent.span("place")),), sent.span("agency"), sent.span("date")
    for cut in range(last - 2, first, -1):  # the agency ends the bracket: 【ワシントン共同】
        if identify(text[cut:last]) and _PLACE_PART.fullmatch(text, first, cut):
            return start, close, match.end(), (_span(first, cut),), (cut, last), None
    for cut in range(last - 2, first + 1, -1):  # a writer ends it: 【ロンドン田中恵子】
        if _WRITER.fullmatch(text, cut, last) and is_place(text[first:cut]):
            return start, close, match.end(), (_span(first, cut),), None, None
    return None
