"""Runs pytest as a Bazel test: the main of ferrule_pytest."""

import os
import sys

# pytest is the interpreter's own, or else the one of the package python3-pytest, which is pure Python and
# serves any interpreter that FERRULE_PYTHON names.
sys.path.append("/usr/lib/python3/dist-packages")

import pytest


def flags_from_bazel():
    """Returns what Bazel says through the environment, as flags of pytest."""
    flags = []
    if report := os.environ.get("XML_OUTPUT_FILE"):
        flags.append(f"--junitxml={report}")
    if wanted := os.environ.get("TESTBRIDGE_TEST_ONLY"):  # bazel test --test_filter=...
        flags.append(f"-k={wanted}")
    return flags


if __name__ == "__main__":
    # No cache in the runfiles, and no configuration from outside of them.
    isolation = ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir=."]
    sys.exit(pytest.main([*isolation, *flags_from_bazel(), *sys.argv[1:]]))
