"""Small repositories that stand in for rules which Bazel would download.

Debian's Bazel 4.2.3 asks for rules_cc, rules_java and remote_coverage_tools in every build, whether or
not a target uses them, and the versions of rules_cc that Debian ships do not load in it. All that our
BUILD files need of these repositories are names for what is built into Bazel, so they are generated
here. (A local_repository would not do: its path is relative to the workspace that uses ferrule.)

Bazel 8 removed the built-in rules; there, a workspace has the real repositories.
"""

# A .bzl file may not define a global of the name of the built-in that it refers to: hence native.bzl.
_CC_NATIVE = """\
Native = struct(
    CcInfo = CcInfo,
    CcToolchainConfigInfo = CcToolchainConfigInfo,
    cc_common = cc_common,
)
"""

_CC_DEFS = """\
load(":native.bzl", "Native")

CcInfo = Native.CcInfo
CcToolchainConfigInfo = Native.CcToolchainConfigInfo
cc_binary = native.cc_binary
cc_common = Native.cc_common
cc_import = native.cc_import
cc_library = native.cc_library
cc_proto_library = native.cc_proto_library
cc_test = native.cc_test
cc_toolchain = native.cc_toolchain
cc_toolchain_suite = native.cc_toolchain_suite
objc_library = native.objc_library
"""

_FIND_CC_TOOLCHAIN = """\
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

find_cc_toolchain = find_cpp_toolchain

def use_cc_toolchain(mandatory = True):
    return ["@bazel_tools//tools/cpp:toolchain_type"]
"""

_CC_BUILD = """\
package(default_visibility = ["//visibility:public"])

alias(
    name = "toolchain_type",
    actual = "@bazel_tools//tools/cpp:toolchain_type",
)

alias(
    name = "current_cc_toolchain",
    actual = "@bazel_tools//tools/cpp:current_cc_toolchain",
)
"""

_JAVA_DEFS = """\
java_binary = native.java_binary
java_import = native.java_import
java_library = native.java_library
java_proto_library = native.java_proto_library
java_runtime = native.java_runtime
java_toolchain = native.java_toolchain
"""

_PYTHON_NATIVE = """\
Native = struct(
    PyInfo = PyInfo,
    PyRuntimeInfo = PyRuntimeInfo,
)
"""

_PYTHON_DEFS = """\
load("@bazel_tools//tools/python:toolchain.bzl", _py_runtime_pair = "py_runtime_pair")
load(":native.bzl", "Native")

PyInfo = Native.PyInfo
PyRuntimeInfo = Native.PyRuntimeInfo
py_binary = native.py_binary
py_library = native.py_library
py_runtime = native.py_runtime
py_runtime_pair = _py_runtime_pair
py_test = native.py_test
"""

_PYTHON_BUILD = """\
package(default_visibility = ["//visibility:public"])

alias(
    name = "toolchain_type",
    actual = "@bazel_tools//tools/python:toolchain_type",
)
"""

_COVERAGE_BUILD = """\
package(default_visibility = ["//visibility:public"])

filegroup(name = "Main")

filegroup(name = "coverage_report_generator")
"""

def _files_impl(rctx):
    for path, text in rctx.attr.files.items():
        rctx.file(path, text)

_files_repository = repository_rule(
    implementation = _files_impl,
    attrs = {"files": attr.string_dict(doc = "The texts of the files, by path.")},
)

def _debian_skylib_impl(rctx):
    folder = rctx.path("/usr/share/bazel/tools/skylib")
    if not folder.exists:
        fail("{} is not there: install bazel-skylib (tools/setup does it)".format(folder))
    for child in folder.readdir():
        rctx.symlink(child, child.basename)

# Bazel 7 without bzlmod loads bazel_skylib, which Debian has as a package.
_debian_skylib_repository = repository_rule(
    implementation = _debian_skylib_impl,
    local = True,
)

_STAND_INS = {
    "remote_coverage_tools": {
        "BUILD": _COVERAGE_BUILD,
    },
    "rules_cc": {
        "cc/BUILD": _CC_BUILD,
        "cc/defs.bzl": _CC_DEFS,
        "cc/find_cc_toolchain.bzl": _FIND_CC_TOOLCHAIN,
        "cc/native.bzl": _CC_NATIVE,
    },
    "rules_java": {
        "java/BUILD": "",
        "java/defs.bzl": _JAVA_DEFS,
    },
    "rules_python": {
        "python/BUILD": _PYTHON_BUILD,
        "python/defs.bzl": _PYTHON_DEFS,
        "python/native.bzl": _PYTHON_NATIVE,
    },
}

def stand_in_rules():
    """Defines the stand-ins that the workspace does not define itself."""
    for name, files in _STAND_INS.items():
        if not native.existing_rule(name):
            _files_repository(name = name, files = files)
    if not native.existing_rule("bazel_skylib"):
        _debian_skylib_repository(name = "bazel_skylib")
