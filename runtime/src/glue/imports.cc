#include "ferrule/glue/imports.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

std::string_view NameOf(abi::Storage storage) {
  switch (storage) {
    case abi::Storage::kInline:
      return "inline";
    case abi::Storage::kHeap:
      return "heap";
    case abi::Storage::kShared:
      return "shared";
  }
  return "unknown";
}

// The class as its module has it now, which may have been imported before; or else the first that
// binds it.
const abi::TypeEntry* FindEntry(const abi::TypeRecord& expected) {
  const abi::InterpreterRecord* const interpreter = abi::CurrentInterpreter();
  if (interpreter == nullptr) return nullptr;
  const abi::TypeEntry* first = nullptr;
  const abi::TypeEntry* newest = nullptr;
  for (const abi::TypeEntry* entry = abi::First(interpreter->types); entry != nullptr;
       entry = abi::Next(entry)) {
    if (std::strcmp(entry->record->name, expected.name) != 0) continue;
    if (first == nullptr) first = entry;
    if (std::strcmp(entry->record->owner_module, expected.owner_module) == 0) newest = entry;
  }
  return newest != nullptr ? newest : first;
}

// ImportError: `what` is wrong with a class of another module's.
void RaiseMismatch(const abi::TypeRecord& expected, const std::string& what) {
  const std::string message = "module '" + std::string(expected.owner_module) + "' " + what;
  PyErr_SetString(PyExc_ImportError, message.c_str());
}

// What is wrong with the class as the other module has it; empty if nothing is.
std::string DifferenceOf(const abi::TypeRecord& found, const abi::TypeRecord& expected) {
  const std::string name = std::string("class ") + expected.name;
  const std::string cure = ": build both modules with the same headers and flags";
  if (std::strcmp(found.owner_module, expected.owner_module) != 0) {
    return "is not the one that binds " + name + " here, which is '" + found.owner_module + "'";
  }
  if (found.size != expected.size) {
    return "has " + name + " with " + std::to_string(found.size) + " bytes, and here it has " +
           std::to_string(expected.size) + cure;
  }
  if (found.alignment != expected.alignment) {
    return "has " + name + " aligned to " + std::to_string(found.alignment) +
           " bytes, and here to " + std::to_string(expected.alignment) + cure;
  }
  if (found.layout_hash != expected.layout_hash) {
    return "has " + name + " with other fields than it has here" + cure;
  }
  if (found.storage != expected.storage) {
    return "has " + name + " with storage = " + std::string(NameOf(found.storage)) +
           ", and here it is " + std::string(NameOf(expected.storage)) + ": build this module anew";
  }
  return "";
}

std::string WhyNotFound(const abi::TypeRecord& expected) {
  const std::string problem = std::string("does not bind class ") + expected.name;
  const std::uint32_t other = abi::OtherMajor();
  if (other == 0) return problem + " any more: build this module anew";
  return problem + " for version " + std::to_string(abi::kMajor) +
         " of ferrule's layout, and an extension with version " + std::to_string(other) +
         " is loaded: build both with one ferrule";
}

// Imports a module for what it has. False with an error set.
bool Import(const char* home) {
  PyObject* const module = PyImport_ImportModule(home);
  if (module == nullptr) return false;
  Py_DECREF(module);  // sys.modules has it
  return true;
}

// `a.b.c`, from an object that has `a`: a new reference, or null with an error set.
PyObject* Find(PyObject* object, const std::string& path) {
  PyObject* found = Py_NewRef(object);
  for (std::size_t begin = 0; found != nullptr && begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    PyObject* const next = PyObject_GetAttrString(found, path.substr(begin, end - begin).c_str());
    Py_DECREF(found);
    found = next;
    begin = end + 1;
  }
  return found;
}

}  // namespace

PyTypeObject* ImportClass(const abi::TypeRecord& expected, const abi::TypeRecord*& record) {
  if (!Import(expected.owner_module)) return nullptr;
  const abi::TypeEntry* const entry = FindEntry(expected);
  if (PyErr_Occurred() != nullptr) return nullptr;
  if (entry == nullptr) {
    RaiseMismatch(expected, WhyNotFound(expected));
    return nullptr;
  }
  if (const std::string difference = DifferenceOf(*entry->record, expected); !difference.empty()) {
    RaiseMismatch(expected, difference);
    return nullptr;
  }
  record = entry->record;
  return reinterpret_cast<PyTypeObject*>(Py_NewRef(reinterpret_cast<PyObject*>(entry->type)));
}

PyObject* ImportEnum(const char* home, const char* path, const char* const* names,
                     std::size_t count, PyObject** members) {
  PyObject* const module = PyImport_ImportModule(home);
  if (module == nullptr) return nullptr;
  PyObject* type = Find(module, path);
  Py_DECREF(module);
  for (std::size_t i = 0; type != nullptr && i < count; ++i) {
    members[i] = PyObject_GetAttrString(type, names[i]);
    if (members[i] == nullptr) Py_CLEAR(type);
  }
  if (type != nullptr || !PyErr_ExceptionMatches(PyExc_AttributeError)) return type;
  PyErr_Format(PyExc_ImportError,
               "module '%s' has no enum %s as it is here: build both modules with the same headers",
               home, path);
  return nullptr;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
