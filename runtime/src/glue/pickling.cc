#include "ferrule/glue/pickling.h"

#include <cstring>
#include <memory>
#include <new>

#include "ferrule/convert/converter.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

using convert::Held;

// The first item of a state that has attributes beside it.
constexpr const char* kMark = "ferrule.state";

// `(kMark, state, attributes)`.
bool IsMarked(PyObject* state) {
  if (!PyTuple_CheckExact(state) || PyTuple_GET_SIZE(state) != 3) return false;
  PyObject* const mark = PyTuple_GET_ITEM(state, 0);
  return PyUnicode_CheckExact(mark) && PyUnicode_CompareWithASCIIString(mark, kMark) == 0;
}

// Whether what Python finds under the name in the class is a method of C++'s, and no override.
// -1 with an error set.
int IsOfCpp(PyTypeObject* type, const char* name) {
  const Held method(
      internal::OrPark(PyObject_GetAttrString, reinterpret_cast<PyObject*>(type), name));
  return method.get() == nullptr ? -1 : Py_IS_TYPE(method.get(), &PyMethodDescr_Type);
}

// Whether a subclass in Python says itself what the state is, or what becomes of it.
int SaysItself(PyTypeObject* type) {
  const int gets = IsOfCpp(type, "__getstate__");
  if (gets <= 0) return gets < 0 ? -1 : 1;
  const int sets = IsOfCpp(type, "__setstate__");
  return sets < 0 ? -1 : 1 - sets;
}

// What `self` has beside its C++ object, as CPython gives it to pickle: a dict, a pair of it and
// the values of slots, or None.
PyObject* AttributesOf(PyObject* self) {
  const Held get(
      PyObject_GetAttrString(reinterpret_cast<PyObject*>(&PyBaseObject_Type), "__getstate__"));
  if (get.get() == nullptr) return nullptr;
  return internal::OrPark(PyObject_CallOneArg, get.get(), self);
}

// Gives them to `self`, which is new.
bool SetAttributes(PyObject* self, PyObject* attributes) {
  if (attributes == Py_None) return true;
  PyObject* dict = attributes;
  PyObject* slots = Py_None;
  if (PyTuple_CheckExact(attributes) && PyTuple_GET_SIZE(attributes) == 2) {
    dict = PyTuple_GET_ITEM(attributes, 0);
    slots = PyTuple_GET_ITEM(attributes, 1);
  }
  if (dict != Py_None) {
    const Held own(internal::OrPark(PyObject_GetAttrString, self, "__dict__"));
    if (own.get() == nullptr || internal::OrPark(PyDict_Update, own.get(), dict) < 0) return false;
  }
  if (slots == Py_None) return true;
  const Held items(internal::OrPark(PyMapping_Items, slots));
  if (items.get() == nullptr) return false;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); ++i) {
    PyObject* const item = PyList_GET_ITEM(items.get(), i);
    if (internal::OrPark(PyObject_SetAttr, self, PyTuple_GET_ITEM(item, 0),
                         PyTuple_GET_ITEM(item, 1)) < 0) {
      return false;
    }
  }
  return true;
}

// Whether the state is that of all of `self`: a class derived in C++ has more. Sets TypeError.
bool IsWhole(PyTypeObject* type, const abi::TypeRecord& record) {
  const abi::TypeRecord* const made_as = abi::FindRecord(type);
  if (made_as == nullptr) return false;
  if (std::strcmp(made_as->name, record.name) == 0) return true;
  PyErr_Format(PyExc_TypeError,
               "cannot pickle '%.200s' object: the state that it inherits is that of a %s only",
               type->tp_name, record.name);
  return false;
}

// The state for `__setstate__`, with the attributes where that takes both.
PyObject* WholeState(PyObject* self, const abi::TypeRecord& record) {
  if (!IsWhole(Py_TYPE(self), record)) return nullptr;
  const Held name(PyUnicode_FromString("__getstate__"));
  if (name.get() == nullptr) return nullptr;
  const Held state(internal::OrPark(PyObject_CallMethodNoArgs, self, name.get()));
  if (state.get() == nullptr) return nullptr;
  const int says_itself = SaysItself(Py_TYPE(self));
  if (says_itself != 0) return says_itself < 0 ? nullptr : Py_NewRef(state.get());
  const Held attributes(AttributesOf(self));
  if (attributes.get() == nullptr) return nullptr;
  // Of None CPython says nothing to `__setstate__`.
  const bool is_plain =
      attributes.get() == Py_None && state.get() != Py_None && !IsMarked(state.get());
  if (is_plain) return Py_NewRef(state.get());
  return Py_BuildValue("(sOO)", kMark, state.get(), attributes.get());
}

// An attribute of a module of the standard library.
PyObject* FromModule(const char* module_name, const char* name) {
  const Held module(internal::OrPark(PyImport_ImportModule, module_name));
  return module.get() == nullptr ? nullptr : PyObject_GetAttrString(module.get(), name);
}

// Runs `make` with the state of the C++ object, and sets the attributes.
template <class Make>
PyObject* RestoreAll(PyObject* self, PyObject* state, Make make) {
  const bool is_marked = IsMarked(state);
  const Held own(Py_NewRef(is_marked ? PyTuple_GET_ITEM(state, 1) : state));
  const Held attributes(Py_NewRef(is_marked ? PyTuple_GET_ITEM(state, 2) : Py_None));
  if (!make(own.get()) || !SetAttributes(self, attributes.get())) return nullptr;
  return Py_NewRef(Py_None);
}

}  // namespace

PyObject* Reduce(PyObject* self, const abi::TypeRecord& record) {
  const Held state(WholeState(self, record));
  if (state.get() == nullptr) return nullptr;
  const Held make(FromModule("copyreg", "__newobj__"));
  if (make.get() == nullptr) return nullptr;
  return Py_BuildValue("(O(O)O)", make.get(), Py_TYPE(self), state.get());
}

PyObject* ReduceWhole(PyObject* self, const abi::TypeRecord& record) {
  const Held state(WholeState(self, record));
  if (state.get() == nullptr) return nullptr;
  const Held make(PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(self)), "_of_state"));
  if (make.get() == nullptr) return nullptr;
  return Py_BuildValue("(O(O))", make.get(), state.get());
}

PyObject* MakeOfState(PyObject* type, PyObject* state, binaryfunc set_state,
                      const abi::TypeRecord& record) {
  auto* const of = reinterpret_cast<PyTypeObject*>(type);
  if (!IsWhole(of, record)) return nullptr;
  const Held self(record.allocate(of));
  if (self.get() == nullptr) return nullptr;
  const Held none(set_state(self.get(), state));
  if (none.get() == nullptr) return nullptr;
  if (PyObject_IS_GC(self.get()) && !PyObject_GC_IsTracked(self.get()))
    PyObject_GC_Track(self.get());
  return Py_NewRef(self.get());
}

PyObject* Restore(PyObject* self, PyObject* state, Construct construct,
                  const abi::TypeRecord& record) {
  return RestoreAll(self, state, [&](PyObject* own) {
    return MakeObject(self, &own, 1, nullptr, construct, record);
  });
}

// --- Fields ---

namespace {

// The value of a field, new and to be changed at will: what is a view of a dict can be neither
// copied nor pickled.
PyObject* FieldToCopy(PyObject* self, const ShownField& field) {
  PyObject* const value = field.get(self, nullptr);
  if (value == nullptr || !Py_IS_TYPE(value, &PyDictProxy_Type)) return value;
  const Held view(value);
  const Held dict(PyDict_New());
  if (dict.get() == nullptr || PyDict_Update(dict.get(), value) < 0) return nullptr;
  return Py_NewRef(dict.get());
}

// The fields of a state, as arguments by keyword.
class FieldArguments {
 public:
  explicit FieldArguments(std::size_t count)
      : values_(new(std::nothrow) PyObject*[count + 1]()), names_(PyList_New(0)) {}
  ~FieldArguments() {
    for (std::size_t i = 0; i < size_; ++i) internal::Decref(values_[i]);
  }
  FieldArguments(const FieldArguments&) = delete;
  FieldArguments& operator=(const FieldArguments&) = delete;

  // Takes those that are there. False with an error set.
  bool Take(PyObject* self, PyObject* state, const StateField* fields, std::size_t count) {
    if (values_ == nullptr) PyErr_NoMemory();
    if (values_ == nullptr || names_.get() == nullptr) return false;
    for (std::size_t i = 0; i < count; ++i) {
      const Held name(PyUnicode_InternFromString(fields[i].name));
      if (name.get() == nullptr) return false;
      PyObject* const value = PyDict_GetItemWithError(state, name.get());
      if (value == nullptr) {
        if (PyErr_Occurred() != nullptr) return false;
        if (!fields[i].has_default) return RaiseMissing(self, fields[i].name);
        continue;
      }
      if (PyList_Append(names_.get(), name.get()) < 0) return false;
      values_[size_++] = Py_NewRef(value);
    }
    return true;
  }

  std::size_t size() const { return size_; }
  bool Make(PyObject* self, Construct construct, const abi::TypeRecord& record) const {
    const Held names(PyList_AsTuple(names_.get()));
    return names.get() != nullptr &&
           MakeObject(self, values_.get(), 0, names.get(), construct, record);
  }

 private:
  static bool RaiseMissing(PyObject* self, const char* name) {
    PyErr_Format(PyExc_TypeError,
                 "this state of a '%.200s' has no field '%s', and that has no default: another "
                 "version of the class has made it",
                 Py_TYPE(self)->tp_name, name);
    return false;
  }

  std::unique_ptr<PyObject*[]> values_;
  std::size_t size_ = 0;
  const Held names_;
};

// Sets the TypeError of a state that has more fields than the class.
bool RaiseUnknown(PyObject* self, PyObject* state, const StateField* fields, std::size_t count) {
  const Held names(PyDict_Keys(state));
  if (names.get() == nullptr) return false;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names.get()); ++i) {
    PyObject* const name = PyList_GET_ITEM(names.get(), i);
    bool is_known = false;
    for (std::size_t field = 0; field < count && !is_known; ++field) {
      is_known =
          PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, fields[field].name) == 0;
    }
    if (is_known) continue;
    PyErr_Format(PyExc_TypeError,
                 "a '%.200s' has no field %R, which this state of one has: another version of the "
                 "class has made it",
                 Py_TYPE(self)->tp_name, name);
    return false;
  }
  return true;
}

bool MakeOfFields(PyObject* self, PyObject* state, const StateField* fields, std::size_t count,
                  Construct construct, const abi::TypeRecord& record) {
  if (!PyDict_Check(state)) {
    PyErr_Format(PyExc_TypeError, "the state of a '%.200s' is a dict of its fields, got '%.200s'",
                 Py_TYPE(self)->tp_name, Py_TYPE(state)->tp_name);
    return false;
  }
  FieldArguments arguments(count);
  if (!arguments.Take(self, state, fields, count)) return false;
  if (static_cast<std::size_t>(PyDict_GET_SIZE(state)) != arguments.size() &&
      !RaiseUnknown(self, state, fields, count)) {
    return false;
  }
  return arguments.Make(self, construct, record);
}

}  // namespace

PyObject* FieldsOf(PyObject* self, const ShownField* fields, std::size_t count) {
  const Held state(PyDict_New());
  if (state.get() == nullptr) return nullptr;
  for (std::size_t i = 0; i < count; ++i) {
    const Held value(FieldToCopy(self, fields[i]));
    if (value.get() == nullptr ||
        PyDict_SetItemString(state.get(), fields[i].name, value.get()) < 0) {
      return nullptr;
    }
  }
  return Py_NewRef(state.get());
}

PyObject* RestoreFields(PyObject* self, PyObject* state, const StateField* fields,
                        std::size_t count, Construct construct, const abi::TypeRecord& record) {
  return RestoreAll(self, state, [&](PyObject* own) {
    return MakeOfFields(self, own, fields, count, construct, record);
  });
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
