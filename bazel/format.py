"""Formats the C++ of the repository by .clang-format.

Usage: bazel run //bazel:format [-- --check]

With --check nothing is written; the exit code says whether something would be.
"""

import os
import pathlib
import shutil
import subprocess
import sys

# Files whose lines other files tell the numbers of, and what the generator wrote.
LEFT_AS_THEY_ARE = ("tests/diagnostics/", "tests/golden/")


def clang_format():
    """Returns the program: of PATH, or of the newest LLVM below /usr/lib."""
    if on_path := shutil.which("clang-format"):
        return on_path
    installed = pathlib.Path("/usr/lib").glob("llvm-*/bin/clang-format")
    by_version = sorted(installed, key=lambda path: int(path.parts[3].removeprefix("llvm-")))
    if not by_version:
        sys.exit("clang-format is not installed: apt-get install clang-format")
    return str(by_version[-1])


def sources(root):
    """Returns the C++ files that git tracks, except those whose layout is not ours to change."""
    listing = subprocess.run(
        ["git", "ls-files", "*.h", "*.cc"], cwd=root, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return [name for name in listing if not name.startswith(LEFT_AS_THEY_ARE)]


def main(arguments):
    root = os.environ["BUILD_WORKSPACE_DIRECTORY"]
    mode = ["--dry-run", "--Werror"] if "--check" in arguments else ["-i"]
    return subprocess.run([clang_format(), *mode, *sources(root)], cwd=root).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
