"""ferrule_embed: annotated headers become a module of an interpreter that a C++ program embeds."""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load(":glue.bzl", "GLUE_ATTRS", "GLUE_FRAGMENTS", "GLUE_TOOLCHAINS", "compile_glue", "generate_glue", "glue_context", "module_info")

def _ferrule_embed_impl(ctx):
    glue = glue_context(ctx)
    generated = generate_glue(ctx, glue)
    objects = compile_glue(ctx, glue, [generated.glue, generated.inittab])

    # alwayslink: nothing refers to the object that enters the module into the inittab.
    linking_context, _ = cc_common.create_linking_context_from_compilation_outputs(
        name = ctx.label.name,
        actions = ctx.actions,
        alwayslink = True,
        cc_toolchain = glue.cc_toolchain,
        compilation_outputs = objects,
        disallow_dynamic_library = True,
        feature_configuration = glue.feature_configuration,
        linking_contexts = [
            each.linking_context
            for each in [glue.cc_info, ctx.attr._libpython[CcInfo]] +
                        [module[CcInfo] for module in ctx.attr.imports if CcInfo in module]
        ],
    )
    return [
        DefaultInfo(files = depset([generated.glue, generated.inittab, generated.stub])),
        module_info(glue, generated),
        CcInfo(
            compilation_context = glue.cc_info.compilation_context,
            linking_context = linking_context,
        ),
    ]

ferrule_embed = rule(
    implementation = _ferrule_embed_impl,
    attrs = dict(
        GLUE_ATTRS,
        _libpython = attr.label(
            default = Label("@ferrule_python//:embed"),
            providers = [CcInfo],
        ),
    ),
    doc = "Binds annotated headers as a built-in module. A cc_binary or cc_test that has it in its deps " +
          "links the interpreter, whose inittab has the module.",
    fragments = GLUE_FRAGMENTS,
    provides = [CcInfo],
    toolchains = GLUE_TOOLCHAINS,
)
