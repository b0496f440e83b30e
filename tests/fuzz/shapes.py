"""The rules of conversion, as a model: each shape is a C++ type, and says what becomes of a Python object there.

A shape has
  cpp             the C++ type
  name            what messages call it
  value(rng)      an object that it takes, most of the time
  fit(object)     how an object is taken: NONE, CONVERTING or EXACT
  take(object)    the value in a neutral form (sequences are tuples); raises Refused
  give(value)     what Python gets of such a value, as a result
  freeze(value)   and in an immutable form, as the item of a set or the key of a dict
"""

import datetime
import itertools
import math
import struct
from collections import abc

NONE, CONVERTING, EXACT = range(3)


class Refused(Exception):
    """What a call raises: the type of the exception, and its words where they are ours."""

    def __init__(self, kind, message=None):
        super().__init__(kind, message)
        self.kind = kind
        self.message = message

    def within(self, place):
        return Refused(self.kind, None if self.message is None else f"{place}: {self.message}")


def expected(name, thing):
    return Refused(TypeError, f"expected {name}, got '{type(thing).__qualname__}'")


def has(thing, method):
    return getattr(type(thing), method, None) is not None


class Shape:
    is_hashable = True

    def give(self, value):
        return value

    def freeze(self, value):
        return self.give(value)


# --- Scalars ---


class Bool(Shape):
    cpp, name = "bool", "bool"

    def value(self, rng):
        return rng.random() < 0.5

    def fit(self, thing):
        return EXACT if isinstance(thing, bool) else NONE

    def take(self, thing):
        if not isinstance(thing, bool):
            raise expected(self.name, thing)
        return thing


class Int(Shape):
    name = "int"

    def __init__(self, cpp, bits, is_signed):
        self.cpp = cpp
        self.low = -(2 ** (bits - 1)) if is_signed else 0
        self.high = 2 ** (bits - is_signed) - 1

    def value(self, rng):
        return rng.choice([self.low, self.high, 0, rng.randint(self.low, self.high), rng.randint(0, 100)])

    def fit(self, thing):
        if type(thing) is int:
            return EXACT
        return CONVERTING if isinstance(thing, int) or has(thing, "__index__") else NONE

    def take(self, thing):
        if not isinstance(thing, int) and not has(thing, "__index__"):
            raise expected(self.name, thing)
        try:
            number = int(thing) if isinstance(thing, int) else type(thing).__index__(thing)
        except Exception as error:
            raise Refused(type(error)) from None
        if type(number) is not int:
            raise Refused(TypeError)
        if not self.low <= number <= self.high:
            raise Refused(OverflowError, f"int out of range: expected {self.low} to {self.high}")
        return number


class Float(Shape):
    cpp, name = "double", "float"
    is_hashable = False  # a NaN is in no set twice

    def value(self, rng):
        return rng.choice([rng.uniform(-1e3, 1e3), math.inf, -0.0, math.nan, 1e300, rng.randint(-9, 9), True])

    def fit(self, thing):
        if type(thing) is float:
            return EXACT
        return CONVERTING if has(thing, "__float__") or has(thing, "__index__") else NONE

    def take(self, thing):
        if self.fit(thing) == NONE:
            raise expected(self.name, thing)
        try:
            return float(thing)
        except Exception as error:
            raise Refused(type(error)) from None


class SingleFloat(Float):
    cpp = "float"

    def take(self, thing):
        try:
            return struct.unpack("<f", struct.pack("<f", super().take(thing)))[0]
        except OverflowError:
            raise Refused(OverflowError) from None


class Complex(Shape):
    cpp, name = "std::complex<double>", "complex"
    is_hashable = False

    def value(self, rng):
        return complex(rng.uniform(-9, 9), rng.randint(-9, 9))

    def fit(self, thing):
        if type(thing) is complex:
            return EXACT
        convertible = any(has(thing, method) for method in ("__complex__", "__float__", "__index__"))
        return CONVERTING if convertible else NONE

    def take(self, thing):
        if self.fit(thing) == NONE:
            raise expected(self.name, thing)
        try:
            return complex(thing)
        except Exception as error:
            raise Refused(type(error)) from None


class Text(Shape):
    name = "str"

    def __init__(self, cpp):
        self.cpp = cpp

    def value(self, rng):
        return "".join(rng.choice("ab\0\u00e9\u20ac\U0001f600") for _ in range(rng.randint(0, 4)))

    def fit(self, thing):
        return EXACT if isinstance(thing, str) else NONE

    def take(self, thing):
        if not isinstance(thing, str):
            raise expected(self.name, thing)
        try:
            thing.encode()
        except UnicodeEncodeError:
            raise Refused(UnicodeEncodeError) from None
        return thing


class Letter(Text):
    def value(self, rng):
        return rng.choice("ab\0~")

    def take(self, thing):
        if not isinstance(thing, str):
            raise expected(self.name, thing)
        if len(thing) != 1 or ord(thing) > 127:
            raise Refused(ValueError)
        return thing


class Bytes(Shape):
    cpp, name = "std::vector<std::byte>", "bytes | bytearray | memoryview"

    def value(self, rng):
        content = rng.randbytes(rng.randint(0, 4))
        return rng.choice([bytes, bytearray, memoryview])(content)

    def fit(self, thing):
        return EXACT if isinstance(thing, (bytes, bytearray, memoryview)) else NONE

    def take(self, thing):
        if not isinstance(thing, (bytes, bytearray, memoryview)):
            raise Refused(TypeError)
        return bytes(thing)


class Milliseconds(Shape):
    cpp, name = "std::chrono::milliseconds", "timedelta"

    def value(self, rng):
        return datetime.timedelta(milliseconds=rng.randint(-(10**9), 10**9))

    def fit(self, thing):
        return EXACT if isinstance(thing, datetime.timedelta) else NONE

    def take(self, thing):
        if not isinstance(thing, datetime.timedelta):
            raise expected(self.name, thing)
        if thing.microseconds % 1000:
            raise Refused(ValueError)
        return thing


# --- Containers ---


class Optional(Shape):
    def __init__(self, element):
        self.element = element
        self.cpp = f"std::optional<{element.cpp}>"
        self.name = f"{element.name} | None"
        self.is_hashable = element.is_hashable

    def value(self, rng):
        return None if rng.random() < 0.3 else self.element.value(rng)

    def fit(self, thing):
        return EXACT if thing is None else self.element.fit(thing)

    def take(self, thing):
        if thing is None:
            return None
        try:
            return self.element.take(thing)
        except Refused as refused:
            if refused.message == expected(self.element.name, thing).message:
                raise expected(self.name, thing) from None
            raise

    def give(self, value):
        return None if value is None else self.element.give(value)

    def freeze(self, value):
        return None if value is None else self.element.freeze(value)


def is_sequence(thing):
    if isinstance(thing, (str, bytes, bytearray, dict, abc.Set, abc.Mapping)):
        return False
    return isinstance(thing, (list, tuple)) or has(thing, "__getitem__")


class Sequence(Shape):
    def __init__(self, template, element, extent=None):
        self.template, self.element, self.extent = template, element, extent
        self.cpp = f"{template}<{element.cpp}>" if extent is None else f"{template}<{element.cpp}, {extent}>"
        self.name = f"Sequence[{element.name}]"
        self.is_hashable = element.is_hashable

    def value(self, rng):
        size = rng.randint(0, 4) if self.extent is None else self.extent
        return rng.choice([list, tuple])(self.element.value(rng) for _ in range(size))

    def fit(self, thing):
        if not is_sequence(thing):
            return NONE
        if type(thing) not in (list, tuple):
            return CONVERTING
        if self.extent is not None and len(thing) != self.extent:
            return NONE
        return min((self.element.fit(item) for item in thing), default=EXACT)

    def take(self, thing):
        if not is_sequence(thing):
            raise expected(self.name, thing)
        is_sized = isinstance(thing, (list, tuple))
        if is_sized and self.extent is not None and len(thing) != self.extent:
            raise Refused(ValueError)
        taken = tuple(self.take_each(thing))
        if self.extent is not None and len(taken) < self.extent:
            raise Refused(ValueError)
        return taken

    def take_each(self, thing):
        """Takes one item after the other: what comes later is not looked at once one is refused."""
        items = iter(thing)
        for i in itertools.count():
            try:
                item = next(items)
            except StopIteration:
                return
            except Exception as error:
                raise Refused(type(error)) from None
            if i == self.extent:
                raise Refused(ValueError)
            yield take_at(self.element, item, f"item {i}")

    def give(self, value):
        return [self.element.give(item) for item in value]

    def freeze(self, value):
        return tuple(self.element.freeze(item) for item in value)


class Tuple(Shape):
    def __init__(self, *elements):
        self.elements = elements
        template = "std::pair" if len(elements) == 2 else "std::tuple"
        self.cpp = f"{template}<{', '.join(element.cpp for element in elements)}>"
        self.name = f"tuple[{', '.join(element.name for element in elements)}]"
        self.is_hashable = all(element.is_hashable for element in elements)

    def value(self, rng):
        return rng.choice([list, tuple])(element.value(rng) for element in self.elements)

    def fit(self, thing):
        if not isinstance(thing, (list, tuple)) or len(thing) != len(self.elements):
            return NONE
        fits = [element.fit(item) for element, item in zip(self.elements, thing, strict=True)]
        return min([*fits, EXACT if isinstance(thing, tuple) else CONVERTING])

    def take(self, thing):
        if not isinstance(thing, (list, tuple)):
            raise expected(self.name, thing)
        if len(thing) != len(self.elements):
            raise Refused(ValueError)
        pairs = zip(self.elements, thing, strict=True)
        return tuple(take_at(element, item, f"item {i}") for i, (element, item) in enumerate(pairs))

    def give(self, value):
        return tuple(element.give(item) for element, item in zip(self.elements, value, strict=True))

    def freeze(self, value):
        return tuple(element.freeze(item) for element, item in zip(self.elements, value, strict=True))


class Set(Shape):
    is_hashable = False  # there is no std::hash of a set

    def __init__(self, template, element):
        self.element = element
        self.cpp = f"{template}<{element.cpp}>"
        self.name = f"Set[{element.name}]"

    def value(self, rng):
        return rng.choice([set, frozenset])(hashable(self.element.value(rng)) for _ in range(rng.randint(0, 4)))

    def fit(self, thing):
        if not isinstance(thing, abc.Set):
            return NONE
        if not isinstance(thing, (set, frozenset)):
            return CONVERTING
        return min((self.element.fit(item) for item in thing), default=EXACT)

    def take(self, thing):
        if not isinstance(thing, abc.Set):
            raise expected(self.name, thing)
        taken = [take_at(self.element, item, f"item {shown(item)}") for item in thing]
        return frozenset(taken)

    def give(self, value):
        return {self.element.freeze(item) for item in value}

    def freeze(self, value):
        return frozenset(self.give(value))


class Map(Shape):
    is_hashable = False

    def __init__(self, template, key, mapped):
        self.key, self.mapped = key, mapped
        self.cpp = f"{template}<{key.cpp}, {mapped.cpp}>"
        self.name = f"Mapping[{key.name}, {mapped.name}]"

    def value(self, rng):
        return {hashable(self.key.value(rng)): self.mapped.value(rng) for _ in range(rng.randint(0, 4))}

    def fit(self, thing):
        if not isinstance(thing, abc.Mapping):
            return NONE
        if type(thing) is not dict:
            return CONVERTING
        fits = [min(self.key.fit(key), self.mapped.fit(value)) for key, value in thing.items()]
        return min(fits, default=EXACT)

    def take(self, thing):
        if not isinstance(thing, abc.Mapping):
            raise expected(self.name, thing)
        taken = {}
        for key, value in thing.items():
            taken_key = take_at(self.key, key, f"key {shown(key)}")
            taken[taken_key] = take_at(self.mapped, value, f"value of key {shown(key)}")
        return taken

    def give(self, value):
        return {self.key.freeze(key): self.mapped.give(item) for key, item in value.items()}


class Variant(Shape):
    def __init__(self, *alternatives):
        self.alternatives = alternatives
        self.cpp = f"std::variant<{', '.join(alternative.cpp for alternative in alternatives)}>"
        self.name = " | ".join(alternative.name for alternative in alternatives)
        self.is_hashable = all(alternative.is_hashable for alternative in alternatives)

    def value(self, rng):
        return rng.choice(self.alternatives).value(rng)

    def fit(self, thing):
        return max(alternative.fit(thing) for alternative in self.alternatives)

    def chosen(self, thing):
        """The first of those that take the object best."""
        best = self.fit(thing)
        return None if best == NONE else next(a for a in self.alternatives if a.fit(thing) == best)

    def take(self, thing):
        alternative = self.chosen(thing)
        if alternative is None:
            raise expected(self.name, thing)
        return (self.alternatives.index(alternative), alternative.take(thing))

    def give(self, value):
        return self.alternatives[value[0]].give(value[1])

    def freeze(self, value):
        return self.alternatives[value[0]].freeze(value[1])


def take_at(shape, thing, place):
    try:
        return shape.take(thing)
    except Refused as refused:
        raise refused.within(place) from None


def shown(thing):
    """How messages call a key: no code of the user's is run for it."""
    is_plain = thing is None or type(thing) in (str, int, float, bool, bytes)
    return repr(thing) if is_plain else f"of type '{type(thing).__qualname__}'"


def hashable(thing):
    if isinstance(thing, list):
        return tuple(map(hashable, thing))
    if isinstance(thing, tuple):
        return tuple(map(hashable, thing))
    if isinstance(thing, (bytearray, memoryview)):
        return bytes(thing)
    return thing


# --- Overloads ---


class Overloads:
    """Several functions of one parameter under one name: each returns its number, and what it is given."""

    RANKS = (Bool, Int, Float, Text, Bytes, Map, Sequence)  # what fits two of them is meant for the first

    def __init__(self, elements):
        self.elements = elements  # as they are declared
        self.cpp = " or ".join(element.cpp for element in elements)

    def ranked(self):
        return sorted(self.elements, key=lambda element: (self.RANKS.index(type(element)), getattr(element, "high", 0)))

    def value(self, rng):
        return rng.choice(self.elements).value(rng)

    def take(self, thing):
        best = max(element.fit(thing) for element in self.elements)
        if best == NONE:
            raise self.reason(thing)
        takers = [element for element in self.ranked() if element.fit(thing) == best]
        takers = [element for element in takers if type(element) is type(takers[0])]
        return self.take_by_value(takers, thing)

    def reason(self, thing):
        """A TypeError lists why each refuses; an error of another type, met on the way, stands for itself."""
        for element in self.ranked():
            try:
                element.take(thing)
            except Refused as refused:
                if refused.kind is not TypeError:
                    return Refused(refused.kind)
        return Refused(TypeError)

    def take_by_value(self, takers, thing):
        """Of integers the first whose range has the value takes it, or the last one refuses it."""
        for element in takers[:-1]:
            try:
                return (self.elements.index(element), element.take(thing))
            except Refused as refused:
                if refused.kind is not OverflowError:
                    raise
        return (self.elements.index(takers[-1]), takers[-1].take(thing))

    def give(self, value):
        return (value[0], self.elements[value[0]].give(value[1]))


# --- Random shapes ---

SCALARS = [
    Bool(),
    Int("signed char", 8, True),
    Int("unsigned char", 8, False),
    Int("short", 16, True),
    Int("unsigned short", 16, False),
    Int("int", 32, True),
    Int("unsigned int", 32, False),
    Int("long", 64, True),
    Int("unsigned long long", 64, False),
    Float(),
    SingleFloat(),
    Complex(),
    Text("std::string"),
    Text("std::u16string"),
    Letter("char"),
    Bytes(),
    Milliseconds(),
]
KEYS = [shape for shape in SCALARS if shape.is_hashable and not isinstance(shape, (Bytes, Milliseconds))]

# Alternatives that no object fits equally well, whatever their order.
FAMILIES = [
    lambda rng: Bool(),
    lambda rng: rng.choice([shape for shape in SCALARS if isinstance(shape, Int)]),
    lambda rng: Float(),
    lambda rng: Text("std::string"),
    lambda rng: Bytes(),
    lambda rng: Sequence("std::vector", random_shape(rng, 1)),
    lambda rng: Map("std::map", rng.choice(KEYS), random_shape(rng, 1)),
]


def random_shape(rng, depth):
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(SCALARS)

    def element():
        return random_shape(rng, depth - 1)

    kind = rng.randrange(9)
    if kind == 0:
        inner = element()
        return inner if isinstance(inner, (Optional, Variant)) else Optional(inner)
    if kind in (1, 2):
        return Sequence(rng.choice(["std::vector", "std::deque", "std::list"]), element())
    if kind == 3:
        return Sequence("std::array", element(), rng.randint(0, 3))
    if kind in (4, 5):
        return Tuple(*(element() for _ in range(rng.randint(1, 3))))
    if kind == 6:
        return Set(rng.choice(["std::set", "std::unordered_set"]), rng.choice(KEYS))
    if kind == 7:
        return Map(rng.choice(["std::map", "std::unordered_map"]), rng.choice(KEYS), element())
    return Variant(*(family(rng) for family in rng.sample(FAMILIES, rng.randint(1, 3))))


def random_overloads(rng):
    elements = [family(rng) for family in rng.sample(FAMILIES, rng.randint(2, 4))]
    if any(isinstance(element, Int) for element in elements) and rng.random() < 0.5:
        elements = [element for element in elements if not isinstance(element, Int)]
        elements += [Int("short", 16, True), Int("int", 32, True), Int("long", 64, True)]
    rng.shuffle(elements)
    return Overloads(elements)
