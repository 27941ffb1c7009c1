"""Only some parts of a story: what is asked for is the same as in a whole parse, and the rest is not looked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import STORY, told, wireparse
from wireparse import Parser, Story, UsageError, parse
from wireparse import parser as stages
from wireparse.exporters import FORMATS, format_named
from wireparse.exporters.format import Format

ROOT = Path(__file__).parent.parent
STORIES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
STORIES += [
    path.read_text(encoding="utf-8", errors="replace") for path in sorted((ROOT / "fixtures/wild").glob("*.txt"))
]
SPEECH = {"quotes", "speakers", "warnings"}


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(STORIES), st.sets(st.sampled_from(Story._fields)))
def test_what_is_asked_for_is_that_of_a_whole_parse(text: str, parts: set[str]) -> None:
    some, whole = Parser(parts=parts).parse(text).to_dict(), parse(text).to_dict()
    assert {part: some[part] for part in parts} == {part: whole[part] for part in parts}


def test_what_nobody_asks_for_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(*_: object, **__: object) -> Any:
        raise AssertionError("quotes were looked for")

    monkeypatch.setattr(stages, "find_quotes", find)
    story = Parser(parts={"headline", "paragraphs"}).parse(STORY)
    assert story.headline
    assert story.paragraphs
    assert (story.quotes, story.speakers, story.dates, story.links, story.credits) == ((),) * 5


@pytest.mark.parametrize("parts", ["headline", ["heedline"]])
def test_wrong_parts_are_told(parts: Any) -> None:
    with pytest.raises(UsageError, match=r"write \{'headline'\}|did you mean 'headline'"):
        Parser(parts=parts)


def tables() -> list[tuple[Format, str | None]]:
    forms = [format_named(name) for name in FORMATS]
    return [(form, table) for form in forms for table in form.reads]


@pytest.mark.parametrize(("form", "table"), tables(), ids=[f"{form.id}-{table}" for form, table in tables()])
@pytest.mark.parametrize("text", [STORY, *STORIES[:3]])
def test_a_table_reads_what_it_says(form: Format, table: str | None, text: str) -> None:
    some = Parser(parts=form.reads[table]).parse(text, name="a.txt")
    assert form.body(some, table) == form.body(parse(text, name="a.txt"), table)


class TestFields:
    def test_json_has_the_keys_in_the_order_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(STORY, encoding="utf-8")
        whole = json.loads(wireparse("convert", path).stdout)
        some = json.loads(wireparse("convert", path, "--fields", "quotes, headline").stdout)
        assert list(some) == ["quotes", "headline"]
        assert some == {"quotes": whole["quotes"], "headline": whole["headline"]}
        line = wireparse("convert", path, path, "--fields=headline", "--to", "jsonl").stdout.splitlines()[0]
        assert json.loads(line) == {"headline": whole["headline"]}

    def test_csv_has_the_columns_behind_the_storys_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(STORY, encoding="utf-8")
        arguments = ("convert", path, "--to", "csv", "--table", "quotes")
        whole = list(csv.DictReader(io.StringIO(wireparse(*arguments).stdout.decode())))
        some = list(csv.DictReader(io.StringIO(wireparse(*arguments, "--fields", "speaker,text").stdout.decode())))
        assert list(some[0]) == ["story", "speaker", "text"]
        assert some == [{key: row[key] for key in ("story", "speaker", "text")} for row in whole]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--fields", "heedline"), "unknown field 'heedline'; did you mean 'headline'?"),
            (("--to", "csv", "--fields", "headlin"), "unknown column 'headlin'; did you mean 'headline'?"),
            (("--to", "md", "--fields", "headline"), "the format 'md' has no fields to choose"),
            (("--fields", ","), "names nothing for --fields"),
            (("--to", "csv", "-o", "tables/", "--fields", "headline"), "name it with --table"),
        ],
    )
    def test_mistakes_are_told(self, arguments: tuple[str, ...], message: str) -> None:
        result = wireparse("convert", ROOT / "seeds", *arguments)
        assert result.returncode == 2
        assert message in told(result)

    def test_strict_looks_for_all_warnings(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text('OSLO (NTB) - The ferry stays.\n\n"We wait, he said.\n\nAll is well.\n', encoding="utf-8")
        assert json.loads(wireparse("convert", path).stdout)["warnings"]
        assert wireparse("convert", path, "--fields", "headline").returncode == 0
        assert wireparse("convert", path, "--fields", "headline", "--strict").returncode == 1
