"""The example does what its README says."""

import os
import signal
import subprocess


def test_ctrl_c_ends_the_loop():
    with subprocess.Popen([os.environ["INTERRUPT"]], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "counting\n"
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert (process.returncode, rest) == (0, "interrupted: yes\n")
