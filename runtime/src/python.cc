#include <string>
#include <string_view>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/convert.h"
#include "ferrule/error.h"
#include "ferrule/interned.h"
#include "ferrule/module.h"
#include "runtime/src/source_code.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

using literals::operator""_name;

namespace internal {

Bound<> Compile(std::string_view source, std::string_view file, int start) {
  RequireAttached();
  const Python py = Python::assume_attached();
  if (source.find('\0') != std::string_view::npos) {
    throw PyErr::value_error(py, "source code string cannot contain null bytes");
  }
  const Bound<Str> file_name = MakeText(file);
  PyCompilerFlags flags = {PyCF_SOURCE_IS_UTF8, PY_MINOR_VERSION};
  return Bound<>::from_owned_ptr(py, OrPark(Py_CompileStringObject, std::string(source).c_str(),
                                            file_name.as_ptr(), start, &flags, /*optimize=*/-1));
}

}  // namespace internal

namespace {

// The names that code runs with unless it is given others: those of __main__.
Bound<Dict> MainNames(Python py) {
  internal::RequireAttached();
  PyObject* const main = internal::OrPark(PyImport_AddModule, "__main__");  // borrowed
  if (main == nullptr) internal::ThrowError();
  return Bound<Dict>::from_borrowed_ptr(py, PyModule_GetDict(main));
}

Bound<> Evaluate(Python py, std::string_view code, int start, Borrowed<Dict> globals,
                 Borrowed<> locals) {
  const Bound<> compiled = internal::Compile(code, "<string>", start);
  if (!globals || !locals) internal::ThrowEmpty();
  if (!globals.contains("__builtins__")) {
    globals.set_item("__builtins__", Borrowed<>::from_ptr(py, PyEval_GetBuiltins()));
  }
  return Bound<>::from_owned_ptr(
      py, internal::OrPark(PyEval_EvalCode, compiled.as_ptr(), globals.as_ptr(), locals.as_ptr()));
}

// Returns the module if it has been imported, and no other thread is just executing it. Such a one
// the import statement returns, too; what replaces __import__ is not asked about it.
Bound<> FindImported(Python py, Borrowed<Str> name) {
  PyObject* const found = internal::OrPark(PyImport_GetModule, name.as_ptr());
  if (found == nullptr) {
    if (PyErr_Occurred() != nullptr) internal::ThrowError();
    return Bound<>();
  }
  Bound<> module = Bound<>::from_owned_ptr(py, found);
  if (module.is_none() || !module.hasattr("__spec__"_name)) return Bound<>();
  const Bound<> spec = module.attr("__spec__"_name);
  if (spec.is_none()) return module;  // made by hand
  if (!spec.hasattr("_initializing"_name)) return Bound<>();
  return spec.attr("_initializing"_name).is_truthy() ? Bound<>() : module;
}

// What stands in sys.modules need not be of the class of modules.
Bound<Module> ImportByName(Python py, Borrowed<Str> name) {
  Bound<> module = FindImported(py, name);
  if (!module) {
    module = Bound<>::from_owned_ptr(py, internal::OrPark(PyImport_Import, name.as_ptr()));
  }
  return std::move(module).cast_unchecked<Module>();
}

}  // namespace

Bound<Module> Python::import(std::string_view name) const {
  internal::RequireAttached();
  return ImportByName(*this, internal::MakeText(name));
}

Bound<Module> Python::import(const Interned& name) const {
  internal::RequireAttached();
  return ImportByName(*this, name.get(*this));
}

Bound<> Python::eval(std::string_view expression) const {
  return eval(expression, MainNames(*this));
}

Bound<> Python::eval(std::string_view expression, Borrowed<Dict> globals) const {
  return eval(expression, globals, globals);
}

Bound<> Python::eval(std::string_view expression, Borrowed<Dict> globals, Borrowed<> locals) const {
  return Evaluate(*this, expression, Py_eval_input, globals, locals);
}

void Python::run(std::string_view statements) const { run(statements, MainNames(*this)); }

void Python::run(std::string_view statements, Borrowed<Dict> globals) const {
  run(statements, globals, globals);
}

void Python::run(std::string_view statements, Borrowed<Dict> globals, Borrowed<> locals) const {
  Evaluate(*this, statements, Py_file_input, globals, locals);
}

Borrowed<> Python::None() const {
  internal::RequireAttached();
  return Borrowed<>::from_ptr(*this, Py_None);
}

void Python::check_signals() const {
  internal::RequireAttached();
  internal::CheckStatus(internal::OrPark(PyErr_CheckSignals));
}

}  // namespace abi_1
}  // namespace ferrule
