"""The example does what its README says."""

import os
import subprocess


def test_main_prints_seven():
    result = subprocess.run([os.environ["EMBEDDING"]], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "7\n", "")
