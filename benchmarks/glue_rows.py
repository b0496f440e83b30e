"""The rows of the glue: what each of them runs, and how near to the limit it shall be."""

import dataclasses
import itertools
import textwrap
import types

import bound
import bound_calls
import bound_objects
import bound_operators
import bound_overloads
import bound_values
import limit
from rows import UNROLL, Row

# The modules that ferrule makes, a header each, and all that is in them under one name.
BOUND = (bound, bound_calls, bound_objects, bound_operators, bound_overloads, bound_values)
ferrule = types.SimpleNamespace(**{name: value for module in BOUND for name, value in vars(module).items()})

MODULES = {"hand": limit, "ferrule": ferrule}


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
_ARRAY = "import array; v = array.array('d', [0.5] * 10)"
_MINE = "class Mine(m.Shape):\n    def area(self): return 2.0\nf = m.area_of; v = Mine()"
_VECS = "v = m.Vec(1.0, 2.0); w = m.Vec(3.0, 4.0)"
_SERIES = "s = m.Series(10)"
_COUNTER = "c = m.CallCounter(lambda x, y, a=0: (x, y, a))"

# What conversions of containers and the like may take, and *args and **kwargs. The other rows are within
# rows.Row.target.
_CONVERSION = 1.10


def _conversion(key, setup, statement, **others):
    return GlueRow(key, setup, statement, target=_CONVERSION, **others)


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
    GlueRow("keyword_only(a=1, b=2)", "f = m.keyword_only", "f(a=1, b=2)"),
    GlueRow("every_kind(1, b=2, c=3)", "f = m.every_kind", "f(1, b=2, c=3)"),
    GlueRow("every_kind(1, 2, c=3)", "f = m.every_kind", "f(1, 2, c=3)"),
    GlueRow("defaults(1)", "f = m.defaults", "f(1)"),
    GlueRow("defaults(1, 4, 5)", "f = m.defaults", "f(1, 4, 5)"),
    GlueRow("defaults(1, c=5)", "f = m.defaults", "f(1, c=5)"),
    _conversion("count_args(1, 2, 3)", "f = m.count_args", "f(1, 2, 3)"),
    _conversion("count_kwargs(a=1, b=2)", "f = m.count_kwargs", "f(a=1, b=2)"),
    _conversion("count_rest(1, 2, 3)", "f = m.count_rest", "f(1, 2, 3)"),
    _conversion("count_rest(1, 2, b=3, c=4)", "f = m.count_rest", "f(1, 2, b=3, c=4)"),
    _conversion("count_options(a=1, b=2)", "f = m.count_options", "f(a=1, b=2)"),
    _conversion("last_argument(1, 2, 3)", "f = m.last_argument", "f(1, 2, 3)"),
    # Overloads.
    GlueRow("by_count(1)", "f = m.by_count", "f(1)"),
    GlueRow("by_count(1, 2)", "f = m.by_count", "f(1, 2)"),
    GlueRow("by_count(a=1, b=2)", "f = m.by_count", "f(a=1, b=2)"),
    GlueRow("int_or_float(1)", "f = m.int_or_float", "f(1)"),
    GlueRow("int_or_float(1.0)", "f = m.int_or_float", "f(1.0)"),
    GlueRow("int_or_str(1)", "f = m.int_or_str", "f(1)"),
    GlueRow("int_or_str('text')", "f = m.int_or_str", "f('text')"),
    GlueRow("either(Left())", "f = m.either; v = m.Left()", "f(v)"),
    GlueRow("either(Right())", "f = m.either; v = m.Right()", "f(v)"),
    GlueRow("ints_or_floats(10 ints)", "f = m.ints_or_floats; v = [100000] * 10", "f(v)"),
    GlueRow("ints_or_floats(10 floats)", "f = m.ints_or_floats; v = [0.5] * 10", "f(v)"),
    # Strings.
    GlueRow("length(11 characters)", "f = m.length; s = 'hello world'", "f(s)"),
    GlueRow("length(500 characters)", "f = m.length; s = 'x' * 500", "f(s)"),
    GlueRow("view_length(11 characters)", "f = m.view_length; s = 'hello world'", "f(s)"),
    GlueRow("short_text()", "f = m.short_text", "f()"),
    GlueRow("long_text()", "f = m.long_text", "f()"),
    GlueRow("view_length, not ASCII", "f = m.view_length; s = 'gr\\xfc\\xdfe, welt'", "f(s)"),
    GlueRow("length, not ASCII", "f = m.length; s = 'gr\\xfc\\xdfe, welt'", "f(s)"),
    GlueRow("foreign_text()", "f = m.foreign_text", "f()"),
    GlueRow("view_text()", "f = m.view_text", "f()"),
    # Containers.
    _conversion("last_double(10 items)", "f = m.last_double; v = [0.5] * 10", "f(v)"),
    _conversion("last_double(1000 items)", "f = m.last_double; v = [0.5] * 1000", "f(v)"),
    _conversion("last_int(10 items)", "f = m.last_int; v = [100000] * 10", "f(v)"),
    _conversion("last_int(1000 items)", "f = m.last_int; v = [100000] * 1000", "f(v)"),
    _conversion("last_size(10 items)", "f = m.last_size; v = ['some text'] * 10", "f(v)"),
    _conversion("last_size(1000 items)", "f = m.last_size; v = ['some text'] * 1000", "f(v)"),
    _conversion("doubles(10)", "f = m.doubles", "f(10)"),
    _conversion("doubles(1000)", "f = m.doubles", "f(1000)"),
    _conversion("ints(10)", "f = m.ints", "f(10)"),
    _conversion("ints(1000)", "f = m.ints", "f(1000)"),
    _conversion("texts(10)", "f = m.texts", "f(10)"),
    _conversion("texts(1000)", "f = m.texts", "f(1000)"),
    _conversion("last_value(10 items)", "f = m.last_value; v = m.mapping()", "f(v)"),
    _conversion("mapping(), 10 items", "f = m.mapping", "f()"),
    _conversion("greatest(10 items)", "f = m.greatest; v = m.numbers()", "f(v)"),
    _conversion("numbers(), 10 items", "f = m.numbers", "f()"),
    _conversion("add_pair((1, 2))", "f = m.add_pair; v = (1, 2)", "f(v)"),
    _conversion("twice(5)", "f = m.twice", "f(5)"),
    _conversion("add_tuple((1, 2.0, 'text'))", "f = m.add_tuple; v = (1, 2.0, 'text')", "f(v)"),
    _conversion("make_tuple(5)", "f = m.make_tuple", "f(5)"),
    _conversion("value_or_zero(5)", "f = m.value_or_zero", "f(5)"),
    _conversion("value_or_zero(None)", "f = m.value_or_zero", "f(None)"),
    _conversion("positive(5)", "f = m.positive", "f(5)"),
    _conversion("positive(-5)", "f = m.positive", "f(-5)"),
    _conversion("int_or_size(5)", "f = m.int_or_size", "f(5)"),
    _conversion("int_or_size('text')", "f = m.int_or_size", "f('text')"),
    _conversion("int_or_text(False)", "f = m.int_or_text", "f(False)"),
    _conversion("int_or_text(True)", "f = m.int_or_text", "f(True)"),
    _conversion("count_bytes(bytes)", "f = m.count_bytes; v = b'some bytes'", "f(v)"),
    _conversion("count_bytes(bytearray)", "f = m.count_bytes; v = bytearray(b'some bytes')", "f(v)"),
    _conversion("last_of_buffer(10 items)", _ARRAY + "; f = m.last_of_buffer", "f(v)"),
    _conversion("last_of_array(10 items)", _ARRAY + "; f = m.last_of_array", "f(v)"),
    _conversion("next_color(Color.green)", "f = m.next_color; c = m.Color.green", "f(c)", result="f(c).name"),
    # Calls of a lambda from C++.
    _conversion("call(lambda, 1)", "f = m.call; g = lambda x: x", "f(g, 1)"),
    _conversion("call(lambda, 100)", "f = m.call; g = lambda x: x", "f(g, 100)"),
    # Instances.
    GlueRow("Point(1, 2)", "P = m.Point", "P(1, 2)", result="(P(1, 2).x, P(1, 2).y)"),
    GlueRow("Point(x=1, y=2)", "P = m.Point", "P(x=1, y=2)", result="(P(x=1, y=2).x, P(x=1, y=2).y)"),
    GlueRow("p.sum()", _POINT, "p.sum()"),
    GlueRow("p.x", _POINT, "p.x"),
    GlueRow("p.x = 3", _POINT, "p.x = 3", result="(p.x, p.y)"),
    GlueRow("p.product", _POINT, "p.product"),
    GlueRow("use_point(p)", f"f = m.use_point; {_POINT}", "f(p)"),
    GlueRow("make_point(5)", "f = m.make_point", "f(5)", result="(f(5).x, f(5).y)"),
    # Operators.
    _conversion("v + w", _VECS, "v + w", result="((v + w).x, (v + w).y)"),
    _conversion("v * 2.0", _VECS, "v * 2.0", result="((v * 2.0).x, (v * 2.0).y)"),
    _conversion("2.0 * v", _VECS, "2.0 * v", result="((2.0 * v).x, (2.0 * v).y)"),
    _conversion("-v", _VECS, "-v", result="((-v).x, (-v).y)"),
    _conversion("v += w", _VECS, "v += w", result="(v.x, v.y)"),
    _conversion("v == w", _VECS, "v == w"),
    _conversion("v != w", _VECS, "v != w"),
    _conversion("v < w", _VECS, "v < w"),
    _conversion("v == None", _VECS, "v == None"),
    _conversion("not v", _VECS, "not v"),
    _conversion("hash(v)", _VECS, "hash(v)"),
    # A sequence.
    _conversion("len(s)", _SERIES, "len(s)"),
    _conversion("s[3]", _SERIES, "s[3]"),
    _conversion("s[-3]", _SERIES, "s[-3]"),
    _conversion("s[3] = 1.5", _SERIES, "s[3] = 1.5", result="s[3]"),
    _conversion("0.5 in s", _SERIES, "0.5 in s"),
    _conversion("for x in s, 10 items", _SERIES, "for x in s: pass", result="list(s)"),
    # Classes that are derived from others, in C++ and in Python.
    GlueRow("Square(2.0)", "S = m.Square", "S(2.0)", result="S(2.0).side()"),
    GlueRow("s.side()", "s = m.Square(2.0)", "s.side()"),
    GlueRow("s.sides(), of the base", "s = m.Square(2.0)", "s.sides()"),
    GlueRow("s.area(), virtual", "s = m.Square(2.0)", "s.area()"),
    GlueRow("area_of(s)", "f = m.area_of; s = m.Square(2.0)", "f(s)"),
    _conversion("area_of(v), overridden", _MINE, "f(v)"),
    # Objects that are handed over, and such that are shared.
    GlueRow("take_crate(make_crate(5))", "f = m.make_crate; g = m.take_crate", "g(f(5))"),
    GlueRow("make_session(5)", "f = m.make_session", "f(5)", result="f(5).number()"),
    GlueRow("number_of(session)", "f = m.number_of; v = m.make_session(5)", "f(v)"),
    GlueRow("same(session)", "f = m.same; v = m.make_session(5)", "f(v)", result="f(v) is v"),
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
