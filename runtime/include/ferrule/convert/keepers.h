// Python objects that keep several others alive, and what instances keep beside their C++ objects.
//
// An instance that is kept cannot be given away: C++ refers to its object.
#ifndef FERRULE_CONVERT_KEEPERS_H_
#define FERRULE_CONVERT_KEEPERS_H_

#include <initializer_list>
#include <type_traits>

#include "ferrule/convert/reference.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// A new object that keeps all of them. Null with an error set.
PyObject* NewKeepers(std::initializer_list<Owner> owners);

// Whether `object` is such an object, and keeps `root`. Sets no error.
bool Keeps(PyObject* object, PyObject* root);

// --- What pointers point to ---

// The object that a pointer pointed to which is part of one that an owner keeps.
struct Pointee {
  const void* place;  // of the pointer
  void* object;
  const void* type;  // of a polymorphic object, its std::type_info
  // Whether that is what the pointer points to still. Requires: the pointer is there.
  bool (*is_same)(const Pointee& pointee);
  // Visits the references to Python objects that it holds. Null: it holds none.
  int (*visit)(const void* object, visitproc visit, void* arg);
};

// A new reference to what keeps an object that `owner` has behind a pointer. It is there as long as
// the pointer points to it, or it is handed over. Null with an error set.
PyObject* KeeperOf(const Pointee& pointee, const Owner& owner);

// Hands an object that the pointer pointed to to what keeps it; false if nothing does.
bool HandOver(const Pointee& pointee, void (*destroy)(void* object));

// Whether `keepers` keep what a pointer points to. Sets no error.
bool IsPointee(PyObject* keepers);

// --- What instances keep ---

// From here on `instance` keeps `owner` until it goes itself. False with an error set. Each owner
// is kept once under a `slot`. `object` is what C++ sees of it, where KeptUnder asks for that.
bool KeepFor(PyObject* instance, const Owner& owner, const void* slot,
             const void* object = nullptr);

// Who keeps `object`, which `instance` was given under `slot`; without an object where it was not.
Owner KeptUnder(PyObject* instance, const void* slot, const void* object);

// The same under any.
Owner WhoKeeps(PyObject* instance, const void* object);

// Whether what keeps `object` is the instance of it, of `type`, whose record it is. Sets no error.
bool IsInstanceWith(const Owner& owner, const void* object, PyTypeObject* type,
                    const abi::TypeRecord& record);

// Lets `instance` keep what `source` keeps under `slot`, under the same. kFailed sets an error.
enum class PassedOn { kNothing, kAll, kFailed };
PassedOn KeepWhatKeeps(PyObject* instance, PyObject* source, const void* slot);

// Under `slot` the instance keeps no more than what it was given last, or nothing at all.
void KeepLast(PyObject* instance, const void* slot, bool is_given = true);

// Whether it keeps anything.
bool KeepsArguments(PyObject* instance);

// For its tp_traverse, tp_clear and tp_dealloc. What it kept is a new reference, or null.
int VisitKept(PyObject* instance, visitproc visit, void* arg);
PyObject* TakeKept(PyObject* instance);

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_KEEPERS_H_
