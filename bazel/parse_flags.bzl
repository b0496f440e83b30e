"""The flags by which libclang reads a header as the C++ compiler of the toolchain will."""

load("@rules_cc//cc:defs.bzl", "cc_common")

# What changes the meaning of a declaration. Everything else (warnings, optimisation, debug information,
# and what only GCC knows) stays out: libclang refuses some of it, and none of it changes what is bound.
_KEPT_PREFIXES = ["-std=", "-m", "-U"]
_KEPT = [
    "-fchar8_t",
    "-fexceptions",
    "-fno-char8_t",
    "-fno-exceptions",
    "-fno-rtti",
    "-fno-signed-char",
    "-fno-unsigned-char",
    "-frtti",
    "-fsigned-char",
    "-funsigned-char",
    "-pthread",
]

# Toolchains redefine these to make builds reproducible, of which clang warns.
_DATE_MACROS = ["-D__DATE__=", "-D__TIME__=", "-D__TIMESTAMP__="]

def _starts_with_any(flag, prefixes):
    for prefix in prefixes:
        if flag.startswith(prefix):
            return True
    return False

def _is_kept(flag):
    if flag.startswith("-D"):
        return not _starts_with_any(flag, _DATE_MACROS)
    return flag in _KEPT or _starts_with_any(flag, _KEPT_PREFIXES)

def _language_flags(ctx, cc_toolchain, feature_configuration, copts):
    """Returns what the toolchain, the command line and `copts` say about language and macros."""
    variables = cc_common.create_compile_variables(
        cc_toolchain = cc_toolchain,
        feature_configuration = feature_configuration,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + copts,
    )
    command = cc_common.get_memory_inefficient_command_line(
        action_name = "c++-compile",
        feature_configuration = feature_configuration,
        variables = variables,
    )
    return [flag for flag in command if _is_kept(flag)]

def _system_includes(cc_toolchain, resource_dir):
    """Returns the folders of the standard libraries, in the order that #include_next counts on.

    C++ comes first, then clang's builtin headers in place of the compiler's own (which are below
    lib/gcc or lib/clang), then C.
    """
    cxx, c = [], []
    for folder in cc_toolchain.built_in_include_directories:
        if "/c++" in folder:
            cxx.append(folder)
        elif "/lib/gcc/" not in folder and "/lib/clang/" not in folder:
            c.append(folder)
    return cxx + [resource_dir + "/include"] + c

def add_parse_flags(args, ctx, cc_toolchain, feature_configuration, compilation_context, copts, resource_dir):
    """Adds the flags to an Args object.

    Args:
      args: the Args of the generator's command line.
      ctx: of a rule with the fragment cpp.
      cc_toolchain: the C++ toolchain that will compile the glue.
      feature_configuration: what the toolchain made of the rule's features.
      compilation_context: of what the headers depend on: macros and include paths.
      copts: flags of the target itself.
      resource_dir: the folder that holds the builtin headers of the libclang in use.
    """
    args.add_all(_language_flags(ctx, cc_toolchain, feature_configuration, copts))
    args.add_all(compilation_context.defines, format_each = "-D%s")
    args.add_all(compilation_context.quote_includes, before_each = "-iquote")
    args.add_all(compilation_context.includes, format_each = "-I%s")
    args.add_all(compilation_context.system_includes, before_each = "-isystem")
    if hasattr(compilation_context, "external_includes"):  # Bazel 5 and later.
        args.add_all(compilation_context.external_includes, before_each = "-isystem")
    args.add("-resource-dir", resource_dir)
    args.add_all(["-nostdinc", "-nostdinc++"])
    args.add_all(_system_includes(cc_toolchain, resource_dir), before_each = "-isystem")
