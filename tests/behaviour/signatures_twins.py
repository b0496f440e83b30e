"""The signatures of signatures.h in Python: the words of their errors are the ones to match."""


def values(*values):
    return list(values)


def values_between(a, *values, b=2):
    return [a, b, *values]


def options(**options):
    return options


def options_after(a, /, b=2, **options):
    return options | {"<a>": a, "<b>": b}


def both(*values, **options):
    return [*values, *(options[name] for name in sorted(options))]


def everything(a, /, b=2, *values, c, d=4, **options):
    return [a, b, c, d, *values, *(options[name] for name in sorted(options))]


class Base:
    @classmethod
    def every_kind(cls, a, /, b, *, c=3):
        return [a, b, c]

    @classmethod
    def count(cls, *values, **options):
        return len(values) + len(options)
