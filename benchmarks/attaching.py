"""Which functions attach a thread, detach it, or ask whether it is attached, by their demangled names."""

import re

# What is only about attaching does not count: ForbidAttaching, which generated traverse functions hold, and errors.
_CHANGES = re.compile(
    r"^PyGILState_(Ensure|Release)"
    r"|^PyEval_(Save|Restore|Acquire|Release)"
    r"|^_?PyThreadState_(New|Swap|DeleteCurrent)"
    r"|ferrule::.*(?<!Forbid)(?<!Not)(attach|Attach|detach|Detach|Suspend)(?!Failure|Error)"
)
_ASKS = re.compile(
    r"^PyGILState_(Check|GetThisThreadState)"
    r"|^_?PyThreadState_(UncheckedGet|GetUnchecked)"
    r"|ferrule::.*(is_attached|AttachedThreadState)"
)


def asks(name):
    """Returns whether the function tells if a thread is attached."""
    return _ASKS.search(name) is not None


def attaches(name):
    """Returns whether the function attaches or detaches."""
    return _CHANGES.search(name) is not None and not asks(name)
