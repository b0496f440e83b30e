// Python.h, and every difference between CPython's versions that ferrule has to know.
//
// No other file of the runtime asks for PY_VERSION_HEX. Supported are 3.11 and later. What is here
// that is not part of CPython's documented API says so, with the reason.
#ifndef FERRULE_PYTHON_COMPAT_H_
#define FERRULE_PYTHON_COMPAT_H_

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>
// Py_T_PYSSIZET and Py_READONLY stand in this header before 3.12.
#include <structmember.h>

static_assert(PY_VERSION_HEX >= 0x030B0000, "ferrule needs CPython 3.11 or later");

namespace ferrule {
inline namespace abi_1 {
namespace compat {

// True for ints of at most one digit: their value is below 2**30 in magnitude. Requires an exact
// int.
inline bool IsCompactInt(PyObject* object) {
#if PY_VERSION_HEX >= 0x030C0000
  return PyUnstable_Long_IsCompact(reinterpret_cast<PyLongObject*>(object));
#else
  // One digit or none: the size field is -1, 0 or 1.
  return static_cast<std::size_t>(Py_SIZE(object) + 1) < 3;
#endif
}

// Requires IsCompactInt(object).
inline Py_ssize_t CompactIntValue(PyObject* object) {
#if PY_VERSION_HEX >= 0x030C0000
  return PyUnstable_Long_CompactValue(reinterpret_cast<PyLongObject*>(object));
#else
  return Py_SIZE(object) *
         static_cast<Py_ssize_t>(reinterpret_cast<PyLongObject*>(object)->ob_digit[0]);
#endif
}

// Before 3.12 an assignment to `__call__` of a class changes tp_call but not what vectorcall runs:
// classes that are called through vectorcall are immutable there.
inline constexpr unsigned long kCallableTypeFlags =
#if PY_VERSION_HEX >= 0x030C0000
    Py_TPFLAGS_HAVE_VECTORCALL;
#else
    Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_IMMUTABLETYPE;
#endif

// While it lasts, making Python objects runs no Python code. Before 3.12 an allocation may collect
// garbage on the spot, and that runs destructors; later ones leave it to the bytecode. For code
// that reads a C++ object which Python can reach, while it makes Python objects of it. Requires an
// attached thread.
class PausedCollection {
 public:
  PausedCollection(const PausedCollection&) = delete;
  PausedCollection& operator=(const PausedCollection&) = delete;
#if PY_VERSION_HEX >= 0x030C0000
  PausedCollection() {}
  ~PausedCollection() {}
#else
  PausedCollection() : was_enabled_(PyGC_Disable() != 0) {}
  ~PausedCollection() {
    if (was_enabled_) PyGC_Enable();
  }

 private:
  bool was_enabled_;
#endif
};

// The interpreters of a process that may import a module.
enum class Interpreters {
  kMain,       // the main one alone
  kSharedGil,  // those too that share its lock
  kOwnGil,     // and those with a lock of their own
};

// Whether a module counts on the lock of the interpreter.
enum class Gil { kUsed, kNotUsed };

// Whether CPython has immortal objects, a state for each interpreter of what it shared before, and
// a slot in which modules say what they support: without them a module of ours stays in the main
// interpreter.
inline constexpr bool kHasSubInterpreters =
#if PY_VERSION_HEX >= 0x030C0000
    true;
#else
    false;
#endif

// Whether there are interpreters in which CPython does not ask what a module supports.
// Free-threaded builds always ask.
inline constexpr bool kMayNotAskModules =
#ifdef Py_GIL_DISABLED
    false;
#else
    true;
#endif

// Writes what a module says of interpreters and of the lock, as far as this CPython asks: up to two
// slots.
inline void AddInterpreterSlots([[maybe_unused]] PyModuleDef_Slot* slot,
                                [[maybe_unused]] Interpreters supported, [[maybe_unused]] Gil gil) {
#if PY_VERSION_HEX >= 0x030C0000
  void* value = Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED;
  if (supported == Interpreters::kSharedGil) value = Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED;
  if (supported == Interpreters::kOwnGil) value = Py_MOD_PER_INTERPRETER_GIL_SUPPORTED;
  *slot++ = {Py_mod_multiple_interpreters, value};
#endif
#if PY_VERSION_HEX >= 0x030D0000
  *slot++ = {Py_mod_gil, gil == Gil::kUsed ? Py_MOD_GIL_USED : Py_MOD_GIL_NOT_USED};
#endif
}

// Type and offset flags of PyMemberDef under their names since 3.12.
#if PY_VERSION_HEX >= 0x030C0000
inline constexpr int kMemberSsize = Py_T_PYSSIZET;
inline constexpr int kMemberReadOnly = Py_READONLY;
#else
inline constexpr int kMemberSsize = T_PYSSIZET;
inline constexpr int kMemberReadOnly = READONLY;
#endif

// The thread state of this thread if it is attached to an interpreter, else null. On any thread, at
// any time: before initialisation and after finalisation too.
inline PyThreadState* AttachedThreadState() {
#if PY_VERSION_HEX >= 0x030D0000
  return PyThreadState_GetUnchecked();
#elif PY_VERSION_HEX >= 0x030C0000
  // Private, and what the public function above was called before it became public.
  return _PyThreadState_UncheckedGet();
#else
  // Here it is one state for the whole process: that of whichever thread holds the lock.
  PyThreadState* const state = _PyThreadState_UncheckedGet();
  return state != nullptr && state == PyGILState_GetThisThreadState() ? state : nullptr;
#endif
}

// True while the interpreter shuts down; it may stay true afterwards, until the next
// initialisation. On any thread.
inline bool IsFinalizing() {
#if PY_VERSION_HEX >= 0x030D0000
  return Py_IsFinalizing() != 0;
#else
  // Private, and public under the name above since 3.13.
  return _Py_IsFinalizing() != 0;
#endif
}

// Takes the exception that is set, complete with its traceback. A new reference; null when none is
// set.
inline PyObject* TakeRaisedException() {
#if PY_VERSION_HEX >= 0x030C0000
  return PyErr_GetRaisedException();
#else
  PyObject* type;
  PyObject* value;
  PyObject* traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (type == nullptr) return nullptr;
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != nullptr) PyException_SetTraceback(value, traceback);
  Py_DECREF(type);
  Py_XDECREF(traceback);
  return value;
#endif
}

// A critical section as Py_BEGIN_CRITICAL_SECTION makes it. With a lock for the whole interpreter,
// and so before 3.13, it is nothing: that lock does the same. Begin and End may wait, detached.
#ifdef Py_GIL_DISABLED
class CriticalSection {
 public:
  void Begin(PyObject* object) { PyCriticalSection_Begin(&one_, object); }
  void Begin(PyObject* first, PyObject* second) {
    is_of_two_ = true;
    PyCriticalSection2_Begin(&two_, first, second);
  }
  void End() {
    if (is_of_two_) {
      PyCriticalSection2_End(&two_);
    } else {
      PyCriticalSection_End(&one_);
    }
  }

 private:
  union {
    PyCriticalSection one_;
    PyCriticalSection2 two_;
  };
  bool is_of_two_ = false;
};
inline constexpr bool kIsFreeThreaded = true;
#else
class CriticalSection {
 public:
  void Begin(PyObject*) {}
  void Begin(PyObject*, PyObject*) {}
  void End() {}
};
inline constexpr bool kIsFreeThreaded = false;
#endif

// Makes TryIncref work for an object: whoever owns a reference calls it before others may look for
// the object.
inline void EnableTryIncref([[maybe_unused]] PyObject* object) {
#ifdef Py_GIL_DISABLED
#if PY_VERSION_HEX >= 0x030E0000
  PyUnstable_EnableTryIncRef(object);
#else
  // As CPython 3.14 does, whose function 3.13 has for itself: a count of its own for other threads
  // says, until it is merged into that of the owner, that the object may be found.
  Py_ssize_t shared = __atomic_load_n(&object->ob_ref_shared, __ATOMIC_RELAXED);
  while ((shared & _Py_REF_SHARED_FLAG_MASK) == 0 &&
         !__atomic_compare_exchange_n(&object->ob_ref_shared, &shared,
                                      shared | _Py_REF_MAYBE_WEAKREF, false, __ATOMIC_RELAXED,
                                      __ATOMIC_RELAXED)) {
  }
#endif
#endif
}

// Takes a reference to an object that may just be dying in another thread, but has not been freed.
// False if it is dying. Requires EnableTryIncref.
inline bool TryIncref(PyObject* object) {
#ifdef Py_GIL_DISABLED
#if PY_VERSION_HEX >= 0x030E0000
  return PyUnstable_TryIncRef(object) != 0;
#else
  if (__atomic_load_n(&object->ob_tid, __ATOMIC_RELAXED) == _Py_ThreadId()) {
    Py_INCREF(object);  // it is this thread's, which is not freeing it
    return true;
  }
  Py_ssize_t shared = __atomic_load_n(&object->ob_ref_shared, __ATOMIC_RELAXED);
  while (shared != 0 && shared != _Py_REF_MERGED) {
    if (__atomic_compare_exchange_n(&object->ob_ref_shared, &shared,
                                    shared + (Py_ssize_t{1} << _Py_REF_SHARED_SHIFT), false,
                                    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return true;
  }
  return false;
#endif
#else
  if (Py_REFCNT(object) == 0) return false;
  Py_INCREF(object);
  return true;
#endif
}

// Sets `exception` and steals the reference.
inline void SetRaisedException(PyObject* exception) {
#if PY_VERSION_HEX >= 0x030C0000
  PyErr_SetRaisedException(exception);
#else
  PyErr_Restore(Py_NewRef(reinterpret_cast<PyObject*>(Py_TYPE(exception))), exception,
                PyException_GetTraceback(exception));
#endif
}

// Prints `exception` with its traceback and causes to sys.stderr. Unlike PyErr_Print it never ends
// the process.
inline void DisplayException(PyObject* exception) {
#if PY_VERSION_HEX >= 0x030C0000
  PyErr_DisplayException(exception);
#else
  PyObject* const traceback = PyException_GetTraceback(exception);
  PyErr_Display(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception, traceback);
  Py_XDECREF(traceback);
#endif
}

// The value of `key` as a new reference in `out`: 1; null and 0 when there is none; null and -1
// with an error set.
inline int DictGetItem(PyObject* dict, PyObject* key, PyObject*& out) {
#if PY_VERSION_HEX >= 0x030D0000
  return PyDict_GetItemRef(dict, key, &out);
#else
  out = Py_XNewRef(PyDict_GetItemWithError(dict, key));
  if (out != nullptr) return 1;
  return PyErr_Occurred() ? -1 : 0;
#endif
}

// Whether the class or one of its bases has the attribute `name`, a str. Calls nothing, and leaves
// no error.
inline bool TypeHas(PyTypeObject* type, PyObject* name) {
  // Private, but what NumPy and Cython ask too: the public functions call descriptors.
  return _PyType_Lookup(type, name) != nullptr;
}

// That attribute as it stands there, a new reference; null, and no error, where there is none.
inline PyObject* FindOnType(PyTypeObject* type, PyObject* name) {
#if PY_VERSION_HEX >= 0x030D0000
  return _PyType_LookupRef(type, name);  // another thread may be about to delete it
#else
  return Py_XNewRef(_PyType_Lookup(type, name));
#endif
}

// The item at `index` of a list, a new reference; null, and no error, where the list ends. In a
// free-threaded build another thread may change the list at any time.
inline PyObject* ListItem(PyObject* list, Py_ssize_t index) {
  if (index >= PyList_GET_SIZE(list)) return nullptr;
#ifdef Py_GIL_DISABLED
  PyObject* const item = PyList_GetItemRef(list, index);
  if (item == nullptr) PyErr_Clear();  // shorter by now
  return item;
#else
  return Py_NewRef(PyList_GET_ITEM(list, index));
#endif
}

// The next entry of a dict, as new references, in an iteration that begins with `position` 0. False
// at its end. The dict may change between two calls: then entries are left out or come twice.
inline bool DictNext(PyObject* dict, Py_ssize_t* position, PyObject*& key, PyObject*& value) {
  CriticalSection section;
  section.Begin(dict);
  const bool found = PyDict_Next(dict, position, &key, &value) != 0;
  if (found) {
    Py_INCREF(key);
    Py_INCREF(value);
  }
  section.End();
  return found;
}

// The freeing of an instance, in which C++ may free others. CPython 3.13 lets that nest as deep as
// C code may recurse at all, which destructors of C++ take too much stack for: there it counts for
// several.
class FreeingDepth {
#if PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000
 public:
  FreeingDepth() : thread_(PyThreadState_GetUnchecked()) {
    thread_->c_recursion_remaining -= kMore;
  }
  ~FreeingDepth() { thread_->c_recursion_remaining += kMore; }
  FreeingDepth(const FreeingDepth&) = delete;
  FreeingDepth& operator=(const FreeingDepth&) = delete;

 private:
  static constexpr int kMore = 9;

  PyThreadState* thread_;
#endif
};

}  // namespace compat
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_PYTHON_COMPAT_H_
