"""Every command on full and closed streams, and told to stop in every way: a sentence and a code, never a traceback."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import PLAIN, STORY, command, lines, names, told, tree, wireparse
from tests.test_faults import MANY, grown, start, until

COMMANDS = [
    ["show", "a.txt"],
    ["explain", "a.txt"],
    ["convert", "a.txt"],
    ["rules"],
    ["rules", "line.read-more"],
    ["agencies"],
    ["agencies", "ntb"],
    ["formats"],
    ["schema"],
    ["--version"],
    ["--help"],
    ["convert", "--help"],
    ["show", "--help"],
]


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["bash", "-c", line], cwd=cwd, capture_output=True, env=PLAIN, timeout=60, check=False)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(STORY)
    return tmp_path


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_behind_standard_output(work: Path, arguments: list[str]) -> None:
    result = shell(f"{' '.join(command(*arguments))} > /dev/full", work)
    assert result.returncode in (1, 3)
    assert told(result) == "wireparse: 'standard output' cannot be written: no space left on device\n"


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_closed_standard_output(work: Path, arguments: list[str]) -> None:
    result = shell(f"{' '.join(command(*arguments))} >&-", work)
    assert result.returncode in (1, 3)
    assert told(result) == "wireparse: 'standard output' cannot be written: it is closed\n"


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_that_nobody_reads(work: Path, arguments: list[str]) -> None:
    result = shell(f"{{ sleep 0.3; {' '.join(command(*arguments))}; echo $? >&2; }} | true", work)
    assert told(result) == "0\n"


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_closed_standard_error(work: Path, arguments: list[str]) -> None:
    result = shell(f"{' '.join(command(*arguments))} 2>&-", work)
    assert result.returncode == 0
    assert result.stdout


@pytest.mark.parametrize(
    "arguments", [["convert", "-"], ["show", "-"], ["explain", "-"], ["convert", "--files-from", "-"]]
)
@pytest.mark.parametrize("closing", ["<&-", "0>/dev/null"])
def test_a_closed_standard_input(work: Path, arguments: list[str], closing: str) -> None:
    result = shell(f"{' '.join(command(*arguments))} {closing}", work)
    assert result.returncode in (2, 3)
    assert "cannot be read" in told(result)
    assert "Traceback" not in told(result)


def test_all_streams_closed_at_once(work: Path) -> None:
    result = shell(f"{' '.join(command('convert', 'a.txt', '-o', 'out.json'))} <&- >&- 2>&-", work)
    assert result.returncode == 0
    assert json.loads((work / "out.json").read_bytes())["source"]["name"] == "a.txt"


# -- stops ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT])
def test_a_terminal_that_is_closed_interrupts_as_ctrl_c_does(tmp_path: Path, number: signal.Signals) -> None:
    out = tmp_path / "out.jsonl"
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(MANY)))
    process = start("convert", feed, "-o", out, "-j", "2")
    assert until(grown(tmp_path / "out.jsonl.part", 10_000))
    process.send_signal(number)
    _, error = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.skip("it was done before it could be interrupted")
    assert process.returncode == 130
    assert b"interrupted; what is done is kept, --resume goes on with" in error


def test_what_is_ignored_stays_ignored(work: Path) -> None:
    """As nohup asks for."""
    process = start(
        *("convert", "-", "-t", "jsonl"),
        stdin=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    assert until(lambda: b"wireparse" in Path(f"/proc/{process.pid}/cmdline").read_bytes())
    time.sleep(0.5)
    process.send_signal(signal.SIGHUP)
    out, _ = process.communicate(STORY.encode(), timeout=30)
    assert (process.returncode, names(out)) == (0, ["<stdin>"])


# -- the log of errors ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("log", ["/dev/full", "a.txt/e.jsonl"])
def test_a_log_of_errors_that_cannot_be_written_costs_itself_alone(work: Path, log: str) -> None:
    result = wireparse("convert", "a.txt", "gone.txt", "-t", "jsonl", "--errors", log, cwd=work)
    assert (result.returncode, names(result.stdout)) == (1, ["a.txt"])
    assert "failures are told on standard error alone" in told(result)
    assert "gone.txt: cannot be read" in told(result)


def test_a_log_of_errors_gets_its_folder(work: Path) -> None:
    assert wireparse("convert", "a.txt", "gone.txt", "-t", "jsonl", "--errors", "logs/e", cwd=work).returncode == 1
    assert [row["source"] for row in lines((work / "logs" / "e").read_bytes())] == ["gone.txt"]


def open_files(process: subprocess.Popen[bytes]) -> list[str]:
    """The paths that a process has open; one that it closes while we look is left out."""
    paths = []
    for handle in Path(f"/proc/{process.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            paths.append(str(handle.readlink()))
    return paths


def test_two_runs_do_not_write_the_same_log_of_errors(work: Path) -> None:
    (work / "e").touch()
    first = start("convert", "-", "-t", "jsonl", "--errors", work / "e", stdin=subprocess.PIPE)
    assert until(lambda: str(work / "e") in open_files(first))
    time.sleep(0.2)
    second = wireparse("convert", "a.txt", "--errors", "e", "--overwrite", "-o", "out.json", cwd=work)
    assert (second.returncode, "another run is writing 'e'" in told(second)) == (2, True)
    first.communicate(STORY.encode(), timeout=30)
    assert first.returncode == 0


# -- what is too much -------------------------------------------------------------------------------------------------


def test_one_large_input_that_kills_its_worker_is_told(tmp_path: Path) -> None:
    """As the kernel does when memory runs out: here even the only input has a process of its own."""
    poison = tmp_path / "poison.py"
    poison.write_text(
        "import os, sys\n"
        "from wireparse.batch import worker as work\n"
        "work.Worker.convert = lambda self, item: os._exit(9)\n"
        "from wireparse.cli import main\n"
        "main()\n"
    )
    (tmp_path / "large.txt").write_text("A ferry. " * 500_000)
    for jobs in ("1", "2"):
        run = [sys.executable, poison, "convert", tmp_path / "large.txt", "-j", jobs]
        result = subprocess.run([*map(str, run)], capture_output=True, env=PLAIN, timeout=60, check=False)
        assert (result.returncode, result.stdout) == (3, b"")
        assert "large.txt: the process that worked on it died; it may need more memory than there is" in told(result)


def test_one_large_input_that_needs_more_memory_than_there_is_is_told(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("two words\n" * 450_000)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (200_000_000, 200_000_000))

    process = start("convert", tmp_path / "large.txt", "-t", "jsonl", preexec_fn=limit)
    out, error = process.communicate(timeout=120)
    assert (process.returncode, out) == (3, b"")
    assert b"there is not enough memory for it; split it, or set a smaller --max-size [E_MEMORY]" in error


def test_control_characters_in_prose_make_no_wire_message_of_it(work: Path) -> None:
    (work / "c.txt").write_text(STORY + "".join(map(chr, range(1, 32))) + " and an end.\n")
    result = wireparse("convert", "c.txt", cwd=work)
    assert (result.returncode, json.loads(result.stdout)["headline"]["text"]) == (0, "Ferry Held in Port by Storm")
    assert tree(work)


# -- show and explain -------------------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_told_by_every_command(work: Path) -> None:
    broken = work / "broken.py"
    broken.write_text(
        "from wireparse.parser import Parser\n"
        "def parse(self, *_, **__): raise IndexError('blank')\n"
        "Parser.parse = parse\n"
        "from wireparse.cli import main\n"
        "main()\n"
    )
    for name in ("show", "explain", "convert"):
        run = [sys.executable, "broken.py", name, "a.txt"]
        result = subprocess.run(run, capture_output=True, env=PLAIN, cwd=work, timeout=60, check=False)
        assert result.returncode == 3
        assert told(result).startswith(
            "wireparse: a.txt: IndexError: blank; this is a fault in wireparse, please report"
        )


def test_show_takes_several_stories_and_folders(work: Path) -> None:
    (work / "in").mkdir()
    (work / "in" / "b.txt").write_text(STORY.replace("Ferry", "Train"))
    (work / "in" / "c.txt").write_text(" ")
    result = wireparse("show", "a.txt", "in", cwd=work)
    text = result.stdout.decode()
    assert result.returncode == 1
    assert (
        text.index("a.txt ━") < text.index("Ferry Held in Port") < text.index("in/b.txt ━") < text.index("Train Held")
    )
    assert "in/c.txt: there is no text in it [E_EMPTY]" in told(result)
    assert "━" not in wireparse("show", "a.txt", cwd=work).stdout.decode()
    several = wireparse("explain", "in", cwd=work)
    assert (several.returncode, "wireparse show shows them" in told(several)) == (3, True)


def test_a_pipe_is_as_wide_as_the_terminal_that_reads_it(work: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 64, 0, 0))
    run = command("show", "a.txt")
    result = subprocess.run(run, cwd=work, stdout=subprocess.PIPE, stderr=slave, env=PLAIN, timeout=60, check=True)
    os.close(slave)
    os.close(master)
    widths = [len(line) for line in result.stdout.decode().splitlines()]
    assert 50 < max(widths) <= 64


def test_what_is_registered_for_the_end_is_called(work: Path) -> None:
    code = (
        "import atexit, sys; atexit.register(print, 'the end'); sys.argv[1:] = ['convert', 'a.txt', '--to', 'spans'];"
        "from wireparse.__main__ import main; main()"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=work, env=PLAIN, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "the end"
