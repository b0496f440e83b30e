"""Types that users convert themselves, and results that are a value or raise."""

import decimal
import errno
import inspect
from pathlib import Path

import outcomes
import pytest
from outcomes import Brush
from steady import assert_steady

# --- Converted by users ---


def test_a_user_converts_both_ways():
    assert outcomes.inverted((0, 1, 2)) == (255, 254, 253)
    assert outcomes.number_of(decimal.Decimal("7")) == 7
    assert outcomes.reissued(8) == 8
    assert outcomes.size_of("word") == 4
    assert outcomes.other("low") == "high"


def test_a_template_has_one_converter():
    assert outcomes.widened(slice(1.0, 2.0)) == slice(0.0, 3.0)
    assert outcomes.length(slice(2, 5)) == 3
    with pytest.raises(TypeError, match=r"^length\(\) argument 'interval': expected int, got 'float'$"):
        outcomes.length(slice(2.0, 5.0))


def test_such_types_are_parts_of_others():
    assert outcomes.palette([(1, 2, 3), (4, 5, 6)]) == [(1, 2, 3), (4, 5, 6)]
    assert outcomes.maybe(None) is None
    assert outcomes.maybe((1, 2, 3)) == (1, 2, 3)
    assert outcomes.painted(lambda color: color[::-1]) == (3, 2, 1)
    brush = Brush()
    assert brush.color == (0, 0, 0)
    brush.color = (1, 2, 3)
    assert brush.color == (1, 2, 3)


def test_messages_say_what_the_user_says():
    with pytest.raises(TypeError, match=r"^inverted\(\) argument 'color': expected tuple\[int, int, int\], got 'str'$"):
        outcomes.inverted("red")
    with pytest.raises(TypeError, match=r"^palette\(\) argument 'colors': item 1: expected tuple\[int, int, int\], got 'int'$"):
        outcomes.palette([(1, 2, 3), 4])
    with pytest.raises(TypeError, match=r"^Brush.color: expected tuple\[int, int, int\], got 'int'$"):
        Brush().color = 1
    with pytest.raises(TypeError, match=r"result: expected tuple\[int, int, int\], got 'int'$"):
        outcomes.painted(lambda color: 1)


def test_what_a_converter_throws_is_raised():
    with pytest.raises(IndexError, match="^no such ticket$"):
        outcomes.number_of(-1)
    with pytest.raises(AttributeError):
        outcomes.number_of("x")


# --- Outcomes ---


def test_an_outcome_is_its_value():
    assert outcomes.half(4) == 2
    assert outcomes.colors(2) == [(0, 0, 0), (0, 0, 0)]
    assert outcomes.brush().color == (1, 2, 3)
    assert outcomes.run(False) is None
    assert outcomes.code(0) is None
    assert outcomes.later(False) is None


def test_or_it_raises():
    with pytest.raises(ValueError, match="^odd$"):
        outcomes.half(3)
    with pytest.raises(ValueError, match="^negative$"):
        outcomes.colors(-1)
    with pytest.raises(RuntimeError, match="^busy$"):
        outcomes.run(True)
    with pytest.raises(IndexError, match="^later$"):
        outcomes.later(True)


def test_an_error_code_is_an_os_error():
    with pytest.raises(FileNotFoundError) as caught:
        outcomes.code(errno.ENOENT)
    assert caught.value.errno == errno.ENOENT
    assert str(caught.value) == "[Errno 2] No such file or directory"
    with pytest.raises(RuntimeError, match="^iostream: "):
        outcomes.future_code()


def test_functions_have_outcomes():
    halver = outcomes.halver()
    assert halver(4) == 2
    with pytest.raises(ValueError, match="^odd$"):
        halver(3)


def raises_enoent(call, *arguments):
    with pytest.raises(FileNotFoundError) as caught:
        call(*arguments)
    return (caught.value.errno, str(caught.value)) == (errno.ENOENT, "[Errno 2] No such file or directory")


def test_a_status_that_is_filled_in_raises():
    assert outcomes.fill(0) is None
    assert raises_enoent(outcomes.fill, errno.ENOENT)
    assert str(inspect.signature(outcomes.fill)) == "(number)"
    with pytest.raises(TypeError, match=r"^fill\(\) takes 1 positional argument but 2 were given$"):
        outcomes.fill(0, 0)


def test_or_the_results_beside_it_are_returned():
    assert outcomes.fill_all(0) == ([(2, 2, 2)], "color", [2])
    assert outcomes.fill_all(0, scale=3) == ([(3, 3, 3)], "color", [3])
    assert raises_enoent(outcomes.fill_all, errno.ENOENT)
    assert outcomes.fill_later(False) == 3
    with pytest.raises(IndexError, match="^later$"):
        outcomes.fill_later(True)


def test_methods_fill_in_a_status():
    stream = outcomes.Stream()
    assert stream.write(0) is stream
    assert raises_enoent(stream.write, errno.ENOENT)
    assert stream.written() == 2
    assert outcomes.Stream.opened(0).written() == 0
    assert raises_enoent(outcomes.Stream.opened, errno.ENOENT)


def test_what_is_returned_beside_a_status_is_not_lost():
    value = object()
    assert outcomes.fill_and_pass(value, 0) is value
    assert_steady(lambda: outcomes.fill_and_pass(value, 0), value)
    assert_steady(lambda: outcomes.fill_and_pass(value, errno.ENOENT), value)
    assert_steady(lambda: outcomes.fill_all(0))
    assert_steady(lambda: outcomes.fill_all(errno.ENOENT))
    assert_steady(lambda: outcomes.Stream.opened(errno.ENOENT))


def test_counts_stay():
    assert_steady(lambda: outcomes.inverted((0, 1, 2)))
    assert_steady(lambda: outcomes.inverted("red"))
    assert_steady(lambda: outcomes.half(3))
    assert_steady(lambda: outcomes.brush())
    assert_steady(lambda: outcomes.code(errno.ENOENT))
    assert_steady(lambda: outcomes.number_of(-1))


def test_stubs_say_what_users_say():
    path = Path(outcomes.__file__)
    text = path.with_name(path.name.split(".")[0] + ".pyi").read_text()
    assert "import decimal\n" in text
    assert "def inverted(color: tuple[int, int, int]) -> tuple[int, int, int]: ..." in text
    assert "def reissued(ticket: decimal.Decimal | int) -> int: ..." in text
    assert "def colors(count: int) -> list[tuple[int, int, int]]: ..." in text
    assert "def other(level: typing.Literal['low', 'high']) -> typing.Literal['low', 'high']: ..." in text
    assert "def run(is_busy: bool) -> None: ..." in text
    assert "def fill(number: int) -> None: ..." in text
    assert "def fill_later(fails: bool) -> int: ..." in text
