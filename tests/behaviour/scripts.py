"""Scripts that run in a process of their own."""

import os
import subprocess
import sys
import textwrap


def run(script):
    """Runs a script in an interpreter of its own, which can import what this one can."""
    # An interpreter without a GIL says when a module makes it take one.
    warnings = "ignore:The global interpreter lock:RuntimeWarning"
    command = [sys.executable, "-X", "faulthandler", "-W", warnings, "-c", textwrap.dedent(script)]
    environment = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    return result.stdout
