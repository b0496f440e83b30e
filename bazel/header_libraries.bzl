"""Header-only C++ libraries that the system's packages install below /usr/include."""

_BUILD = """\
load("@rules_cc//cc:defs.bzl", "cc_library")

cc_library(
    name = "{target}",
    hdrs = glob(["include/**"]),
    includes = ["include"],
    visibility = ["//visibility:public"],
)
"""

def _header_library_impl(rctx):
    folder = rctx.path("/usr/include/" + rctx.attr.folder)
    if not folder.exists:
        fail("{} is not there: install {} (tools/setup does it)".format(folder, rctx.attr.package))
    rctx.symlink(folder, "include/" + rctx.attr.folder)
    rctx.file("BUILD", _BUILD.format(target = rctx.attr.target))

_header_library_repository = repository_rule(
    implementation = _header_library_impl,
    attrs = {
        "folder": attr.string(mandatory = True, doc = "The folder below /usr/include."),
        "package": attr.string(mandatory = True, doc = "The Debian package that installs it."),
        "target": attr.string(mandatory = True, doc = "The name of the cc_library."),
    },
    local = True,
)

def mustache_repository(name):
    """Defines @mustache//:mustache, <kainjow/mustache.hpp>."""
    _header_library_repository(
        name = name,
        folder = "kainjow",
        package = "libkainjow-mustache-dev",
        target = "mustache",
    )

def nlohmann_json_repository(name):
    """Defines @nlohmann_json//:json, <nlohmann/json.hpp>."""
    _header_library_repository(
        name = name,
        folder = "nlohmann",
        package = "nlohmann-json3-dev",
        target = "json",
    )

def cli11_repository(name):
    """Defines @cli11//:cli11, <CLI/CLI.hpp>."""
    _header_library_repository(
        name = name,
        folder = "CLI",
        package = "libcli11-dev",
        target = "cli11",
    )
