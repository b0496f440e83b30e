"""Runs pytest as a Bazel test: the main of ferrule_pytest."""

import os
import sys

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
    # Bazel's runfiles are no place for a cache, and nothing outside of them may configure a test.
    sys.exit(pytest.main(["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir=.", *flags_from_bazel(), *sys.argv[1:]]))
