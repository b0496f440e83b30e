"""Runs a Python program under callgrind and reads what it counted between two marks of the program.

The program marks with the module callgrind_marks: begin() begins a count, end(label) ends it.

The files that callgrind writes have a line `fn=(id) name` for each function, the name only where the id is
new, and below it `position instructions` lines. Two lines stand for what a function calls: `calls=number
position`, below a `cfn=(id) name`, and then one that counts the instructions of the called. Lines `ob=(id) path`
tell which shared object the functions below are in.
"""

import collections
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_LABEL = re.compile(r"^desc: Trigger: Client Request: (.*)$", re.MULTILINE)
# The line `summary` is there too, and is right while there is one thread.
_TOTAL = re.compile(r"^totals: (\d+)", re.MULTILINE)
_FUNCTION = re.compile(r"(c?fn)=\((\d+)\)(?: (.*))?")
_OBJECT = re.compile(r"(c?ob)=\((\d+)\)(?: (.*))?")


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
    """Returns a Counter of the instructions of one count: {function: instructions in itself}."""
    names, counts = {}, collections.Counter()
    function, called = None, False
    for line in text.splitlines():
        if match := _FUNCTION.match(line):
            number = _note_name(names, match)
            if match.group(1) == "fn":
                function = number
        elif line.startswith("calls="):
            called = True
        elif line[:1].isdigit() or line[:1] in ("+", "-", "*"):
            if not called:
                counts[function] += int(line.split()[1])
            called = False
    return _by_name(names, counts)


def calls(text, caller):
    """Returns a Counter of the calls in one count that a shared object makes: {function: how often}.

    `caller` is the path of its file, with links resolved.
    """
    names, counts = {}, collections.Counter()
    files, file, callee = {}, None, None
    for line in text.splitlines():
        if match := _FUNCTION.match(line):
            callee = _note_name(names, match)
        elif match := _OBJECT.match(line):
            number = _note_name(files, match)
            if match.group(1) == "ob":
                file = number
        elif line.startswith("calls=") and files[file] == caller:
            counts[callee] += int(line[len("calls=") :].split()[0])
    return _by_name(names, counts)


def _note_name(names, match):
    """Returns the id of a matched _FUNCTION or _OBJECT, with its name noted where it stands."""
    number, name = match.group(2, 3)
    if name:
        names[number] = name
    return number


def _by_name(names, counts):
    """Returns counts by name, given them by id: callgrind gives a function an id for each file it has a part in."""
    result = collections.Counter()
    for number, count in counts.items():
        result[names[number]] += count
    return result
