"""ferrule_output: what `ferrule dump` or `ferrule check` prints of a header, as the pages show it."""

load("//bazel:glue.bzl", "GLUE_ATTRS", "GLUE_FRAGMENTS", "GLUE_TOOLCHAINS", "glue_context")
load("//bazel:parse_flags.bzl", "add_parse_flags")

def _ferrule_output_impl(ctx):
    glue = glue_context(ctx)
    compilation_context = glue.cc_info.compilation_context
    resource_header = ctx.file._resource_header
    args = ctx.actions.args()
    args.add(ctx.executable._generator)
    args.add(ctx.attr.command)
    args.add_all(ctx.files.hdrs)
    args.add("--module", glue.module)
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

    # Errors of the header are what `ferrule check` is asked for. They are shown as by a tool that runs in its folder.
    is_check = ctx.attr.command == "check"
    folder = ctx.files.hdrs[0].dirname + "/" if is_check else ""
    ctx.actions.run_shell(
        arguments = [ctx.outputs.out.path, "1" if is_check else "0", folder, args],
        command = """
            out="$1"; expected="$2"; folder="$3"; shift 3
            "$@" >"$out.full" 2>&1
            status="$?"
            sed "s|^$folder||" "$out.full" >"$out"
            rm "$out.full"
            test "$status" = "$expected" || { cat "$out"; exit 1; }
        """,
        inputs = depset(
            ctx.files.hdrs,
            transitive = [compilation_context.headers, ctx.attr._resource.files],
        ),
        mnemonic = "FerruleOutput",
        outputs = [ctx.outputs.out],
        tools = [ctx.executable._generator],
    )

ferrule_output = rule(
    implementation = _ferrule_output_impl,
    attrs = dict(
        GLUE_ATTRS,
        command = attr.string(
            doc = "Of the tool.",
            mandatory = True,
            values = ["check", "dump"],
        ),
        out = attr.output(
            mandatory = True,
        ),
    ),
    fragments = GLUE_FRAGMENTS,
    toolchains = GLUE_TOOLCHAINS,
)
