"""Stubs say what modules have: every name, every signature."""

import ast
import enum
import importlib
import inspect
import re
import types
import typing
from pathlib import Path

import pytest

MODULES = [
    "arrays", "callbacks", "calls", "classes", "conversions", "errors", "operators", "outcomes", "overloads", "ranges",
    "settings", "special", "values",
]  # fmt: skip


# What the body of a module adds is known to nobody before.
ADDED_BY_BODIES = {"settings": {"answer"}}


def stub_of(module):
    path = Path(module.__file__)
    return ast.parse(path.with_name(path.name.split(".")[0] + ".pyi").read_text())


def is_overload(statement):
    decorators = getattr(statement, "decorator_list", [])
    return any(ast.unparse(each) == "typing.overload" for each in decorators)


def body_of(node):
    """The statements that define something, by name; a property's setter stands for itself, the first for overloads."""
    found = {}
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            is_setter = any(ast.unparse(each).endswith(".setter") for each in statement.decorator_list)
            name = statement.name + (".setter" if is_setter else "")
        elif isinstance(statement, ast.AnnAssign):
            name = ast.unparse(statement.target)
        elif isinstance(statement, ast.Assign):
            name = ast.unparse(statement.targets[0])
        else:
            continue
        if name in found:
            assert is_overload(statement) and is_overload(found[name]), f"{name} is there twice"
            continue
        found[name] = statement
    return found


def parameters_of(function):
    """The parameters of a stub's function as a text signature has them: without annotations."""
    arguments = ast.parse(ast.unparse(function.args).join(["def f(", "): ..."])).body[0].args
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.unparse(arguments)


def is_writable(kind, attribute):
    with pytest.raises((AttributeError, TypeError)) as caught:
        attribute.__set__(kind.__new__(kind), None)
    return "not writable" not in str(caught.value)


def text_signature_of(function, is_method):
    text = re.sub(r"^\(\$self_*(, )?", "(", function.__text_signature__)
    text = re.sub(r"^\(/(, )?", "(", text) if is_method else text
    return ast.unparse(ast.parse(f"def f{text}: ...").body[0].args)


def public(names):
    return {name for name in names if not name.startswith("_")}


def check_overloads(text_signature, doc):
    """Of the text signature of overloads, and their docstring, which lists them."""
    assert text_signature in {"*args", "**kwargs", "*args, **kwargs"}
    assert len(re.findall(r"^\S*\(.*\)( -> \S.*)?$", doc, re.MULTILINE)) > 1


def without_enumerators(parameters):
    """Inspect reads some of them, by another name or not at all."""
    return re.sub(r"=(\w+\.)+\w+", "=...", parameters)


def check_function(stub, function, is_method=False):
    if is_overload(stub):
        return check_overloads(text_signature_of(function, is_method), function.__doc__)
    parameters = parameters_of(stub)
    if is_method:
        assert stub.args.args[:1] or stub.args.posonlyargs
        parameters = re.sub(r"^self_*(, )?", "", parameters)
    assert without_enumerators(parameters) == without_enumerators(text_signature_of(function, is_method))
    assert (ast.get_docstring(stub, clean=False) or "").strip() == (function.__doc__ or "")
    assert stub.returns is not None
    unannotated = [each.arg for each in ast.walk(stub.args) if isinstance(each, ast.arg) and each.annotation is None]
    assert [each.rstrip("_") for each in unannotated] == (["self"] if is_method else [])


def check_attribute(stub, setter, kind, attribute):
    assert isinstance(attribute, types.GetSetDescriptorType)
    if isinstance(stub, ast.FunctionDef):
        assert [ast.unparse(each) for each in stub.decorator_list] == ["property"]
        assert (ast.get_docstring(stub) or "") == (attribute.__doc__ or "")
    has_setter = setter is not None or isinstance(stub, ast.AnnAssign)
    assert has_setter == is_writable(kind, attribute)


def check_enum(stub, kind):
    members = {name: ast.literal_eval(each.value) for name, each in body_of(stub).items()}
    assert members == {name: member.value for name, member in kind.__members__.items()}
    base = enum.IntEnum if issubclass(kind, enum.IntEnum) else enum.Enum
    assert [ast.unparse(each) for each in stub.bases] == [f"enum.{base.__name__}"]
    assert ast.get_docstring(stub) == (kind.__doc__ if ast.get_docstring(stub) else None)


def check_class(stub, kind):
    if issubclass(kind, enum.Enum):
        return check_enum(stub, kind)
    stubs = body_of(stub)
    assert public(name for name in stubs if "." not in name) == public(vars(kind))
    assert ("__call__" in stubs) == ("__call__" in vars(kind))
    assert ("__init__" in stubs) == bool(inspect.isfunction(kind.__init__) or kind.__text_signature__)
    is_final = [ast.unparse(each) for each in stub.decorator_list] == ["typing.final"]
    assert is_final == (not kind.__flags__ & (1 << 10))  # Py_TPFLAGS_BASETYPE
    if not is_overload(stubs.get("__init__")):
        assert (ast.get_docstring(stub) or "") == (kind.__doc__ or "")
    for name, each in stubs.items():
        if name.endswith(".setter") or name == "__call__":
            continue
        if name == "__init__" and is_overload(each):
            check_overloads(text_signature_of(kind, False), kind.__doc__)
            continue
        if name == "__init__":
            assert re.sub(r"^self_*(, )?", "", parameters_of(each)) == text_signature_of(kind, False)
            continue
        if name in {"__getattr__", "__buffer__"}:
            continue  # a slot for which not every CPython has an attribute
        attribute = vars(kind)[name]
        if isinstance(attribute, types.WrapperDescriptorType) or (name == "__hash__" and attribute is None):
            assert name.startswith("__")  # CPython's own, around a slot
        elif name == "__match_args__":
            assert ast.literal_eval(each.value) == attribute
        elif isinstance(attribute, type):
            check_class(each, attribute)
        elif isinstance(attribute, staticmethod):
            decorators = [ast.unparse(decorator) for decorator in each.decorator_list]
            assert decorators == ["typing.overload"] * is_overload(each) + ["staticmethod"]
            check_function(each, attribute.__func__)
        elif isinstance(attribute, types.ClassMethodDescriptorType):
            assert [ast.unparse(decorator) for decorator in each.decorator_list] == ["classmethod"]
            assert (ast.get_docstring(each) or "") == (attribute.__doc__ or "")
        elif isinstance(attribute, types.MethodDescriptorType):
            check_function(each, attribute, is_method=True)
        else:
            check_attribute(each, stubs.get(name + ".setter"), kind, attribute)
    return None


@pytest.mark.parametrize("name", MODULES)
def test_a_stub_has_what_its_module_has(name):
    module = importlib.import_module(name)
    stub = stub_of(module)
    stubs = body_of(stub)
    assert public(stubs) == public(vars(module)) - ADDED_BY_BODIES.get(name, set())
    assert ast.get_docstring(stub) == module.__doc__
    for each_name, each in stubs.items():
        if each_name.startswith("_"):
            continue  # a protocol that annotations need
        attribute = getattr(module, each_name)
        if isinstance(each, ast.ClassDef):
            check_class(each, attribute)
        elif isinstance(each, ast.FunctionDef):
            check_function(each, attribute)
        else:
            assert ast.unparse(each.annotation).split(".")[-1] == type(attribute).__name__


@pytest.mark.parametrize("name", MODULES)
def test_a_stub_imports_what_its_annotations_name(name):
    stub = stub_of(importlib.import_module(name))
    imported = {each.name for node in stub.body if isinstance(node, ast.Import) for each in node.names}
    dotted = {ast.unparse(node.value) for node in ast.walk(stub) if isinstance(node, ast.Attribute)}
    used = dotted & {"_typeshed", "collections.abc", "datetime", "decimal", "enum", "numpy", "numpy.typing", "os", "pathlib", "types", "typing"}
    assert imported == used


def functions_in(namespace):
    for each in list(namespace.values()):
        if isinstance(each, types.FunctionType):
            yield each
        elif isinstance(each, type) and not issubclass(each, enum.Enum):
            yield from functions_in(vars(each))


# _typeshed, which the stub of arrays needs, is there for type checkers alone.
@pytest.mark.parametrize("name", [name for name in MODULES if name != "arrays"])
def test_the_annotations_of_a_stub_are_expressions_of_its_names(name):
    stub = stub_of(importlib.import_module(name))
    for node in ast.walk(stub):
        if isinstance(node, ast.arguments):  # a default may name the class that it stands in
            node.defaults = [ast.Constant(...) for _ in node.defaults]
            node.kw_defaults = [each and ast.Constant(...) for each in node.kw_defaults]
    source = "from __future__ import annotations\n" + ast.unparse(stub)
    names = {"__name__": name}
    exec(compile(source, f"{name}.pyi", "exec"), names)  # noqa: S102
    functions = [each for each in functions_in(names) if each.__module__ == name]
    assert functions
    for function in functions:
        assert "return" in typing.get_type_hints(function)


@pytest.mark.parametrize("name", MODULES)
def test_every_function_has_its_signature_for_inspect_and_its_module(name):
    module = importlib.import_module(name)
    for attribute in list(vars(module).values()):
        if isinstance(attribute, types.BuiltinFunctionType):
            assert isinstance(inspect.signature(attribute), inspect.Signature)
            assert attribute.__module__ == name
