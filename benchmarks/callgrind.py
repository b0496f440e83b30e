"""Runs a Python program under callgrind and reads what it counted between two marks of the program.

The program marks with the module callgrind_marks: zero() begins a count, dump(label) ends it.
"""

import collections
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_LABEL = re.compile(r"^desc: Trigger: Client Request: (.*)$", re.MULTILINE)
_TOTAL = re.compile(r"^(?:totals|summary): (\d+)", re.MULTILINE)
_NAME = re.compile(r"\((\d+)\)(?: (.*))?")


def run(program, arguments):
    """Returns {label: text of the file that callgrind wrote for it}."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/counts", "--quiet"]
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path), PYTHONHASHSEED="0")
        subprocess.run([*command, sys.executable, program, *arguments], env=environment, check=True)
        texts = [path.read_text(errors="replace") for path in Path(folder).glob("counts.*")]
    return {label.group(1): text for text in texts if (label := _LABEL.search(text))}


def total(text):
    """Returns the instructions of one count."""
    return int(_TOTAL.search(text).group(1))


def by_function(text):
    """Returns a Counter of the instructions of one count: {function: instructions in itself}.

    The file has a line `fn=(id) name` for each function, the name only where the id is new, and below it
    `position instructions` lines. A line `calls=...` says that the next one counts what was called.
    """
    names, counts = {}, collections.Counter()
    function, called = None, False
    for line in text.splitlines():
        if match := re.match(r"(c?fn)=(.*)", line):
            number, name = _NAME.match(match.group(2)).groups()
            if name:
                names[number] = name
            if match.group(1) == "fn":
                function = number
        elif line.startswith("calls="):
            called = True
        elif line[:1].isdigit() or line[:1] in ("+", "-", "*"):
            if not called:
                counts[function] += int(line.split()[1])
            called = False
    return collections.Counter({names[number]: count for number, count in counts.items()})
