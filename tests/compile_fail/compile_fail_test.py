"""Mistakes that the compiler finds: what must not go through a detach, copies of what only moves, and the like."""

import subprocess
import sysconfig
from pathlib import Path

import pytest

SOURCES = sorted(Path("tests/compile_fail").glob("*.cc"))


def compile_source(source):
    command = ["c++", "-std=c++20", "-fsyntax-only", "-Iruntime/include", "-isystem", sysconfig.get_path("include"), source]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_compiler_says_so(source):
    first = source.read_text().splitlines()[0]
    result = compile_source(source)
    if first == "// compiles":
        assert (result.returncode, result.stderr) == (0, "")
    else:
        errors = [line for line in result.stderr.splitlines() if "error: " in line]
        assert result.returncode != 0
        assert any(first.removeprefix("// error: ") in error for error in errors), result.stderr
