"""The cases of this folder: how each is run, and what it is about."""

import os
import re
import shlex
import subprocess
import sysconfig
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]

# Rows of codes.def that no case can show, and where they are tested.
WITHOUT_CASE = {
    "libclang-too-old": "needs another libclang: generator/scan tests how its version is read",
}


class Case:
    """One `.h` or `.command`, with the `.expected` beside it."""

    def __init__(self, source):
        self.source = source
        self.name = source.name
        self.slug = source.stem.partition("_")[0]
        self.expected = source.with_suffix(".expected")

    @property
    def expected_code(self):
        """The exit code of ferrule: warnings alone are no failure."""
        *_, summary = self.expected.read_text().splitlines()
        return 1 if "error" in summary else 0

    def run(self):
        """Returns the exit code and standard error of ferrule."""
        generator = os.environ.get("FERRULE_GENERATOR", str(ROOT / "generator" / "ferrule"))
        result = subprocess.run(
            [generator, *self._arguments()],
            cwd=FOLDER,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return result.returncode, result.stderr.decode()

    def _arguments(self):
        flags = [f"-I{ROOT / 'runtime' / 'include'}", f"-I{sysconfig.get_path('include')}"]
        if self.source.suffix == ".h":
            return ["check", self.name, "--module", "m", "--", "-std=c++20", *flags]
        arguments = shlex.split(self.source.read_text())
        return [*arguments, *([] if "--" in arguments else ["--"]), *flags]


def all_cases():
    """Every case, in the order of names."""
    sources = [*FOLDER.glob("*.h"), *FOLDER.glob("*.command")]
    return [Case(source) for source in sorted(sources)]


def all_slugs():
    """The slugs of codes.def."""
    table = (ROOT / "generator" / "diag" / "codes.def").read_text()
    return re.findall(r'^FERRULE_DIAGNOSTIC\(\w+,\s*"([a-z-]+)"', table, re.MULTILINE)
