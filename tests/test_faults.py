"""The fault matrix: what a night's run may meet, each through a real process."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.command import PLAIN, STORY, command, lines, names, records, told, tree, wireparse

# As many stories as take a second or so: long enough to be stopped in the middle.
MANY = [f"{STORY}\nNumber {number}.\n" * (1 + number % 3) for number in range(240)]


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": PLAIN} | options
    return subprocess.Popen(command(*arguments), **options)


def children(process: subprocess.Popen[bytes]) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(each) for each in path.read_text().split()] if path.exists() else []


def until(condition: Any, seconds: float = 20) -> bool:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False


def grown(path: Path, size: int) -> Any:
    return lambda: path.exists() and path.stat().st_size > size


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records(tmp_path_factory.mktemp("feed") / "feed.jsonl", MANY)


@pytest.fixture(scope="module")
def whole(feed: Path) -> bytes:
    """What an undisturbed run writes."""
    return wireparse("convert", feed, "-t", "jsonl", "-j", "1").stdout


# -- stops ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_four_instants_and_resumed(feed: Path, whole: bytes, tmp_path: Path, seed: int) -> None:
    instants = random.Random(seed)
    out = tmp_path / "out.jsonl"
    for _ in range(4):
        process = start("convert", feed, "-o", out, "--resume", "-j", str(1 + seed % 2))
        time.sleep(instants.uniform(0.05, 0.6))
        process.kill()
        process.communicate()
    result = wireparse("convert", feed, "-o", out, "--resume")
    assert result.returncode == 0
    assert out.read_bytes() == whole
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_a_tree_killed_and_resumed(tmp_path: Path) -> None:
    source, out, undisturbed = tmp_path / "in", tmp_path / "out", tmp_path / "undisturbed"
    for number, text in enumerate(MANY[:120]):
        path = source / f"{number % 7}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert wireparse("convert", source, "-o", undisturbed).returncode == 0
    instants = random.Random(7)
    for _ in range(4):
        process = start("convert", source, "-o", out, "--resume")
        time.sleep(instants.uniform(0.1, 0.4))
        process.kill()
        process.communicate()
    assert wireparse("convert", source, "-o", out, "--resume").returncode == 0
    assert tree(out) == tree(undisturbed)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_and_gone_on_with(
    feed: Path, whole: bytes, tmp_path: Path, number: signal.Signals, jobs: str
) -> None:
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    process = start("convert", feed, "-o", out, "-j", jobs)
    assert until(grown(part, 10_000))
    process.send_signal(number)
    _, error = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.skip("it was done before it could be interrupted")
    assert process.returncode == 130
    assert b"interrupted; what is done is kept, --resume goes on with" in error
    kept = part.read_bytes()
    assert whole.startswith(kept)
    assert kept.endswith(b"\n")
    resumed = wireparse("convert", feed, "-o", out, "--resume", "-j", jobs)
    assert f"{len(lines(kept))} finished before" in told(resumed)
    assert out.read_bytes() == whole


def test_interrupted_while_it_waits_for_input() -> None:
    process = start("convert", "-f", "jsonl", "-t", "jsonl", "-j", "1", stdin=subprocess.PIPE)
    assert process.stdin
    process.stdin.write(json.dumps({"id": "first", "text": STORY}).encode() + b"\n")
    process.stdin.flush()
    assert process.stdout
    assert names(process.stdout.readline()) == ["first"]
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in error


def test_a_worker_that_is_killed_loses_nothing(feed: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start("convert", feed, "-o", out, "-j", "2")
    assert until(lambda: len(children(process)) == 2)
    os.kill(children(process)[0], signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.read_bytes() == whole


def test_a_story_that_kills_its_worker_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """As the kernel does when memory runs out: the process that works on the poisoned story dies."""
    poison = tmp_path / "poison.py"
    poison.write_text(
        "import os, sys\n"
        "from wireparse.batch import worker as work\n"
        "convert = work.Worker.convert\n"
        "def deadly(self, item):\n"
        "    if b'poison' in item.data: os._exit(9)\n"
        "    return convert(self, item)\n"
        "work.Worker.convert = deadly\n"
        "from wireparse.cli import main\n"
        "sys.argv[0] = 'wireparse'\n"
        "main()\n"
    )
    texts = [f"{STORY} {number}" for number in range(90)]
    texts[40] = "poison"
    path = records(tmp_path / "in.jsonl", texts)
    run = [sys.executable, poison, "convert", path, "-t", "jsonl", "-j", "2", "--errors", tmp_path / "e"]
    result = subprocess.run([*map(str, run)], capture_output=True, env=PLAIN, timeout=60, check=False)
    assert result.returncode == 1
    assert names(result.stdout) == [f"r{number}" for number in range(90) if number != 40]
    (error,) = lines((tmp_path / "e").read_bytes())
    assert (error["source"], error["code"]) == (f"{path}:41", "E_WORKER")


def test_no_worker_outlives_a_run_that_is_killed(feed: Path) -> None:
    process = start("convert", feed, "-t", "jsonl", "-j", "2", stdout=subprocess.DEVNULL)
    assert until(lambda: len(children(process)) == 2)
    workers = children(process)
    process.kill()
    process.communicate()
    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


# -- outputs ----------------------------------------------------------------------------------------------------------


def limited(size: int) -> Any:
    """A child that may write no file beyond a size: the same as a full disk, but for the error's name."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_keeps_what_is_done(feed: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start("convert", feed, "-o", out, "-j", "1", preexec_fn=limited(300_000))
    _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"out.jsonl' cannot be written: file too large" in error
    assert b"--resume goes on" in error
    assert not out.exists()
    assert wireparse("convert", feed, "-o", out, "--resume").returncode == 0
    assert out.read_bytes() == whole


def test_in_a_tree_a_full_disk_costs_the_stories_that_do_not_fit(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(STORY)
    (source / "b.txt").write_text(STORY * 40)
    (source / "c.txt").write_text(STORY)
    process = start("convert", source, "-o", tmp_path / "out", preexec_fn=limited(30_000))
    _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"b.txt: its output cannot be written: file too large [E_WRITE]" in error
    assert sorted(tree(tmp_path / "out")) == [".wireparse.resume", "a.json", "c.json"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_standard_output_on_a_full_disk(feed: Path) -> None:
    with open("/dev/full", "wb") as full:
        process = start("convert", feed, "-t", "jsonl", stdout=full)
        _, error = process.communicate(timeout=60)
    assert process.returncode in (1, 3)
    assert b"standard output' cannot be written: no space left on device" in error
    assert b"Traceback" not in error
    assert b"Exception" not in error


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_the_run_silently(feed: Path, jobs: str) -> None:
    process = start("convert", feed, "-t", "jsonl", "-j", jobs)
    assert process.stdout
    process.stdout.read(1000)
    process.stdout.close()
    assert process.stderr
    assert process.wait(timeout=30) == 0
    with process.stderr as error:
        assert error.read() == b""


def test_standard_output_that_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    line = f"{' '.join(command('convert', tmp_path / 'a.txt'))} >&-"
    result = subprocess.run(["bash", "-c", line], capture_output=True, env=PLAIN, timeout=60, check=False)
    assert result.returncode == 3
    assert result.stderr == b"wireparse: 'standard output' cannot be written: it is closed\n"


def test_outputs_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "file").write_text("x")
    for output in ("file/out.json", "file/out/"):
        result = wireparse("convert", "a.txt", "-o", output, cwd=tmp_path)
        assert result.returncode in (2, 3), output
        assert "Traceback" not in told(result)
        assert told(result).startswith("wireparse: ")


def test_two_runs_do_not_write_the_same_output(tmp_path: Path) -> None:
    path = records(tmp_path / "in.jsonl", MANY[:60])
    read, write = os.pipe()
    first = start("convert", "-f", "jsonl", "-o", tmp_path / "out.jsonl", "-j", "1", stdin=read)
    os.close(read)
    assert until(lambda: (tmp_path / "out.jsonl.resume").exists())
    time.sleep(0.2)
    second = wireparse("convert", path, "-o", tmp_path / "out.jsonl", "--resume")
    assert second.returncode == 2
    assert "another run is writing" in told(second)
    os.write(write, json.dumps({"text": STORY}).encode())
    os.close(write)
    first.communicate(timeout=60)
    assert first.returncode == 0


def test_two_runs_do_not_write_the_same_file_of_a_format_that_makes_it_itself(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path, out = records(tmp_path / "in.jsonl", MANY[:3]), tmp_path / "out.parquet"
    first = start("convert", "-f", "jsonl", "-o", out, "-j", "1", stdin=subprocess.PIPE)
    assert until(Path(f"{out}.part").exists)
    second = wireparse("convert", path, "-o", out, "--overwrite")
    assert (second.returncode, "another run is writing" in told(second)) == (2, True)
    first.communicate(json.dumps({"text": STORY}).encode(), timeout=60)
    assert first.returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["in.jsonl", "out.parquet"]


def test_what_is_printed_and_the_log_of_errors_do_not_share_a_file(tmp_path: Path) -> None:
    for redirected in (">", "2>"):
        line = f"{' '.join(command('convert', 'gone.txt', '--errors', 'e'))} {redirected} e"
        subprocess.run(["bash", "-c", line], cwd=tmp_path, env=PLAIN, timeout=60, check=False)
        assert (tmp_path / "e").read_text().count("\n") == (1 if redirected == "2>" else 0)


# -- inputs -----------------------------------------------------------------------------------------------------------


def test_inputs_of_every_kind(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    odd = [
        b"a space.txt",
        b"new\nline.txt",
        "emoji \U0001f642.txt".encode(),
        b"bytes \xff\xfe.txt",
        b"-dash.txt",
        b"'q\".txt",
    ]
    for name in odd:
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text(STORY)
    (folder / "cp1252.txt").write_bytes(STORY.encode("cp1252"))
    (folder / "utf16.txt").write_bytes(STORY.encode("utf-16"))
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"MZ\0\0")
    (folder / "round").symlink_to(folder)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    result = wireparse("convert", "in", "-o", "out", "--errors", "e.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert {row["source"]: row["code"] for row in lines((tmp_path / "e.jsonl").read_bytes())} == {
        "in/binary.txt": "E_BINARY",
        "in/empty.txt": "E_EMPTY",
        "in/gone.txt": "E_READ",
        "in/loop.txt": "E_READ",
    }
    assert "left out 1 device or pipe, 1 linked folder" in told(result)
    made = {os.fsencode(name) for name in tree(tmp_path / "out")} - {b".wireparse.resume"}
    assert made == {name[:-4] + b".json" for name in (*odd, b"cp1252.txt", b"utf16.txt")}
    listing = b"\0".join(b"in/" + name for name in odd)
    again = wireparse("convert", "--files-from", "-", "-0", "-t", "jsonl", stdin=listing, cwd=tmp_path)
    assert [os.fsencode(name) for name in names(again.stdout)] == [b"in/" + name for name in odd]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_unreadable_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "c").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "c").chmod(0)
    result = wireparse("convert", tmp_path, "-t", "jsonl")
    (tmp_path / "c").chmod(0o700)
    assert result.returncode == 1
    assert told(result).count("permission denied [E_READ]") == 2
    assert len(lines(result.stdout)) == 1


def test_a_line_of_200_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "')
        out.truncate(200_000_000)  # a hole: it reads as NUL bytes and takes no room
        out.seek(0, os.SEEK_END)
        out.write(b'"}\n' + json.dumps({"id": "next", "text": STORY}).encode())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))

    process = start("convert", path, "-t", "jsonl", "--max-size", "1M", preexec_fn=limit)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert names(out) == ["next"]
    assert b":1: it has more than 1,048,576 bytes; allow more with --max-size [E_TOO_BIG]" in error


def test_an_input_that_vanishes(tmp_path: Path) -> None:
    """The list is read, then a file goes before its turn."""
    os.mkfifo(tmp_path / "slow.txt")
    (tmp_path / "b.txt").write_text(STORY)
    process = start("convert", "slow.txt", "b.txt", "-t", "jsonl", "-j", "1", cwd=tmp_path)
    with open(tmp_path / "slow.txt", "w") as slow:
        (tmp_path / "b.txt").unlink()
        slow.write(STORY)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert names(out) == ["slow.txt"]
    assert b"b.txt: cannot be read: no such file or directory [E_READ]" in error


def test_ids_that_look_like_paths_stay_inside(tmp_path: Path) -> None:
    rows = [{"id": identity, "text": STORY} for identity in ("../../etc/x", "/tmp/y", "..", "a/../../b", "c\x00d")]
    (tmp_path / "work").mkdir()
    result = wireparse(
        "convert", "-f", "jsonl", "-o", "out/", stdin="\n".join(map(json.dumps, rows)), cwd=tmp_path / "work"
    )
    assert result.returncode == 0
    assert len(tree(tmp_path)) == 6
    assert all(
        name.startswith(("work/out/stdin/%", "work/out/stdin/a", "work/out/stdin/c", "work/out/."))
        for name in tree(tmp_path)
    )


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel tells a process's peak memory there")
def test_memory_stays_flat(tmp_path: Path) -> None:
    # Not getrusage: what it tells of a child includes the process that it was forked from.
    peaks = []
    for count in (200, 700):
        path = records(tmp_path / f"{count}.jsonl", [MANY[number % len(MANY)] for number in range(count)])
        code = (
            "from wireparse.cli import run; "
            f"run(['convert', {str(path)!r}, '-o', {str(tmp_path / f'{count}.out.jsonl')!r}, '-q', '-j', '1']); "
            "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, check=True, env=PLAIN)
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.1 + 2000
    assert peaks[1] < 120_000
