"""The formats of newsroom systems, search engines and annotation tools: valid by their own rules, true to the story."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.command import STORY
from tests.test_export import HOSTILE
from wireparse import Story, parse
from wireparse.exporters import export
from wireparse.exporters.documents import instant
from wireparse.exporters.spans import LABELS
from wireparse.model import Date, Piece

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT.parent / "shared" / "schemas"
TEXTS = [path.read_text(encoding="utf-8", errors="replace") for path in sorted((ROOT / "fixtures").rglob("*.txt"))]
FORMATS = ["ninjs", "ninjs1", "jsonld", "webanno", "labelstudio", "spans"]


def written(story: Story, name: str) -> dict[str, Any]:
    out = io.BytesIO()
    export(story, name, out)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


def validator(version: str) -> Validator:
    path = SCHEMAS / f"ninjs-schema_{version}.json"
    if not path.exists():
        pytest.skip(f"the official schema of ninjs {version} is not at {path}")
    schema = json.loads(path.read_text(encoding="utf-8"))
    if version < "2":
        return Draft7Validator(schema)
    # What the schema says about places elsewhere: a stand-in for GeoJSON, which is not ours to ship.
    point = {"type": "object", "required": ["type", "coordinates"]}
    geo = Resource.from_contents(point, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", geo)
    # The published schema means to allow no other property, but its root does not say so.
    strict = schema | {"unevaluatedProperties": False}
    return Draft202012Validator(strict, registry=registry)


def standard(document: dict[str, Any]) -> dict[str, Any]:
    """What the standard knows: Superdesk takes the agency from a key of its own."""
    return {key: value for key, value in document.items() if key != "source"}


@pytest.mark.parametrize(("name", "version"), [("ninjs", "3.1"), ("ninjs1", "1.6")])
def test_ninjs_is_valid(name: str, version: str) -> None:
    check = validator(version)
    for text in [*TEXTS, STORY, *HOSTILE]:
        check.validate(standard(written(parse(text, name="some/path.txt", date="2018-02-27"), name)))
    story = parse(STORY, name="r1")
    found = story._replace(source=story.source._replace(url="https://example.org/a", retrieved="2018-02-27T09:00:00Z"))
    check.validate(standard(written(found, name)))
    with pytest.raises(Exception, match="urgent"):
        check.validate(written(parse(STORY), name) | {"urgent": 1})


def test_ninjs_has_the_story() -> None:
    new, old = (written(parse(STORY, name="ferry.txt"), name) for name in ("ninjs", "ninjs1"))
    assert new["headlines"][0]["value"] == old["headline"] == "Ferry Held in Port by Storm"
    assert new["located"] == old["located"] == "Bergen"
    assert new["people"] == old["person"] == [{"name": "Ingrid Solheim", "rel": "speaker"}]
    assert new["infoSources"][0]["name"] == old["infosource"][0]["name"] == old["source"] == "Reuters"
    assert "source" not in new
    assert new["bodies"][0]["value"] == old["body_text"]
    assert old["body_text"].startswith("BERGEN (Reuters) - The night ferry")
    assert old["body_html"].startswith("<p>BERGEN (Reuters) - The night ferry")
    assert "READ MORE" not in json.dumps([new, old])
    longitude, latitude = new["places"][0]["geoJSON"]["coordinates"]
    assert 4 < longitude < 6 < 59 < latitude < 61


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("BC-Ferry-Norway, 1st Ld", ["Ferry", "Norway"]),
        ("^BC-US--Harbor Fire,340", ["US", "Harbor Fire"]),
        ("Ferry/Norway", ["Ferry", "Norway"]),
        ("Ferry", ["Ferry"]),
        ("URGENT", []),
        ("UPDATE 2-", []),
        ("(LEAD)", []),
        ("-,", []),
        (None, []),
    ],
)
def test_the_words_of_a_slug_are_keywords(slug: str | None, words: list[str]) -> None:
    story = parse(STORY)._replace(slugline=Piece(slug, 0, len(slug)) if slug else None)
    assert written(story, "jsonld").get("keywords", []) == words
    for name, key in (("ninjs", "subjects"), ("ninjs1", "subject")):
        assert [subject["name"] for subject in written(story, name).get(key, [])] == words


@pytest.mark.parametrize("text", HOSTILE)
def test_html_inside_is_escaped(text: str) -> None:
    body = written(parse(f"{text} One <b>two</b> & three said Ingrid Dahl."), "ninjs1")["body_html"]
    tags: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    reader.feed(body)
    assert set(tags) <= {"p", "h2", "ul", "li"}


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2017-11-21", None),
        ("2017-11-21T16:05", None),
        ("2017-11-21T16:05Z", "2017-11-21T16:05:00Z"),
        ("2017-11-21T16:05-05:00", "2017-11-21T16:05:00-05:00"),
        ("2017-11-21T16:05:09+01:00", "2017-11-21T16:05:09+01:00"),
        ("2017-W47", None),
        (None, None),
    ],
)
def test_only_whole_times_are_instants(iso: str | None, expected: str | None) -> None:
    assert instant(Date("then", 0, 4, iso, "stated")) == expected


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2017-11-21T16:05-05:00", "2017-11-21T21:05:00Z"),
        ("2017-11-21T16:05Z", "2017-11-21T16:05:00Z"),
        ("0001-01-01T00:00+14:00", None),
        ("2017-11-21", None),
    ],
)
def test_superdesk_can_read_times_and_ids(iso: str, expected: str | None) -> None:
    """Its parser knows UTC only, and item addresses match `[\\w,.:_-]+`."""
    news = written(parse(STORY)._replace(published=Date("then", 0, 4, iso, "stated")), "ninjs1")
    assert news.get("firstcreated") == news.get("versioncreated") == expected
    assert re.fullmatch(r"[\w,.:_-]+", news["uri"])
    assert news["altids"]["digest"] == written(parse(STORY), "ninjs")["uri"]


def test_jsonld_is_a_news_article() -> None:
    story = parse(STORY, name="ferry.txt", date="2018-02-27")
    article = written(story, "jsonld")
    assert (article["@context"], article["@type"]) == ("https://schema.org", "NewsArticle")
    assert article["dateline"] == "BERGEN (Reuters)"
    assert article["locationCreated"][0]["address"]["addressCountry"] == "NO"
    assert article["hasPart"] == [
        {
            "@type": "Quotation",
            "text": "We wait for the wind to drop,",
            "spokenByCharacter": {"@type": "Person", "name": "Ingrid Solheim"},
        }
    ]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--"])
def test_jsonld_can_stand_in_a_page(text: str) -> None:
    story = parse(f"{text} Held\n\nOSLO (NTB) - “{text}” Ingrid Dahl {text} said.", name=text)
    out = io.BytesIO()
    export([story, story], "jsonld", out)
    alone = json.dumps(written(story, "jsonld"))
    assert "<" in alone  # as read
    assert b"<" not in out.getvalue()
    out = io.BytesIO()
    export(story, "jsonld", out)
    assert b"<" not in out.getvalue()


@pytest.mark.parametrize("text", [*TEXTS, *HOSTILE])
def test_every_span_is_the_text_that_it_says(text: str) -> None:
    story = parse(text, name="x")
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    for item in written(story, "webanno").get("items", []):
        position, words = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == words["exact"]
        assert (words["prefix"] + words["exact"] + words["suffix"]) in text
    task = written(story, "labelstudio")
    results = task["predictions"][0]["result"]
    names = {result["id"] for result in results if result["type"] == "labels"}
    assert task["data"]["text"] == text
    for result in results:
        if result["type"] == "relation":
            assert {result["from_id"], result["to_id"]} <= names
        else:
            value = result["value"]
            assert text[value["start"] : value["end"]] == value["text"]
            assert set(value["labels"]) <= set(LABELS)
    line = written(story, "spans")
    assert line["text"] == text
    assert line.get("label", []) == [[s["start"], s["end"], s["label"]] for s in line.get("spans", [])]


def test_the_set_up_of_label_studio_has_every_label() -> None:
    """Label Studio refuses predictions whose labels the project does not have."""
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    setup = page.partition("```xml\n")[2].partition("```")[0]
    labels = [each.attrib["value"] for each in ElementTree.fromstring(setup).iter("Label")]
    assert sorted(labels) == sorted(set(LABELS))


@pytest.mark.filterwarnings("ignore")
def test_label_studio_takes_the_predictions() -> None:
    """Its own check of predictions against the set-up that the documentation gives."""
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    setup = interface.LabelInterface(page.partition("```xml\n")[2].partition("```")[0])
    for text in [*TEXTS, STORY]:
        for prediction in written(parse(text), "labelstudio")["predictions"]:
            assert setup.validate_prediction(prediction, return_errors=True) == []


def test_spans_say_who_speaks() -> None:
    found = written(parse(STORY), "spans")["spans"]
    quotes = [span for span in found if span["label"] == "quote" and span["kind"] == "direct"]
    assert [(STORY[q["start"] : q["end"]], q["speaker"]) for q in quotes] == [
        ("We wait for the wind to drop,", "Ingrid Solheim")
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_several_stories_are_lines(name: str) -> None:
    out = io.BytesIO()
    story = parse(STORY, name="a")
    export([story, story._replace(headline=None)], name, out)
    assert [bool(json.loads(line)) for line in out.getvalue().splitlines()] == [True, True]
