"""What the rows of the glue and those of the runtime have in common."""

import dataclasses

# The sides of every row: the C API written by hand, and ferrule.
SIDES = ("hand", "ferrule")

# So many statements are run in one turn of a loop.
UNROLL = 10

# The most that ferrule may take of the time by hand, where a row says nothing else.
TIME_TARGET = 1.12

# A difference of fewer nanoseconds is not one: it is what a taken branch costs.
TIME_NOISE = 0.5


@dataclasses.dataclass(frozen=True)
class Row:
    """What is measured on both sides, as a statement that a loop runs again and again."""

    key: str

    _: dataclasses.KW_ONLY
    # The most instructions that ferrule may take, relative to those by hand.
    target: float = 1.05
    # The most nanoseconds that ferrule may take, where that is what is wanted of it.
    nanoseconds: float | None = None
    # How many turns of the loop are timed at once; by default as many as take two milliseconds.
    length: int | None = None
    # Whether the instructions are worth counting: callgrind runs one thread at a time.
    counted: bool = True

    def loops(self):
        """Returns {side: loop}.

        A loop is a function of (length, start, stop) that runs the statement UNROLL times in each of `length`
        turns, and returns what stop() returns after them less what start() returns before them.
        """
        raise NotImplementedError
