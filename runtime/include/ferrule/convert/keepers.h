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

// --- What instances keep ---

// From here on `instance` keeps `owner` until it goes itself. False with an error set. Each owner
// is kept once under a `slot`.
bool KeepFor(PyObject* instance, const Owner& owner, const void* slot);

// Lets `instance` keep what `source` keeps under `slot`, under the same. kFailed sets an error.
enum class PassedOn { kNothing, kAll, kFailed };
PassedOn KeepWhatKeeps(PyObject* instance, PyObject* source, const void* slot);

// Under `slot` the instance keeps no more than what it was given last.
void KeepLast(PyObject* instance, const void* slot);

// Whether it keeps anything.
bool KeepsArguments(PyObject* instance);

// For its tp_traverse, tp_clear and tp_dealloc. What it kept is a new reference, or null.
int VisitKept(PyObject* instance, visitproc visit, void* arg);
PyObject* TakeKept(PyObject* instance);

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_KEEPERS_H_
