"""The random types under test: the same for the header that declares them and the test that knows them."""

import random

import shapes

COUNT = 60
SETS = 40
SEED = 20


def functions():
    """Returns a shape for each function by its name."""
    rng = random.Random(SEED)
    catalog = {f"scalar{i}": shape for i, shape in enumerate(shapes.SCALARS)}
    for i in range(COUNT):
        catalog[f"echo{i}"] = shapes.random_shape(rng, rng.randint(1, 3))
    return catalog


def overloads():
    """Returns a set of overloads by its name."""
    rng = random.Random(SEED + 1)
    return {f"overloaded{i}": shapes.random_overloads(rng) for i in range(SETS)}
