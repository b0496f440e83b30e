"""The rules that bind annotated C++ headers.

    load("@ferrule//bazel:defs.bzl", "ferrule_extension", "ferrule_embed")

    cc_library(
        name = "counter_lib",
        srcs = ["counter.cc"],
        hdrs = ["counter.h"],
        deps = ["@ferrule//runtime:ferrule"],
    )

    # `import counter` in a py_binary, py_library or py_test that has it in its deps.
    ferrule_extension(
        name = "counter",
        hdrs = ["counter.h"],
        deps = [":counter_lib"],
    )

    # `import counter` in the interpreter that a cc_binary with it in its deps embeds.
    ferrule_embed(
        name = "counter_embedded",
        hdrs = ["counter.h"],
        module = "counter",
        deps = [":counter_lib"],
    )

    # `import app` and `import utils.foo` in the interpreter that a cc_binary with it in its deps embeds.
    ferrule_embed_python(
        name = "app",
        srcs = ["python/app.py", "python/utils/foo.py"],
        strip_prefix = "python",
    )
"""

load(":embed.bzl", _ferrule_embed = "ferrule_embed")
load(":embed_python.bzl", _ferrule_embed_python = "ferrule_embed_python")
load(":extension.bzl", _ferrule_extension = "ferrule_extension")

ferrule_embed = _ferrule_embed
ferrule_embed_python = _ferrule_embed_python
ferrule_extension = _ferrule_extension
