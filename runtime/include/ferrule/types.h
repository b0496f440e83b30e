// The T of Py<T>, Bound<T> and Borrowed<T>: Python's own types, as tags that are never
// instantiated. A bound C++ class stands for its Python class without a tag.
#ifndef FERRULE_TYPES_H_
#define FERRULE_TYPES_H_

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Any object at all. Each tag says how an object is checked for its type, and the name that
// messages give to it. A check neither fails nor sets an error, and requires an attached thread.
struct Object {
  static constexpr const char* kName = "object";
  static bool Check(PyObject*) { return true; }
};
using Any = Object;

struct Int : Object {
  static constexpr const char* kName = "int";
  static bool Check(PyObject* object) { return PyLong_Check(object); }
};

struct Bool : Int {
  static constexpr const char* kName = "bool";
  static bool Check(PyObject* object) { return PyBool_Check(object); }
};

struct Float : Object {
  static constexpr const char* kName = "float";
  static bool Check(PyObject* object) { return PyFloat_Check(object); }
};

struct Str : Object {
  static constexpr const char* kName = "str";
  static bool Check(PyObject* object) { return PyUnicode_Check(object); }

  // Throws: PyErr if `text` is not UTF-8.
  static Bound<Str> create(Python py, std::string_view text);
};

struct Bytes : Object {
  static constexpr const char* kName = "bytes";
  static bool Check(PyObject* object) { return PyBytes_Check(object); }

  // Throws: PyErr.
  static Bound<Bytes> create(Python py, std::span<const std::byte> content);
  static Bound<Bytes> create(Python py, std::string_view content);
};

struct ByteArray : Object {
  static constexpr const char* kName = "bytearray";
  static bool Check(PyObject* object) { return PyByteArray_Check(object); }

  // Throws: PyErr.
  static Bound<ByteArray> create(Python py, std::span<const std::byte> content);
  static Bound<ByteArray> create(Python py, std::string_view content);
};

struct Tuple : Object {
  static constexpr const char* kName = "tuple";
  static bool Check(PyObject* object) { return PyTuple_Check(object); }

  // Returns a tuple of `items`, each converted if it is not a Python object; of unpack(range) each
  // element. Throws: PyErr.
  template <class... A>
  static Bound<Tuple> create(Python py, A&&... items);
};

struct List : Object {
  static constexpr const char* kName = "list";
  static bool Check(PyObject* object) { return PyList_Check(object); }

  // Returns a list of `items`, as Tuple::create. Throws: PyErr.
  template <class... A>
  static Bound<List> create(Python py, A&&... items);
};

struct Dict : Object {
  static constexpr const char* kName = "dict";
  static bool Check(PyObject* object) { return PyDict_Check(object); }

  // Returns an empty dict. Throws: PyErr.
  static Bound<Dict> create(Python py);

  // Returns a dict of `entries`: those in braces, {{"x", 1}, {"y", 2.5}}; a C++ map or other range
  // of pairs; or what the dict() of Python takes. Of equal keys the last one counts. Throws: PyErr.
  static Bound<Dict> create(Python py, std::initializer_list<DictEntry> entries);
  template <class C>
  static Bound<Dict> create(Python py, const C& entries);
};

struct Set : Object {
  static constexpr const char* kName = "set";
  static bool Check(PyObject* object) { return PySet_Check(object); }

  // Returns a set of `items`, as Tuple::create. Throws: PyErr.
  template <class... A>
  static Bound<Set> create(Python py, A&&... items);
};

struct FrozenSet : Object {
  static constexpr const char* kName = "frozenset";
  static bool Check(PyObject* object) { return PyFrozenSet_Check(object); }

  // Returns a frozenset of `items`, as Tuple::create. Throws: PyErr.
  template <class... A>
  static Bound<FrozenSet> create(Python py, A&&... items);
};

struct Slice : Object {
  static constexpr const char* kName = "slice";
  static bool Check(PyObject* object) { return PySlice_Check(object); }

  // Returns a slice, of which what is not given is None: Slice::create(py, 1, -1),
  // Slice::create(py, {}, 3). Throws: PyErr.
  static Bound<Slice> create(Python py, std::optional<Py_ssize_t> start,
                             std::optional<Py_ssize_t> stop = {},
                             std::optional<Py_ssize_t> step = {});
};

// What Python's patterns take for a sequence or for a mapping: list, tuple, range, deque, array and
// dict, what is derived from the classes of collections.abc, and what is registered with them. Text
// and bytes are no sequences.
struct Sequence : Object {
  static constexpr const char* kName = "Sequence";
  static bool Check(PyObject* object) {
    return PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_SEQUENCE) != 0;
  }
};
struct Mapping : Object {
  static constexpr const char* kName = "Mapping";
  static bool Check(PyObject* object) {
    return PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_MAPPING) != 0;
  }
};

struct Type : Object {
  static constexpr const char* kName = "type";
  static bool Check(PyObject* object) { return PyType_Check(object); }
};

struct Module : Object {
  static constexpr const char* kName = "module";
  static bool Check(PyObject* object) { return PyModule_Check(object); }

  // Returns a new, empty module that is not in sys.modules. Throws: PyErr.
  static Bound<Module> create(Python py, std::string_view name);

  // Runs `code` as a module, which from then on can be imported under its name; one of a package is
  // named with dots. `file` is what tracebacks show. Throws: PyErr; the module is then not there.
  static Bound<Module> from_code(Python py, std::string_view code, std::string_view file,
                                 std::string_view name);

  // The same with the Python code that is in a file. Throws: PyErr, OSError if it cannot be read.
  static Bound<Module> from_file(Python py, std::string_view path, std::string_view name);
};

struct Iterator : Object {
  static constexpr const char* kName = "iterator";
  static bool Check(PyObject* object) { return PyIter_Check(object); }
};

struct Callable : Object {
  static constexpr const char* kName = "callable";
  static bool Check(PyObject* object) { return PyCallable_Check(object); }
};

// The Python class of a bound C++ class or enum. Generated glue defines it.
template <class T>
PyTypeObject* ClassOf();

// -------------------------------------------------------------------------------------------------

namespace internal {

// Sets `TypeError: expected dict, got 'int'` and returns false.
bool RaiseWrongType(PyObject* object, const char* expected);
bool RaiseWrongType(PyObject* object, PyTypeObject* expected);

template <class T>
inline constexpr bool kIsTag = std::is_base_of_v<Object, T>;

// Returns whether `object` is a T. Never fails.
template <class T>
bool IsInstance(PyObject* object) {
  if constexpr (kIsTag<T>) {
    return T::Check(object);
  } else {
    PyTypeObject* const type = ClassOf<T>();
    if (type != nullptr) return PyObject_TypeCheck(object, type) != 0;
    PyErr_Clear();  // the class has not been imported, so nothing is an instance of it
    return false;
  }
}

// As above, and sets TypeError if it is not.
template <class T>
bool ExpectInstance(PyObject* object) {
  if constexpr (kIsTag<T>) {
    return T::Check(object) || RaiseWrongType(object, T::kName);
  } else {
    PyTypeObject* const type = ClassOf<T>();
    if (type == nullptr) return false;
    return PyObject_TypeCheck(object, type) || RaiseWrongType(object, type);
  }
}

// Whether every From is a To, so that handles convert without a check.
template <class From, class To>
concept Upcasts = std::is_same_v<To, Object> || std::is_same_v<From, To> ||
                  (kIsTag<From> && kIsTag<To> && std::is_base_of_v<To, From>);

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_TYPES_H_
