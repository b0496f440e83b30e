#include "ferrule/module.h"

#include <string>
#include <string_view>

#include "ferrule/convert.h"
#include "ferrule/error.h"
#include "runtime/src/source_code.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

std::string Handle<Module>::name() const {
  return internal::TakeUtf8(PyModule_GetNameObject(self()));
}

Borrowed<Dict> Handle<Module>::dict() const {
  return Borrowed<Dict>::from_ptr(py(), PyModule_GetDict(self()));
}

Bound<Module> Module::create(Python py, std::string_view name) {
  internal::CheckAttached();
  const Bound<Str> text = internal::MakeText(name);
  return Bound<Module>::from_owned_ptr(py, internal::OrPark(PyModule_NewObject, text.as_ptr()));
}

Bound<Module> Module::from_code(Python py, std::string_view code, std::string_view file,
                                std::string_view name) {
  const Bound<> compiled = internal::Compile(code, file, Py_file_input);
  const Bound<Str> module_name = internal::MakeText(name);
  const Bound<Str> file_name = internal::MakeText(file);
  return Bound<>::from_owned_ptr(
             py, internal::OrPark(PyImport_ExecCodeModuleObject, module_name.as_ptr(),
                                  compiled.as_ptr(), file_name.as_ptr(), nullptr))
      .cast<Module>();
}

Bound<Module> Module::from_file(Python py, std::string_view path, std::string_view name) {
  internal::RequireAttached();
  const Bound<> file = Bound<>::from_owned_ptr(
      py, PyUnicode_DecodeFSDefaultAndSize(path.data(), static_cast<Py_ssize_t>(path.size())));
  const Bound<> loader = py.import("importlib.machinery").attr("SourceFileLoader")(name, file);
  const Bound<> util = py.import("importlib.util");
  const Bound<> spec = util.attr("spec_from_loader")(name, loader);
  const Bound<> module = util.attr("module_from_spec")(spec);
  const Bound<> modules = py.import("sys").attr("modules");
  modules.set_item(name, module);
  try {
    loader.call_method("exec_module", module);
  } catch (const PyErr&) {
    if (modules.contains(name)) modules.del_item(name);
    throw;
  }
  return modules[name].cast<Module>();  // a module may put another one in its place
}

}  // namespace abi_1
}  // namespace ferrule
