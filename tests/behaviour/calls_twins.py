"""What calls.h declares, as Python functions: the words of their errors are the ones to match."""


def nothing():
    return []


def one(a):
    return [a]


def two(a, b):
    return [a, b]


def three(a, b, c):
    return [a, b, c]


def one_default(a=1):
    return [a]


def two_one_default(a, b=2):
    return [a, b]


def two_defaults(a=1, b=2):
    return [a, b]


def three_defaults(a, b=2, c=3):
    return [a, b, c]


def positional_only(a, b, /):
    return [a, b]


def positional_only_default(a, b=2, /):
    return [a, b]


def positional_first(a, /, b):
    return [a, b]


def positional_first_default(a, b=2, /, c=3):
    return [a, b, c]


def keyword_only(*, a):
    return [a]


def keyword_only_three(*, a, b, c):
    return [a, b, c]


def keyword_only_default(a, *, b=2):
    return [a, b]


def keyword_only_required(a, b=2, *, c, d=4):
    return [a, b, c, d]


def every_kind(a, /, b, *, c):
    return [a, b, c]


def unnamed(arg0, /):
    return []


def one_positional(a, /):
    return [a]


def args(*args):
    return (args,)


def args_after(a, *args):
    return (a, args)


def args_before(*args, b):
    return (args, b)


def args_between(a, *args, b=2):
    return (a, args, b)


def kwargs(**kwargs):
    return (kwargs,)


def kwargs_after(a, **kwargs):
    return (a, kwargs)


def positional_kwargs(a, /, **kwargs):
    return (a, kwargs)


def both(*args, **kwargs):
    return (args, kwargs)


def everything(a, /, b=2, *args, c, d=4, **kwargs):
    return (a, b, args, c, d, kwargs)


class Shapes:
    def __init__(self, a=1, b=2, *, c=3):
        self._made_of = [a, b, c]

    def made_of(self):
        return self._made_of

    def one(self, a):
        return [a]

    def two_defaults(self, a=1, b=2):
        return [a, b]

    def every_kind(self, a, /, b, *, c):
        return [a, b, c]

    def both(self, *args, **kwargs):
        return (args, kwargs)

    def nothing(self):
        return []

    def unnamed(self, arg0, /):
        return []

    @staticmethod
    def static_nothing():
        return []

    @staticmethod
    def static_unnamed(arg0, /):
        return []

    @staticmethod
    def of_class(a, b=2):
        return [a, b]

    def __call__(self, a, b=2):
        return [a, b]


class Sealed:
    def __init__(self, a, b=2):
        self._made_of = [a, b]

    def made_of(self):
        return self._made_of

    def __call__(self):
        return []


class Empty:
    def __init__(self):
        pass

    def __call__(self, arg0, /):
        return []

    def nothing(self):
        return []

    class Inner:
        def __init__(self):
            pass

        def nothing(self):
            return []
