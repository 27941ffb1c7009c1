"""Versions of one story: who is put together, who leads, what was changed; and what must not matter."""

from __future__ import annotations

import csv
import io
import json
import random
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.command import PLAIN, command, lines, told, wireparse
from tests.republished import FURNITURE, HEADLINE, OWN, WIRE, others, page, records, versions
from wireparse import Story, fingerprint, group, parse
from wireparse.exporters.as_csv import FORMAT as CSV
from wireparse.rule_catalogue import catalogue
from wireparse.version_rules import VERSION_RULES
from wireparse.versions import Group
from wireparse.versions.candidates import HUBS, candidates
from wireparse.versions.leaders import leaders
from wireparse.versions.shingles import sampled, shingles, words

ROLES = {"wire": "original", "copy": "copy", "cut": "cut", "edited": "edited", "excerpt": "excerpt"}


def stories(texts: dict[str, str]) -> list[Story]:
    return [parse(text, name=name) for name, text in texts.items()]


def together(groups: list[Group]) -> set[frozenset[str]]:
    return {frozenset(version.story for version in each.versions) for each in groups}


def only(groups: list[Group]) -> Group:
    [found] = [each for each in groups if len(each.versions) > 1]
    return found


def test_versions_are_told_by_what_was_done_to_them() -> None:
    found = only(group(stories(versions() | others(5)), changes=True))
    assert {version.story: version.role for version in found.versions} == ROLES
    assert (found.leader, found.wire) == ("wire", "reuters")
    assert found.wire_source is not None
    assert (found.wire_source.story, found.wire_source.text) == ("wire", "Reuters")
    assert found.versions[0].story == "wire"
    assert {version.headline for version in found.versions} == {"same", "changed"}


def test_every_rule_of_versions_has_its_case_and_is_in_the_catalogue() -> None:
    own = [f"The owners answered question {at} on Friday with a promise that no islander believed." for at in "ABCDE"]
    texts = versions() | others(1) | {"short": "The ferry is late again."}
    texts["apart"] = page("Answers", [*own, *reversed(own), *WIRE])
    rows = {version.story: version for each in group(stories(texts)) for version in each.versions}
    assert {name: rows[name].rule for name in ("wire", "copy", "cut", "apart", "other0", "short")} == {
        "wire": "version.corroborated",
        "copy": "version.same-text",
        "cut": "version.opens-alike",
        "apart": "version.shares-text",
        "other0": "version.alone",
        "short": "version.too-short",
    }
    assert {row.rule for row in rows.values()} == {rule.id for rule in VERSION_RULES} <= catalogue().keys()


def test_changes_are_paragraphs_of_either_text() -> None:
    texts = versions()
    rows = {version.story: version for version in only(group(stories(texts), changes=True)).versions}
    edited = rows["edited"]
    assert [each.text for each in edited.added or ()] == [OWN]
    assert [each.text for each in edited.cut or ()] == WIRE[6:]
    [reworded] = edited.changed or ()
    assert "a quarter of an hour" in texts["edited"][reworded.start : reworded.end]
    assert "ten minutes" in texts["wire"][reworded.leader_start : reworded.leader_end]
    for row in rows.values():
        assert all(texts["wire"][each.start : each.end] == each.text for each in row.cut or ())
        assert all(texts[row.story][each.start : each.end] == each.text for each in row.added or ())
    assert [each.text for each in rows["excerpt"].cut or ()] == WIRE[2:]
    assert rows["copy"].cut == rows["copy"].added == rows["copy"].changed == ()


def test_changes_are_null_unless_asked_for() -> None:
    assert {version.cut for version in only(group(stories(versions()))).versions} == {None}


def test_the_same_story_twice_is_a_copy_that_shares_all() -> None:
    text = versions()["wire"]
    found = only(group([parse(text, name="a"), parse(text, name="b"), *stories(others(2))]))
    assert [(version.role, version.share) for version in found.versions] == [("original", 1.0), ("copy", 1.0)]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_stories_does_not_matter(seed: int) -> None:
    known = stories(versions() | others(12))
    expected = group(known, changes=True)
    random.Random(seed).shuffle(known)
    assert group(known, changes=True) == expected


def test_an_unrelated_story_changes_no_group() -> None:
    known = stories(versions() | others(6))
    before, after = group(known), group([*known, *stories(others(1, "new"))])
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_a_follow_up_that_repeats_the_background_is_no_version() -> None:
    asked = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    own = [f"The owners answered question {each} on Friday with a promise that no islander believed." for each in asked]
    texts = {"wire": page(HEADLINE, WIRE), "later": page("Owners Promise Much", [*own, WIRE[4], WIRE[6]])}
    assert together(group(stories(texts))) == {frozenset({"wire"}), frozenset({"later"})}


def test_a_story_of_few_words_stands_alone() -> None:
    texts = dict.fromkeys(("a", "b"), "BERGEN (Reuters) - The ferry is late again, officials said.")
    found = group(stories(texts))
    assert together(found) == {frozenset({"a"}), frozenset({"b"})}
    assert {version.warnings for each in found for version in each.versions} == {("too-short-to-group",)}
    assert len({each.id for each in found}) == 2
    assert fingerprint(parse(texts["a"])) == []


def test_versions_may_not_lie_too_far_apart() -> None:
    text = versions()["wire"]
    old, new = parse(text, name="old", date="2017-01-02"), parse(text, name="new", date="2017-03-02")
    assert len(group([old, new], within=59)) == 1
    assert len(group([old, new], within=58)) == 2


@pytest.mark.parametrize("share", [0, -1, 1.5])
def test_a_share_that_makes_no_sense_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="makes no sense"):
        group([], same=share)


def test_what_a_site_repeats_is_not_compared() -> None:
    texts = {name: text + "\n" + "\n\n".join(FURNITURE * 4) for name, text in others(6).items()}
    known = stories(texts)
    assert len(group(known, site=lambda story: "courier.example")) == 6


def test_fingerprints_are_the_same_in_any_run() -> None:
    story = parse(versions()["wire"])
    assert fingerprint(story) == sorted(fingerprint(story))
    assert fingerprint(story)[:3] == [308470213191278352, 431521541618306704, 833561263495206920]
    assert all(0 <= number < 1 << 61 for number in fingerprint(story))
    cut = fingerprint(parse(versions()["cut"]))
    assert len(set(cut) & set(fingerprint(story))) >= len(cut) - 4  # but for the smallest of a short text


def test_runs_are_of_words_or_of_characters() -> None:
    assert words("Don\u2019t  STOP, caf\u00e9") == words("don't stop cafe\u0301")
    assert len(shingles("one two three four five six")) == 2
    assert shingles("one two three four") == []
    assert len(shingles("渡轮公司周一停止夜间服务")) == 12 - 7
    assert shingles("soft\u00adly now we go home") == shingles("softly now we go home")
    assert len(sampled(range(1, 8000))) == 999


CHINESE = (
    "渡轮公司周一停止了夜间服务，因为新船的机舱起火，两百名乘客在港口等到早晨。",
    "船长说船员在十分钟内扑灭了火，没有人受伤，所有的灯都熄灭了。",
    "检查人员黎明时登船，封存了春天刚更换的燃油泵，公司没有评论。",
    "县议会星期四开会，将听取船东、检查人员和最大岛屿市长的意见。",
)


def test_text_without_spaces_is_grouped_too() -> None:
    texts = {"whole": page("渡轮停航", CHINESE), "cut": page("渡轮停航", CHINESE[:2]), **others(2)}
    found = only(group(stories(texts)))
    assert {version.story: version.role for version in found.versions} == {"whole": "original", "cut": "cut"}


# Numbers alone: what a grid of machines does.


def samples(count: int, shared: int = 10) -> list[list[int]]:
    """Fingerprints of stories that share one paragraph, and nothing else."""
    random_numbers = random.Random(3)
    common = [random_numbers.getrandbits(61) for _ in range(shared)]
    return [sorted([*common, *(random_numbers.getrandbits(61) for _ in range(40))]) for _ in range(count)]


def steps(work: Any, *arguments: Any) -> int:
    """How many lines the interpreter executes."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(*arguments)
    finally:
        sys.settrace(before)
    return count


def test_a_paragraph_that_a_thousand_stories_share_costs_no_square() -> None:
    many = samples(2000)

    def work(some: list[list[int]]) -> None:
        assert len(set(leaders(candidates(some)))) == len(some)

    assert steps(work, many) <= 2.3 * steps(work, many[:1000])
    assert len(candidates(many)) <= 2000 * HUBS


def test_a_story_that_a_thousand_sites_ran_is_one_group() -> None:
    whole = samples(1)[0]
    some = [whole] * 500 + [whole[: 20 + at % 30] for at in range(500)]
    assert len(set(leaders(candidates(some)))) == 1


def test_numbers_that_do_not_fit_memory_are_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    many = samples(120, shared=0) + [sorted(samples(1)[0])] * 5
    expected = list(leaders(candidates(many)))
    monkeypatch.setattr("wireparse.versions.buckets.MOST", 50)
    assert list(leaders(candidates(many))) == expected


# The command.


def test_the_command_writes_a_row_for_each_story(tmp_path: Path) -> None:
    texts = versions() | others(3)
    result = wireparse("group", records(tmp_path / "in.jsonl", texts), "--site-field", "site", "--changes")
    assert (result.returncode, told(result)) == (0, "")
    rows = {row["story"]: row for row in lines(result.stdout)}
    assert rows.keys() == texts.keys()
    assert {name: rows[name]["role"] for name in ROLES} == ROLES
    assert list(rows["cut"])[:9] == [
        "story",
        "group",
        "leader",
        "role",
        "wire",
        "share",
        "headline",
        "rule",
        "certainty",
    ]
    assert rows["cut"]["cut"][0].keys() == {"start", "end", "text"}
    assert rows["wire"]["wire_source"]["text"] == "Reuters"


def test_bytes_are_the_same_for_any_order_and_any_number_of_jobs(tmp_path: Path) -> None:
    texts = versions() | others(30)
    reversed_texts = dict(reversed(texts.items()))
    runs = [
        wireparse("group", records(tmp_path / f"{at}.jsonl", each), "--changes", "-j", str(jobs))
        for at, (each, jobs) in enumerate(((texts, 1), (reversed_texts, 1), (texts, 2)))
    ]
    assert len({run.stdout for run in runs}) == 1
    assert len(lines(runs[0].stdout)) == 35


def test_standard_input_is_read_as_a_file_is(tmp_path: Path) -> None:
    path = records(tmp_path / "in.jsonl", versions(), {name: f"{name}.example" for name in versions()})
    piped = wireparse("group", "--from", "jsonl", "--site-field", "site", stdin=path.read_bytes())
    assert piped.stdout == wireparse("group", path, "--site-field", "site").stdout


def test_csv_has_a_line_for_each_story_and_runs_no_formula(tmp_path: Path) -> None:
    texts = versions() | {"=1+1": others(1)["other0"]}
    output = tmp_path / "out.csv"
    assert wireparse("group", records(tmp_path / "in.jsonl", texts), "-o", output, "--changes").returncode == 0
    rows = {row["story"]: row for row in csv.DictReader(io.StringIO(output.read_text(encoding="utf-8")))}
    assert rows.keys() == {*versions(), "'=1+1"}
    assert (rows["edited"]["cut"], rows["edited"]["added"], rows["edited"]["changed"]) == ("2", "1", "1")
    assert CSV.suffix == output.suffix


def test_what_fails_is_told_and_stops_nobody(tmp_path: Path) -> None:
    path, errors = records(tmp_path / "in.jsonl", versions()), tmp_path / "errors.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "no json\n", encoding="utf-8")
    result = wireparse("group", path, "--errors", errors, "--quiet")
    assert result.returncode == 1
    assert told(result).count("E_RECORD") == 1
    assert json.loads(errors.read_text(encoding="utf-8"))["code"] == "E_RECORD"
    assert len(lines(result.stdout)) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "jsno"], "unknown format 'jsno'; did you mean 'jsonl'?"),
        (["--to", "sqlite"], "sqlite needs a database"),
        (["--same", "2"], "'2' is no share for --same"),
        (["--within", "week"], "'week' is no number of days"),
        (["--furniture", "missing.jsonl"], "the furniture 'missing.jsonl' cannot be used"),
        (["-o", "out.xyz"], "no format of group goes by the suffix '.xyz'"),
        (["-o", "in.jsonl"], "'in.jsonl' is an input"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(tmp_path: Path, arguments: list[str], message: str) -> None:
    records(tmp_path / "in.jsonl", versions())
    result = wireparse("group", "in.jsonl", *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert message in told(result)
    assert told(result).count("\n") == 1


def test_an_output_is_not_replaced_unasked(tmp_path: Path) -> None:
    path, output = records(tmp_path / "in.jsonl", versions()), tmp_path / "out.jsonl"
    output.write_text("mine", encoding="utf-8")
    assert "--overwrite replaces it" in told(wireparse("group", path, "-o", output))
    assert output.read_text(encoding="utf-8") == "mine"
    assert wireparse("group", path, "-o", output, "--overwrite").returncode == 0
    assert len(lines(output.read_bytes())) == 5


# The database.


def table(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_database_is_grouped_in_place(tmp_path: Path) -> None:
    path = tmp_path / "stories.db"
    assert wireparse("convert", records(tmp_path / "in.jsonl", versions() | others(2)), "-o", path).returncode == 0
    result = wireparse("group", path, "-o", path)
    assert (result.returncode, told(result)) == (0, "wireparse: grouped 7 stories: 5 are versions of 1\n")
    assert dict(table(path, "SELECT name, role FROM versions WHERE role <> 'single'")) == ROLES
    assert table(path, "SELECT leader, wire, versions, edited, cut FROM ran") == [("wire", "reuters", 5, 1, 2)]
    assert table(path, "PRAGMA integrity_check") == [("ok",)]


def test_what_is_new_in_a_database_is_put_to_what_was_grouped(tmp_path: Path) -> None:
    texts = versions() | others(3)
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    today = {name: text for name, text in texts.items() if name not in ("edited", "other1")}
    for path, parts in ((first, (today, texts)), (second, (texts,))):
        for part in parts:
            wireparse("convert", records(tmp_path / "in.jsonl", part), "-o", path)
            assert wireparse("group", path, "-o", path).returncode == 0
    rows = 'SELECT name, "group", leader, role, share FROM versions ORDER BY name'
    assert table(first, rows) == table(second, rows)
    assert len(table(first, rows)) == 8
    stored = {number for (number,) in table(first, "SELECT hash FROM fingerprints")}
    assert set(fingerprint(parse(texts["edited"]))) <= stored
    assert "grouped 0 stories" in told(wireparse("group", first, "-o", first))


def test_every_place_where_a_text_was_found_is_a_version(tmp_path: Path) -> None:
    path, text = tmp_path / "stories.db", versions()["wire"]
    wireparse("convert", records(tmp_path / "in.jsonl", {"first": text, "second": text}), "-o", path)
    wireparse("group", path, "-o", path)
    assert table(path, "SELECT name, role FROM versions ORDER BY role DESC") == [
        ("first", "original"),
        ("second", "copy"),
    ]


def test_groups_of_other_inputs_are_written_beside_their_stories(tmp_path: Path) -> None:
    path, given = tmp_path / "stories.db", records(tmp_path / "in.jsonl", versions())
    wireparse("convert", given, "-o", path)
    for _ in range(2):
        assert wireparse("group", given, "-o", path).returncode == 0
    assert table(path, "SELECT count(*), count(story) FROM versions") == [(5, 5)]


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    result = wireparse("group", records(tmp_path / "in.jsonl", versions()), "-o", path)
    assert result.returncode == 2
    assert "none of wireparse's" in told(result)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system has no /dev/fd")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    path = records(tmp_path / "in.jsonl", versions() | others(2))
    script = f'{shlex.join(command("group"))} --from jsonl <(cat "$1")'
    result = subprocess.run(["bash", "-c", script, "bash", str(path)], capture_output=True, check=True, env=PLAIN)
    assert result.stdout == wireparse("group", path).stdout
