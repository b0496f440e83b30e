#include "ferrule/glue/references.h"

#include <memory>
#include <new>
#include <utility>

namespace ferrule {
inline namespace abi_1 {
namespace glue {

PyObject* Taken::IntoObject() && {
  std::unique_ptr<Taken> taken(new (std::nothrow) Taken());
  if (taken == nullptr) return nullptr;
  taken->references_.swap(references_);
  taken->things_.swap(things_);
  PyObject* const capsule = PyCapsule_New(taken.get(), nullptr, [](PyObject* object) {
    delete static_cast<Taken*>(PyCapsule_GetPointer(object, nullptr));
  });
  if (capsule == nullptr) {
    PyErr_Clear();
  } else {
    (void)taken.release();
  }
  return capsule;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
