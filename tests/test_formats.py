"""Feeds and exports: what people hold, each told by its content and read into the model with what it says itself."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import tarfile
import textwrap
import zipfile
from pathlib import Path
from typing import ClassVar, Literal

import pytest

from tests import facts
from tests.command import lines, told, wireparse
from tests.no_text import KINDS
from wireparse import Story, parse_stories
from wireparse.errors import InputError

SAMPLES = Path(__file__).parents[2] / "shared" / "formats"
#: What samples ask for and no file says.
UNSAID = {
    ("torn.xml", "error"),
    ("broken.rss", "1.first"),
    ("broken.eml", "1.authors"),
    ("kyodo.txt", "1.agency"),
    ("ats-french.txt", "1.places"),
    *(("teasers.rss", f"2.{fact}") for fact in ("places", "country", "agency")),
}

BODY = [
    "BERGEN, Norway (AP) — The tram to Åsane has run since Monday, two years late.",
    "“We had one tunnel too few,” said Turid Moe, who led the works.",
    "It carries 9,000 people a day.",
]
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def read(tmp_path: Path, data: str | bytes, name: str = "a.x") -> tuple[list[Story], list[InputError]]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    failed: list[InputError] = []
    try:
        return list(parse_stories(path, failed=failed.append)), failed
    except InputError as error:
        return [], [error]


def only(tmp_path: Path, data: str | bytes) -> Story:
    stories, failed = read(tmp_path, data)
    assert not failed
    (story,) = stories
    return story


def body_of(story: Story) -> list[str]:
    """The paragraphs, each on one line, however it is wrapped."""
    return [" ".join(paragraph.text.split()) for paragraph in story.paragraphs]


def outline(story: Story) -> tuple[object, ...]:
    return (
        story.headline and " ".join(story.headline.text.split()),
        [author.name for author in story.byline.authors] if story.byline else [],
        story.published and story.published.iso,
        story.agency and story.agency.id,
        len(story.paragraphs),
    )


FORMS = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("name", sorted(path.name for path in FORMS.iterdir()))
def test_each_form_says_the_same_of_a_story(name: str) -> None:
    french, german = name in ("newsml12.xml", "europresse.html"), name in ("newsmlg2.xml", "message.iptc")
    stories = list(parse_stories(FORMS / name))
    first = stories[0]
    assert first.source.form == {"story.nitf": "nitf", "alerts.mbox": "mail", "message.eml": "mail"}.get(
        name, first.source.form
    )
    assert first.headline
    assert first.headline.text.startswith(("Bridge over the fjord opens", "Le pont de Brest ouvre", "Brücke über"))
    assert first.headline.rule != "headline.first-line" or name == "story.rtf"
    assert "".join(block.text for block in first.blocks) == first.text
    quoted = [quote.speaker.name for quote in first.quotes if quote.speaker and quote.kind in ("direct", "mixed")]
    assert quoted[:1] == ["Maël Kerdoncuff" if french else "Turid Moe" if name != "newsmlg2.xml" else "Imke Petersen"]
    if not french and not german and not name.startswith("nexis"):
        assert first.agency
        assert first.agency.id in ("ap", "ntb")
    if first.publication:
        assert first.publication.name in ("The Quay", "The Quay (Bergen)", "The Quay; Bergen", "Le Quai")


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of formats are not beside the project")
@pytest.mark.parametrize(
    "path",
    facts.files(SAMPLES),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_samples(path: Path) -> None:
    for name, met, right, found in facts.checked(path):
        assert met or (path.name, name) in UNSAID, (name, right, found)


NITF = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- sent by hand --><!DOCTYPE nitf SYSTEM "nitf.dtd">
<nitf><head><docdata><doc-id id-string="tram-1" regsrc="AP"/><urgency ed-urg="3"/>
<date.issue norm="20180227T101500+0100"/><ed-msg info="Adds a picture."/>
<key-list><keyword key="Tram-Opens"/></key-list></docdata>
<pubdata name="Harbour Gazette" position.section="City" position.sequence="4"/></head>
<body xml:lang="en"><body.head><hedline><hl1>Tram runs at last</hl1><hl2>Two years late</hl2></hedline>
<byline>By <person>KIM VANCE</person><byttl>Associated Press</byttl></byline></body.head>
<body.content>{HTML}<hl2>The tunnel</hl2><p>It leaks.</p><media><media-caption>A tram</media-caption></media>
<p>kv/jo</p></body.content><body.end><tagline>Joe Orr helped.</tagline></body.end></body></nitf>"""


class TestFeeds:
    def test_nitf(self, tmp_path: Path) -> None:
        story = only(tmp_path, NITF)
        assert outline(story) == ("Tram runs at last", ["Kim Vance"], "2018-02-27T10:15:00+01:00", "ap", 5)
        assert [paragraph.kind for paragraph in story.paragraphs][-2:] == ["subhead", "paragraph"]
        assert (story.source.form, story.source.id, story.source.name) == ("nitf", "tram-1", str(tmp_path / "a.x"))
        assert story.slugline is not None
        assert (story.slugline.text, [note.text for note in story.ednotes]) == ("Tram-Opens", ["Adds a picture."])
        assert story.subheadline is not None
        assert story.subheadline.text == "Two years late"
        assert story.publication is not None
        assert story.publication[:3] == ("Harbour Gazette", "City", "4")
        assert story.wire is not None
        assert story.wire.priority == "3"
        kinds = {block.kind: block.text.strip() for block in story.blocks}
        assert (kinds["end_mark"], kinds["caption"]) == ("kv/jo", "A tram")

    def test_newsml_of_two_items_and_a_picture(self, tmp_path: Path) -> None:
        def item(number: int, content: str, media: str = "Text") -> str:
            return (
                f"<NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:{number}</PublicIdentifier>"
                "</NewsIdentifier></Identification><NewsManagement><FirstCreated>20180227T101500Z</FirstCreated>"
                "<ThisRevisionCreated>20180227T111500Z</ThisRevisionCreated><Urgency FormalName='2'/></NewsManagement>"
                f"<NewsComponent><NewsLines><HeadLine>Tram {number}</HeadLine><ByLine>kv/jo</ByLine></NewsLines>"
                "<AdministrativeMetadata><Provider><Party FormalName='AFP'/></Provider></AdministrativeMetadata>"
                f"<ContentItem><MediaType FormalName='{media}'/><DataContent>{content}</DataContent></ContentItem>"
                "</NewsComponent></NewsItem>"
            )

        plain = "\n".join(paragraph.partition("— ")[2] or paragraph for paragraph in BODY)
        items = [
            item(1, "<nitf><body><body.content>" + HTML + "</body.content></body></nitf>"),
            item(2, "", "Photo"),
            item(3, plain),
        ]
        service = "<NewsEnvelope><NewsService FormalName='X'/></NewsEnvelope>"
        data = f"<?xml version='1.0'?><NewsML>{service}{''.join(items)}</NewsML>"
        stories, failed = read(tmp_path, data)
        assert not failed
        assert outline(stories[0]) == ("Tram 1", [], "2018-02-27T10:15:00+00:00", "ap", 3)
        assert outline(stories[1]) == ("Tram 3", [], "2018-02-27T10:15:00+00:00", "afp", 3)
        assert [story.source.id for story in stories] == ["urn:1", "urn:3"]
        assert stories[1].wire is not None
        assert (stories[1].wire.service, stories[1].wire.priority) == ("X", "2")
        assert [notice.code for notice in stories[1].warnings] == ["left-out"]

    def test_newsml_g2_with_a_prefix_and_latin_1_that_is_utf_8(self, tmp_path: Path) -> None:
        data = (
            "<?xml version='1.0' encoding='iso-8859-1'?><n:newsItem xmlns:n='http://iptc.org/std/nar/2006-10-01/'"
            " guid='urn:g2' version='3'><n:itemMeta><n:provider literal='NTB'/><n:versionCreated>2018-02-27T10:15:00Z"
            "</n:versionCreated><n:edNote>Rettelse.</n:edNote></n:itemMeta><n:contentMeta><n:urgency>5</n:urgency>"
            "<n:by>Av Kim Vance</n:by><n:slugline>BANE</n:slugline><n:headline>Banen går</n:headline>"
            "<n:language tag='nb'/><n:dateline>10:15 i dag</n:dateline></n:contentMeta><n:contentSet>"
            "<n:inlineData contenttype='text/html'>&lt;p&gt;Banen går til Åsane.&lt;/p&gt;&lt;p&gt;/ntb/&lt;/p&gt;"
            "</n:inlineData></n:contentSet></n:newsItem>"
        )
        story = only(tmp_path, data)
        assert outline(story) == ("Banen går", ["Kim Vance"], "2018-02-27T10:15:00+00:00", "ntb", 1)
        assert body_of(story) == ["Banen går til Åsane."]
        assert story.dateline is None
        assert story.wire is not None
        assert (story.wire.take, story.wire.priority) == ("3", "5")

    @pytest.mark.parametrize(
        "item",
        [
            {"headline": "Tram", "body_html": HTML, "byline": "By Kim Vance", "versioncreated": "2018-02-27T10:15:00Z"},
            {
                "standard": {"name": "ninjs", "version": "3.1"},
                "headlines": [{"role": "main", "value": "Tram"}],
                "bodies": [{"contentType": "text/plain", "value": "no"}, {"contentType": "text/html", "value": HTML}],
                "by": "By Kim Vance",
                "firstCreated": "2018-02-27T10:15:00Z",
            },
            {
                "format": "digitalwires@1.0",
                "headline": "Tram",
                "article_html": f"<section class='main'>{HTML}</section>",
                "byline": "By Kim Vance",
                "version_created": "2018-02-27T10:15:00Z",
            },
        ],
    )
    def test_ninjs(self, tmp_path: Path, item: dict[str, object]) -> None:
        whole = {"uri": "urn:x:1", "urgency": 4, **item}
        story = only(tmp_path, json.dumps(whole))
        assert outline(story) == ("Tram", ["Kim Vance"], "2018-02-27T10:15:00+00:00", "ap", 3)
        assert story.wire is not None
        assert (story.wire.priority, story.source.id) == ("4", "urn:x:1")
        stories, failed = read(tmp_path, json.dumps({"items": [whole, {**whole, "uri": "urn:x:2"}, ["no item"]]}))
        assert [story.source.id for story in stories] == ["urn:x:1", "urn:x:2"]
        assert [error.code for error in failed] == ["E_RECORD"]

    def test_rss_that_is_broken(self, tmp_path: Path) -> None:
        data = (
            "<rss version='2.0'><channel><title>The Quay</title><language>en</language>"
            "<item><title>Tram &amp; tunnel</title>"
            "<link>https://quay.example/1</link><dc:creator>Kim Vance</dc:creator><category>City</category>"
            f"<pubDate>Tue, 27 Feb 2018 10:15:00 +0100</pubDate><description>{BODY[0]} &nbsp; A & B</description>"
            f"<content:encoded><![CDATA[{HTML}<p>The post Tram appeared first on The Quay.</p>]]></content:encoded>"
            "</item>"
        )
        story = only(tmp_path, data)
        assert outline(story) == ("Tram & tunnel", ["Kim Vance"], "2018-02-27T10:15:00+01:00", "ap", 3)
        assert (story.source.url, [notice.code for notice in story.warnings]) == (
            "https://quay.example/1",
            ["repaired-markup"],
        )
        assert story.publication is not None
        assert story.publication[:2] == ("The Quay", "City")

    @pytest.mark.parametrize(
        "entities",
        [
            "<!ENTITY a 'ha'>" + "".join(f"<!ENTITY b{n} '{(f'&b{n - 1};' if n else '&a;') * 20}'>" for n in range(20)),
            "<!ENTITY % p SYSTEM 'file:///etc/passwd'><!ENTITY a '&#37;p;'>" + "<!ENTITY x '" + "x" * 9000 + "'>",
        ],
    )
    def test_entities_that_hold_others_are_refused(self, tmp_path: Path, entities: str) -> None:
        data = f"<!DOCTYPE nitf [{entities}]><nitf><body><body.content><p>&b19;</p></body.content></body></nitf>"
        stories, failed = read(tmp_path, f"<?xml version='1.0'?>{data}")
        assert (stories, [error.code for error in failed]) == ([], ["E_RECORD"])

    def test_nothing_outside_is_fetched_and_nesting_ends(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("swordfish")
        data = NITF.replace('SYSTEM "nitf.dtd"', f'[<!ENTITY e SYSTEM "{secret.as_uri()}">]').replace(
            "It leaks", "It &e; leaks"
        )
        assert "swordfish" not in only(tmp_path, data).text
        stories, failed = read(tmp_path, "<nitf>" + "<block>" * 5000)
        assert (stories, [error.code for error in failed]) == ([], ["E_RECORD"])


def nexis(stories: list[list[str]], total: int | None = None) -> str:
    lines = ["Download Request: Selected Items: 1-2", "", ""]
    for number, story in enumerate(stories, 1):
        lines += [f"{'':30}{number} of {total or len(stories)} DOCUMENTS", "", f"{'The Quay (Bergen)':^80}", ""]
        lines += [
            f"{'February 27, 2018 Tuesday':^80}",
            "",
            f"Tram {number} runs",
            "at last",
            "",
            "BYLINE: KIM VANCE",
            "",
        ]
        lines += ["SECTION: CITY; Pg. 4", "", "LENGTH: 1,200 words", "", "DATELINE: BERGEN", "", ""]
        for paragraph in story:
            lines += [*textwrap.wrap(paragraph, 70), ""]
        lines += ["LOAD-DATE: March 1, 2018", "", "LANGUAGE: ENGLISH", "", "SUBJECT: TRAMS (90%);", "TUNNELS", ""]
        lines += [f"{'Copyright 2018 The Quay':^80}", f"{'All Rights Reserved':^80}", "", ""]
    return "\n".join(lines)


def docx(lines: list[str]) -> bytes:
    runs = "".join(
        "<w:p><w:r><w:t>" + line.replace("&", "&amp;").replace("\n", "</w:t><w:br/><w:t>") + "</w:t></w:r></w:p>"
        for line in lines
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document xmlns:w='w'><w:body>{runs}</w:body></w:document>")
    return packed.getvalue()


UNI = [
    "User Name: = A",
    "Documents (3)",
    "1. Tram runs at last",
    "Client/Matter: -None-",
    "",
    *[
        line
        for number in (1, 2)
        for line in (
            f"Tram {number} runs at last",
            "The Quay",
            "February 27, 2018 Tuesday",
            "Copyright 2018 The Quay All Rights Reserved",
            "Section:\u00a0CITY; Pg. 4",
            "Length:\u00a01200 words",
            "Byline:\u00a0Kim Vance  Highlight:\u00a0It is late.",
            "Body",
            *BODY,
            "Classification",
            "Language:\u00a0ENGLISH",
            "Load-Date:\u00a0March 1, 2018",
            "End of Document",
        )
    ],
]


FACTIVA_ROWS = (
    "SE City\nHD Tram 1 runs\nat last\nBY By Kim Vance\nWC 1,200 words\nPD 27 February 2018\nSN The Quay\nSC QUAY\n"
    "LA English\n"
    f"CY Copyright 2018 The Quay\n\nLP\n{BODY[0]}\n\nTD\n" + "\n\n".join(BODY[1:]) + "\n\nCO port : Port of Bergen\n"
    "AN Document QUAY000020180227ee2r0001x\n"
)


class TestExports:
    def test_nexis_as_text(self, tmp_path: Path) -> None:
        hostile = [*BODY, "LENGTH: is what the sign says.", "Some 2 of 3 DOCUMENTS were lost."]
        stories, failed = read(tmp_path, "\ufeff" + nexis([BODY, hostile]).replace("\n", "\r\n"))
        assert not failed
        assert [outline(story)[:4] for story in stories] == [
            (f"Tram {number} runs at last", ["Kim Vance"], "2018-02-27", "ap") for number in (1, 2)
        ]
        assert [body_of(story) for story in stories] == [BODY, hostile]
        assert stories[0].publication == ("The Quay (Bergen)", "CITY", "4", None, 1200)
        assert not stories[1].warnings

    def test_an_export_as_text_stays_as_it_is(self, tmp_path: Path) -> None:
        """Of a document alone no character is lost; what is no part of the story is set aside, not paragraph."""
        one = nexis([BODY])
        for data, form in ((one[one.index(" " * 30) :], "nexis"), (FACTIVA_ROWS, "factiva")):
            (story,), _ = read(tmp_path, data)
            assert ("".join(block.text for block in story.blocks), story.source.form) == (data, form)
            assert body_of(story) == BODY
            assert {block.kind for block in story.blocks} <= {
                "other",
                "headline",
                "byline",
                "dateline",
                "paragraph",
                "copyright",
            }

    def test_factiva_as_text(self, tmp_path: Path) -> None:
        stories, failed = read(tmp_path, FACTIVA_ROWS + "\n" + FACTIVA_ROWS.replace("Tram 1", "Tram 2"))
        assert not failed
        assert [outline(story)[:3] for story in stories] == [
            (f"Tram {number} runs at last", ["Kim Vance"], "2018-02-27") for number in (1, 2)
        ]
        assert [body_of(story) for story in stories] == [BODY, BODY]
        assert stories[1].publication == ("The Quay", "City", None, None, 1200)

    def test_a_list_at_the_left_edge_is_nobodys_export(self, tmp_path: Path) -> None:
        """Several heads there are told of, as of any text that holds several stories."""
        text = "\n".join(line.strip() for line in nexis([BODY, BODY]).splitlines())
        stories, _ = read(tmp_path, text)
        assert ([story.source.form for story in stories], stories[0].warnings[0].code) == (["text"], "several-stories")

    def test_lost_stories_are_told_of(self, tmp_path: Path) -> None:
        data = nexis([BODY, BODY, BODY])
        torn = data.replace("2 of 3 DOCUMENTS", "")
        stories, _ = read(tmp_path, torn)
        assert [notice.code for story in stories for notice in story.warnings] == ["lost-stories"]
        assert not read(tmp_path, nexis([BODY], total=2325))[0][0].warnings

    def test_an_error_in_a_documents_place_costs_that_one(self, tmp_path: Path) -> None:
        data = (
            nexis([BODY]).replace("1 of 1", "1 of 2")
            + f"{'':30}2 of 2 DOCUMENTS\n\n\nThere is an error in this document.\n"
        )
        stories, failed = read(tmp_path, data)
        assert (len(stories), [error.code for error in failed]) == (1, ["E_RECORD"])

    def test_nexis_uni(self, tmp_path: Path) -> None:
        stories, failed = read(tmp_path, docx(UNI))
        assert not failed
        assert outline(stories[1]) == ("Tram 2 runs at last", ["Kim Vance"], "2018-02-27", "ap", 3)
        assert stories[0].publication is not None
        assert stories[0].publication[:3] == ("The Quay", "CITY", "4")
        assert stories[0].subheadline is not None
        assert stories[0].subheadline.text == "It is late."
        assert [notice.code for story in stories for notice in story.warnings] == ["lost-stories"]

    def test_a_word_file_is_a_story(self, tmp_path: Path) -> None:
        story = only(tmp_path, docx(["Tram runs at last", *BODY]))
        assert (story.source.form, body_of(story)) == ("docx", BODY)

    def test_rtf_is_a_story(self, tmp_path: Path) -> None:
        words = "".join(rf"\u{ord(sign)}?" if ord(sign) > 127 else sign for sign in "\\par\n".join(BODY))
        data = (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}Tram runs at last\par "
            + words
            + r"\par ca\'e9}"
        )
        story = only(tmp_path, data)
        assert body_of(story)[:3] == BODY
        assert story.text.rstrip().endswith("caé")
        assert [error.code for error in read(tmp_path, data[:-3])[1]] == ["E_RECORD"]

    def test_factiva(self, tmp_path: Path) -> None:
        def article(number: int) -> str:
            prose = "".join(f'<p class="articleParagraph enarticleParagraph">{paragraph}</p>' for paragraph in BODY)
            return (
                f'<div class="article enArticle"><div id="hd"><span class="enHeadline">Tram {number}</span></div>'
                '<div class="author">By Kim Vance</div><div>1,200 words</div><div>27 February 2018</div>'
                "<div>10:15</div>"
                "<div>The Quay</div><div>QUAY</div><div>4</div><div>English</div><div>(c) 2018 The Quay</div>"
                f"{prose}<p>Document QUAY0000{number}</p></div>"
            )

        data = (
            f"<html><head><title>Factiva</title></head><body>{article(1)}{article(2)}<div class='searchSummary'>x</div>"
        )
        stories, failed = read(tmp_path, data)
        assert not failed
        assert outline(stories[1]) == ("Tram 2", ["Kim Vance"], "2018-02-27", "ap", 3)
        assert (stories[0].source.id, stories[0].publication) == ("QUAY00001", ("The Quay", None, "4", None, 1200))

    def test_proquest(self, tmp_path: Path) -> None:
        rule = "_" * 60
        one = "\n\n".join(
            [
                rule,
                "Document 1 of 2",
                "Tram runs at last",
                "Author: Vance, Kim",
                "Full text: " + BODY[0],
                *BODY[1:],
                "Subject: Trams",
                "Title: Tram runs at last",
                "Publication title: The Quay",
                "Pages: A.4",
                "Publication date: Feb 27, 2018",
                "Language of publication: English",
                "ProQuest document ID: 77",
            ]
        )
        stories, _ = read(tmp_path, f"{one}\n\n{rule}\n\nContact us\n")
        assert outline(stories[0]) == ("Tram runs at last", ["Kim Vance"], "2018-02-27", "ap", 3)
        assert (stories[0].source.id, stories[0].publication and stories[0].publication[0]) == ("77", "The Quay")
        assert [notice.code for notice in stories[0].warnings] == ["lost-stories"]

    def test_europresse(self, tmp_path: Path) -> None:
        article = (
            '<article><div><span class="DocPublicationName">Le Quai</span></div><div><span class="DocHeader">'
            "Ville, mardi 27 février 2018, p. 4</span></div>"
            '<p class="titreArticleVisu">Le tram roule</p><div class="docAuthors">Kim Vance</div>'
            '<div class="docOcurrContainer"><p>Le tram roule depuis lundi.</p><p>Il fuit.</p></div>'
            "<footer><small>© 2018 Le Quai</small><p>Numéro de document : news·20180227·LQ·1</p></footer></article>"
        )
        story = only(
            tmp_path, f"<!DOCTYPE html><html><style>.DocPublicationName{{}}</style><body>{article}</body></html>"
        )
        assert outline(story) == ("Le tram roule", ["Kim Vance"], "2018-02-27", None, 2)
        assert (story.source.id, story.publication and story.publication[:3]) == (
            "news·20180227·LQ·1",
            ("Le Quai", "Ville", "4"),
        )

    def test_mail(self, tmp_path: Path) -> None:
        message = (
            "From: Desk <desk@quay.example>\nTo: you@example.org\nSubject: Fwd: =?utf-8?Q?Tram_til_=C3=85sane?=\n"
            "Date: Tue, 27 Feb 2018 10:15:00 +0100\nMessage-ID: <7@quay.example>\n"
            "Content-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(BODY) + "\n\n>From here on.\n\n-- \nThe desk\n"
        )
        story = only(tmp_path, message)
        assert outline(story) == ("Tram til Åsane", [], "2018-02-27T10:15:00+01:00", "ap", 4)
        assert (story.source.id, story.source.form) == ("7@quay.example", "mail")
        opening = "From desk@quay.example Tue Feb 27 10:15:00 2018\n"
        stories, failed = read(tmp_path, f"{opening}{message}\n{opening}{message}")
        assert not failed
        assert [len(story.paragraphs) for story in stories] == [4, 4]
        assert stories[0].source.name == f"{tmp_path / 'a.x'}:1"


class TestContainers:
    """Members of zip and tar are inputs, whatever they are packed with."""

    MEMBERS: ClassVar[dict[str, bytes]] = {
        "x/a.txt": BODY[0].encode(),
        "x/b.xml": NITF.encode(),
        "x/p.jpg": b"\xff\xd8\xff\xe0\0",
        ".x": b"no",
    }

    READ = ("a.txt", "b.xml")

    def zipped(self, members: dict[str, bytes]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return packed.getvalue()

    def tarred(self, members: dict[str, bytes], mode: Literal["w", "w:gz", "w:bz2", "w:xz"]) -> bytes:
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode=mode) as archive:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        return packed.getvalue()

    def test_members_are_inputs(self, tmp_path: Path) -> None:
        modes: tuple[Literal["w", "w:gz", "w:bz2", "w:xz"], ...] = ("w", "w:gz", "w:bz2", "w:xz")
        packed = [self.zipped(self.MEMBERS), *(self.tarred(self.MEMBERS, mode) for mode in modes)]
        for data in packed:
            stories, failed = read(tmp_path, data)
            assert not failed
            assert [story.source.name for story in stories] == [
                f"{tmp_path / 'a.x'}/x/{name}" for name in ("a.txt", "b.xml")
            ]
            assert [story.source.form for story in stories] == ["text", "nitf"]

    def test_members_of_many_stories_and_packed_ones(self, tmp_path: Path) -> None:
        rows = b'{"text": "OSLO (NTB) - Ferries stop."}\n' * 2
        stories, failed = read(
            tmp_path, self.zipped({"a.jsonl.gz": gzip.compress(rows), "n.txt": nexis([BODY, BODY]).encode()})
        )
        assert (len(stories), failed) == (4, [])
        assert stories[-1].source.name == f"{tmp_path / 'a.x'}/n.txt:2"

    def test_what_cannot_be_read_costs_itself_alone(self, tmp_path: Path) -> None:
        inside = {
            "a.zip": self.zipped({"b.txt": b"Ferries stop."}),
            "c.txt": b"x" * 2_000_000,
            "../d.txt": BODY[0].encode(),
        }
        path = tmp_path / "a.zip"
        path.write_bytes(self.zipped(inside))
        failed: list[InputError] = []
        stories = list(parse_stories(path, max_size=1_000_000, failed=failed.append))
        assert [error.code for error in failed] == ["E_PACKED", "E_TOO_BIG"]
        assert len(stories) == 1
        assert [child.name for child in tmp_path.iterdir()] == ["a.zip"]
        for cut in (60, len(path.read_bytes()) - 30):
            _, broken = read(tmp_path, path.read_bytes()[:cut])
            assert [error.code for error in broken] == ["E_RECORD"]

    def test_the_command_counts_what_it_leaves_out(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        path.write_bytes(self.zipped(self.MEMBERS))
        done = wireparse("convert", path, "-t", "csv", "-o", tmp_path / "out.csv")
        assert done.returncode == 0
        assert "left out" in told(done)
        one = wireparse("convert", path, "-t", "jsonl", "-j", "2", "-q")
        assert len(lines(one.stdout)) == 2


@pytest.mark.parametrize("name", ["gzip", "bz2", "lzma", "zstandard"])
def test_packed_files_are_told_by_their_first_bytes(tmp_path: Path, name: str) -> None:
    module = pytest.importorskip(name)
    data = module.compress(NITF.encode())
    assert only(tmp_path, data).source.form == "nitf"
    stories, failed = read(tmp_path, data[: len(data) // 2])
    assert (stories, [error.code for error in failed]) == ([], ["E_READ"])


def test_mojibake_in_a_marked_text_is_repaired(tmp_path: Path) -> None:
    pytest.importorskip("ftfy")
    path = tmp_path / "a.xml"
    path.write_text(
        NITF.replace("Tram runs", "Tram til Ã…sane runs").replace(BODY[1], "“Itâ€™s late,” said Turid Moe.")
    )
    (story,) = parse_stories(path, fix=True)
    assert body_of(story)[1] == "“It’s late,” said Turid Moe."
    assert all(story.text[each.start : each.end] == each.text for each in story.paragraphs)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_text_is_refused_with_a_cure(tmp_path: Path, kind: str) -> None:
    data, code = KINDS[kind]
    stories, failed = read(tmp_path, data)
    assert (stories, [error.code for error in failed]) == ([], [code])
    assert re.search(r"[:;] \w", failed[0].message)
    if code == "E_FORM" and b"\0" not in data:
        (tmp_path / "b").write_bytes(data)
        assert len(list(parse_stories(tmp_path / "b", form="text"))) == 1


def test_none_of_forty_kinds_in_a_folder_becomes_prose(tmp_path: Path) -> None:
    assert len(KINDS) > 40
    for number, (data, _) in enumerate(KINDS.values()):
        (tmp_path / f"{number:02}").write_bytes(data)
    done = wireparse("convert", tmp_path, "-t", "jsonl", "--errors", tmp_path.parent / "refused.jsonl")
    assert (done.returncode, done.stdout) == (3, b"")
    codes = [record["code"] for record in lines((tmp_path.parent / "refused.jsonl").read_bytes())]
    assert codes == [code for _, code in KINDS.values()]
    assert f"{len(KINDS)} failed (E_BINARY {codes.count('E_BINARY')}, E_FORM" in told(done)


@pytest.mark.parametrize("inside", ["xl/workbook.xml", "ppt/presentation.xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_office_files_and_programs_in_a_zip_are_no_stories(tmp_path: Path, inside: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if inside[:2] in ("xl", "pp"):
            archive.writestr("[Content_Types].xml", "<?xml version='1.0'?><Types/>")
        archive.writestr(inside, "<?xml version='1.0'?><x/>" if inside.endswith("xml") else "\0\1\2")
    stories, failed = read(tmp_path, packed.getvalue())
    assert not stories
    assert failed


def test_any_damage_to_a_file_gives_stories_or_errors(tmp_path: Path) -> None:
    dice = random.Random(5)
    whole = [
        NITF.encode(),
        nexis([BODY, BODY]).encode(),
        docx(UNI),
        json.dumps({"uri": "a", "body_html": HTML}).encode(),
    ]
    for data in whole:
        for _ in range(25):
            broken = bytearray(data[: dice.randrange(1, len(data))])
            broken[dice.randrange(len(broken))] = dice.randrange(256)
            stories, failed = read(tmp_path, bytes(broken))
            assert stories or failed
            os.unlink(tmp_path / "a.x")
