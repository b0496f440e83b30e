"""The rows of the runtime: loops in C++ of what users call, and of the C API that they would call instead."""

import dataclasses
import functools
import sys

import runtime_by_ferrule
import runtime_by_hand
from rows import UNROLL, Row

MODULES = {"hand": runtime_by_hand, "ferrule": runtime_by_ferrule}


@dataclasses.dataclass(frozen=True)
class RuntimeRow(Row):
    """A loop of that name in both modules."""

    # What the references of the loop refer to.
    referent: object = dataclasses.field(default_factory=object)

    def loops(self):
        return {side: functools.partial(self._run, module) for side, module in MODULES.items()}

    def _run(self, module, length, start, stop):
        return module.run(self.key, self.referent, length * UNROLL, start, stop)


# Turns of which the references fit into the cache.
_FEW = 1000

# So many that it takes no part of the time to begin the threads.
_MANY = 10_000


def _function(x, key=None):
    pass


class _Object:
    attribute = None

    def method(self, x):
        pass


# By hand nobody asks whether there is a reference; a Py that has none refuses.
_EMPTY_IS_REFUSED = 3.0

# Ferrule holds what it calls during the call, and counts towards Python's limit of recursion.
_IS_HELD = 1.15

# By hand a name is a variable; ferrule's belongs to the interpreter of the thread that asks for it.
_NAME_IS_ASKED_FOR = 1.5

RUNTIME_ROWS = (
    # Attaching and detaching.
    RuntimeRow("is_attached()"),
    RuntimeRow("attach(), attached", nanoseconds=7 if sys.version_info < (3, 12) else 4),
    RuntimeRow("attach(), detached"),
    RuntimeRow("attach(), new thread"),
    RuntimeRow("py.detach()"),
    RuntimeRow("SuspendAttach"),
    # References.
    RuntimeRow("drop Py", length=_FEW),
    RuntimeRow("drop Py, the last", length=_FEW),
    RuntimeRow("drop_ref(py)", length=_FEW, target=_EMPTY_IS_REFUSED),
    RuntimeRow("drop Py, detached", length=_FEW),
    RuntimeRow("drop Py, detached; drain", length=_FEW),
    RuntimeRow("drop Py, 8 threads; drain", length=_MANY, counted=False),
    RuntimeRow("clone_ref(py)", length=_FEW, target=_EMPTY_IS_REFUSED),
    RuntimeRow("bind(py)", target=_EMPTY_IS_REFUSED),
    RuntimeRow("bind(py) of a temporary", length=_FEW, target=_EMPTY_IS_REFUSED),
    # Calls of Python.
    RuntimeRow("f(x)", referent=_function, target=_IS_HELD),
    RuntimeRow("f(x, kw(key) = y)", referent=_function, target=_NAME_IS_ASKED_FOR),
    RuntimeRow("o.call_method(name, x)", referent=_Object(), target=_IS_HELD),
    RuntimeRow("o.attr(name)", referent=_Object(), target=_NAME_IS_ASKED_FOR),
    RuntimeRow("Dict of 3", target=_NAME_IS_ASKED_FOR),
    RuntimeRow("List of 3"),
    RuntimeRow("py.import(name), cached"),
)
