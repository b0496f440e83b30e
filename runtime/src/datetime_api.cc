#include "runtime/src/datetime_api.h"

#include <cstring>
#include <utility>

#include "ferrule/call.h"
#include "ferrule/error.h"
#include "ferrule/imported.h"
#include "ferrule/once.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

struct DateTimeApi {
  Py<> capsule;  // which owns the rest
  const PyDateTime_CAPI* api;
};

// CPython's own macros keep one for the whole process; some versions have one for each interpreter.
constinit PyOnce<DateTimeApi> datetime_api;

const PyDateTime_CAPI* LoadedApi() {
  const DateTimeApi* const made = datetime_api.get(Python::assume_attached());
  return made != nullptr ? made->api : nullptr;
}

// Imports datetime. Throws: PyErr.
const PyDateTime_CAPI* ImportApi(Python py) {
  const Bound<> module = Import(py, "datetime", "");
  if (!module.hasattr("datetime_CAPI")) {
    throw PyErr::new_error(py, PyExc_ImportError,
                           "this interpreter has a datetime that is written in Python");
  }
  Bound<> capsule = module.attr("datetime_CAPI");
  void* const api = PyCapsule_GetPointer(capsule.as_ptr(), PyDateTime_CAPSULE_NAME);
  if (api == nullptr) throw PyErr::fetch(py);
  datetime_api.set(py, {std::move(capsule).unbind(), static_cast<const PyDateTime_CAPI*>(api)});
  return LoadedApi();
}

}  // namespace

const PyDateTime_CAPI* GetDateTimeApi() {
  const PyDateTime_CAPI* const loaded = LoadedApi();
  if (loaded != nullptr) [[likely]]
    return loaded;
  const Python py = Python::assume_attached();
  try {
    return ImportApi(py);
  } catch (const PyErr& error) {
    error.restore(py);
    return nullptr;
  }
}

const PyDateTime_CAPI* DateTimeApiOf(PyObject* object) {
  const PyDateTime_CAPI* api = LoadedApi();
  if (api != nullptr) return api;
  const PyTypeObject* type = Py_TYPE(object);
  while (type != nullptr && std::strncmp(type->tp_name, "datetime.", 9) != 0) type = type->tp_base;
  if (type != nullptr && (api = GetDateTimeApi()) == nullptr) PyErr_Clear();
  return api;
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
