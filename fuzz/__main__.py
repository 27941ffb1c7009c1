"""Fuzz until libFuzzer's options, or an input that shows a fault, say that it is enough."""

import sys

import atheris

with atheris.instrument_imports(include=["wireparse"]):
    from fuzz.target import check

    check(b"KYIV (Reuters) - The dam held.")  # what is imported when it is first used is watched too

atheris.Setup(sys.argv, check)
atheris.Fuzz()
