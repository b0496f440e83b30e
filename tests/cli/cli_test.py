"""The command line: help, exit codes, what is written and what is not."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator" / "ferrule"
FLAGS = ["--", "-std=c++20", f"-I{ROOT / 'runtime' / 'include'}"]

HEADER = """\
#include "ferrule/annotations.h"

/// Adds.
FERRULE_FUNCTION() int add(int a, int b = 1);
"""
MISTAKEN = """\
#include "ferrule/annotations.h"

FERRULE_FUNCTION() int add(int* a);
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sums.h").write_text(HEADER)
    (tmp_path / "mistaken.h").write_text(MISTAKEN)
    return tmp_path


def ferrule(*arguments, cwd, **options):
    return subprocess.run([GENERATOR, *arguments], cwd=cwd, capture_output=True, text=True, check=False, **options)


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("arguments", [["--help"], ["generate", "--help"], ["check", "--help"], ["dump", "--help"]])
def test_help_says_what_to_write(folder, arguments):
    result = ferrule(*arguments, cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert "ferrule" in result.stdout
    if arguments[0] != "--help":
        assert "--module NAME REQUIRED" in result.stdout
        assert "Exit codes: 0 done, 1 errors in the headers" in result.stdout


def test_version(folder):
    result = ferrule("--version", cwd=folder)
    assert (result.returncode, result.stdout) == (0, "ferrule 0.1.0\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["explode"],
        ["generate", "sums.h", "--module", "sums"],
        ["generate", "--module", "sums", "--out", "gen"],
        ["generate", "sums.h", "--out", "gen"],
        ["check", "sums.h", "--module", "sums", "--out", "gen"],
        ["dump", "sums.h", "--module", "sums", "--format", "xml"],
    ],
)
def test_a_wrong_command_line_is_exit_code_2(folder, arguments):
    result = ferrule(*arguments, *FLAGS, cwd=folder)
    assert result.returncode == 2
    assert "--help" in result.stderr
    assert files_in(folder) == ["mistaken.h", "sums.h"]


def test_generate_writes_glue_inittab_and_stub(folder):
    result = ferrule("generate", "sums.h", "--module", "sums", "--out", "gen/deep", *FLAGS, cwd=folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert files_in(folder / "gen") == ["deep/sums.ferrule.json", "deep/sums.pyi", "deep/sums_glue.cc", "deep/sums_inittab.cc"]
    assert "def add(a: int, b: int = 1) -> int:" in (folder / "gen/deep/sums.pyi").read_text()


def test_same_input_same_bytes_wherever_it_stands(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "sums.h").write_text(HEADER)
    written = []
    for cwd in (folder, other):
        result = ferrule("generate", "sums.h", "--module", "sums", "--out", str(cwd / "gen"), *FLAGS, cwd=cwd)
        assert result.returncode == 0
        written.append([(cwd / "gen" / name).read_bytes() for name in files_in(cwd / "gen")])
        assert str(cwd) not in b"".join(written[-1]).decode()
    assert written[0] == written[1]


def test_nothing_is_written_when_there_is_an_error(folder):
    (folder / "gen").mkdir()
    (folder / "gen" / "mistaken.pyi").write_text("# as it was\n")
    result = ferrule(
        "generate", "mistaken.h", "--module", "mistaken", "--out", "gen", "--depfile", "gen/mistaken.d", *FLAGS, cwd=folder
    )
    assert result.returncode == 1
    assert "mistaken.h:3:33: error:" in result.stderr
    assert files_in(folder / "gen") == ["mistaken.pyi"]
    assert (folder / "gen" / "mistaken.pyi").read_text() == "# as it was\n"


def test_an_output_folder_that_cannot_be_made_is_an_error(folder):
    result = ferrule("generate", "sums.h", "--module", "sums", "--out", "sums.h/gen", *FLAGS, cwd=folder)
    assert result.returncode == 1
    assert result.stderr == "ferrule: error: cannot write 'sums.h/gen': Not a directory [output-not-writable]\n1 error generated.\n"


def test_a_file_that_cannot_be_replaced_leaves_the_others_alone(folder):
    (folder / "gen" / "sums.pyi").mkdir(parents=True)
    result = ferrule("generate", "sums.h", "--module", "sums", "--out", "gen", *FLAGS, cwd=folder)
    assert result.returncode == 1
    assert "cannot write 'gen/sums.pyi': it is a folder [output-not-writable]" in result.stderr
    assert files_in(folder / "gen") == []


def test_the_depfile_names_every_header(folder):
    result = ferrule(
        "generate", "sums.h", "--module", "sums", "--out", "gen", "--depfile", "gen/sums.d", *FLAGS, cwd=folder
    )
    assert result.returncode == 0
    target, _, prerequisites = (folder / "gen/sums.d").read_text().replace("\\\n", " ").partition(":")
    assert target == "gen/sums_glue.cc"
    names = {Path(name).name for name in prerequisites.split()}
    assert names == {"sums.h", "annotations.h"}


def test_check_reports_and_writes_nothing(folder):
    assert ferrule("check", "sums.h", "--module", "sums", *FLAGS, cwd=folder).returncode == 0
    assert ferrule("check", "mistaken.h", "--module", "mistaken", *FLAGS, cwd=folder).returncode == 1
    assert files_in(folder) == ["mistaken.h", "sums.h"]


def test_dump_prints_the_model(folder):
    text = ferrule("dump", "sums.h", "--module", "sums", *FLAGS, cwd=folder)
    assert text.returncode == 0
    assert text.stdout.startswith("module sums\n")
    as_json = ferrule("dump", "sums.h", "--module", "sums", "--format", "json", *FLAGS, cwd=folder)
    assert json.loads(as_json.stdout)["functions"][0]["name"] == "add"


@pytest.mark.parametrize("interrupt", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(folder, interrupt):
    temporary = folder / "tmp"
    temporary.mkdir()
    # Long to parse, so that there is something to interrupt, and with a class, for which clang saves its unit.
    includes = "".join(f"#include <{name}>\n" for name in ("regex", "filesystem", "ranges", "iostream", "map", "thread"))
    (folder / "long.h").write_text(includes + '#include "ferrule/annotations.h"\nstruct FERRULE_CLASS() Empty {};\n')
    process = subprocess.Popen(
        [GENERATOR, "generate", "long.h", "--module", "long", "--out", "gen", "--depfile", "long.d", *FLAGS],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    while process.poll() is None and not any(temporary.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(interrupt)
    process.communicate(timeout=30)
    assert process.returncode == -interrupt, "it ended before it could be interrupted"
    assert files_in(folder) == ["long.h", "mistaken.h", "sums.h"]
    assert not any(temporary.iterdir())
