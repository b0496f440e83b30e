"""ferrule_extension: annotated headers become a module that Python imports."""

load("@ferrule_python//:defs.bzl", "PYTHON")
load("@rules_cc//cc:defs.bzl", "cc_common")
load("@rules_python//python:defs.bzl", "PyInfo")
load(":glue.bzl", "GLUE_ATTRS", "GLUE_FRAGMENTS", "GLUE_TOOLCHAINS", "compile_glue", "generate_glue", "glue_context", "module_info")

def _link(ctx, glue, objects):
    """Links the shared library, which shows nothing but its PyInit function."""
    linked = cc_common.link(
        name = ctx.label.name,
        actions = ctx.actions,
        additional_inputs = [ctx.file._exports],
        cc_toolchain = glue.cc_toolchain,
        compilation_outputs = objects,
        feature_configuration = glue.feature_configuration,
        link_deps_statically = True,
        linking_contexts = [glue.cc_info.linking_context],
        output_type = "dynamic_library",
        user_link_flags = ctx.attr.linkopts + [
            "-Wl,--version-script=" + ctx.file._exports.path,
            # Tells the runtime that it is in an extension: runtime/src/lifecycle.cc.
            "-Wl,--defsym=ferrule_is_extension=1",
        ],
    )
    library = linked.library_to_link
    return library.resolved_symlink_dynamic_library or library.dynamic_library

def _link_as(ctx, path, target):
    """Gives a file the path, below the target's package, by which Python finds it."""
    link = ctx.actions.declare_file(path)
    ctx.actions.symlink(output = link, target_file = target)
    return link

def _import_path(ctx):
    """Returns the package's folder in the runfiles, which goes on sys.path."""
    repository = ctx.label.workspace_name or ctx.workspace_name
    return "/".join([part for part in [repository, ctx.label.package] if part])

def _ferrule_extension_impl(ctx):
    glue = glue_context(ctx)
    generated = generate_glue(ctx, glue)
    objects = compile_glue(ctx, glue, [generated.glue], disallow_nopic_outputs = True)
    library = _link(ctx, glue, objects)
    path = glue.module.replace(".", "/")
    outputs = [
        _link_as(ctx, path + PYTHON.ext_suffix, library),
        _link_as(ctx, path + ".pyi", generated.stub),
    ]
    runfiles = ctx.runfiles(files = outputs)
    for dep in ctx.attr.deps + ctx.attr.imports:
        runfiles = runfiles.merge(dep[DefaultInfo].default_runfiles)
    return [
        DefaultInfo(files = depset(outputs), runfiles = runfiles),
        OutputGroupInfo(
            glue = depset([generated.glue]),
            stub = depset([generated.stub]),
        ),
        module_info(glue, generated),
        PyInfo(
            imports = depset(
                [_import_path(ctx)],
                transitive = [each[PyInfo].imports for each in ctx.attr.imports if PyInfo in each],
            ),
            transitive_sources = depset(),
            uses_shared_libraries = True,
        ),
    ]

ferrule_extension = rule(
    implementation = _ferrule_extension_impl,
    attrs = dict(
        GLUE_ATTRS,
        linkopts = attr.string_list(
            doc = "Flags for linking the module.",
        ),
        _exports = attr.label(
            allow_single_file = True,
            default = Label("//bazel:exports.lds"),
        ),
    ),
    doc = "Binds annotated headers as an extension module, with its stub beside it. Python targets " +
          "that have it in their deps import it by its name. --output_groups=glue builds the generated source.",
    fragments = GLUE_FRAGMENTS,
    provides = [PyInfo],
    toolchains = GLUE_TOOLCHAINS,
)
