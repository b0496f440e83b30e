"""What app imports."""


def bar():
    return "baz"
