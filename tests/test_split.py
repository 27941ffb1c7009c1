"""Plain text of many stories: told of, and taken apart where that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import lines, told, wireparse
from wireparse import parse_file, parse_stories
from wireparse.errors import UsageError
from wireparse.readers.several import beginnings

TRAM = """BERGEN, Norway (AP) - The tram to Åsane has run since Monday, two years late. It carries 9,000 people a day.

"We had one tunnel too few," said Turid Moe, who led the works. She was glad that it is over, and so were her people.
"""
FERRY = """OSLO (Reuters) - Two ferries that a bridge replaces were laid up on Tuesday. Nobody offers a krone for them.

"They are good for another thirty years," said Per Aas, who owns both of them and lives aboard the larger one.
"""
SNOW = """KIEL, Germany (dpa) - Snow closed the canal to ships for a night. The last time was in 1987, the office said.

"We had the brooms out," said Imke Petersen, who keeps the lock at the eastern end and has seen worse in her time.
"""
STORIES = [f"Tram runs at last\n\n{TRAM}", f"Ferries laid up\nBy Ida Dahl\n\n{FERRY}", f"Snow closes canal\n\n{SNOW}"]
WRAPPED = [story.replace(" - ", " --\n").replace(". ", ".\n") for story in STORIES]

ROUNDUPS = {
    "stars": "\n* * *\n\n".join(STORIES),
    "rules": "\n-----\n".join(STORIES),
    "ends": "\nENDS\n".join([*STORIES, ""]),
    "thirty": "\n-30-\n\n".join(STORIES),
    "datelines": "\n".join(STORIES),
    "wrapped": "\n\n".join(WRAPPED),
    "one line a paragraph": "\n".join(STORIES).replace("\n\n", "\n"),
    "without headlines": "\n".join((TRAM, FERRY, SNOW)),
    "numbered": "".join(f"Document {number} of 3\n\n{story}\n" for number, story in enumerate(STORIES, 1)),
    "numbered in German": "".join(f"{number} von 3 Artikeln\n\n{story}\n" for number, story in enumerate(STORIES, 1)),
    "Windows": "\n* * *\n\n".join(STORIES).replace("\n", "\r\n"),
}
TEASERS = [
    "\n".join([STORIES[0], "Read more", FERRY.split("\n")[0], "", SNOW.split("\n")[0]]),
    f"{STORIES[0]}\n* * *\n\nThe paper's readers wrote about trams. " + "Most of them were for it. " * 5,
    f"{STORIES[0]}\n-----\n\nPhoto 1 of 3\n\nPhoto 2 of 3\n\nPhoto 3 of 3\n",
    f"{STORIES[0]}\n1 of 3\n\n2 of 3\n\n3 of 3\n",
    f"{TRAM}\n\nReuters reported from OSLO (Reuters) - that ferries were laid up.\n\nThe ministry said nothing.",
]


@pytest.mark.parametrize("name", ROUNDUPS)
def test_the_stories_of_a_text_are_found(name: str) -> None:
    text = ROUNDUPS[name]
    starts = beginnings(text)
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert len(parts) == 3
    for part, (place, word) in zip(parts, [("BERGEN", "tram"), ("OSLO", "ferries"), ("KIEL", "snow")], strict=True):
        assert place in part
        assert word in part.lower()
        assert part.count("(") == 1


@pytest.mark.parametrize("text", [*TEASERS, TRAM, "", "\n" * 1000, "* * *\n" * 500, "OSLO (Reuters) - \n" * 300])
def test_one_story_is_one(text: str) -> None:
    assert len(beginnings(text)) < 2


def test_several_stories_are_told_of_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ROUNDUPS["stars"], encoding="utf-8")
    (notice,) = (each for each in parse_file(path).warnings if each.code == "several-stories")
    assert "3 stories" in notice.message
    assert "--split auto" in notice.message
    for split in ("none", "auto", "^x$"):
        for story in parse_stories(path, split=split):
            assert all(each.code != "several-stories" for each in story.warnings)
    strict = wireparse("convert", path, "--strict", "-t", "jsonl")
    assert strict.returncode == 1
    assert "[several-stories]" in told(strict)


def test_auto_takes_a_text_apart_and_a_pattern_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ROUNDUPS["stars"], encoding="utf-8")
    by_signs = lines(wireparse("convert", path, "--split", "auto", "-q").stdout)
    by_pattern = lines(wireparse("convert", path, "--split", r"^\* \* \*$", "-q").stdout)
    for stories in (by_signs, by_pattern):
        assert [story["source"]["name"] for story in stories] == [f"{path}:{number}" for number in (1, 2, 3)]
        assert [story["agency"]["id"] for story in stories] == ["ap", "reuters", "dpa"]
        assert [story["headline"]["text"] for story in stories] == [
            "Tram runs at last", "Ferries laid up", "Snow closes canal"
        ]  # fmt: skip
        assert all(story["source"]["encoding"] == "utf-8" and not story["warnings"] for story in stories)
    # What a pattern matches is in no story; one that matches nothing stands before what comes behind.
    assert all("* * *" not in block["text"] for story in by_pattern for block in story["blocks"])
    ahead = lines(wireparse("convert", path, "--split", r"^(?=(?:Tram runs|Ferries laid|Snow closes) )", "-q").stdout)
    assert [story["headline"]["text"] for story in ahead] == [story["headline"]["text"] for story in by_signs]


def test_offsets_count_from_where_a_story_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\n* * *\n".join(STORIES).encode("cp1252"))
    stories = list(parse_stories(path, split=r"^\* \* \*\n"))
    assert [story.text for story in stories] == [f"{story}\n" for story in STORIES[:2]] + [STORIES[2]]
    assert {story.source.encoding for story in stories} == {"cp1252"}
    assert all([each.code for each in story.warnings] == ["guessed-encoding"] for story in stories)
    assert all(story.text[each.start : each.end] == each.text for story in stories for each in story.paragraphs)


def test_a_pattern_that_nothing_matches_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TRAM, encoding="utf-8")
    (story,) = parse_stories(path, split="^%%$")
    assert story.source.name == str(path)
    assert [each.code for each in story.warnings] == ["not-split"]
    (story,) = parse_stories(path, split="auto")
    assert not story.warnings


def test_a_pattern_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    for pattern in ("(", ""):
        done = wireparse("convert", tmp_path, "--split", pattern)
        assert done.returncode == 2
        assert "'^[*]{3}$'" in told(done)
        with pytest.raises(UsageError):
            parse_stories(tmp_path / "a", split=pattern)


def test_batches_are_the_same_for_any_number_of_jobs_and_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text("\n* * *\n".join(STORIES * 3), encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"a\0b")
    outputs = []
    for jobs in ("1", "3"):
        out = tmp_path / f"{jobs}.jsonl"
        done = wireparse("convert", folder, "-o", out, "--split", "auto", "-j", jobs, "--errors", tmp_path / "errors")
        assert done.returncode == 1
        assert [json.loads(line)["code"] for line in (tmp_path / "errors").read_text().splitlines()] == ["E_BINARY"]
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") == 54
    part = tmp_path / "mirrored"
    done = wireparse("convert", folder, "-o", part, "--split", "auto", "-t", "json", "-q")
    assert done.returncode == 1
    written = sorted(path.relative_to(part).as_posix() for path in part.rglob("*.json") if "manifest" not in path.name)
    assert len(written) == 54
    removed = part / written[0]
    kept = removed.read_bytes()
    removed.unlink()
    assert wireparse("convert", folder, "-o", part, "--split", "auto", "-t", "json", "--resume", "-q").returncode == 1
    assert json.loads(removed.read_bytes()) == json.loads(kept)


def test_other_forms_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "\n* * *\n".join(STORIES)}), encoding="utf-8")
    assert len(list(parse_stories(path, split="auto"))) == 1
