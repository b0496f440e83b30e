"""The golden files: one folder a feature, with its header and what ferrule makes of it."""

import functools
import subprocess
import sysconfig
import tempfile
from pathlib import Path

# Bazel starts programs at the root of their runfiles.
ROOT = Path.cwd()
FOLDER = ROOT / "tests" / "golden"
GENERATOR = ROOT / "generator" / "ferrule"

# What is kept beside api.h. That the module is called `api` keeps each golden apart from the others' names.
MODULE = "api"
GLUE_AND_STUB = ["api_glue.cc", "api.pyi"]
DUMP = "api.ir"
# Of the features where it stands: most say nothing new by it.
INTERFACE = "api.ferrule.json"


def features():
    """The names of the folders that have a header."""
    return sorted(header.parent.name for header in FOLDER.glob("*/api.h"))


def _imports(feature):
    """What a feature has of other modules, as arguments."""
    interfaces = [path for path in sorted((FOLDER / feature).glob("*.ferrule.json")) if path.name != INTERFACE]
    return [f"--import={path}" for path in interfaces]


def _run(command, header, root, arguments):
    # Relative, as what is included is called by where it was found.
    flags = ["-std=c++20", "-I.", "-Iruntime/include", f"-I{sysconfig.get_path('include')}"]
    result = subprocess.run(
        [GENERATOR, command, header, "--module", MODULE, *arguments, "--", *flags],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if result.returncode != 0:
        raise AssertionError(f"ferrule {command} {header} failed:\n{result.stderr}")
    return result.stdout


@functools.cache
def generate(feature, root=ROOT):
    """Returns the text of each file, made from the header in the tree at `root`."""
    header = f"tests/golden/{feature}/api.h"
    imports = _imports(feature)
    texts = {DUMP: _run("dump", header, root, imports)}
    with tempfile.TemporaryDirectory() as out:
        _run("generate", header, root, ["--out", out, *imports])
        has_interface = (FOLDER / feature / INTERFACE).exists()
        for name in GLUE_AND_STUB + [INTERFACE] * has_interface:
            texts[name] = (Path(out) / name).read_text()
    return texts
