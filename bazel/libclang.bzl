"""@ferrule_libclang: the libclang that the generator reads headers with.

It is the LLVM below FERRULE_LLVM; without that, LLVM 19 of the system, or the newest one that the
system has. tools/setup pins the choice, so that an LLVM installed later does not move the build.

Targets:
    :libclang                   cc_library, <clang-c/Index.h> and the shared library
    :resource                   clang's builtin headers, which parsing needs as inputs
    :resource/include/stddef.h  one of them, by which rules find the folder for -resource-dir
"""

PREFERRED_VERSION = 19
MINIMUM_VERSION = 16

_BUILD = """\
load("@rules_cc//cc:defs.bzl", "cc_import", "cc_library")

package(default_visibility = ["//visibility:public"])

exports_files(["resource/include/stddef.h"])

cc_library(
    name = "libclang",
    hdrs = glob(["include/clang-c/*.h"]),
    includes = ["include"],
    deps = [":shared_library"],
)

cc_import(
    name = "shared_library",
    shared_library = "{library}",
    visibility = ["//visibility:private"],
)

filegroup(
    name = "resource",
    srcs = glob(["resource/include/**"]),
)
"""

_ADVICE = """

ferrule needs libclang {minimum} or later, best {preferred}. On Debian and Ubuntu:
    apt-get install libclang-{preferred}-dev libclang-common-{preferred}-dev
(tools/setup does it.) Another LLVM is chosen by FERRULE_LLVM, as in FERRULE_LLVM=/usr/lib/llvm-{preferred}.\
""".format(minimum = MINIMUM_VERSION, preferred = PREFERRED_VERSION)

def _refuse(problem):
    fail(problem + _ADVICE)

def _installed(rctx):
    """Returns the folders of the system's LLVMs that have libclang's headers, by version."""
    found = {}
    root = rctx.path("/usr/lib")
    for folder in root.readdir():
        number = folder.basename[len("llvm-"):]
        if folder.basename.startswith("llvm-") and number.isdigit():
            if folder.get_child("include").get_child("clang-c").exists:
                found[int(number)] = folder
    return found

def _choose(rctx):
    """Returns the folder of the LLVM to use."""
    chosen = rctx.os.environ.get("FERRULE_LLVM", "")
    if chosen:
        return rctx.path(chosen)
    found = _installed(rctx)
    if not found:
        _refuse("No LLVM with libclang's headers below /usr/lib.")
    return found.get(PREFERRED_VERSION, found[max(found)])

def _resource_version(llvm):
    """Returns name and number of the newest resource folder, lib/clang/<name>."""
    root = llvm.get_child("lib").get_child("clang")
    newest = None
    for folder in root.readdir() if root.exists else []:
        number = folder.basename.split(".")[0]
        has_headers = folder.get_child("include").get_child("stddef.h").exists
        if number.isdigit() and has_headers and (not newest or int(number) > newest.number):
            newest = struct(folder = folder, number = int(number))
    if not newest:
        _refuse("{} has no builtin headers of clang (lib/clang/*/include).".format(llvm))
    return newest

def _soname(rctx, library):
    """Returns the name by which the dynamic linker will ask for the library."""
    dump = rctx.execute(["objdump", "-p", str(library)])
    for line in dump.stdout.splitlines():
        if line.strip().startswith("SONAME"):
            return line.split(" ")[-1]
    return _refuse("{} is not a shared library: {}".format(library, dump.stderr.strip()))

def _libclang_impl(rctx):
    llvm = _choose(rctx)
    headers = llvm.get_child("include").get_child("clang-c")
    library = llvm.get_child("lib").get_child("libclang.so")
    for needed in [headers.get_child("Index.h"), library]:
        if not needed.exists:
            _refuse("{} is not there.".format(needed))
    resource = _resource_version(llvm)
    if resource.number < MINIMUM_VERSION:
        _refuse("{} is LLVM {}, which is too old.".format(llvm, resource.number))

    soname = _soname(rctx, library)
    rctx.symlink(headers, "include/clang-c")
    rctx.symlink(library, "lib/" + soname)
    rctx.symlink(resource.folder.get_child("include"), "resource/include")
    rctx.file("BUILD", _BUILD.format(library = "lib/" + soname))

libclang_repository = repository_rule(
    implementation = _libclang_impl,
    environ = ["FERRULE_LLVM"],
    local = True,
)
