"""Generated glue is entered attached: no function of it attaches or detaches, and none that is called asks. Nor
does it throw, or allocate for a call.

It is read off the object files: which functions of others a function of the glue refers to.
"""

import os
import re
import subprocess

import attaching
import pytest

_FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
_RELOCATION = re.compile(r"^\s+[0-9a-f]+: R_\S+\s+(.*?)(?:[-+]0x[0-9a-f]+)?$")


def parse(dump):
    """Returns {function: names that it refers to}, of what objdump prints."""
    result = {}
    for line in dump.splitlines():
        if match := _FUNCTION.match(line):
            names = result.setdefault(match.group(1).removesuffix(" [clone .cold]"), set())
        elif match := _RELOCATION.match(line):
            names.add(match.group(1))
    return result


def references(files):
    """Returns {function: names that it refers to}, of the first library among the files."""
    archive = next(path for path in files.split() if path.endswith(".a"))
    dump = subprocess.run(["objdump", "-drC", archive], check=True, capture_output=True, text=True).stdout
    return parse(dump)


@pytest.fixture(scope="module")
def glue():
    return references(os.environ["GLUE_OBJECT"])


def functions_with(references, is_looked_for):
    return {function for function, names in references.items() if any(map(is_looked_for, names))}


def is_callback(function):
    """Returns whether C++ calls Python in a function, which it may do on any thread, or lets go of what it calls."""
    looked_for = r"convert::(PythonFunction|CallPython|CallInProgress)\b|_Sp_counted_.*Py<|internal::DropReference|_?Override\b"
    return re.search(looked_for, function) is not None


def test_only_callbacks_attach(glue):
    assert {function for function in functions_with(glue, attaching.attaches) if not is_callback(function)} == set()


def test_only_where_a_py_ends_the_glue_asks(glue):
    # A CallCounter of core.h has a Py, and its constructor takes one; so has what a callable becomes for C++. What the
    # garbage collector takes out of objects is a vector of them.
    asking = {function for function in functions_with(glue, attaching.asks) if not is_callback(function)}
    with_one = ("CallCounter", "~vector()")
    assert {name for name in asking if not any(map(name.__contains__, with_one)) or "::py_" in name} == set()


def test_only_what_is_bound_throws(glue):
    throwing = functions_with(glue, lambda name: name.startswith("__cxa_throw"))
    # The library's own: a std::variant is left without a value only by what throws while it is assigned.
    own = {"std::__throw_bad_variant_access"}
    assert {function.split("(")[0] for function in throwing} - own == {"ferrule_bound::py_fail"}


ALLOCATES = re.compile(r"^operator new|^(Py_?Mem_|Py(Tuple|List|Dict)_New|malloc)")


@pytest.mark.parametrize(
    "function",
    [
        "ferrule_bound::py_nothing",
        "ferrule_bound::py_add",
        "ferrule_bound::py_view_length",
        "ferrule_bound_calls::py_keyword_only",
        "ferrule_bound_calls::py_every_kind",
        "ferrule_bound_calls::py_defaults",
        "ferrule_bound_calls::py_count_args",
        "ferrule_bound_calls::py_count_kwargs",
        "ferrule_bound_calls::py_count_rest",
        "ferrule_bound_values::py_add_pair",
        "ferrule_bound_values::py_value_or_zero",
        "ferrule_bound_values::py_next_color",
    ],
)
def test_nothing_is_allocated_for_a_call(glue, function):
    names = set().union(*(names for name, names in glue.items() if name.split("(")[0] == function))
    assert names  # it is there
    assert {name for name in names if ALLOCATES.search(name)} == set()


def test_the_glue_is_what_was_looked_into(glue):
    assert {
        "ferrule_bound::py_nothing",
        "ferrule_bound::py_CallCounter_call",
        "ferrule_bound::Point_construct",
        "ferrule_bound_calls::py_keyword_only",
        "ferrule_bound_values::py_last_double",
    } <= {function.split("(")[0] for function in glue}


@pytest.mark.parametrize(
    "loop, is_looked_for",
    [
        ("AttachAttached|attach_once", attaching.attaches),
        ("AttachAttached|attach_once", attaching.asks),
        ("Suspend", attaching.attaches),
        ("IsAttached", attaching.asks),
        ("Drop|drop_py", attaching.asks),
    ],
)
def test_a_function_that_attaches_or_asks_would_be_seen(loop, is_looked_for):
    found = functions_with(references(os.environ["ATTACHING_OBJECT"]), is_looked_for)
    assert any(re.search(loop, function) for function in found)


@pytest.mark.parametrize(
    "name, attaches",
    [
        ("PyGILState_Ensure", True),
        ("PyGILState_Check", False),
        ("PyEval_SaveThread", True),
        ("PyEval_EvalFrameDefault", False),
        ("ferrule::abi_1::AttachGuard::~AttachGuard()", True),
        ("ferrule::abi_1::SuspendAttach::SuspendAttach()", True),
        ("ferrule::abi_1::ForbidAttaching::ForbidAttaching()", False),
        ("typeinfo for ferrule::abi_1::AttachFailure", False),
    ],
)
def test_tells_what_attaches_by_its_name(name, attaches):
    assert attaching.attaches(name) == attaches
