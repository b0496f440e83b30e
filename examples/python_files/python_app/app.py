"""What the C++ program calls."""

from utils.foo import bar


def run():
    return bar()
