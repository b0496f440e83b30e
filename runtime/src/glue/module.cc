#include "ferrule/glue/module.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>

#include "ferrule/glue/arity.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

bool AddValue(PyObject* scope, const char* name, PyObject* value) {
  if (value == nullptr) return false;
  int result = 0;
  if (PyModule_Check(scope)) {
    result = PyModule_AddObjectRef(scope, name, value);
  } else {
    // Not through the type's setattr: the type may be immutable, and nobody has it yet.
    auto* const type = reinterpret_cast<PyTypeObject*>(scope);
    result = PyDict_SetItemString(type->tp_dict, name, value);
    PyType_Modified(type);
  }
  Py_DECREF(value);
  return result == 0;
}

namespace {

// A spec can give a class that is nested in another no qualified name.
bool SetQualifiedName(PyTypeObject* type, const char* path) {
  PyObject* const name = PyUnicode_InternFromString(path);
  if (name == nullptr) return false;
  Py_XSETREF(reinterpret_cast<PyHeapTypeObject*>(type)->ht_qualname, name);
  return true;
}

// The types as a tuple; null, without an error where there are none. A null among them passes an
// error on.
PyObject* TupleOfTypes(std::initializer_list<PyTypeObject*> types) {
  if (types.size() == 0) return nullptr;
  for (const PyTypeObject* const type : types) {
    if (type == nullptr) return nullptr;
  }
  PyObject* const tuple = PyTuple_New(static_cast<Py_ssize_t>(types.size()));
  if (tuple == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (PyTypeObject* const type : types) PyTuple_SET_ITEM(tuple, index++, Py_NewRef(type));
  return tuple;
}

// Objects in their instances are found as their bases without a look at the record: a base has to
// begin where the object does, as the generator has told from the declarations.
bool CheckLayout(const char* path, const abi::TypeRecord& record) {
  if (record.storage != abi::Storage::kInline) return true;
  alignas(16) std::byte place[16];
  for (std::uint32_t i = 0; i < record.ancestor_count; ++i) {
    if (record.ancestors[i].up(place) == place) continue;
    PyErr_Format(PyExc_ImportError,
                 "%s does not begin with its base %s: write FERRULE_CLASS(storage = heap)", path,
                 record.ancestors[i].name);
    return false;
  }
  return true;
}

}  // namespace

PyTypeObject* AddClass(PyObject* module, PyObject* scope, const char* path, PyType_Spec& spec,
                       vectorcallfunc vectorcall, const abi::TypeRecord& record,
                       std::initializer_list<PyTypeObject*> bases) {
  if (!CheckLayout(path, record)) return nullptr;
  const bool has_root = record.storage != abi::Storage::kInline && bases.size() == 0;
  const convert::Held base_types(has_root ? TupleOfTypes({abi::RootType()}) : TupleOfTypes(bases));
  if (base_types.get() == nullptr && PyErr_Occurred() != nullptr) return nullptr;
  PyObject* const object = PyType_FromModuleAndSpec(module, &spec, base_types.get());
  if (object == nullptr) return nullptr;
  auto* const type = reinterpret_cast<PyTypeObject*>(object);
  type->tp_vectorcall = vectorcall;  // there is no slot for it before 3.14
  const char* const dot = std::strrchr(path, '.');
  const char* const name = dot == nullptr ? path : dot + 1;
  if (SetQualifiedName(type, path) && SetWordsOfMethods(type) &&
      AddValue(scope, name, Py_NewRef(object)) && abi::RegisterType(record, type))
    return type;
  Py_DECREF(object);
  return nullptr;
}

namespace {

// A list of (name, value), which the functional API of Python's enum module takes. Steals the
// values.
PyObject* PairsOf(EnumMember* values, std::size_t count) {
  PyObject* pairs = PyList_New(static_cast<Py_ssize_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    // "N" hands the value over, also when it is null or the call fails.
    PyObject* const pair = Py_BuildValue("sN", values[i].name, values[i].value);
    if (pair == nullptr) Py_CLEAR(pairs);
    if (pairs == nullptr) {
      Py_XDECREF(pair);
      continue;  // the values that follow are released by their pairs
    }
    PyList_SET_ITEM(pairs, static_cast<Py_ssize_t>(i), pair);
  }
  return pairs;
}

// Base(name, pairs, module=..., qualname=..., boundary=...), without the boundary if it is null.
PyObject* CallEnum(PyObject* base, const char* name, const char* qualified_name, PyObject* pairs,
                   PyObject* module, PyObject* boundary) {
  PyObject* const args = Py_BuildValue("sO", name, pairs);
  PyObject* const module_name = PyModule_GetNameObject(module);
  PyObject* kwargs = Py_BuildValue("{s:O,s:s}", "module", module_name, "qualname", qualified_name);
  const bool has_boundary = kwargs != nullptr && boundary != nullptr;
  if (has_boundary && PyDict_SetItemString(kwargs, "boundary", boundary) != 0) Py_CLEAR(kwargs);
  PyObject* const type =
      args == nullptr || kwargs == nullptr ? nullptr : PyObject_Call(base, args, kwargs);
  Py_XDECREF(args);
  Py_XDECREF(module_name);
  Py_XDECREF(kwargs);
  return type;
}

PyObject* MakeEnum(PyObject* module, const char* base, const char* boundary, const char* name,
                   const char* qualified_name, PyObject* pairs) {
  PyObject* const enum_module = PyImport_ImportModule("enum");
  if (enum_module == nullptr) return nullptr;
  PyObject* const base_type = PyObject_GetAttrString(enum_module, base);
  PyObject* const rule = base_type == nullptr || boundary == nullptr
                             ? nullptr
                             : PyObject_GetAttrString(enum_module, boundary);
  Py_DECREF(enum_module);
  const bool is_ready = base_type != nullptr && (boundary == nullptr || rule != nullptr);
  PyObject* const type =
      is_ready ? CallEnum(base_type, name, qualified_name, pairs, module, rule) : nullptr;
  Py_XDECREF(base_type);
  Py_XDECREF(rule);
  return type;
}

bool SetDoc(PyObject* type, const char* doc) {
  if (doc == nullptr) return true;
  PyObject* const text = PyUnicode_FromString(doc);
  const bool set = text != nullptr && PyObject_SetAttrString(type, "__doc__", text) == 0;
  Py_XDECREF(text);
  return set;
}

bool FetchMembers(PyObject* type, const EnumMember* values, std::size_t count, PyObject** members) {
  for (std::size_t i = 0; i < count; ++i) {
    members[i] = PyObject_GetAttrString(type, values[i].name);
    if (members[i] == nullptr) return false;
    // An alias is the member that it is an alias of.
    const bool is_alias = std::find(members, members + i, members[i]) != members + i;
    if (!is_alias && !SetDoc(members[i], values[i].doc)) return false;
  }
  return true;
}

}  // namespace

PyObject* AddEnum(PyObject* module, PyObject* scope, const char* base, const char* boundary,
                  const char* name, const char* qualified_name, const char* doc, EnumMember* values,
                  std::size_t count, PyObject** members) {
  PyObject* const pairs = PairsOf(values, count);
  if (pairs == nullptr) return nullptr;
  PyObject* const type = MakeEnum(module, base, boundary, name, qualified_name, pairs);
  Py_DECREF(pairs);
  if (type == nullptr) return nullptr;
  if (SetDoc(type, doc) && FetchMembers(type, values, count, members) &&
      AddValue(scope, name, Py_NewRef(type)))
    return type;
  Py_DECREF(type);
  return nullptr;
}

bool RaiseNoMember(PyObject* object, PyObject* type) {
  convert::RaiseExpected(reinterpret_cast<PyTypeObject*>(type), object);
  return false;
}

bool FlagBits(PyObject* object, PyObject* type, unsigned long long max, unsigned long long& out) {
  if (!Py_IS_TYPE(object, reinterpret_cast<PyTypeObject*>(type)))
    return RaiseNoMember(object, type);
  PyObject* const value = PyObject_GetAttrString(object, "_value_");
  if (value == nullptr) return false;
  out = PyLong_AsUnsignedLongLong(value);
  Py_DECREF(value);
  if (PyErr_Occurred() != nullptr) return false;
  if (out <= max) return true;
  PyErr_Format(PyExc_OverflowError, "%R has bits beyond those of %s", object,
               reinterpret_cast<PyTypeObject*>(type)->tp_name);
  return false;
}

PyObject* FlagOf(PyObject* type, const char* name, PyObject* value) {
  if (value == nullptr) return nullptr;
  PyObject* const flag = PyObject_CallOneArg(type, value);
  if (flag != nullptr || PyErr_ExceptionMatches(PyExc_ValueError) == 0) {
    Py_DECREF(value);
    return flag;
  }
  PyErr_Clear();
  return NoSuchMember(name, value);
}

bool RaiseBeyondEnum(PyObject* object, PyObject* type) {
  PyErr_Format(PyExc_OverflowError, "%R is no value that %s can have", object,
               reinterpret_cast<PyTypeObject*>(type)->tp_name);
  return false;
}

PyObject* NoSuchMember(const char* name, PyObject* value) {
  if (value == nullptr) return nullptr;
  PyErr_Format(PyExc_ValueError, "%S is not a valid %s", value, name);
  Py_DECREF(value);
  return nullptr;
}

PyTypeObject* NotImported(const char* module) {
  PyErr_Format(PyExc_ImportError, "module %s has not been imported in this interpreter", module);
  return nullptr;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
