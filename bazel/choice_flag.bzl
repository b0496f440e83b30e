"""choice_flag: a setting of the build with a few values, given as --//package:name=value."""

def _choice_flag_impl(ctx):
    value = ctx.build_setting_value
    if value not in ctx.attr.values:
        fail("{} has the values {}, and not '{}'.".format(ctx.label, ", ".join(ctx.attr.values), value))
    return []

choice_flag = rule(
    implementation = _choice_flag_impl,
    attrs = {
        "values": attr.string_list(mandatory = True),
    },
    build_setting = config.string(flag = True),
    doc = "A flag whose value is one of a list. Any other fails the build.",
)
