"""ferrule_embed_python: Python files are compiled into a C++ program, which imports them.

    ferrule_embed_python(
        name = "app",
        srcs = glob(["python_app/**/*.py"]),
        strip_prefix = "python_app",
    )

makes a cc_library. A program that has it in its deps needs no file at run time: `import app` and
`import utils.foo` find python_app/app.py and python_app/utils/foo.py, whatever imports them.
"""

load("@rules_cc//cc:defs.bzl", "cc_library")

_SCRIPT = Label("//bazel:embed_python.sh")
_RUNTIME = Label("//runtime:ferrule")

def ferrule_embed_python(name, srcs, strip_prefix = "", deps = [], **kwargs):
    """Compiles Python files into a library.

    Args:
      name: of the cc_library.
      srcs: the Python files, of this package.
      strip_prefix: the folder below this package that modules are imported from; by default, the
        package itself.
      deps: what the files import and is embedded, too: other targets of this rule, and of ferrule_embed.
      **kwargs: passed to the cc_library.
    """
    source = name + "_files.cc"
    native.genrule(
        name = name + "_files",
        srcs = srcs,
        outs = [source],
        cmd = "sh $(execpath {script}) '{package}' '{prefix}' $(execpath {source}) $(SRCS)".format(
            package = native.package_name(),
            prefix = strip_prefix,
            script = _SCRIPT,
            source = source,
        ),
        message = "Embedding the Python files of",
        tools = [_SCRIPT],
        visibility = ["//visibility:private"],
    )
    cc_library(
        name = name,
        srcs = [source],
        alwayslink = True,  # nothing refers to the object that enters the files
        linkstatic = True,
        deps = deps + [_RUNTIME],
        **kwargs
    )
