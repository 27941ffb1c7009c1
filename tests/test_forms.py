"""Forms of input: told by the content, read from tables and plug-ins, repaired on request."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.archives import packed, page, response
from tests.command import STORY, lines, records, told, wireparse
from tests.test_readers import ANPA, IPTC
from wireparse import parse_file, parse_stories
from wireparse.errors import InputError, UsageError
from wireparse.readers import Reading
from wireparse.readers.sniffing import form_of_bytes, form_of_file

ROOT = Path(__file__).parent.parent
ROW = json.dumps({"id": "a", "text": STORY}).encode()
PAGE = b"\xef\xbb\xbf\n<!-- made by hand --><!DOCTYPE html>\n<html lang=en>" + page(STORY)
TABLE = b'id,text,date\r\na,"OSLO (NTB) - Ferries stop, owners said.",2018-02-27\r\n'


class TestTold:
    """What the content tells."""

    @pytest.mark.parametrize(
        ("data", "form"),
        [
            (PAGE, "html"),
            (b"<HTML>\n<p>x", "html"),
            (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">', "html"),
            (b"  <body class=x>y", "html"),
            (ROW, "jsonl"),
            (b"\xef\xbb\xbf" + ROW + b"\n" + ROW, "jsonl"),
            (json.dumps({"n": 1, "text": "x" * 50_000}).encode(), "jsonl"),
            (TABLE, "csv"),
            (ANPA, "anpa"),
            (IPTC, "iptc7901"),
            (response(page(STORY)), "warc"),
            (packed([response(page(STORY))]), "warc"),
            (b"PAR1\x15\x04\x15", "parquet"),
        ],
    )
    def test_forms(self, data: bytes, form: str) -> None:
        assert form_of_bytes(data, "text") == form

    @pytest.mark.parametrize(
        "text",
        [
            "",
            STORY,
            "<p>BERGEN (NTB) - The ferry stays.</p>",
            "<htmlx> is no element, the council said.",
            "<BERGEN> The ferry stays. <html> is a word here.",
            "<script>alert(1)</script>\n" + STORY,
            '{"text": the word, in braces}\n' + STORY,
            '{"headline": "Ferry Held"}\n' + STORY,
            "[BERGEN] (NTB) - The ferry stays, its captain said.",
            "text, pictures and sound were held back,\nthe owners said, by the storm.",
            "text,\nand nothing else, was sent.",
            "id,text\n",
            "PAR1 is what the code says.",
            "WARC/1.0 is a format, the library said.",
            "anpa iptc7901 \x03 STX is missing",
            "\x02Bold\x02 words on a chat line: the ferry stays.",
            "\x1f\x8b\x08 no gzip at all",
            STORY + "\x01\x02\x03\x04\x05",
        ],
    )
    def test_a_story_is_never_taken_for_something_else(self, text: str) -> None:
        assert form_of_bytes(text.encode(), "text") == "text"

    def test_real_stories_are_text(self) -> None:
        stories = [path for folder in ("seeds", "fixtures") for path in (ROOT / folder).rglob("*.txt")]
        assert len(stories) > 20
        assert {form_of_bytes(path.read_bytes(), "text") for path in stories} == {"text"}

    def test_any_bytes_have_a_form(self) -> None:
        dice = random.Random(3)
        for data in (PAGE, ROW, TABLE, ANPA, IPTC, packed([response(b"x")]), STORY.encode()):
            for _ in range(100):
                broken = bytearray(data[: dice.randrange(1, len(data))])
                broken[dice.randrange(len(broken))] = dice.randrange(256)
                assert form_of_bytes(bytes(broken), "text")

    def test_what_looks_like_a_form_costs_no_time(self) -> None:
        for data in (b"<!--" * 9999, b" " * 20_000, b"{" * 20_000, b"a," * 9999, b"<!---" * 9999 + b"->"):
            assert form_of_bytes(data, "text") == "text"

    def test_a_name_tells_where_it_can_mean_one_thing_only(self, tmp_path: Path) -> None:
        for name, data, form in [
            ("a.jsonl", b"nonsense", "jsonl"),
            ("a.ndjson.gz", b"nonsense", "jsonl"),
            ("a.CSV", b"nonsense", "csv"),
            ("a.html", b"<p>OSLO (NTB) - Ferries stop.", "html"),
            ("b.html", STORY.encode(), "text"),
            ("a.txt", PAGE, "html"),
            ("a.warc.gz", b"nonsense", "warc"),
            ("a.gz", b"no gzip", "text"),
        ]:
            path = tmp_path / name
            path.write_bytes(data)
            assert form_of_file(str(path), "text") == form, name
        assert form_of_file(str(tmp_path / "missing.txt"), "text") == "text"

    def test_the_command_reads_what_comes(self, tmp_path: Path) -> None:
        pytest.importorskip("selectolax", reason="the extra 'html' (selectolax) is not installed")
        for name, data in {"a.x": PAGE, "b.x": ANPA, "c.x": IPTC, "d.x": TABLE, "e.x": ROW}.items():
            (tmp_path / name).write_bytes(data)
        folder = wireparse("convert", tmp_path, "-t", "jsonl", "-q")
        assert folder.returncode == 0, told(folder)
        stories = lines(folder.stdout)
        found = [story["dateline"]["text"] for story in stories]
        assert found[:3] == ["BERGEN (Reuters)", "BERGEN, Norway (AP)", "Bergen (dpa)"]
        assert [story["source"]["name"] for story in stories[3:]] == ["a", "a"]
        for data, dateline in zip((PAGE, ANPA, IPTC), found, strict=False):
            piped = json.loads(wireparse("convert", stdin=data).stdout)
            assert piped["dateline"]["text"] == dateline
        as_text = json.loads(wireparse("convert", "--from", "text", stdin=PAGE).stdout)
        assert as_text["source"]["length"] == len(PAGE.decode("utf-8-sig"))
        shown = wireparse("show", tmp_path / "a.x")
        assert "Ferry Held in Port by Storm" in shown.stdout.decode()
        assert "d.x" not in told(wireparse("show", tmp_path / "d.x"))

    def test_a_pipe_by_name_is_read_once(self, tmp_path: Path) -> None:
        source = records(tmp_path / "in.jsonl", [STORY, STORY])
        line = f"{sys.executable} -m wireparse convert <(cat {source}) -t jsonl -q | wc -l"
        assert subprocess.run(["bash", "-c", line], capture_output=True, check=True).stdout.strip() == b"2"


class TestExtras:
    """What is not installed is named in one line."""

    @pytest.mark.parametrize(
        ("extra", "module", "arguments"),
        [
            ("html", "selectolax", ("--from", "html")),
            ("warc", "selectolax", ("--from", "warc")),
            ("parquet", "pyarrow", ("--from", "parquet")),
            ("fix", "ftfy", ("--fix",)),
        ],
    )
    def test_named(self, extra: str, module: str, arguments: tuple[str, ...]) -> None:
        message = f"wireparse: {module} is not installed; pip install 'wireparse[{extra}]' brings it\n"
        result = without(module, "convert", *arguments)
        assert (result.returncode, result.stderr.decode()) == (2, message)

    def test_the_library_says_so_too(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY)
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        with pytest.raises(UsageError, match=r"ftfy is not installed; pip install 'wireparse\[fix\]' brings it"):
            parse_file(tmp_path / "a.txt", fix=True)
        with pytest.raises(UsageError, match="selectolax is not installed"):
            parse_file(tmp_path / "a.txt", form="html")

    def test_a_page_that_turns_up_fails_by_itself(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_bytes(PAGE)
        (tmp_path / "b.txt").write_text(STORY)
        result = without("selectolax", "convert", str(tmp_path), "-t", "jsonl", "-q")
        assert (result.returncode, len(lines(result.stdout))) == (1, 1)
        assert "it is html, and selectolax is not installed; pip install 'wireparse[html]' brings it" in told(result)
        assert "--from text reads it as it stands [E_EXTRA]" in told(result)


def without(module: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command where a module is not installed."""
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        f"u.find_spec = lambda name, *rest: None if name == {module!r} else find(name, *rest)\n"
        "from wireparse.__main__ import main\n"
        f"sys.argv = ['wireparse', *{list(arguments)!r}]; sys.exit(main())"
    )
    return subprocess.run([sys.executable, "-c", code], input=STORY.encode(), capture_output=True, check=False)


class TestRepair:
    """Mojibake is repaired on request, and nothing else is touched."""

    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        pytest.importorskip("ftfy", reason="the extra 'fix' (ftfy) is not installed")

    @pytest.mark.parametrize(
        ("torn", "text"),
        [
            ("â€œWe wait,â€\x9d said Ida Dahl.", "“We wait,” said Ida Dahl."),
            ("TromsÃ¸ â€” SÃ£o Paulo", "Tromsø — São Paulo"),
            ("\x93We wait,\x94 she said\x85", "“We wait,” she said…"),
            ("Ð\x9eÑ\x81Ð»Ð¾", "Осло"),
        ],
    )
    def test_repaired(self, torn: str, text: str) -> None:
        from wireparse.readers.mojibake import repaired

        reading = repaired(Reading(torn))
        assert (reading.text, [notice.code for notice in reading.notices]) == (text, ["repaired-text"])

    @pytest.mark.parametrize(
        "text",
        [
            STORY,
            "“We wait,” said Ida ‘Storm’ Dahl — ﬁnally; ＡＢＣ; &amp; &lt;b&gt;",
            "one\r\ntwo\rthree\u2028four\u0085five\n",
            "\x1b[31mred\x1b[0m \x00\x07 \ud83d",
            "A\u030angstro\u0308m, Å, naïve, É»",
        ],
    )
    def test_left_alone(self, text: str) -> None:
        from wireparse.readers.mojibake import repaired

        assert repaired(Reading(text)) == Reading(text)

    def test_the_repaired_text_is_the_source(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("BERGEN (NTB) - â€œWe wait,â€� said Ida Dahl on TromsÃ¸.", encoding="utf-8")
        plain, fixed = (json.loads(wireparse("convert", path, *more).stdout) for more in ((), ("--fix",)))
        text = "".join(block["text"] for block in fixed["blocks"])
        assert "Tromsø" in text
        assert "“We wait," in text
        assert fixed["source"]["length"] == len(text) < plain["source"]["length"]
        assert fixed["source"]["sha256"] == sha256(text.encode()).hexdigest()
        assert fixed["warnings"][0]["code"] == "repaired-text"
        assert parse_file(path, fix=True).text == text
        assert "Tromsø" in wireparse("show", path, "--fix").stdout.decode()

    def test_records_are_repaired_too(self, tmp_path: Path) -> None:
        source = records(tmp_path / "in.jsonl", ["OSLO (NTB) - SÃ¸r, said Ida Dahl.", STORY])
        first, second = lines(wireparse("convert", source, "--fix", "-q").stdout)
        assert first["blocks"][0]["text"] == "OSLO (NTB) - Sør, said Ida Dahl."
        assert not [each for each in second["warnings"] if each["code"] == "repaired-text"]


class TestParquet:
    """Rows of Parquet files."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        arrow = pytest.importorskip("pyarrow", reason="the extra 'parquet' (pyarrow) is not installed")
        from datetime import UTC, datetime

        import pyarrow.parquet

        rows = [
            {"nr": n, "text": f"{STORY}\n{n}", "when": datetime(2018, 2, n + 1, 10, tzinfo=UTC), "big": b"x" * 99}
            for n in range(20)
        ]
        table = arrow.Table.from_pylist(rows)
        path = tmp_path / "in.parquet"
        pyarrow.parquet.write_table(table, path, row_group_size=5, compression="none")
        return path

    FIELDS = ("--id-field", "nr", "--date-field", "when")

    def test_rows_become_stories(self, path: Path) -> None:
        result = wireparse("convert", path, *self.FIELDS, "-q")
        stories = lines(result.stdout)
        assert [story["source"]["name"] for story in stories] == [str(n) for n in range(20)]
        assert stories[3]["published"]["iso"] == "2018-02-04"
        assert stories[3]["dateline"]["text"] == "BERGEN (Reuters)"
        assert wireparse("convert", path, *self.FIELDS, "-q", "-j2").stdout == result.stdout
        assert (
            wireparse("convert", "--from", "parquet", *self.FIELDS, "-q", stdin=path.read_bytes()).stdout
            == result.stdout
        )
        assert [story.source.name for story in parse_stories(path, id_field="nr")] == [str(n) for n in range(20)]

    def test_a_folder_is_read_for_it_only_on_request(self, path: Path) -> None:
        assert "there is no story in this folder (left out: 1 of binary types (.parquet 1))" in told(
            wireparse("convert", path.parent)
        )
        assert len(lines(wireparse("convert", path.parent, "--from", "parquet", "-q").stdout)) == 20

    def test_the_missing_column_is_named_once(self, path: Path) -> None:
        result = wireparse("convert", path, "--text-field", "body", "-q")
        assert result.returncode == 3
        assert (
            told(result).count(
                "it has no column 'body'; name the right one with --text-field (it has nr, text, when, big)"
            )
            == 1
        )

    def test_damage_costs_its_own_rows(self, path: Path) -> None:
        import pyarrow.parquet

        start = pyarrow.parquet.ParquetFile(path).metadata.row_group(1).column(1).data_page_offset
        data = bytearray(path.read_bytes())
        data[start : start + 400] = b"\xff" * 400
        path.write_bytes(data)
        result = wireparse("convert", path, *self.FIELDS, "-q")
        names = [story["source"]["name"] for story in lines(result.stdout)]
        assert names == [str(n) for n in range(20) if not 5 <= n < 10]
        assert "the rows 6 to 10 cannot be read" in told(result)
        path.write_bytes(b"PAR1" + b"\xff" * 90)
        assert "cannot be read as Parquet" in told(wireparse("convert", path))

    def test_rows_that_are_too_big_are_passed_over(self, path: Path) -> None:
        result = wireparse("convert", path, "--max-size", "100", "-q")
        assert (result.returncode, told(result).count("E_TOO_BIG")) == (3, 20)


def test_fields_of_what_has_none_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    for option in ("--text-field", "--id-field", "--date-field", "--site-field"):
        refused = wireparse("convert", path, "--from", "text", option, "body")
        assert refused.returncode == 2
        assert f"{option} is for records (jsonl, csv, parquet), not for text; leave it out" in told(refused)
        found_out = wireparse("convert", path, option, "body")
        assert found_out.returncode == 0
        assert f"{option}: that is for records (jsonl, csv, parquet), and no input has any" in told(found_out)
    assert not told(wireparse("convert", path, "--text-field", "body", "-q"))
    records(tmp_path / "b.jsonl", [STORY])
    assert "that is for" not in told(wireparse("convert", tmp_path, "--id-field", "nr"))


def test_the_library_takes_the_same_forms(tmp_path: Path) -> None:
    pytest.importorskip("selectolax", reason="the extra 'html' (selectolax) is not installed")
    path = tmp_path / "a"
    for data, form in ((PAGE, "html"), (ANPA, "anpa"), (IPTC, "iptc7901"), (STORY.encode(), "text")):
        path.write_bytes(data)
        story = parse_file(path)
        assert [story] == [parse_file(path, form=form)] == list(parse_stories(path, form=form))
        assert story.dateline is not None
    path.write_bytes(TABLE)
    (story,) = parse_stories(path, date="2001-01-01")
    assert (story.source.name, story.published and story.published.iso) == ("a", "2018-02-27")
    with pytest.raises(InputError, match="holds many stories"):
        parse_file(path)
    with pytest.raises(UsageError, match="unknown form of input 'htm'; did you mean 'html'"):
        parse_file(path, form="htm")
    with pytest.raises(InputError) as caught:
        list(parse_stories(tmp_path / "missing"))
    assert caught.value.code == "E_READ"
