"""Reads the pages of the documentation: their code blocks, and where the text of each comes from.

A comment of Markdown, which readers do not see, stands on the line before a block and says where it comes from:

    <!-- from: PATH -->                  the whole file
    <!-- from: PATH region NAME -->      the lines between `// region: NAME` and `// end: NAME`
    <!-- from: PATH "FIRST" to "LAST" -->  from the first line that starts with FIRST to the next one that is LAST
    <!-- from: PATH "FIRST" -->          that line alone
    <!-- excerpt: PATH -->               lines of the file in their order, comments aside; not refreshed
    <!-- run -->                         Python that is run before the sessions below it
    <!-- given: CODE -->                 Python that is run before this session, and not worth showing
    <!-- needs: MODULE -->               a session that is run if Python has the module
    <!-- not compiled: WHY -->           C++ that is nobody's

PATH is a file of the workspace, or one that Bazel makes, by its path below bazel-bin. Regions are moved to the left edge.
"""

import importlib
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w*)\s*$")
COMMENT = re.compile(r"^<!--\s*(.*?)\s*-->$")
FROM_REGION = re.compile(r"^(\S+) region (\S+)$")
FROM_LINES = re.compile(r'^(\S+) "(.+)" to "(.+)"$')
FROM_LINE = re.compile(r'^(\S+) "(.+)"$')


def find_pages(root):
    """Returns the pages below the root of a workspace, or of its runfiles."""
    return [root / "README.md", *sorted(root.glob("docs/*.md")), *sorted(root.glob("examples/*/README.md"))]


@dataclass
class Block:
    page: Path
    line: int  # of the opening fence, from 1
    language: str
    comment: str  # what stands in the comment before it, or nothing
    text: str

    def __str__(self):
        return f"{self.page}:{self.line}"

    def source(self):
        """Returns what stands behind `from: `, or None."""
        return self.comment[len("from: ") :] if self.comment.startswith("from: ") else None

    @property
    def is_session(self):
        return self.text.startswith(">>>")

    def has_what_it_needs(self):
        """Returns whether the module of a `needs: ` is there."""
        if not self.comment.startswith("needs: "):
            return True
        try:
            importlib.import_module(self.comment.removeprefix("needs: "))
        except ImportError:
            return False
        return True


def _join(lines):
    return "".join(line + "\n" for line in lines)


def read_blocks(page):
    """Returns the code blocks of a page, in their order."""
    blocks = []
    lines = page.read_text().splitlines()
    at = 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if not fence:
            at += 1
            continue
        comment = COMMENT.match(lines[at - 1]) if at > 0 else None
        end = lines.index("```", at + 1)
        text = _join(lines[at + 1 : end])
        blocks.append(Block(page, at + 1, fence[1], comment[1] if comment else "", text))
        at = end + 1
    return blocks


def without_code(page):
    """Returns the text of a page, its code blocks left blank."""
    lines = page.read_text().splitlines()
    for block in read_blocks(page):
        for at in range(block.line - 1, block.line + block.text.count("\n") + 1):
            lines[at] = ""
    return "\n".join(lines)


def _between(lines, is_first, is_last, what):
    """Returns the lines from the first that is_first to the next that is_last, both included."""
    first = next((i for i, line in enumerate(lines) if is_first(line)), None)
    if first is None:
        raise LookupError(f"no beginning of {what}")
    last = next((i for i in range(first + 1, len(lines)) if is_last(lines[i])), None)
    if last is None:
        raise LookupError(f"no end of {what}")
    return lines[first : last + 1]


def read_source(source, find):
    """Returns the text that a `from:` comment names.

    Args:
        source: what stands behind `from: `.
        find: turns a path of the comment into one to open.
    """
    if region := FROM_REGION.match(source):
        path, name = region.groups()
        begin, end = f"// region: {name}", f"// end: {name}"
        lines = find(path).read_text().splitlines()
        found = _between(lines, lambda line: line.strip() == begin, lambda line: line.strip() == end, source)
        inner = [line for line in found if not re.match(r"\s*// (region|end): ", line)]
        return textwrap.dedent(_join(inner))
    if ends := FROM_LINES.match(source):
        path, first, last = ends.groups()
        lines = find(path).read_text().splitlines()
        return _join(_between(lines, lambda line: line.startswith(first), lambda line: line == last, source))
    if line := FROM_LINE.match(source):
        path, first = line.groups()
        return _join([line for line in find(path).read_text().splitlines() if line.startswith(first)][:1])
    return find(source).read_text()


def refresh(page, find):
    """Puts into each block of a page what its `from:` comment names. Returns whether the page has changed."""
    lines = page.read_text().splitlines()
    for block in reversed(read_blocks(page)):
        if source := block.source():
            lines[block.line : block.line + block.text.count("\n")] = read_source(source, find).splitlines()
    text = _join(lines)
    has_changed = text != page.read_text()
    page.write_text(text)
    return has_changed
