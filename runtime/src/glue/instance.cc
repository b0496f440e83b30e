#include "ferrule/glue/instance.h"

#include <memory>
#include <mutex>

#include "ferrule/convert/reference.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// The arguments of a tp_call as those of a vectorcall.
class FlatArguments {
 public:
  FlatArguments(PyObject* args, PyObject* kwargs) {
    // Unlike a vectorcall, nobody has made sure that the keywords are strings.
    if (kwargs != nullptr && !PyArg_ValidateKeywordArguments(kwargs)) return;
    nargs_ = PyTuple_GET_SIZE(args);
    const Py_ssize_t keywords = kwargs == nullptr ? 0 : PyDict_GET_SIZE(kwargs);
    values_.reset(new (std::nothrow) PyObject*[static_cast<std::size_t>(nargs_ + keywords + 1)]);
    if (keywords > 0) kwnames_ = PyTuple_New(keywords);
    if (values_ == nullptr || (keywords > 0 && kwnames_ == nullptr)) {
      values_.reset();
      PyErr_NoMemory();
      return;
    }
    for (Py_ssize_t i = 0; i < nargs_; ++i) values_[i] = PyTuple_GET_ITEM(args, i);
    Py_ssize_t position = 0;
    PyObject* key;
    PyObject* value;
    for (Py_ssize_t i = 0; i < keywords && PyDict_Next(kwargs, &position, &key, &value); ++i) {
      PyTuple_SET_ITEM(kwnames_, i, Py_NewRef(key));
      values_[nargs_ + i] =
          Py_NewRef(value);  // the dict may be changed by what the conversions run
      ++owned_;
    }
  }
  ~FlatArguments() {
    for (Py_ssize_t i = 0; i < owned_; ++i) Py_DECREF(values_[nargs_ + i]);
    Py_XDECREF(kwnames_);
  }
  FlatArguments(const FlatArguments&) = delete;
  FlatArguments& operator=(const FlatArguments&) = delete;

  explicit operator bool() const { return values_ != nullptr; }
  bool CallOn(PyObject* self, Construct construct) const {
    return construct(self, values_.get(), nargs_, kwnames_);
  }
  bool MakeObject(PyObject* self, Construct construct, const abi::TypeRecord& record) const {
    return glue::MakeObject(self, values_.get(), nargs_, kwnames_, construct, record);
  }
  PyObject* CallOn(PyObject* self, vectorcallfunc call) const {
    return call(self, values_.get(), static_cast<std::size_t>(nargs_), kwnames_);
  }

 private:
  std::unique_ptr<PyObject*[]> values_;
  Py_ssize_t nargs_ = 0;
  Py_ssize_t owned_ = 0;
  PyObject* kwnames_ = nullptr;
};

// An __init__ in progress. While it lasts, Python code may run that has got hold of `self`, in a
// conversion or in the C++ constructor; another __init__ would then construct a second object in
// the place of the first.
class Initialization {
 public:
  explicit Initialization(PyObject* self) : self_(self) {
    const std::lock_guard lock(Mutex());
    for (const Initialization* other = newest; other != nullptr; other = other->older_) {
      if (other->self_ == self) return;
    }
    is_first_ = true;
    older_ = newest;
    newest = this;
  }
  ~Initialization() {
    if (!is_first_) return;
    const std::lock_guard lock(Mutex());
    Initialization** link = &newest;
    while (*link != this) link = &(*link)->older_;  // those of other threads may have come since
    *link = older_;
  }
  Initialization(const Initialization&) = delete;
  Initialization& operator=(const Initialization&) = delete;

  // Whether no other is in progress for `self`.
  bool is_first() const { return is_first_; }

 private:
  // Never held while Python runs.
  static std::mutex& Mutex() {
    static auto* const mutex = new std::mutex;  // outlives the destructors that run at exit
    return *mutex;
  }

  static Initialization* newest;

  PyObject* self_;
  Initialization* older_ = nullptr;
  bool is_first_ = false;
};

Initialization* Initialization::newest = nullptr;

// Sets the RuntimeError of a second `__init__`.
void RaiseInitialized(PyObject* self) {
  const convert::Held name(PyType_GetQualName(Py_TYPE(self)));
  if (name.get() == nullptr) return;
  PyErr_Format(PyExc_RuntimeError, "%U.__init__() has been called already", name.get());
}

}  // namespace

namespace {

// Whether `type` is the class of `record`, with inline storage, or is derived from it in Python:
// the classes of `class` statements are of no extension module.
bool IsOfClass(PyTypeObject* type, const abi::TypeRecord& record) {
  while (type->tp_dealloc != record.deallocate) {
    const bool is_of_extension = (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0 ||
                                 reinterpret_cast<PyHeapTypeObject*>(type)->ht_module != nullptr;
    if (is_of_extension) return false;
    type = type->tp_base;
  }
  return true;
}

}  // namespace

bool CheckClass(PyObject* self, const abi::TypeRecord& record) {
  const bool is_owning = record.storage != abi::Storage::kInline;
  if (!is_owning && IsOfClass(Py_TYPE(self), record)) return true;
  const abi::TypeRecord* const made_for =
      is_owning ? reinterpret_cast<abi::OwningHead*>(self)->record : abi::FindRecord(Py_TYPE(self));
  if (made_for == &record) return true;
  const convert::Held name(PyType_GetQualName(Py_TYPE(self)));
  if (name.get() == nullptr || made_for == nullptr) return false;
  PyErr_Format(PyExc_TypeError,
               "the C++ object of a %U is a %s: call the __init__() of that class, not of its base "
               "%s",
               name.get(), made_for->name, record.name);
  return false;
}

PyObject* CallFlat(PyObject* self, PyObject* args, PyObject* kwargs, vectorcallfunc call) {
  const FlatArguments arguments(args, kwargs);
  return arguments ? arguments.CallOn(self, call) : nullptr;
}

namespace {

// Whether `self` may be given the object that it has not. Sets an error.
bool MayInitialize(PyObject* self, const abi::TypeRecord& record) {
  const bool has_object = reinterpret_cast<abi::InstanceHead*>(self)->pointer != nullptr;
  const bool is_reference = !has_object && convert::ReferenceOf(self, record).object != nullptr;
  if (!is_reference && !CheckClass(self, record)) return false;
  if (record.storage != abi::Storage::kInline && !is_reference) {
    if (reinterpret_cast<abi::OwningHead*>(self)->absence != abi::Absence::kNotMade) {
      return convert::RaiseNoObject(self, record) != nullptr;
    }
  }
  if (!has_object && !is_reference) return true;
  RaiseInitialized(self);
  return false;
}

}  // namespace

bool MakeObject(PyObject* self, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                Construct construct, const abi::TypeRecord& record) {
  const Initialization initialization(self);
  if (!initialization.is_first()) {
    RaiseInitialized(self);
    return false;
  }
  if (!MayInitialize(self, record)) return false;
  if (construct(self, values, nargs, kwnames)) return true;
  convert::NoteNotMade(self, record);
  return false;
}

int Initialize(PyObject* self, PyObject* args, PyObject* kwargs, Construct construct,
               const abi::TypeRecord& record) {
  const FlatArguments arguments(args, kwargs);
  return arguments && arguments.MakeObject(self, construct, record) ? 0 : -1;
}

PyObject* NewConstructed(PyObject* self, PyObject* args, PyObject* kwargs, Construct construct) {
  if (self == nullptr) return nullptr;
  const FlatArguments arguments(args, kwargs);
  if (arguments && arguments.CallOn(self, construct)) {
    if (PyObject_IS_GC(self)) PyObject_GC_Track(self);
    return self;
  }
  Py_DECREF(self);
  return nullptr;
}

PyObject* RaiseAbstractClass(PyTypeObject* type) {
  const convert::Held nothing(PyTuple_New(0));
  if (nothing.get() == nullptr) return nullptr;
  return internal::OrPark(PyBaseObject_Type.tp_new, type, nothing.get(), nullptr);
}

PyObject* ReturnSelf(PyObject* self, const void* target, const void* result, const char* method) {
  if (result == target) return Py_NewRef(self);
  PyErr_Format(PyExc_RuntimeError,
               "%s() returned a reference to another object than itself, which nothing keeps "
               "alive: declare it to return a "
               "value",
               method);
  return nullptr;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
