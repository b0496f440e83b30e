"""@ferrule_python: the CPython that extensions are built for and tests run with.

It is the interpreter FERRULE_PYTHON; without that, /usr/bin/python3. Never the python3 of PATH, which
may be a shim that means another interpreter in each folder.

Targets:
    :headers     cc_library, <Python.h>; for extensions, which do not link libpython
    :embed       cc_library, the headers and libpython; for programs that embed the interpreter
    :toolchain   py_binary and py_test run with this interpreter once it is registered
    defs.bzl     PYTHON = struct(interpreter, version, ext_suffix, free_threaded, debug)
"""

_DEFAULT = "/usr/bin/python3"

_MINIMUM_VERSION = [3, 11]

_QUERY = """
import json, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    "version_info": sys.version_info[:2],
    "version": "%d.%d" % sys.version_info[:2],
    "ext_suffix": get("EXT_SUFFIX"),
    "free_threaded": bool(get("Py_GIL_DISABLED")),
    "debug": bool(get("Py_DEBUG")),
    "include": sysconfig.get_path("include"),
    "libdir": get("LIBDIR"),
    "libpython": "python" + get("LDVERSION"),
    "libs": ((get("LIBS") or "") + " " + (get("SYSLIBS") or "")).split(),
}))
"""

_BUILD = """\
load("@rules_cc//cc:defs.bzl", "cc_library")
load("@rules_python//python:defs.bzl", "py_runtime", "py_runtime_pair")

package(default_visibility = ["//visibility:public"])

cc_library(
    name = "headers",
    hdrs = glob(["include/**/*.h"]),
    includes = ["include"],
)

# -rdynamic: extension modules that the program imports find the C API in it.
cc_library(
    name = "embed",
    linkopts = {linkopts},
    deps = [":headers"],
)

# stub_shebang: the launcher of a Python target otherwise starts `#!/usr/bin/env python`, which Debian
# does not have.
py_runtime(
    name = "runtime",
    interpreter_path = "{interpreter}",
    python_version = "PY3",
    stub_shebang = "#!{interpreter}",
)

py_runtime_pair(
    name = "runtime_pair",
    py3_runtime = ":runtime",
)

toolchain(
    name = "toolchain",
    toolchain = ":runtime_pair",
    toolchain_type = "@rules_python//python:toolchain_type",
)
"""

_DEFS = """\
PYTHON = struct(
    interpreter = "{interpreter}",
    version = "{version}",
    ext_suffix = "{ext_suffix}",
    free_threaded = {free_threaded},
    debug = {debug},
)
"""

def _query(rctx, interpreter):
    """Returns what the interpreter says of itself."""
    if not rctx.path(interpreter).exists:
        fail("There is no {}: install python3-dev (tools/setup does it), or choose another ".format(interpreter) +
             "interpreter by FERRULE_PYTHON.")
    answer = rctx.execute([interpreter, "-I", "-S", "-c", _QUERY])
    if answer.return_code:
        fail("{} is not a CPython that ferrule can ask for its settings:\n{}".format(interpreter, answer.stderr))
    python = json.decode(answer.stdout)
    if python["version_info"] < _MINIMUM_VERSION:
        fail("{} is CPython {}; ferrule needs {}.{} or later, by FERRULE_PYTHON.".format(
            interpreter,
            python["version"],
            *_MINIMUM_VERSION
        ))
    if not rctx.path(python["include"]).get_child("Python.h").exists:
        fail("{}/Python.h is not there: install the headers of {} ".format(python["include"], interpreter) +
             "(on Debian and Ubuntu python3-dev; tools/setup does it).")
    return python

def _python_impl(rctx):
    interpreter = rctx.os.environ.get("FERRULE_PYTHON", "") or _DEFAULT
    python = _query(rctx, interpreter)
    linkopts = [
        "-L" + python["libdir"],
        "-l" + python["libpython"],
        "-Wl,-rpath," + python["libdir"],
        "-rdynamic",
        "-pthread",
    ] + python["libs"]
    rctx.symlink(python["include"], "include")
    rctx.file("BUILD", _BUILD.format(interpreter = interpreter, linkopts = repr(linkopts)))
    rctx.file("defs.bzl", _DEFS.format(interpreter = interpreter, **python))

python_repository = repository_rule(
    implementation = _python_impl,
    environ = ["FERRULE_PYTHON"],
    local = True,
)
