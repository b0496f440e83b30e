"""The warnings that ferrule's own code is compiled with; --config=ci makes errors of them."""

FERRULE_COPTS = [
    "-Wall",
    "-Wextra",
    # Designated initializers leave out what has a default, and mean to.
    "-Wno-missing-field-initializers",
]
