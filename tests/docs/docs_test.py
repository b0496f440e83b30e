"""What the documentation shows is what ferrule does."""

import builtins
import doctest
import re
from pathlib import Path

import failures
import pages
import pytest
import tables

PAGES = pages.find_pages(Path("."))
BLOCKS = [block for page in PAGES for block in pages.read_blocks(page)]

# Links and paths lead anywhere in the tree, where the runfiles do not. Page and test are symbolic links into it.
TREE = Path("README.md").resolve().parent

each_page = pytest.mark.parametrize("page", PAGES, ids=str)


def find(path):
    if not Path(path).exists():
        raise LookupError(f"no file {path}: is it in the data of the test?")
    return Path(path)


def test_there_are_pages():
    names = {page.name for page in PAGES}
    assert {"annotations.md", "arrays.md", "conversions.md", "errors.md", "generated-code.md", "operators.md", "overloads.md", "runtime.md", "threads.md"} <= names


# Code


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.source()], ids=str)
def test_block_is_its_source(block):
    assert block.text == pages.read_source(block.source(), find), "bazel run //tests/docs:update refreshes the page"


def code_of(text):
    """Returns the lines of C++ without comments and indentation."""
    lines = (re.sub(r"//.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.comment.startswith("excerpt: ")], ids=str)
def test_excerpt_is_of_its_source(block):
    source = iter(code_of(find(block.comment.removeprefix("excerpt: ")).read_text()))
    missing = [line for line in code_of(block.text) if line not in source]
    assert not missing


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.language == "cpp"], ids=str)
def test_cpp_says_where_it_comes_from(block):
    kinds = ("from: ", "excerpt: ", "not compiled: ")
    assert block.comment.startswith(kinds), "write one of these before it: " + ", ".join(kinds)


# A traceback may be shown by its last line alone, as messages are what pages are about.
LAST_LINE_OF_TRACEBACK = re.compile(r"^(\w+\.)*\w*(Error|Exception)(:|$)")


def examples_of(block):
    for example in doctest.DocTestParser().get_examples(block.text):
        if LAST_LINE_OF_TRACEBACK.match(example.want):
            example.exc_msg = example.want
        yield example


@each_page
def test_sessions(page):
    names = {"__name__": "__main__"}  # what one session defines, the later ones of the page may use
    report = []
    runner = doctest.DocTestRunner(verbose=False)
    for block in pages.read_blocks(page):
        if block.comment == "run":
            exec(compile(block.text, str(block), "exec"), names)
        elif block.is_session and block.has_what_it_needs():
            if block.comment.startswith("given: "):
                exec(block.comment.removeprefix("given: "), names)
            session = doctest.DocTest(list(examples_of(block)), names, str(page), str(page), block.line, block.text)
            session.globs = names
            runner.run(session, clear_globs=False, out=report.append)
    assert not runner.failures, "".join(report)


def test_symbols_for_the_debugger_are_in_the_glue():
    glue = find("examples/decorator/decorator.ferrule/decorator_glue.cc").read_text()
    text = "".join(page.read_text() for page in PAGES)
    symbols = set(re.findall(r"break ferrule_decorator::(\w+)", text))
    assert "py_Counter_call" in symbols
    assert not [symbol for symbol in symbols if f" {symbol}(" not in glue]


# Links


def anchors_of(page):
    headings = re.findall(r"^#+ (.*)$", pages.without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_links_lead_somewhere(page):
    text = pages.without_code(page)
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", text):
        if "://" in target:
            continue
        path = (TREE / page).parent / target if target else TREE / page
        assert path.exists(), f"{page} links to {target}"
        if anchor:
            assert anchor in anchors_of(path), f"{page} links to {target}#{anchor}"


@pytest.mark.parametrize("page", [*PAGES, Path("ARCHITECTURE.md"), Path("CONTRIBUTING.md")], ids=str)
def test_paths_exist(page):
    """What stands in backticks and begins with a folder of ours is there."""
    folders = "bazel|benchmarks|docs|e2e|examples|generator|runtime|templates|tests|tools"
    for path in re.findall(rf"`((?:{folders})/[^\s`<*]*)`", pages.without_code(page)):
        assert (TREE / path).exists(), f"{page} names {path}"


@each_page
def test_prose_is_not_too_wide(page):
    lines = pages.without_code(page).splitlines()
    assert not [line for line in lines if len(line) > 120 and not line.startswith(("|", "<!--"))]


# Annotations


def sections_of(page):
    """Returns the text of each section of the second level, by its heading without backticks."""
    parts = re.split(r"^## (.*)$", page.read_text(), flags=re.MULTILINE)
    return {heading.strip("`"): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


# Of each macro: its keys and, as "-", itself, with the words `covered` and `later`. The generator has printed them.
MACROS = {}
for row in Path("tests/docs/macros.txt").read_text().splitlines():
    macro, key, word = row.split()
    MACROS.setdefault(macro, {})[key] = word


def keys_of(macro, word):
    return {key for key, its_word in MACROS[macro].items() if its_word == word} - {"-"}


@pytest.mark.parametrize("macro", MACROS)
def test_macro_has_a_section_with_its_keys(macro):
    section = sections_of(Path("docs/annotations.md"))[macro]
    keys_here = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    later = re.search(r"^Not covered yet: (.*?)\.$", section, re.MULTILINE | re.DOTALL)
    keys_later = set(re.findall(r"`(\w+)`", later[1])) if later else set()
    assert keys_here == keys_of(macro, "covered")
    assert keys_later == keys_of(macro, "later")
    assert MACROS[macro]["-"] == ("later" if "This macro is not covered yet" in section else "covered")


def test_macros_are_those_of_the_header():
    header = Path("runtime/include/ferrule/annotations.h").read_text()
    assert set(re.findall(r"^#define (FERRULE_[A-Z]+)\(", header, re.MULTILINE)) == set(MACROS)


# Conversions


def test_table_of_conversions_is_what_stubs_show():
    """The header whose stub this reads was made from the table: see tables.py."""
    stub = Path("tests/docs/table.pyi").read_text()
    for index, row in enumerate(tables.read_rows(Path("docs/conversions.md"))):
        for name, expected in row.python_of(index).items():
            found = re.search(rf"^def {name}\((?:value: )?(.*)\) -> (.*): \.\.\.$", stub, re.MULTILINE)
            assert found, f"no function {name} for {row.cpp}"
            assert expected == (found[1] or found[2]), row.cpp


# Errors

THROWN = [(cpp, row[0]) for types, row in tables.read_table(Path("docs/errors.md")) for cpp in types]


@pytest.mark.parametrize("cpp, python", THROWN)
def test_table_of_exceptions_is_what_python_sees(cpp, python):
    expected = getattr(builtins, re.match(r"\w+", python)[0])
    with pytest.raises(expected) as caught:
        failures.throw_named(cpp)
    assert caught.type is expected or expected is OSError


def test_system_errors_have_what_the_table_says():
    with pytest.raises(OSError) as caught:
        failures.throw_named("std::filesystem::filesystem_error")
    assert (caught.value.errno, caught.value.filename) == (2, "/no/such/file")
