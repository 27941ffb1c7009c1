"""The command line, through real processes: what it prints, where, and with which exit code."""

from __future__ import annotations

import gzip
import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import PLAIN, STORY, command, lines, names, records, told, tree, wireparse
from wireparse.cli.app import app, typer_command
from wireparse.cli.options import OPTIONS, Request, read
from wireparse.cli.progress import _rate


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


# -- convert ----------------------------------------------------------------------------------------------------------


def test_one_story_is_a_document_and_nothing_else_is_said(story: Path) -> None:
    result = wireparse("convert", story)
    data = json.loads(result.stdout)
    assert (result.returncode, told(result)) == (0, "")
    assert data["headline"]["text"] == "Ferry Held in Port by Storm"
    assert data["source"]["name"] == str(story)
    assert "".join(block["text"] for block in data["blocks"]) == STORY


def test_several_stories_are_json_lines_whether_json_or_jsonl(tmp_path: Path) -> None:
    path = records(tmp_path / "r.jsonl", [STORY, "  ", STORY])
    one, other = (wireparse("convert", path, "--from", "jsonl", "--to", to) for to in ("json", "jsonl"))
    assert one.stdout == other.stdout
    assert names(one.stdout) == ["r0", "r2"]
    assert one.returncode == 1
    assert f"wireparse: {path}:2: there is no text in it [E_EMPTY]\n" in told(one)
    assert "converted 2 stories, 1 failed (E_EMPTY 1)" in told(one)


def test_standard_input() -> None:
    for arguments in (["convert"], ["convert", "-"]):
        result = wireparse(*arguments, stdin=STORY)
        assert json.loads(result.stdout)["source"]["name"] == "<stdin>"
    rows = "".join(json.dumps({"id": each, "text": STORY}) + "\n" for each in "ab")
    assert names(wireparse("convert", stdin=rows).stdout) == ["a", "b"]
    result = wireparse("convert", "-", "-f", "jsonl", "-t", "jsonl", "--text-field", "t", stdin='{"t": "x"}')
    assert names(result.stdout) == ["<stdin>:1"]


def test_nothing_on_standard_input_is_an_empty_story() -> None:
    result = wireparse("convert")
    assert (result.returncode, result.stdout) == (3, b"")
    assert "<stdin>: there is no text in it [E_EMPTY]" in told(result)


@pytest.mark.parametrize("arguments", [["convert"], ["show"], ["explain"]])
def test_no_input_on_a_terminal_is_wrong_usage(arguments: list[str]) -> None:
    master, slave = pty.openpty()
    try:
        result = subprocess.run(
            command(*arguments), stdin=slave, capture_output=True, timeout=60, check=False, env=PLAIN
        )
    finally:
        os.close(master)
        os.close(slave)
    assert result.returncode == 2
    assert result.stderr.startswith(b"wireparse: no ")


def test_lists_of_files(story: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd\nname.txt"
    odd.write_text(STORY)
    result = wireparse("convert", "--files-from", "-", "-0", stdin=f"{story}\0{odd}\0", cwd=tmp_path)
    assert names(result.stdout) == [str(story), str(odd)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convert", "-t", "jsn"], "unknown format 'jsn'; did you mean 'json'? (wireparse formats lists them)"),
        (["convert", "-t", "markdown"], "unknown format 'markdown'; did you mean 'md'?"),
        (["convert", "-o", "stories.pdf"], "no format goes by the suffix '.pdf'; tell it with --to"),
        ([__file__], "is a file, not a command: write wireparse convert"),
        (["convert", "-t", "csv", "--table", "quote"], "unknown table 'quote'; did you mean 'quotes'?"),
        (["convert", "--table", "quotes"], "the format 'json' has no tables"),
        (["convert", "--appendix"], "the format 'json' has no appendix"),
        (["convert", "-f", "jsnl"], "unknown form of input 'jsnl'; did you mean 'jsonl'?"),
        (["convert", "--date", "22.11.2017"], "'22.11.2017' is no date; write it as 2017-11-22"),
        (["convert", "--lang", "!"], "unknown language '!'"),
        (["convert", "--encoding", "utf-9"], "unknown encoding 'utf-9'"),
        (["convert", "--jobs", "0"], "'0' is no number of jobs"),
        (["convert", "--max-size", "-1"], "'-1' is no size"),
        (["convert", "--disable", "block.headlin"], "unknown rule 'block.headlin'; did you mean 'block.headline'?"),
        (["convert", "--resume"], "--resume needs an --output"),
        (["convert", "-0"], "give --files-from too"),
        (["convert", "--files-from", "missing"], "the list 'missing' cannot be read: no such file or directory"),
        (["convert", "-", "-"], "standard input (-) can be read only once"),
        (["convert", "--progress", "yes"], "unknown value for --progress"),
        (["convert", "--outptu", "x"], "unknown option '--outptu'; did you mean '--output'? (wireparse convert --help"),
        (["convert", "-o"], "the option '-o' needs a value (wireparse convert --help"),
        (["convrt"], "unknown command 'convrt'; did you mean 'convert'? (wireparse --help lists them)"),
        (["help", "convrt"], "did you mean 'convert'?"),
        (["convert", "--quiet=yes"], "the option '--quiet' takes no value"),
        (["convert", "-quiet"], "unknown option '-quiet'; did you mean '--quiet'?"),
        (["show", "--colour", "never"], "did you mean '--color'? (wireparse show --help"),
        (["schema", "x"], "'x' is one argument too many (wireparse schema --help"),
        (["schema", "x", "y"], "'x' is one argument too many"),
        (["convert", "-t", "pdf"], "unknown format 'pdf'; there are json, jsonl, csv,"),
        (["agencies", "--country", "norway"], "unknown country of agencies 'NORWAY'"),
        (["agencies", "--language", "noo"], "did you mean 'no'?"),
        (["rules", "--stage", "lines"], "did you mean 'line'?"),
        (["rules", "quote", "--stage", "line"], "'quote' is no rule of the stage 'line'"),
        (["rules", "block.headlin"], "did you mean 'block.headline'?"),
        (["agencies", "Reutres"], "did you mean 'Reuters'?"),
    ],
)
def test_wrong_usage_says_what_to_do(arguments: list[str], message: str) -> None:
    result = wireparse(*arguments, stdin=STORY)
    assert (result.returncode, result.stdout) == (2, b"")
    assert told(result).startswith("wireparse: ")
    assert message in told(result)
    assert "Traceback" not in told(result)


def test_what_is_packed_is_unpacked_from_a_pipe_too() -> None:
    plain, packed = (
        wireparse("convert", "-", stdin=STORY),
        wireparse("convert", "-", stdin=gzip.compress(STORY.encode())),
    )
    assert (packed.returncode, packed.stdout) == (0, plain.stdout)


def test_the_file_of_errors_and_strictness(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Caf\xe9s in OSLO were full on Monday, the mayor said.".encode("cp1252"))
    result = wireparse("convert", "old.txt", "gone.txt", "--errors", "e.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert lines((tmp_path / "e.jsonl").read_bytes()) == [
        {"source": "gone.txt", "code": "E_READ", "message": "cannot be read: no such file or directory"}
    ]
    assert wireparse("convert", "old.txt", cwd=tmp_path).returncode == 0
    strict = wireparse("convert", "old.txt", "--strict", cwd=tmp_path)
    assert strict.returncode == 1
    assert "old.txt: warning: the bytes are no UTF-8 and were read as Windows-1252 [guessed-encoding]" in told(strict)
    assert wireparse("convert", "gone.txt", cwd=tmp_path).returncode == 3


def test_a_json_line_that_is_no_record_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f'{json.dumps({"text": STORY})}\nnonsense\n[1]\n{{"body": "x"}}\n{json.dumps({"text": STORY})}\n')
    result = wireparse("convert", path)
    assert names(result.stdout) == [f"{path}:1", f"{path}:5"]
    for number in (2, 3, 4):
        assert f"{path}:{number}: the " in told(result)
    assert told(result).count("[E_RECORD]") == 3


def test_a_folder_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "b.txt").write_text(STORY)
    (tmp_path / "in" / "c.txt").write_text(STORY)
    first = wireparse("convert", "in", "-o", "out", cwd=tmp_path)
    assert first.returncode == 0
    assert "converted 2 stories in" in told(first)
    assert sorted(tree(tmp_path / "out")) == [".wireparse.resume", "a/b.json", "c.json"]
    again = wireparse("convert", "in", "-o", "out", cwd=tmp_path)
    assert again.returncode == 2
    assert "--overwrite replaces them, --resume goes on" in told(again)
    assert wireparse("convert", "in", "-o", "out", "--overwrite", "-q", cwd=tmp_path).stderr == b""
    resumed = wireparse("convert", "in", "-o", "out", "--resume", cwd=tmp_path)
    assert (resumed.returncode, "2 finished before" in told(resumed)) == (0, True)


def test_given_dates_languages_and_disabled_rules(story: Path) -> None:
    plain = json.loads(wireparse("convert", story).stdout)
    rule = plain["headline"]["rule"]
    given = json.loads(wireparse("convert", story, "--date", "2017-11-22", "--lang", "en", "--disable", rule).stdout)
    assert given["published"] == {"text": None, "start": None, "end": None, "iso": "2017-11-22", "basis": "given"}
    assert given["language"] == "en"
    assert rule not in {block["rule"] for block in given["blocks"]}


WORD = st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=8)
FLAGS = [flag for option in OPTIONS for flag in option.flags]
LINE = st.lists(st.sampled_from([*FLAGS, "-", "--", "--help", "--jobs=2", "--to=", "-j2"]) | WORD, max_size=8)


@given(LINE)
@settings(max_examples=200, deadline=None)
def test_plain_command_lines_are_read_as_typer_reads_them(arguments: list[str]) -> None:
    request = read(arguments)
    if request is None:
        return
    asked: list[Request] = []
    application = typer.Typer()
    application.command()(typer_command(asked.append))
    application(arguments, standalone_mode=False)
    assert asked == [request]


def test_what_only_typer_can_answer_is_left_to_it() -> None:
    for arguments in (["--help"], ["--jsn"], ["-qj2"], ["--to"], ["--quiet=yes"], ["-j2"]):
        assert read(arguments) is None
    assert read(["a", "-t", "md", "--glob=*.txt", "--glob", "x", "-q", "--", "-b"]) == Request(
        ("a", "-b"), to="md", glob=("*.txt", "x"), quiet=True
    )


# -- terminals --------------------------------------------------------------------------------------------------------


def on_terminal(*arguments: str | Path, env: dict[str, str] | None = None, columns: int = 80) -> str:
    """What a person sees: standard output and error are one terminal."""
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        command(*arguments), stdin=slave, stdout=slave, stderr=slave, env={**PLAIN, "TERM": "xterm", **(env or {})}
    )
    os.close(slave)
    seen = b""
    while True:
        try:
            data = os.read(master, 1 << 16)
        except OSError:
            break
        if not data:
            break
        seen += data
    os.close(master)
    process.wait(60)
    return seen.decode()


def test_stories_never_reach_a_terminal_raw(tmp_path: Path) -> None:
    path = tmp_path / "bad\x1b[31m.txt"
    path.write_text(
        "A\x1b[2J\x1b]0;owned\x07 headline\n\nOSLO (AP) — Evil\x9b31m \u202egpj.exe text was sent, he said.\n"
    )
    for arguments in (
        ["convert", path],
        ["convert", path, "-t", "csv", "--table", "blocks"],
        ["convert", path, "-t", "md"],
        ["show", path],
        ["explain", path],
        ["convert", f"{path}\x1b[31m"],
    ):
        seen = on_terminal(*arguments, env={"NO_COLOR": "1"})
        assert "\x1b[2J" not in seen
        assert "\x1b]0;" not in seen
        assert "\x1b[31m" not in seen
        assert "\x9b" not in seen
        assert "\u202e" not in seen
        assert len(seen) > 40


@pytest.mark.parametrize(
    ("env", "arguments", "colored"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"TERM": "dumb"}, [], False),
        ({}, ["--color", "never"], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ],
)
def test_color_on_a_terminal(story: Path, env: dict[str, str], arguments: list[str], colored: bool) -> None:
    assert ("\x1b[" in on_terminal("show", story, *arguments, env=env)) == colored


def test_color_in_a_pipe(story: Path) -> None:
    assert b"\x1b[" not in wireparse("show", story).stdout
    assert b"\x1b[" in wireparse("show", story, env={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[" in wireparse("show", story, "--color", "always").stdout


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}])
def test_standard_output_is_utf8_whatever_the_locale(story: Path, locale: dict[str, str]) -> None:
    env = {**locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    for arguments in (["convert", story], ["convert", story, "-t", "md"], ["show", story], ["explain", story]):
        assert "©" in wireparse(*arguments, env=env).stdout.decode("utf-8") or "md" in arguments


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    path = records(tmp_path / "r.jsonl", [STORY] * 40)
    assert "converting" in on_terminal("convert", path, "-o", tmp_path / "a.jsonl", "--progress", "always")
    piped = wireparse("convert", path, "-o", tmp_path / "b.jsonl")
    assert told(piped).startswith("wireparse: converted 40 stories in ")
    quiet = on_terminal("convert", path, "-o", tmp_path / "c.jsonl", "--quiet")
    assert quiet == ""


# -- the other commands -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_show(story: Path, columns: int) -> None:
    result = wireparse("show", story, env={"COLUMNS": str(columns)})
    text = result.stdout.decode()
    assert result.returncode == 0
    assert max(map(len, text.splitlines())) <= min(columns, 100)
    words = " ".join(text.split())
    assert words.startswith("Ferry Held in Port by Storm BERGEN (Reuters)")
    assert "Ingrid Solheim" in words
    assert "We wait for the wind to drop" in words
    assert "photo credit" in words


def test_show_says_a_warning_once() -> None:
    story = b"OSLO (NTB) - The owners met on Monday.\n\nWe said that they would sell. We said that they would wait.\n"
    told = wireparse("show", stdin=story).stdout.decode()
    assert " ".join(told.split()).count("Who speaks is not known of 2 sources: 'We' at 40, 'We' at 70.") == 1


def test_show_and_explain_read_standard_input_and_fail_plainly(tmp_path: Path) -> None:
    assert "Ferry Held" in wireparse("show", stdin=STORY).stdout.decode()
    assert "Ferry Held" in wireparse("explain", "-", stdin=STORY).stdout.decode()
    missing = wireparse("show", tmp_path / "gone.txt")
    assert (missing.returncode, missing.stdout) == (3, b"")
    assert "gone.txt: cannot be read: no such file or directory [E_READ]" in told(missing)


def test_explain_names_the_rule_of_every_block(story: Path) -> None:
    blocks = json.loads(wireparse("convert", story).stdout)["blocks"]
    text = wireparse("explain", story, env={"COLUMNS": "120"}).stdout.decode()
    for block in blocks:
        assert block["rule"] in text
        assert block["text"].split()[0] in text


def test_rules() -> None:
    every = wireparse("rules").stdout.decode()
    assert every.count("\n") > 20
    one = wireparse("rules", "line.read-more").stdout.decode()
    assert one.startswith("line.read-more  (")
    assert "It fires on" in one
    assert "It does not fire on" in one
    some = wireparse("rules", "line").stdout.decode().splitlines()
    assert 5 < len(some) < every.count("\n")
    assert all(row.startswith("line.") for row in some)


def test_agencies() -> None:
    assert wireparse("agencies").stdout.decode().count("\n") > 100
    one = wireparse("agencies", "sputnik").stdout.decode()
    assert "CITY (Sputnik)" in one


def test_formats_and_schema() -> None:
    rows = wireparse("formats").stdout.decode().splitlines()
    assert [row.split()[0] for row in rows][:4] == ["json", "jsonl", "csv", "md"]
    assert json.loads(wireparse("schema").stdout)["title"] == "Story"


def test_version_and_help() -> None:
    assert wireparse("--version").stdout.decode().startswith("wireparse ")
    bare = wireparse()
    assert bare.returncode == 2
    assert b"convert" in bare.stdout + bare.stderr
    help_text = wireparse("convert", "--help", env={"COLUMNS": "200"}).stdout.decode()
    for option in ("--to", "--from", "--output", "--files-from", "--resume", "--errors", "--max-size", "--disable"):
        assert option in help_text
    assert b"complete" in wireparse("--show-completion", "bash").stdout


def test_explain_says_why_in_words_and_by_weight(story: Path) -> None:
    plain = wireparse("explain", story, env={"COLUMNS": "200"}).stdout.decode()
    weighed = wireparse("explain", story, "--weights", env={"COLUMNS": "200"}).stdout.decode()
    assert "it reads as: prose" in plain
    assert "self:line=" not in plain
    assert "self:line=prose" in weighed


def test_explain_short_is_one_line_a_block(story: Path) -> None:
    lines = wireparse("explain", "--short", story, env={"COLUMNS": "80"}).stdout.decode().splitlines()
    blocks = json.loads(wireparse("convert", story).stdout)["blocks"]
    assert [line.split()[1:3] for line in lines] == [[block["kind"], block["rule"]] for block in blocks]
    assert max(map(len, lines)) <= 80


def test_every_command_and_option_is_explained() -> None:
    group = typer.main.get_command(app)
    for name, one in group.commands.items():  # type: ignore[attr-defined]
        assert one.help, name
        for parameter in one.params:
            assert parameter.help, f"{name} {parameter.name}"


def test_offsets_in_other_units() -> None:
    text = "🙂 OSLO (NTB) - Ferries stop, owners said."
    lengths = {}
    for unit in ("codepoints", "utf16", "utf8"):
        result = wireparse("convert", "--offsets", unit, stdin=text)
        lengths[unit] = json.loads(result.stdout)["source"]["length"]
    assert lengths == {"codepoints": len(text), "utf16": len(text) + 1, "utf8": len(text) + 3}
    wrong = wireparse("convert", "--offsets", "bytes", stdin=text)
    assert (wrong.returncode, "unknown unit of offsets 'bytes'" in told(wrong)) == (2, True)


# -- as people expect it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "convert", "show", "explain", "rules", "agencies", "formats", "schema"])
def test_help_goes_by_its_usual_names(name: str) -> None:
    words = [name] if name else []
    pages = [wireparse(*words, "--help"), wireparse(*words, "-h"), wireparse("help", *words)]
    assert {page.returncode for page in pages} == {0}
    assert len({page.stdout for page in pages}) == 1
    assert b"Usage: wireparse" in pages[0].stdout


def test_the_version_goes_by_its_usual_names() -> None:
    assert len({wireparse(word).stdout for word in ("--version", "-V", "version")}) == 1


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("convert --to j", ["json", "jsonl", "jsonld"]),
        ("convert --from ht", ["html"]),
        ("convert --table q", ["quotes"]),
        ("convert --disable line.read", ["line.read-more"]),
        ("convert --color n", ["never"]),
        ("convert --offsets utf1", ["utf16"]),
        ("agencies reut", ["reuters"]),
        ("agencies --country N", ["NO"]),
        ("rules --stage q", ["quote"]),
    ],
)
def test_values_are_completed(line: str, offered: list[str]) -> None:
    words = f"wireparse {line}"
    env = {"_WIREPARSE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    found = wireparse(env=env).stdout.decode().split()
    assert set(offered) <= set(found)
    assert all(word.startswith(line.split()[-1]) for word in found)


def test_completion_is_shown_for_the_shell_that_is_named() -> None:
    for shell, mark in (("zsh", b"#compdef"), ("fish", b"complete --command wireparse"), ("bash", b"COMPREPLY")):
        assert mark in wireparse("--show-completion", shell).stdout


def test_lists_are_filtered() -> None:
    norwegian = wireparse("agencies", "--country", "no").stdout.decode().splitlines()
    assert [row.split()[0] for row in norwegian] == ["ntb"]
    german = wireparse("agencies", "--language", "de").stdout.decode().splitlines()
    assert {"afp", "dpa"} <= {row.split()[0] for row in german}
    assert len(german) < 60
    by_option, by_name = wireparse("rules", "--stage", "quote"), wireparse("rules", "quote")
    assert by_option.stdout == by_name.stdout
    assert by_option.stdout.startswith(b"quote.")


def test_examples_stand_apart_without_lone_marks() -> None:
    rows = wireparse("rules", "line.read-more").stdout.decode().splitlines()
    assert not {row.strip() for row in rows} & {"·", "•"}
    assert sum(row.startswith("  • ") for row in rows) > 3


def test_text_that_is_said_to_be_json_lines_is_refused_once(tmp_path: Path) -> None:
    result = wireparse("convert", "--from", "jsonl", stdin="Words of a letter.\n" * 500)
    assert (result.returncode, result.stdout) == (3, b"")
    assert told(result).count("[E_FORM]") == 1
    assert "it looks like text; leave out --from" in told(result)
    rows = "# a comment\n" + json.dumps({"id": "a", "text": STORY}) + "\nnonsense\n"
    some = wireparse("convert", "--from", "jsonl", "-t", "jsonl", stdin=rows)
    assert (some.returncode, names(some.stdout), told(some).count("[E_RECORD]")) == (1, ["a"], 2)


def test_the_summary_says_where_the_results_are(story: Path, tmp_path: Path) -> None:
    for output, place in (("out", "the folder 'out'"), ("s.csv", "'s.csv'"), ("s.db", "'s.db'")):
        result = wireparse("convert", story, "-o", output, cwd=tmp_path)
        assert told(result).rstrip().endswith(f", into {place}")
    assert "into" not in told(wireparse("convert", story, story, "-t", "jsonl"))


@pytest.mark.parametrize(
    ("rate", "said"), [(1234.5, "1,234/s"), (12.3, "12/s"), (3.14, "3.1/s"), (0.28, "0.3/s"), (0.02, "1.2/min")]
)
def test_rates_are_never_nothing(rate: float, said: str) -> None:
    assert _rate(rate) == said
