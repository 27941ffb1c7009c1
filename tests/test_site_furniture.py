"""What a site repeats: learned from its pages, added up over runs, taken as evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import lines, told, wireparse
from tests.republished import FURNITURE, HEADLINE, WIRE, others, page, records
from wireparse import Parser, learn_furniture, parse, read_furniture
from wireparse.knowledge.site_lines import line_key

SITE = "courier.example"


def pages(count: int = 6) -> dict[str, str]:
    """Pages of one site, with lines that all of them have below their stories."""
    return {name: text + "\n" + "\n\n".join(FURNITURE) + "\n" for name, text in others(count).items()}


def learn(tmp_path: Path, texts: dict[str, str], name: str = "furniture.jsonl", **more: Any) -> list[dict[str, Any]]:
    given = records(tmp_path / "pages.jsonl", texts, more.pop("sites", dict.fromkeys(texts, SITE)))
    result = wireparse("furniture", given, "--site-field", "site", "-o", tmp_path / name, "--overwrite")
    assert result.returncode == 0, told(result)
    return lines((tmp_path / name).read_bytes())


def found(rows: list[dict[str, Any]]) -> dict[int, int]:
    return {int(row["line"], 16): row["stories"] for row in rows if row["line"] is not None}


def test_lines_of_three_stories_are_the_sites(tmp_path: Path) -> None:
    assert found(learn(tmp_path, pages())) == {line_key(line): 6 for line in FURNITURE}
    assert learn(tmp_path, pages())[0] == {"site": SITE, "line": None, "stories": 6}
    assert found(learn(tmp_path, pages(2))) == {}


def test_the_order_of_the_pages_does_not_matter(tmp_path: Path) -> None:
    assert learn(tmp_path, pages()) == learn(tmp_path, dict(reversed(pages().items())))


def test_a_page_that_was_fetched_again_repeats_no_furniture(tmp_path: Path) -> None:
    again = {f"again{at}": page(HEADLINE, WIRE, [f"Seen {word} by our readers."]) for at, word in
             enumerate(("often", "seldom", "twice", "daily"))}  # fmt: skip
    assert found(learn(tmp_path, again)) == {line_key(HEADLINE): 4}
    assert not set(found(learn(tmp_path, pages(8) | again))) & set(map(line_key, WIRE))


def test_a_wires_paragraph_that_many_sites_carry_is_none(tmp_path: Path) -> None:
    texts = {f"{site}{at}": page(f"Title {site}{at}", [WIRE[3], text]) for site in "abcd" for at, text in
             enumerate(others(3, site).values())}  # fmt: skip
    sites = {name: name[0] for name in texts}
    less = {name: text for name, text in texts.items() if name[0] == "a" or name[1] == "0"}
    more = less | {f"x{site}{at}": text for site in "bcd" for at, text in enumerate(others(2, f"x{site}").values())}
    sites |= {name: name[1] for name in more if name[0] == "x"}
    assert line_key(WIRE[3]) not in found(learn(tmp_path, more, sites=sites))
    assert line_key(WIRE[3]) in found(learn(tmp_path, texts, sites=sites))


def test_files_of_two_runs_add_up(tmp_path: Path) -> None:
    one, other = others(3, "one"), others(3, "two")
    for name, texts in (("one.jsonl", one), ("other.jsonl", other)):
        learn(tmp_path, {key: text + "\n" + FURNITURE[0] for key, text in texts.items()}, name)
    both = read_furniture(tmp_path / "one.jsonl", tmp_path / "other.jsonl")
    joined = tmp_path / "joined.jsonl"
    joined.write_bytes((tmp_path / "one.jsonl").read_bytes() + (tmp_path / "other.jsonl").read_bytes())
    for known in (both, read_furniture(joined)):
        assert known.stories == {SITE: 6}
        assert known.of(SITE).repeated == {line_key(FURNITURE[0])}


def test_a_folder_is_a_site_where_nobody_says_another(tmp_path: Path) -> None:
    for name, text in pages().items():
        (tmp_path / "courier").mkdir(exist_ok=True)
        (tmp_path / "courier" / f"{name}.txt").write_text(text, encoding="utf-8")
    known = tmp_path / "furniture.jsonl"
    assert wireparse("furniture", tmp_path / "courier", "-o", known).returncode == 0
    assert read_furniture(known).sites == {"courier"}
    converted = wireparse("convert", tmp_path / "courier", "--furniture", known, "--quiet")
    for story in lines(converted.stdout):
        assert not {each["text"] for each in story["paragraphs"]} & set(FURNITURE)


def test_furniture_is_no_story_to_a_parser_that_knows_it(tmp_path: Path) -> None:
    learn(tmp_path, pages(9))
    known = read_furniture(tmp_path / "furniture.jsonl")
    text = page(HEADLINE, WIRE, FURNITURE)
    ordinary = parse(text)
    for site in (SITE, None):  # where nobody says whose page it is, the lines of any site are furniture
        told_of = Parser(furniture=known).parse(text, site=site)
        assert [each.text for each in told_of.paragraphs] == WIRE
        assert "".join(block.text for block in told_of.blocks) == text
    assert len(ordinary.paragraphs) > len(WIRE)
    assert Parser(furniture=known).parse(text, site="other.example") == ordinary


def test_a_line_that_the_site_has_is_told_by_its_trace() -> None:
    known = learn_furniture([parse(text, name=name) for name, text in pages(9).items()], site=lambda story: SITE)
    traced = Parser(furniture=known).trace(page(HEADLINE, WIRE, FURNITURE), site=SITE)
    names = {text: {name for name, _ in line.features} for (text, _, _), line in traced}
    assert all("site:repeated" in names[line] for line in FURNITURE)
    assert all("site:new" in names[line] for line in WIRE)


def test_a_records_site_may_be_an_address(tmp_path: Path) -> None:
    texts = pages(4)
    learn(tmp_path, texts, sites={name: f"https://www.{SITE}/{name}.html" for name in texts})
    assert read_furniture(tmp_path / "furniture.jsonl").sites == {SITE}


@pytest.mark.parametrize("content", ["{}\n", "no json\n", '{"site": "a", "line": "xyz", "stories": 3}\n', "[1]\n"])
def test_what_is_no_furniture_is_refused_in_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "furniture.jsonl"
    path.write_text(content, encoding="utf-8")
    result = wireparse("convert", records(tmp_path / "in.jsonl", pages(1)), "--furniture", path)
    assert result.returncode == 2
    assert "furniture.jsonl:1' cannot be used: it is no furniture" in told(result)


def test_what_has_no_site_is_left_out_and_counted(tmp_path: Path) -> None:
    result = wireparse("furniture", records(tmp_path / "in.jsonl", pages(3)))
    assert result.returncode == 0
    assert result.stdout == b""
    assert "left out 3 whose site nobody says" in told(result)
    assert json.loads((tmp_path / "in.jsonl").read_text(encoding="utf-8").splitlines()[0])["site"] is None
