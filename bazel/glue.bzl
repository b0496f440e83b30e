"""What ferrule_extension and ferrule_embed share: headers in, compiled glue out."""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load(":parse_flags.bzl", "add_parse_flags")

FerruleModuleInfo = provider(
    doc = "What a module says of its types to those that import it.",
    fields = {
        "interfaces": "a depset of files: its own, and those of the modules that it imports itself",
    },
)

GLUE_FRAGMENTS = ["cpp"]

GLUE_TOOLCHAINS = use_cc_toolchain()

GLUE_ATTRS = {
    "copts": attr.string_list(
        doc = "Flags for reading the headers and for compiling the glue.",
    ),
    "deps": attr.label_list(
        doc = "The cc_library targets that have the headers and what implements them.",
        mandatory = True,
        providers = [CcInfo],
    ),
    "hdrs": attr.label_list(
        allow_empty = False,
        allow_files = [".h", ".hh", ".hpp", ".hxx"],
        doc = "The annotated headers.",
        mandatory = True,
    ),
    "imports": attr.label_list(
        doc = "The ferrule_extension and ferrule_embed targets of the modules whose classes and enums the headers use.",
        providers = [FerruleModuleInfo],
    ),
    "module": attr.string(
        doc = "The name of the Python module, with dots between packages; by default the name of the target.",
    ),
    "_cc_toolchain": attr.label(
        default = Label("@rules_cc//cc:current_cc_toolchain"),
    ),
    "_generator": attr.label(
        cfg = "exec",
        default = Label("//bazel:generator"),
        executable = True,
    ),
    "_resource": attr.label(
        default = Label("@ferrule_libclang//:resource"),
    ),
    "_resource_header": attr.label(
        allow_single_file = True,
        default = Label("@ferrule_libclang//:resource/include/stddef.h"),
    ),
    "_runtime": attr.label(
        default = Label("//runtime:ferrule"),
        providers = [CcInfo],
    ),
}

def glue_context(ctx):
    """Returns what each step needs to know, found once: module name, toolchain, dependencies."""
    cc_toolchain = find_cc_toolchain(ctx)
    return struct(
        cc_info = cc_common.merge_cc_infos(
            cc_infos = [dep[CcInfo] for dep in ctx.attr.deps + [ctx.attr._runtime]],
        ),
        cc_toolchain = cc_toolchain,
        feature_configuration = cc_common.configure_features(
            cc_toolchain = cc_toolchain,
            ctx = ctx,
            requested_features = ctx.features,
            unsupported_features = ctx.disabled_features,
        ),
        interfaces = depset(transitive = [each[FerruleModuleInfo].interfaces for each in ctx.attr.imports]),
        module = _module_name(ctx),
    )

def _module_name(ctx):
    module = ctx.attr.module or ctx.label.name
    for part in module.split("."):
        if not part.replace("_", "a").isalnum() or part[0].isdigit():
            fail("'{}' cannot be the name of a Python module; give one by module = \"...\"".format(module))
    return module

def _include_spelling(header):
    """Returns how an #include names the header: its path inside its repository."""
    path = header.short_path
    if path.startswith("../"):  # ../<repository>/<path>
        return path.split("/", 2)[2]
    return path

def generate_glue(ctx, glue):
    """Runs the generator on the headers.

    Args:
      ctx: of a rule with GLUE_ATTRS.
      glue: from glue_context.

    Returns:
      The generated files: a struct of glue, inittab, interface and stub.
    """

    # A folder for each target, so that two of them may bind a module of the same name.
    stem = "{}.ferrule/{}".format(ctx.label.name, glue.module.split(".")[-1])
    files = struct(
        glue = ctx.actions.declare_file(stem + "_glue.cc"),
        inittab = ctx.actions.declare_file(stem + "_inittab.cc"),
        interface = ctx.actions.declare_file(stem + ".ferrule.json"),
        stub = ctx.actions.declare_file(stem + ".pyi"),
    )
    resource_header = ctx.file._resource_header
    compilation_context = glue.cc_info.compilation_context

    args = ctx.actions.args()
    args.add("generate")
    args.add_all([_include_spelling(header) for header in ctx.files.hdrs])
    args.add("--module", glue.module)
    args.add("--out", files.glue.dirname)
    args.add_all(glue.interfaces, before_each = "--import")
    args.add("--")
    add_parse_flags(
        args,
        ctx,
        cc_toolchain = glue.cc_toolchain,
        compilation_context = compilation_context,
        copts = ctx.attr.copts,
        feature_configuration = glue.feature_configuration,
        resource_dir = resource_header.dirname[:-len("/include")],
    )
    ctx.actions.run(
        arguments = [args],
        executable = ctx.executable._generator,
        inputs = depset(
            ctx.files.hdrs,
            transitive = [compilation_context.headers, ctx.attr._resource.files, glue.interfaces],
        ),
        mnemonic = "FerruleGenerate",
        outputs = [files.glue, files.inittab, files.interface, files.stub],
        progress_message = "Binding %s" % ctx.label,
    )
    return files

def module_info(glue, files):
    """Returns the FerruleModuleInfo of a module, from glue_context and generate_glue."""
    return FerruleModuleInfo(interfaces = depset([files.interface], transitive = [glue.interfaces]))

def compile_glue(ctx, glue, srcs, **kwargs):
    """Compiles generated sources.

    Args:
      ctx: of a rule with GLUE_ATTRS.
      glue: from glue_context.
      srcs: the generated sources to compile.
      **kwargs: passed to cc_common.compile.

    Returns:
      The CcCompilationOutputs.
    """
    _, objects = cc_common.compile(
        name = ctx.label.name,
        actions = ctx.actions,
        cc_toolchain = glue.cc_toolchain,
        compilation_contexts = [glue.cc_info.compilation_context],
        feature_configuration = glue.feature_configuration,
        public_hdrs = ctx.files.hdrs,
        srcs = srcs,
        user_compile_flags = ctx.attr.copts + ["-fvisibility=hidden"],
        **kwargs
    )
    return objects
