"""Inputs that are not plain text: pages and wire messages become the text that is the source of record."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.command import STORY, lines, told, wireparse
from wireparse import Parser, parse
from wireparse.errors import InputError
from wireparse.readers import FORMS, Settings, form_named
from wireparse.readers.html_flattening import flattened
from wireparse.readers.input_form import needs

ANPA = (
    b"\x16\x16\x01a0042\x1fbc-\r\nra \x13\x11BC-Ferry 11-22 0120\r\n\x02^Ferry Held in Port by Storm<\r\n"
    b"^By INGER LIE<\r\n  BERGEN, Norway (AP) _ The ferry stayed in port on Monday, its captain\r\nsaid.\r\n"
    b"  ``We wait for the wind to drop,'' Ingrid Solheim said.\r\n\x03AP-NY-11-22-17 1605EST\r\n\x04"
)
# As the AP sent them: a line a paragraph, the slug again before the headline, blanks and quads at the ends of lines.
LONG_ANPA = (
    b"\x16\x16\x01W2870\x1feurope-----\r\nr i\x13\x11 BC-EU--Norway-Ferry 1stLd-Writethru   11-22 0345\r\n"
    b"\x02^BC-EU--Norway-Ferry, 1st Ld-Writethru,116<\r\n^Ferry Held in Port by Storm < \r\n^Eds: Adds quote.<\r\n"
    b"^By INGER LIE=\r\n^Associated Press=\r\n\t   BERGEN, Norway (AP) _ The ferry stayed in port. \r\n \r\n"
    b"\t   ``We heard `Wait!' and waited,'' Ingrid Solheim said. ``It's the wind.''\r\n\r\n\t   "
    b"\x03AP-WF-11-22-17 1509GMT<\r\n\x04"
)
IPTC = (
    b"\x01dpa0042 4 pl 120  dpa 0908\r\nFerry/Norway/\r\n\x02Ferry held in port by storm =\r\n\r\n"
    b"Bergen (dpa) - The ferry stayed in port on Monday.\r\n  ``We wait,'' said Ida Dahl.\r\n"
    b"\x03\r\n221605 Nov 17\r\n\x04"
)


def read(form: str, data: bytes, encoding: str = "auto") -> str:
    return form_named(form).read(data, "x", Settings(encoding)).text


def test_anpa() -> None:
    reading = form_named("anpa").read(ANPA, "x", Settings())
    assert reading.metadata.published == "2017-11-22T16:05:00-05:00"
    assert reading.text == (
        "BC-Ferry\n\nFerry Held in Port by Storm\nBy INGER LIE\n\n"
        "BERGEN, Norway (AP) — The ferry stayed in port on Monday, its captain\nsaid.\n\n"
        "“We wait for the wind to drop,” Ingrid Solheim said.\n"
    )


def test_anpa_as_the_ap_sent_it() -> None:
    reading = form_named("anpa").read(LONG_ANPA, "x", Settings())
    assert reading.metadata.published == "2017-11-22T15:09:00+00:00"
    assert reading.text == (
        "BC-EU--Norway-Ferry, 1st Ld-Writethru,116\nFerry Held in Port by Storm\nEds: Adds quote.\nBy INGER LIE\n"
        "Associated Press\n\nBERGEN, Norway (AP) — The ferry stayed in port.\n\n"
        "“We heard ‘Wait!' and waited,” Ingrid Solheim said. “It's the wind.”\n"
    )
    story = parse(reading.text)
    assert story.headline is not None
    assert story.headline.text == "Ferry Held in Port by Storm"
    assert [author.name for author in story.byline.authors] == ["Inger Lie"] if story.byline else False
    assert story.dateline is not None
    assert story.dateline.text == "BERGEN, Norway (AP)"


def test_iptc7901() -> None:
    reading = form_named("iptc7901").read(IPTC, "x", Settings())
    assert reading.metadata.published == "2017-11-22T16:05:00"
    assert reading.text == (
        "Ferry/Norway\n\nFerry held in port by storm\n\nBergen (dpa) - The ferry stayed in port on Monday.\n\n"
        "“We wait,” said Ida Dahl.\n"
    )
    story = Parser().parse(reading.text, marks=reading.marks, metadata=reading.metadata)
    assert story.slugline is not None
    assert (story.slugline.text, story.slugline.start) == ("Ferry/Norway", 0)
    assert story.agency is not None
    assert (story.agency.id, story.wire) == ("dpa", ("dpa", "0042", "4", "pl", 120, None, "2017-11-22T16:05:00"))
    assert story.headline is not None
    assert story.headline.text == "Ferry held in port by storm"


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        (b"dpa0042 4 pl 12 Ferry/Norway/\r\n", "Ferry/Norway"),
        (b"bkn014 4 pl 171 vvvvb KNA 170123-89-00065#2\r\nBundestag/Kinder\r\n", "Bundestag/Kinder"),
        (b"ecp0007 4 s 850  dpa-tns 0908\r\n\r\n", ""),
        (b"ecp0007 4 s 850\r\n", ""),
        (b"no header at all\r\n", ""),
    ],
)
def test_keywords(header: bytes, slug: str) -> None:
    text = read("iptc7901", b"\x01" + header + b"\x02Bergen (dpa) - Ferries stop.\x03")
    assert text == (f"{slug}\n\n" if slug else "") + "Bergen (dpa) - Ferries stop.\n"


@pytest.mark.parametrize(
    ("form", "trailer", "day"),
    [
        ("iptc7901", b"221605 Nov 17", "2017-11-22"),
        ("iptc7901", b"\r\n010905 Okt 16\r\n", "2016-10-01"),
        ("iptc7901", b"dpa 221605 M\xe4r 95", "1995-03-22"),
        ("iptc7901", b"321605 Nov 17", None),
        ("iptc7901", b"221605 Xyz 17", None),
        ("anpa", b"AP-WF-05-09-17 0056GMT<", "2017-05-09"),
        ("anpa", b"AP-WF-15-09-17 0056GMT<", None),
        ("anpa", b"", None),
    ],
)
def test_times_of_sending(form: str, trailer: bytes, day: str | None) -> None:
    data = b"\x01dpa0042 4 pl 12\r\n\x02Ferries stop.\x03" + trailer
    published = form_named(form).read(data, "x", Settings()).metadata.published
    assert (published and published[:10]) == day


def test_further_messages_are_told_of() -> None:
    (notice,) = form_named("anpa").read(ANPA * 3, "x", Settings()).notices
    assert (notice.code, notice.message.startswith("3 messages")) == ("more-messages", True)


def test_wire_messages_are_read_in_linear_time() -> None:
    for text in (
        b" " * 300_000 + b"x",
        b"``" * 200_000,
        b"\n \t" * 100_000,
        b"^ <=\r\n" * 50_000,
        b"\x10\x13" * 200_000,
    ):
        for form in ("anpa", "iptc7901"):
            begun = time.process_time()
            read(form, b"a " * 50_000 + b"\x02" + text + b"\x03" + b"11-22-" * 50_000)
            assert time.process_time() - begun < 2


def test_what_stands_around_a_wire_text_is_none_of_it() -> None:
    data = (
        b"\x01W0001\x1f\nf l\x13\x11 BC-EU--Tram   02-27 0040\r\n"
        b"\x02^BC-EU--Tram-Bergen, 1st Ld,40<\r\n^$9 tram is late<\r\n"
        b"^AP Photo BRG101<\r\n^EDITOR'S NOTE _ One of three.<\r\n"
        b"^The tunnel leaks, the owners say, and will for years<\r\n"
        b"^\x08Stop\x07 9<\r\n^By KIM VANCE=\r\n^Associated Press=\r\n\t   BERGEN, Norway (AP) _ It is late.\r\n"
        b"\t   ___\r\n\t   Joe Orr in Oslo contributed.\r\n\x03AP-WF-02-27-18 1509GMT<"
    )
    reading = form_named("anpa").read(data, "x", Settings())
    story = Parser().parse(reading.text, marks=reading.marks, metadata=reading.metadata)
    assert (story.headline and story.headline.text) == "$9 tram is late"
    assert (story.slugline and story.slugline.text) == "BC-EU--Tram-Bergen"
    assert (story.subheadline and story.subheadline.text) == "The tunnel leaks, the owners say, and will for years"
    assert [note.text for note in story.ednotes] == ["EDITOR'S NOTE — One of three."]
    assert [paragraph.text for paragraph in story.paragraphs] == ["BERGEN, Norway (AP) — It is late."]
    stripped = (
        b"eca0003 3 i 38  dpa 0045\n\nNorway/tram/\n\nREFILE\n1ST LEAD\nTram is late =\n\n"
        b"Bergen (dpa) - It is late.\n\n"
        b"# Notebook\n\n## Internet links\n- http://tram.example\n\ndpa kv amc\n\n271209 GMT Feb 18\n"
    )
    reading = form_named("iptc7901").read(stripped, "x", Settings())
    story = Parser().parse(reading.text, marks=reading.marks, metadata=reading.metadata)
    assert (story.headline and story.headline.text) == "Tram is late"
    assert (story.slugline and story.slugline.text) == "Norway/tram"
    assert [paragraph.text for paragraph in story.paragraphs] == ["Bergen (dpa) - It is late."]
    assert (story.published and story.published.iso) == "2018-02-27T12:09:00+00:00"
    assert story.ednotes[0].text.startswith("# Notebook")


def test_wire_messages_become_stories(tmp_path: Path) -> None:
    path = tmp_path / "message.txt"
    path.write_bytes(ANPA)
    result = wireparse("convert", "--from", "anpa", path)
    story = json.loads(result.stdout)
    assert story["slugline"]["text"] == "BC-Ferry"
    assert (story["published"]["iso"], story["published"]["basis"]) == ("2017-11-22T16:05:00-05:00", "metadata")
    assert story["dateline"]["text"] == "BERGEN, Norway (AP)"
    assert [quote["text"] for quote in story["quotes"] if quote["kind"] == "direct"] == [
        "We wait for the wind to drop,"
    ]


@pytest.mark.parametrize("form", ["anpa", "iptc7901"])
@pytest.mark.parametrize("data", [b"", b"\x02", b"\x01\x02\x03", b"\x02\x03\xff\x00", ANPA[:60], IPTC[:50], b"plain"])
def test_damaged_messages_are_read_or_refused(form: str, data: bytes) -> None:
    if b"\x02" in data:
        assert isinstance(read(form, data), str)
    else:
        with pytest.raises(InputError, match="no wire message"):
            read(form, data)


def test_rows_are_records(tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_bytes(
        b'\xef\xbb\xbfid,date,text,more\r\na,2018-02-27,"OSLO (NTB) - ""Ferries\r\nstop,"" said Ida Dahl.",x\r\n'
        b'b,,"\x93Ferries stop,\x94 said Ida Dahl.",x,y\r\nc,,,\r\n'
    )
    result = wireparse("convert", "--from", "csv", path)
    first, second = lines(result.stdout)
    assert (first["source"]["name"], second["source"]["name"], result.returncode) == ("a", "b", 1)
    assert "".join(block["text"] for block in first["blocks"]) == 'OSLO (NTB) - "Ferries\r\nstop," said Ida Dahl.'
    assert second["blocks"][0]["text"] == "“Ferries stop,” said Ida Dahl."
    assert second["warnings"][0]["code"] == "guessed-encoding"
    assert f"{path}:3: the field 'text' is missing" in told(result)
    named = wireparse("convert", "--from", "csv", "--text-field", "story", stdin="story\nOSLO (NTB) - Ferries stop.\n")
    assert json.loads(named.stdout)["dateline"]["text"] == "OSLO (NTB)"


def test_what_is_not_known_is_named() -> None:
    result = wireparse("convert", "--from", "htlm", stdin=STORY)
    assert (result.returncode, "unknown form of input 'htlm'; did you mean 'html'" in told(result)) == (2, True)


def test_a_missing_extra_is_named_in_one_line() -> None:
    with pytest.raises(Exception, match=r"no_such_module is not installed; pip install 'wireparse\[page\]' brings it"):
        needs("page", "no_such_module")()


def test_forms_describe_themselves() -> None:
    for name in FORMS:
        if name == "html":
            pytest.importorskip("selectolax", reason="the extra 'html' (selectolax) is not installed")
        assert form_named(name).id == name
        assert form_named(name).summary


class TestPages:
    """Pages of HTML."""

    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        pytest.importorskip("selectolax", reason="the extra 'html' (selectolax) is not installed")

    @pytest.mark.parametrize(
        ("page", "text"),
        [
            ("<p>One <b>two</b>, three<p>four", "One two, three\n\nfour\n"),
            ("<div>a<div>b</div>c</div>", "a\nb\nc\n"),
            ("a<br>b<br><br>c", "a\nb\n\nc\n"),
            ("<ul><li>a</li><li><p>b</p></li><li></ul><p>c", "* a\n\n* b\n\nc\n"),
            ("<h1> a\n  b </h1>c", "a b\n\nc\n"),
            ("<pre>a\n  b</pre>", "a\n  b\n"),
            ("<span>a </span> <i> b</i>c", "a bc\n"),
            (
                "<script>x</script><style>x</style><p hidden>x<p style='display:none'>x<template>x</template></p>y",
                "y\n",
            ),
            ("<title>x</title><!-- x --><body><noscript>x</noscript>y", "y\n"),
            ("&lt;b&gt; &amp;amp; &nbsp;&eacute;", "<b> &amp; \u00a0é\n"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc\n"),
            ("a</div></p></body><p>b", "a\n\nb\n"),
            ("<div>a</div><br><div>b<br></div>c", "a\n\nb\nc\n"),
            ("<ol start=3><li>a<li>b<ul><li>c</ul><li value=9>d</ol>e", "3. a\n4. b\n\n* c\n\n9. d\n\ne\n"),
            ("She said: <q>We <b>wait</b></q>.", "She said: “We wait”.\n"),
            ("<p aria-hidden=true>x</p><i aria-hidden=false>y</i><p hidden=until-found>x", "y\n"),
            ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字<svg><text>x</text></svg>", "漢字\n"),
            ("a</div></section></x>b", "ab\n"),
            ("<p>a<!-- <p> --><script>'<p>'</script><p title='<p>'>b", "a\n\nb\n"),
            ("", "\n"),
        ],
    )
    def test_text_is_set_as_a_browser_does(self, page: str, text: str) -> None:
        assert read("html", page.encode()) == text

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (b"<meta charset=windows-1251><p>\xcf\xf0\xe8", "При\n"),
            (b'<meta http-equiv=content-type content="text/html; charset=iso-8859-1">\x93a\x94', "“a”\n"),
            ("<meta charset=utf-8>é".encode(), "é\n"),
            (b"<meta charset=no-such-thing>\xe9", "é\n"),
            (b"<meta charset=hex>\xe9", "é\n"),
            (b"<meta charset=utf-16><p>\xe9", "é\n"),
            (b"<meta charset=gb2312>\x81\x40", "丂\n"),
            ('<meta charset="iso-8859-1"><p>é'.encode(), "é\n"),
            (b"<?xml version='1.0' encoding='koi8-r'?><p>\xf0", "П\n"),
            ("<meta charset=koi8-r><p>П".encode("utf-16"), "П\n"),
        ],
    )
    def test_the_page_says_how_it_is_encoded(self, data: bytes, text: str) -> None:
        assert read("html", data) == text

    def test_pages_become_stories(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n")[1:])
        path.write_text(f"<nav><ul><li>Home<li>News</ul></nav><h1>{STORY.splitlines()[0]}</h1>{paragraphs}")
        story = json.loads(wireparse("convert", "--from", "html", path).stdout)
        assert story["headline"]["text"] == "Ferry Held in Port by Storm"
        assert story["dateline"]["text"] == "BERGEN (Reuters)"
        assert "<" not in "".join(block["text"] for block in story["blocks"])

    def test_deep_and_long_pages_are_read_in_linear_time(self) -> None:
        for page in (
            "<div>" * 200_000 + "x",
            "<p>a" * 50_000,
            "<b>" * 500 + "x " * 100_000,
            "<br>" * 50_000,
            "<" * 50_000,
            "<svg>" * 50_000 + "x",
            "".join(f"<b id={n}>" for n in range(20_000)) + "<p>x" * 20_000,
            "<a" + "".join(f" b{n}" for n in range(50_000)) + ">x</a>",
            "<x>" * 100_000 + "</y>" * 100_000 + "x",
        ):
            begun = time.process_time()
            read("html", page.encode())
            assert time.process_time() - begun < 5

    def test_what_nests_too_deep_is_laid_flat_and_nothing_is_lost(self) -> None:
        words = [f"word{n}" for n in range(2000)]
        text = read("html", "".join(f"<div><b>{word}" for word in words).encode())
        assert text.split() == words
        assert text.count("\n") >= len(words)
        ordinary = "<div><p>a</p><ul><li>b</ul></div>" * 2000
        assert flattened(ordinary) is ordinary
