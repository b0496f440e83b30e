"""golden_glue: the checked-in glue is compiled, each file for itself."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//bazel:copts.bzl", "FERRULE_COPTS")

def golden_glue(name, glue):
    """A library for each golden.

    Args:
      name: builds all of them; that of each is `<feature>_glue`.
      glue: the files, `<feature>/api_glue.cc`.
    """
    for source in glue:
        feature = source.split("/")[0]
        cc_library(
            name = feature + "_glue",
            testonly = True,
            srcs = [source],
            hdrs = native.glob([feature + "/*.h"]),
            copts = FERRULE_COPTS + ["-fvisibility=hidden"],
            deps = ["//runtime:ferrule"],
        )
    native.filegroup(
        name = name,
        testonly = True,
        srcs = [source.split("/")[0] + "_glue" for source in glue],
    )
