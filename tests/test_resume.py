"""Whatever kills a run, however often, and whatever is left half-written: going on ends as if nothing had happened."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.command import STORY, records, tree
from wireparse.batch.inputs import Sources
from wireparse.batch.plan import choose
from wireparse.batch.run import run
from wireparse.batch.worker import Options

TEXTS = st.sampled_from([STORY, f"{STORY} More.", "OSLO (AP) - “We sail,” Ida Moen said.", " ", "\0"])


class Killed(BaseException):
    """Ends a run as nothing it can catch would."""


class Runs(RuleBasedStateMachine):
    """Runs over the same inputs into the same output, each of which is killed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.top = Path(self.folder.name)
        self.patch = patch("wireparse.batch.stream_sink._PACE", 0)
        self.patch.start()

    @initialize(texts=st.lists(TEXTS, min_size=1, max_size=10), suffix=st.sampled_from([".jsonl", ".csv", ".md", ""]))
    def inputs(self, texts: list[str], suffix: str) -> None:
        self.suffix = suffix
        if suffix:
            self.path = records(self.top / "in.jsonl", texts)
        else:
            self.path = self.top / "in"
            self.path.mkdir()
            for number, text in enumerate(texts):
                (self.path / f"{number}.txt").write_text(text, encoding="utf-8")
        self.go("whole")

    def go(self, name: str, **options: Any) -> None:
        options = {"errors": str(self.top / f"{name}.errors")} | options
        run(Sources([str(self.path)]), choose(str(self.top / f"{name}{self.suffix}"), None, None), Options(), **options)

    @rule(after=st.integers(1, 6))
    def killed(self, after: int) -> None:
        left = after

        def watch(*_: object) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise Killed

        with suppress(Killed):
            self.go("out", resume=True, watch=watch)

    @rule(rest=st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")))
    def torn(self, rest: bytes) -> None:
        """What was being written when the machine stopped."""
        for name in (f"out{self.suffix}.part", f"out{self.suffix}.resume", "out/.wireparse.resume"):
            if (self.top / name).exists():
                with (self.top / name).open("ab") as file:
                    file.write(rest)

    def teardown(self) -> None:
        try:
            if hasattr(self, "path"):
                self.finished()
        finally:
            self.patch.stop()
            self.folder.cleanup()

    def finished(self) -> None:
        self.go("out", resume=True)
        for name in ("out.errors", f"out{self.suffix}"):
            path, whole = self.top / name, self.top / name.replace("out", "whole")
            assert tree(path) == tree(whole) if path.is_dir() else path.read_bytes() == whole.read_bytes()


TestRuns = Runs.TestCase
TestRuns.settings = settings(max_examples=30, stateful_step_count=5, deadline=None)
