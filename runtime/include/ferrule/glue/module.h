// Putting a module together while it is executed: its classes, enums, and constants.
//
// Everything here requires an attached thread, and on failure leaves a Python error for the import
// to raise.
#ifndef FERRULE_GLUE_MODULE_H_
#define FERRULE_GLUE_MODULE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <type_traits>

#include "ferrule/abi.h"
#include "ferrule/convert.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Makes the type of `spec`, gives it its vectorcall (null for none), tells the other extensions of
// it, and adds it to `scope`: the module, or the type it is nested in. `path` is its name there
// with that of the classes around it, `spec` names it after the module alone. Returns a new
// reference, or null.
PyTypeObject* AddClass(PyObject* module, PyObject* scope, const char* path, PyType_Spec& spec,
                       vectorcallfunc vectorcall, const abi::TypeRecord& record,
                       std::initializer_list<PyTypeObject*> bases = {});

// From here on nobody can derive from a class, as C++ has.
inline void Seal(PyTypeObject* type) { type->tp_flags &= ~Py_TPFLAGS_BASETYPE; }

// One member of an enum, its value as Python has it: a new reference, stolen by AddEnum. `doc` may
// be null.
struct EnumMember {
  const char* name;
  PyObject* value;
  const char* doc;
};

// The value of an enumerator as Python has it: a new reference; null with an error set.
template <class E>
PyObject* EnumValue(E value) {
  const auto number =
      +static_cast<std::underlying_type_t<E>>(value);  // char and bool are promoted to int
  return Converter<std::remove_const_t<decltype(number)>>::ToPython(number);
}

// Makes the enum `name` from the class `base` of Python's enum module ("Enum", "IntFlag"), with the
// `boundary` of flags ("STRICT", "KEEP") or null, adds it
// to `scope`, and stores a new reference to each member in `members`; a name for a value that came
// before is the earlier member (an alias). Returns a new reference, or null. `doc` may be null.
PyObject* AddEnum(PyObject* module, PyObject* scope, const char* base, const char* boundary,
                  const char* name, const char* qualified_name, const char* doc, EnumMember* values,
                  std::size_t count, PyObject** members);

// Adds `value` (stolen; null passes an error on) under `name` to a module or a type. False with an
// error set.
bool AddValue(PyObject* scope, const char* name, PyObject* value);

// The enum member `object` as an index into `members`, or -1 when it is none of them.
inline Py_ssize_t FindMember(PyObject* object, PyObject* const* members, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (members[i] == object) return static_cast<Py_ssize_t>(i);
  }
  return -1;
}

// TypeError: `object` is no member of the enum `type`. Returns false.
[[gnu::cold]] bool RaiseNoMember(PyObject* object, PyObject* type);

// A C++ value that is none of its enum's enumerators has no member: ValueError. Steals `value`,
// where null passes an error on. Returns null.
[[gnu::cold]] PyObject* NoSuchMember(const char* name, PyObject* value);

// --- Flags, whose values need no enumerator: they are sets of bits ---

template <class E>
using BitsOfEnum =
    std::make_unsigned_t<std::conditional_t<std::is_same_v<std::underlying_type_t<E>, bool>,
                                            unsigned char, std::underlying_type_t<E>>>;

// The bits of `object`, which has to be of the class `type`; TypeError if it is not, OverflowError
// if they are more than `max`.
bool FlagBits(PyObject* object, PyObject* type, unsigned long long max, unsigned long long& out);

template <class E>
bool FlagFromPython(PyObject* object, PyObject* type, E& out) {
  unsigned long long bits = 0;
  if (!FlagBits(object, type, std::numeric_limits<BitsOfEnum<E>>::max(), bits)) return false;
  out = static_cast<E>(bits);
  return true;
}

// The instance of the class `type` that has `value` (stolen; null passes an error on), which it
// makes if need be; ValueError where the class refuses it.
PyObject* FlagOf(PyObject* type, const char* name, PyObject* value);

template <class E>
PyObject* FlagToPython(E value, PyObject* type, const char* name) {
  return FlagOf(type, name, PyLong_FromUnsignedLongLong(static_cast<BitsOfEnum<E>>(value)));
}

// --- Enums that keep values without an enumerator: those are ints ---

// OverflowError: no value of C++'s enum is that large. Returns false.
[[gnu::cold]] bool RaiseBeyondEnum(PyObject* object, PyObject* type);

template <class E>
bool NumberFromPython(PyObject* object, PyObject* type, E& out) {
  if (!PyLong_CheckExact(object)) return convert::RaiseExpected(Converter<E>::Name(), object);
  decltype(+std::underlying_type_t<E>{}) number{};
  if (!Converter<decltype(number)>::FromPython(object, number)) return false;
  out = static_cast<E>(number);
  if (static_cast<decltype(number)>(out) == number) return true;
  return RaiseBeyondEnum(object, type);
}

// The type of a bound class was asked for in an interpreter in which its module has not been
// imported: ImportError.
[[gnu::cold]] PyTypeObject* NotImported(const char* module);

using compat::Gil;
using compat::Interpreters;

// The slots of a module that `execute` fills, in the interpreters that are supported, with what it
// says of the lock: free-threaded builds turn it on for modules that use it.
//
// In any other interpreter the import is an ImportError and `execute` does not run: in every
// sub-interpreter before CPython 3.12, and from then on also in those that leave out CPython's own
// check of what a module supports, as those of Py_NewInterpreter do.
std::array<PyModuleDef_Slot, 5> ModuleSlots(int (*execute)(PyObject* module),
                                            Interpreters supported, Gil gil = Gil::kUsed);

// A function as PyMethodDef has it, whatever its flags say that it takes.
inline PyCFunction Entry(PyObject* (*function)(PyObject*, PyObject*)) { return function; }
inline PyCFunction Entry(PyObject* (*function)(PyObject*, PyObject* const*, Py_ssize_t,
                                               PyObject*)) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

// What calling an instance runs, as the method `__call__`: beside what CPython would make of the
// slot alone, it has a docstring and a signature.
template <vectorcallfunc kFunction>
PyObject* CallMethod(PyObject* self, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  return kFunction(self, values, static_cast<std::size_t>(nargs), kwnames);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_MODULE_H_
