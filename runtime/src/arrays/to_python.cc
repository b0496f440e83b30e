#include <memory>
#include <utility>

#include "ferrule/arrays/memory.h"
#include "ferrule/call.h"
#include "ferrule/convert/handles.h"
#include "ferrule/imported.h"
#include "runtime/src/arrays/array_object.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

// Whether `object` is what `result` asks for.
bool IsResult(Python py, PyObject* object, ArrayResult result) {
  switch (result) {
    case ArrayResult::kArray:
      return IsArrayObject(py, object);
    case ArrayResult::kMemoryView:
      return PyMemoryView_Check(object);
    case ArrayResult::kNumPy:
      break;
  }
  static constinit const Imported<Type> ndarray("numpy", "ndarray");
  auto* const type = reinterpret_cast<PyTypeObject*>(ndarray.get(py).as_ptr());
  return PyObject_TypeCheck(object, type);
}

// Makes what `result` asks for of an object with the buffer protocol. A view of it keeps the
// object.
Bound<> Wrap(Python py, Bound<> object, ArrayResult result) {
  switch (result) {
    case ArrayResult::kArray:
      return object;
    case ArrayResult::kMemoryView:
      return Bound<>::from_owned_ptr(py, OrPark(PyMemoryView_FromObject, object.as_ptr()));
    case ArrayResult::kNumPy:
      break;
  }
  static constinit const Imported<Callable> asarray("numpy", "asarray");
  return asarray.get(py)(object);
}

}  // namespace

PyObject* ArrayToPython(std::shared_ptr<const ArrayMemory> memory, ArrayResult result,
                        bool is_read_only) {
  if (memory == nullptr) return convert::RaiseEmptyReference();
  const Python py = Python::assume_attached();
  try {
    PyObject* const origin = memory->origin;
    if (origin != nullptr && IsResult(py, origin, result)) return Py_NewRef(origin);
    const bool is_const = is_read_only || memory->is_read_only;
    return Wrap(py, MakeArrayObject(py, std::move(memory), is_const), result).into_ptr();
  } catch (const PyErr& error) {
    error.restore(py);
    return nullptr;
  }
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
