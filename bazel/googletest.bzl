"""@googletest, compiled from the sources that the package googletest installs."""

_SOURCES = "/usr/src/googletest"

_BUILD = """\
load("@rules_cc//cc:defs.bzl", "cc_library")

package(default_visibility = ["//visibility:public"])

# GoogleTest and GoogleMock, without a main().
cc_library(
    name = "gtest",
    srcs = [
        "googlemock/src/gmock-all.cc",
        "googletest/src/gtest-all.cc",
    ],
    hdrs = glob([
        "googlemock/include/**/*.h",
        "googletest/include/**/*.h",
    ]),
    includes = [
        "googlemock/include",
        "googletest/include",
    ],
    linkopts = ["-pthread"],
    linkstatic = True,
    deps = [":parts"],
)

# gtest-all.cc and gmock-all.cc include the other sources.
cc_library(
    name = "parts",
    textual_hdrs = glob([
        "googlemock/src/*.cc",
        "googletest/src/*",
    ]),
    includes = [
        "googlemock",
        "googletest",
    ],
    visibility = ["//visibility:private"],
)

cc_library(
    name = "gtest_main",
    srcs = ["googlemock/src/gmock_main.cc"],
    linkstatic = True,
    deps = [":gtest"],
)
"""

def _googletest_impl(rctx):
    for part in ["googletest", "googlemock"]:
        folder = rctx.path(_SOURCES).get_child(part)
        if not folder.exists:
            fail("{} is not there: install googletest (tools/setup does it)".format(folder))
        for sub in ["include", "src"]:
            rctx.symlink(folder.get_child(sub), part + "/" + sub)
    rctx.file("BUILD", _BUILD)

googletest_repository = repository_rule(
    implementation = _googletest_impl,
    local = True,
)
