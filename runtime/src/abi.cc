#include "ferrule/abi.h"

#include <charconv>
#include <cstring>
#include <new>
#include <string_view>

namespace ferrule {
inline namespace abi_1 {
namespace abi {
namespace {

constexpr std::string_view kKeyOfAnyVersion = "ferrule.interpreter.";
constexpr const char* kKey = "ferrule.interpreter.1";

template <class Entry>
void FreeEntries(Entry* entry) {
  while (entry != nullptr) {
    Entry* const next = entry->next;
    PyMem_RawFree(entry);  // whichever extension made it
    entry = next;
  }
}

void FreeInterpreterRecord(PyObject* capsule) {
  auto* const record = static_cast<InterpreterRecord*>(PyCapsule_GetPointer(capsule, kKey));
  FreeEntries(record->types);
  FreeEntries(record->exceptions);
  Py_XDECREF(record->root_type);
  OrphanInstances(record->instances);
  pthread_mutex_destroy(&record->mutex);
  PyMem_RawFree(record);
}

InterpreterRecord* MakeInterpreterRecord(PyObject* dictionary) {
  auto* const record =
      static_cast<InterpreterRecord*>(PyMem_RawCalloc(1, sizeof(InterpreterRecord)));
  if (record == nullptr) {
    PyErr_NoMemory();
    return nullptr;
  }
  record->struct_size = sizeof(InterpreterRecord);
  record->major = kMajor;
  record->instances = static_cast<InstanceMap*>(PyMem_RawCalloc(1, sizeof(InstanceMap)));
  if (record->instances == nullptr) {
    PyMem_RawFree(record);
    PyErr_NoMemory();
    return nullptr;
  }
  pthread_mutex_init(&record->mutex, nullptr);
  pthread_mutex_init(&record->instances->mutex, nullptr);
  PyObject* const capsule = PyCapsule_New(record, kKey, &FreeInterpreterRecord);
  if (capsule == nullptr) {
    PyMem_RawFree(record->instances);
    PyMem_RawFree(record);
    return nullptr;
  }
  PyObject* const key = PyUnicode_FromString(kKey);
  // Another thread may have made one meanwhile.
  PyObject* const stored =
      key == nullptr ? nullptr : PyDict_SetDefault(dictionary, key, capsule);  // borrowed
  Py_XDECREF(key);
  Py_DECREF(capsule);  // frees the record when it was not stored
  if (stored == nullptr) return nullptr;
  return static_cast<InterpreterRecord*>(PyCapsule_GetPointer(stored, kKey));
}

InterpreterRecord* CheckVersion(InterpreterRecord* record) {
  if (record != nullptr && record->major != kMajor) {
    PyErr_Format(PyExc_ImportError,
                 "an extension with version %u of ferrule's layout is loaded, this one has version "
                 "%u: build both with one "
                 "ferrule",
                 static_cast<unsigned>(record->major), static_cast<unsigned>(kMajor));
    return nullptr;
  }
  return record;
}

}  // namespace

const Ancestor* FindAncestor(const TypeRecord& record, const char* name) {
  const Ancestor* const end = record.ancestors + record.ancestor_count;
  // Within one extension equal names are mostly one literal.
  for (const Ancestor* base = record.ancestors; base != end; ++base) {
    if (base->name == name) return base;
  }
  for (const Ancestor* base = record.ancestors; base != end; ++base) {
    if (std::strcmp(base->name, name) == 0) return base;
  }
  return nullptr;
}

InterpreterRecord* CurrentInterpreter() {
  PyObject* const dictionary =
      PyInterpreterState_GetDict(PyInterpreterState_Get());  // borrowed; null without an error
  if (dictionary == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the interpreter has no dictionary");
    return nullptr;
  }
  PyObject* const capsule = PyDict_GetItemString(dictionary, kKey);  // borrowed
  if (capsule == nullptr) return CheckVersion(MakeInterpreterRecord(dictionary));
  return CheckVersion(static_cast<InterpreterRecord*>(PyCapsule_GetPointer(capsule, kKey)));
}

namespace {

// `__class__` of an instance: CPython would exchange it for that of any class of the same layout.
PyObject* GetClass(PyObject* self, void*) { return Py_NewRef(Py_TYPE(self)); }

int SetClass(PyObject* self, PyObject* value, void*) {
  const bool is_type = value != nullptr && PyType_Check(value);
  const TypeRecord* const record =
      is_type ? FindRecord(reinterpret_cast<PyTypeObject*>(value)) : nullptr;
  if (record == reinterpret_cast<OwningHead*>(self)->record && record != nullptr) {
    PyObject* const name = PyUnicode_InternFromString("__class__");
    if (name == nullptr) return -1;
    PyObject* const base = compat::FindOnType(&PyBaseObject_Type, name);
    Py_DECREF(name);
    const int result = Py_TYPE(base)->tp_descr_set(base, self, value);
    Py_DECREF(base);
    return result;
  }
  PyErr_Clear();
  PyErr_SetString(PyExc_TypeError,
                  "__class__ of an object of C++ can only be set to a class of the same C++ class");
  return -1;
}

PyGetSetDef root_properties[] = {
    {"__class__", &GetClass, &SetClass, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

PyTypeObject* RootType() {
  InterpreterRecord* const interpreter = CurrentInterpreter();
  if (interpreter == nullptr) return nullptr;
  PyTypeObject* root = __atomic_load_n(&interpreter->root_type, __ATOMIC_ACQUIRE);
  if (root == nullptr) {
    PyType_Slot slots[] = {
        {Py_tp_doc, const_cast<char*>("An object of C++.")},
        {Py_tp_getset, root_properties},
        {0, nullptr},
    };
    PyType_Spec spec = {
        "ferrule.Instance", sizeof(OwningHead), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
    auto* const made = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
    // Another thread may have made one meanwhile.
    const bool is_first =
        made != nullptr && __atomic_compare_exchange_n(&interpreter->root_type, &root, made, false,
                                                       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    if (is_first || made == nullptr) return made;
    Py_DECREF(made);
  }
  return root;
}

const TypeRecord* FindRecord(PyTypeObject* type) {
  const InterpreterRecord* const interpreter = CurrentInterpreter();
  if (interpreter == nullptr) return nullptr;
  for (; type != nullptr; type = type->tp_base) {
    for (const TypeEntry* entry = First(interpreter->types); entry != nullptr;
         entry = Next(entry)) {
      if (entry->type == type) return entry->record;
    }
  }
  PyErr_SetString(PyExc_SystemError, "no bound class");
  return nullptr;
}

namespace {

// The record of the current interpreter, if there is one that this layout can read. Sets no error.
InterpreterRecord* FindInterpreter() {
  PyObject* const dictionary = PyInterpreterState_GetDict(PyInterpreterState_Get());
  PyObject* const capsule =
      dictionary == nullptr ? nullptr : PyDict_GetItemString(dictionary, kKey);
  if (capsule == nullptr) return nullptr;
  auto* const record = static_cast<InterpreterRecord*>(PyCapsule_GetPointer(capsule, kKey));
  return record != nullptr && record->major == kMajor ? record : nullptr;
}

// Adds an entry to a list, in front. False with an error set.
template <class Entry>
bool Push(const Entry& entry, Entry*& list) {
  auto* const pushed = static_cast<Entry*>(PyMem_RawMalloc(sizeof(Entry)));
  if (pushed == nullptr) {
    PyErr_NoMemory();
    return false;
  }
  *pushed = entry;
  pushed->next = list;
  __atomic_store_n(&list, pushed, __ATOMIC_RELEASE);
  return true;
}

// Adds an entry behind all others. False with an error set.
template <class Entry>
bool Append(const Entry& entry, Entry*& list) {
  Entry** link = &list;
  while (*link != nullptr) link = &(*link)->next;
  return Push(entry, *link);
}

// Threads read the count without a lock.
void CountChange(InterpreterRecord& interpreter) {
  __atomic_fetch_add(&interpreter.changes, 1, __ATOMIC_RELEASE);
}

// Returns whether there was one.
template <class Entry, class Type>
bool Remove(Type* type, Entry*& list) {
  for (Entry** link = &list; *link != nullptr; link = &(*link)->next) {
    if ((*link)->type != type) continue;
    Entry* const entry = *link;
    if constexpr (compat::kIsFreeThreaded) {
      __atomic_store_n(&entry->type, nullptr, __ATOMIC_RELEASE);
      return true;
    }
    *link = entry->next;
    PyMem_RawFree(entry);
    return true;
  }
  return false;
}

}  // namespace

std::uint32_t OtherMajor() {
  PyObject* const dictionary = PyInterpreterState_GetDict(PyInterpreterState_Get());
  Py_ssize_t at = 0;
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  while (dictionary != nullptr && PyDict_Next(dictionary, &at, &key, &value) != 0) {
    Py_ssize_t size = 0;
    const char* const text = PyUnicode_Check(key) ? PyUnicode_AsUTF8AndSize(key, &size) : nullptr;
    if (text == nullptr) continue;
    const std::string_view name(text, static_cast<std::size_t>(size));
    if (!name.starts_with(kKeyOfAnyVersion) || name == kKey) continue;
    std::uint32_t major = 0;
    std::from_chars(text + kKeyOfAnyVersion.size(), text + size, major);
    if (major != 0) return major;
  }
  PyErr_Clear();
  return 0;
}

bool RegisterType(const TypeRecord& record, PyTypeObject* type) {
  InterpreterRecord* const interpreter = CurrentInterpreter();
  if (interpreter == nullptr) return false;
  const RecordLock lock(interpreter->mutex);
  // Two modules may bind one class, and one module may be imported anew: the oldest comes first.
  if (!Append(TypeEntry{&record, type, nullptr}, interpreter->types)) return false;
  CountChange(*interpreter);
  return true;
}

void ForgetType(PyTypeObject* type) {
  InterpreterRecord* const interpreter = FindInterpreter();
  if (interpreter == nullptr) return;
  const RecordLock lock(interpreter->mutex);
  if (Remove(type, interpreter->types)) CountChange(*interpreter);
}

bool RegisterException(const ExceptionRecord& record, PyObject* type) {
  InterpreterRecord* const interpreter = CurrentInterpreter();
  if (interpreter == nullptr) return false;
  const RecordLock lock(interpreter->mutex);
  return Push(ExceptionEntry{&record, type, nullptr}, interpreter->exceptions);
}

void ForgetException(PyObject* type) {
  InterpreterRecord* const interpreter = FindInterpreter();
  if (interpreter == nullptr) return;
  const RecordLock lock(interpreter->mutex);
  Remove(type, interpreter->exceptions);
}

const ExceptionEntry* BoundExceptions() {
  const InterpreterRecord* const interpreter = FindInterpreter();
  return interpreter == nullptr ? nullptr : First(interpreter->exceptions);
}

}  // namespace abi
}  // namespace abi_1
}  // namespace ferrule
