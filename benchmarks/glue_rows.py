"""The rows of the glue: what each of them runs, and how near to the limit it shall be."""

import dataclasses
import itertools
import textwrap

import bound
import limit
from rows import UNROLL, Row

MODULES = {"hand": limit, "ferrule": bound}


@dataclasses.dataclass(frozen=True)
class GlueRow(Row):
    """A Python statement. `m` is the module under test."""

    setup: str
    statement: str
    # An expression that must give the same on both sides; by default the statement.
    result: str = ""

    def loops(self):
        return {side: self.compile(module) for side, module in MODULES.items()}

    def compile(self, module):
        """Returns the loop for one module. Its bytecode, and so its inline caches, are its own."""
        source = "\n".join(
            [
                "def run(length, start, stop):",
                textwrap.indent(self.setup, "    "),
                "    turns = repeat(None, length)",
                "    before = start()",
                "    for _ in turns:",
                *[textwrap.indent(self.statement, "        ")] * UNROLL,
                "    return stop() - before",
            ]
        )
        namespace = {"m": module, "repeat": itertools.repeat}
        exec(compile(source, f"<{self.key}>", "exec"), namespace)
        return namespace["run"]

    def evaluate(self, module):
        """Returns what the row computes with a module."""
        namespace = {"m": module}
        exec(self.setup, namespace)
        if self.result:
            exec(self.statement, namespace)
        return eval(self.result or self.statement, namespace)


_POINT = "p = m.Point(1, 2)"
_COUNTER = "c = m.CallCounter(lambda x, y, a=0: (x, y, a))"

GLUE_ROWS = (
    # Functions.
    GlueRow("nothing()", "f = m.nothing", "f()"),
    GlueRow("negate(1)", "f = m.negate", "f(1)"),
    GlueRow("negate(value=1)", "f = m.negate", "f(value=1)"),
    GlueRow("negate(1), positional-only", "f = m.negate_positional", "f(1)"),
    GlueRow("add(1, 2)", "f = m.add", "f(1, 2)"),
    GlueRow("add(100000, 1000000)", "f = m.add", "f(100000, 1000000)"),
    GlueRow("add(a=1, b=2)", "f = m.add", "f(a=1, b=2)"),
    GlueRow("add(1, b=2)", "f = m.add", "f(1, b=2)"),
    GlueRow("mixed(1, 2.0)", "f = m.mixed", "f(1, 2.0)"),
    GlueRow("mixed(1, 2.0, scale=2.5)", "f = m.mixed", "f(1, 2.0, scale=2.5)"),
    # Strings.
    GlueRow("length(11 characters)", "f = m.length; s = 'hello world'", "f(s)"),
    GlueRow("length(500 characters)", "f = m.length; s = 'x' * 500", "f(s)"),
    GlueRow("view_length(11 characters)", "f = m.view_length; s = 'hello world'", "f(s)"),
    GlueRow("short_text()", "f = m.short_text", "f()"),
    GlueRow("long_text()", "f = m.long_text", "f()"),
    # Instances.
    GlueRow("Point(1, 2)", "P = m.Point", "P(1, 2)", result="(P(1, 2).x, P(1, 2).y)"),
    GlueRow("Point(x=1, y=2)", "P = m.Point", "P(x=1, y=2)", result="(P(x=1, y=2).x, P(x=1, y=2).y)"),
    GlueRow("p.sum()", _POINT, "p.sum()"),
    GlueRow("p.x", _POINT, "p.x"),
    GlueRow("p.x = 3", _POINT, "p.x = 3", result="(p.x, p.y)"),
    GlueRow("p.product", _POINT, "p.product"),
    GlueRow("use_point(p)", f"f = m.use_point; {_POINT}", "f(p)"),
    GlueRow("make_point(5)", "f = m.make_point", "f(5)", result="(f(5).x, f(5).y)"),
    # Forwarding: the calls of a lambda included.
    GlueRow("counter(1, 2)", _COUNTER, "c(1, 2)"),
    GlueRow("counter(1, 2, a=3)", _COUNTER, "c(1, 2, a=3)"),
    # Errors.
    GlueRow(
        "throw, except",
        "f = m.fail",
        "try: f()\nexcept RuntimeError as e: message = str(e)",
        result="message",
        target=1.10,
    ),
)
