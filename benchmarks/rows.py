"""The rows of the benchmark: what each of them runs, and how near to the limit it shall be."""

import dataclasses
import textwrap


@dataclasses.dataclass(frozen=True)
class Row:
    """One statement, run again and again on each side. `m` is the module under test."""

    key: str
    setup: str
    statement: str
    # An expression that must give the same on both sides; by default the statement.
    result: str = ""
    # The most that ferrule may take in instructions, relative to the limit.
    target: float = 1.05

    def compile(self, module, unroll=10):
        """Returns a function of (repeat, clock) that runs the row with a module.

        It runs the statement `unroll` times for each item of `repeat`, and returns the difference of two
        readings of `clock`. Its bytecode, and so its inline caches, are its own.
        """
        source = "\n".join(
            [
                "def run(repeat, clock):",
                textwrap.indent(self.setup, "    "),
                "    start = clock()",
                "    for _ in repeat:",
                *[textwrap.indent(self.statement, "        ")] * unroll,
                "    return clock() - start",
            ]
        )
        namespace = {"m": module}
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

ROWS = (
    # Functions.
    Row("nothing()", "f = m.nothing", "f()"),
    Row("negate(1)", "f = m.negate", "f(1)"),
    Row("negate(value=1)", "f = m.negate", "f(value=1)"),
    Row("negate(1), positional-only", "f = m.negate_positional", "f(1)"),
    Row("add(1, 2)", "f = m.add", "f(1, 2)"),
    Row("add(100000, 1000000)", "f = m.add", "f(100000, 1000000)"),
    Row("add(a=1, b=2)", "f = m.add", "f(a=1, b=2)"),
    Row("add(1, b=2)", "f = m.add", "f(1, b=2)"),
    Row("mixed(1, 2.0)", "f = m.mixed", "f(1, 2.0)"),
    Row("mixed(1, 2.0, scale=2.5)", "f = m.mixed", "f(1, 2.0, scale=2.5)"),
    # Strings.
    Row("length(11 characters)", "f = m.length; s = 'hello world'", "f(s)"),
    Row("length(500 characters)", "f = m.length; s = 'x' * 500", "f(s)"),
    Row("view_length(11 characters)", "f = m.view_length; s = 'hello world'", "f(s)"),
    Row("short_text()", "f = m.short_text", "f()"),
    Row("long_text()", "f = m.long_text", "f()"),
    # Instances.
    Row("Point(1, 2)", "P = m.Point", "P(1, 2)", result="(P(1, 2).x, P(1, 2).y)"),
    Row("Point(x=1, y=2)", "P = m.Point", "P(x=1, y=2)", result="(P(x=1, y=2).x, P(x=1, y=2).y)"),
    Row("p.sum()", _POINT, "p.sum()"),
    Row("p.x", _POINT, "p.x"),
    Row("p.x = 3", _POINT, "p.x = 3", result="(p.x, p.y)"),
    Row("p.product", _POINT, "p.product"),
    Row("use_point(p)", f"f = m.use_point; {_POINT}", "f(p)"),
    Row("make_point(5)", "f = m.make_point", "f(5)", result="(f(5).x, f(5).y)"),
    # Forwarding: the calls of a lambda included.
    Row("counter(1, 2)", _COUNTER, "c(1, 2)"),
    Row("counter(1, 2, a=3)", _COUNTER, "c(1, 2, a=3)"),
    # Errors.
    Row(
        "throw, except",
        "f = m.fail",
        "try: f()\nexcept RuntimeError as e: message = str(e)",
        result="message",
        target=1.10,
    ),
)
