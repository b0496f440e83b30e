"""embed_texts: text files become constants of a C++ library.

    embed_texts(
        name = "embedded",
        srcs = glob(["**/*.tmpl"]),
        namespace = "ferrule::templates",
    )

makes a cc_library with the header embedded.h in the same package:

    namespace ferrule::templates {
    struct EmbeddedText {
      std::string_view name;  // the path of the file below its package, as in "class.cc.tmpl"
      std::string_view text;
    };

    // Every text, in the order of srcs.
    std::span<const EmbeddedText> Texts();

    // The text of that name, or nothing.
    std::optional<std::string_view> Text(std::string_view name);
    }
"""

load("@rules_cc//cc:defs.bzl", "cc_library")

_SCRIPT = Label("//bazel:embed_texts.sh")

def embed_texts(name, srcs, namespace, **kwargs):
    """Embeds text files.

    Args:
      name: of the cc_library; its header is <name>.h.
      srcs: the files, of this package.
      namespace: the C++ namespace of what the header declares.
      **kwargs: passed to the cc_library.
    """
    header = name + ".h"
    source = name + ".cc"
    native.genrule(
        name = name + "_files",
        srcs = srcs,
        outs = [header, source],
        cmd = "sh $(execpath {script}) {package} {namespace} $(execpath {header}) $(execpath {source}) $(SRCS)".format(
            header = header,
            namespace = namespace,
            package = native.package_name(),
            script = _SCRIPT,
            source = source,
        ),
        message = "Embedding the texts of",
        tools = [_SCRIPT],
        visibility = ["//visibility:private"],
    )
    cc_library(
        name = name,
        srcs = [source],
        hdrs = [header],
        **kwargs
    )
