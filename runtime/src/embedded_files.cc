#include "ferrule/embedded_files.h"

#include <span>
#include <string_view>
#include <utility>

#include "ferrule/call.h"
#include "ferrule/collections.h"
#include "ferrule/convert.h"
#include "ferrule/interpreter.h"
#include "ferrule/once.h"
#include "runtime/src/source_code.h"

namespace ferrule {
inline namespace abi_1 {
namespace {

// Constant-initialised, so it is there before any entry is constructed.
constinit const glue::EmbeddedFiles* first = nullptr;

// What sys.meta_path has one of for each runtime. It is a loader as PEP 451 and PEP 302 describe
// them, so that tracebacks, inspect and runpy find the source. A folder without an __init__.py is a
// namespace package, without a loader.
constexpr std::string_view kFinder = R"py(
import sys

ModuleSpec = type(sys.__spec__)


class EmbeddedFiles:
    """Finds and loads the Python files that are compiled into the program."""

    def __init__(self, files):
        self._files = {}  # name: (shown, text, is_package)
        self._packages = set()
        for path, shown, text in files:
            self._add(path, shown, text)

    def _add(self, path, shown, text):
        parts = path.removesuffix(".py").split("/")
        is_package = parts[-1] == "__init__"
        if is_package:
            parts.pop()
        name = ".".join(parts)
        if name in self._files:
            raise RuntimeError(
                f"module {name!r} is embedded twice: {self._files[name][0]} and {shown}"
            )
        self._files[name] = shown, text, is_package
        for end in range(1, len(parts)):
            self._packages.add(".".join(parts[:end]))

    def find_spec(self, name, path=None, target=None):
        if name in self._files:
            shown, _, is_package = self._files[name]
            spec = ModuleSpec(name, self, origin=shown, is_package=is_package)
            spec.has_location = True
            return spec
        if name in self._packages:
            return ModuleSpec(name, None, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self.get_code(module.__spec__.name), module.__dict__)

    def get_code(self, name):
        return compile(self._entry(name)[1], self._entry(name)[0], "exec", dont_inherit=True)

    def get_source(self, name):
        from importlib.util import decode_source

        return decode_source(self._entry(name)[1])

    def get_filename(self, name):
        return self._entry(name)[0]

    def is_package(self, name):
        return self._entry(name)[2]

    def _entry(self, name):
        try:
            return self._files[name]
        except KeyError:
            raise ImportError(f"{name} is not embedded", name=name) from None

    def __repr__(self):
        return f"<ferrule: {len(self._files)} embedded files>"


def install(files):
    finder = EmbeddedFiles(files)
    sys.meta_path.insert(0, finder)
    return finder
)py";

Bound<List> AllFiles(Python py) {
  const Bound<List> all = List::create(py);
  for (const auto* entry = glue::EmbeddedFiles::First(); entry != nullptr; entry = entry->next()) {
    for (const glue::EmbeddedFile& file : entry->files()) {
      all.append(Tuple::create(py, file.path, file.shown, Bytes::create(py, file.text)));
    }
  }
  return all;
}

// Each interpreter has one.
constinit PyOnce<Py<>> finder;

}  // namespace

void install_embedded_files(Python py) {
  finder.get_or_init(py, [py] {
    const Bound<Dict> names = Dict::create(py, {{"__name__", "ferrule.embedded_files"}});
    names.set_item("__builtins__", Borrowed<>::from_ptr(py, PyEval_GetBuiltins()));
    const Bound<> code = internal::Compile(kFinder, "<ferrule>", Py_file_input);
    Bound<>::from_owned_ptr(
        py, internal::OrPark(PyEval_EvalCode, code.as_ptr(), names.as_ptr(), names.as_ptr()));
    return names["install"](AllFiles(py)).unbind();
  });
}

namespace glue {

EmbeddedFiles::EmbeddedFiles(std::span<const EmbeddedFile> files) noexcept
    : files_(files), next_(first) {
  first = this;
}

const EmbeddedFiles* EmbeddedFiles::First() { return first; }

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
