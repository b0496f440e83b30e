#include "runtime/src/arrays/tensor.h"

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/arrays/dlpack.h"
#include "runtime/src/arrays/python_memory.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

using dlpack::DLManagedTensor;
using dlpack::DLManagedTensorVersioned;
using dlpack::DLTensor;

namespace {

// The error that is set is put aside meanwhile.
class ErrorAside {
 public:
  ErrorAside() : error_(OrPark(compat::TakeRaisedException)) {}
  ~ErrorAside() {
    if (error_ != nullptr) compat::SetRaisedException(error_);
  }
  ErrorAside(const ErrorAside&) = delete;
  ErrorAside& operator=(const ErrorAside&) = delete;

 private:
  PyObject* error_;
};

// A tensor that was taken out of its capsule, to be given back to whoever made it.
template <class Managed>
struct HeldTensor {
  HeldTensor(PyObject* held, Managed* taken) : object(Py_NewRef(held)), managed(taken) {}
  HeldTensor(const HeldTensor&) = delete;
  HeldTensor& operator=(const HeldTensor&) = delete;
  ~HeldTensor() {
    if (managed->deleter == nullptr) return;
    const ErrorAside aside;
    try {
      managed->deleter(managed);
    } catch (...) {
      ParkOrTerminate();
    }
  }

  convert::Held object;
  Managed* managed;
};

// A consumer has to try: those from before version 1.0 do not know the argument.
PyObject* AskForTensor(PyObject* object) {
  const convert::Held method(PyObject_GetAttrString(object, "__dlpack__"));
  if (method.get() == nullptr) return nullptr;
  const convert::Held none(PyTuple_New(0));
  const convert::Held version(
      Py_BuildValue("{s:(II)}", "max_version", dlpack::kMajorVersion, dlpack::kMinorVersion));
  if (none.get() == nullptr || version.get() == nullptr) return nullptr;
  PyObject* const capsule = PyObject_Call(method.get(), none.get(), version.get());
  if (capsule != nullptr || !PyErr_ExceptionMatches(PyExc_TypeError)) return capsule;
  PyErr_Clear();
  return PyObject_CallNoArgs(method.get());
}

bool RaiseNotOnCpu(const ArrayRequest& request, int type, int id) {
  PyErr_Format(PyExc_TypeError, "expected %s on the CPU, got one on DLPack device (%d, %d)",
               Describe(request).c_str(), type, id);
  return false;
}

// `__dlpack_device__` is a pair of ints, of which the first may be an enum's.
bool IsOnCpu(PyObject* object, const ArrayRequest& request) {
  const convert::Held device(PyObject_CallMethod(object, "__dlpack_device__", nullptr));
  if (device.get() == nullptr) return false;
  if (!PyTuple_Check(device.get())) return convert::RaiseExpected("tuple", device.get());
  int type;
  int id;
  if (!PyArg_ParseTuple(device.get(), "ii", &type, &id)) return false;
  return type == dlpack::kDLCPU || RaiseNotOnCpu(request, type, id);
}

DType DTypeOf(const dlpack::DLDataType& type) {
  const bool is_known =
      type.code <= DType::kFloat || type.code == DType::kComplex || type.code == DType::kBool;
  if (!is_known || type.lanes != 1 || type.bits % 8 != 0) return {};
  return {static_cast<DType::Kind>(type.code), static_cast<std::uint8_t>(type.bits / 8)};
}

// Returns shape and strides, these in bytes.
std::vector<std::ptrdiff_t> GeometryOf(const DLTensor& tensor, std::ptrdiff_t itemsize) {
  const auto ndim = static_cast<std::size_t>(tensor.ndim);
  std::vector<std::ptrdiff_t> geometry(tensor.shape, tensor.shape + ndim);
  geometry.resize(2 * ndim);
  std::ptrdiff_t distance = itemsize;
  for (std::size_t axis = ndim; axis-- > 0;) {
    geometry[ndim + axis] = tensor.strides != nullptr ? tensor.strides[axis] * itemsize : distance;
    distance *= geometry[axis];
  }
  return geometry;
}

template <class Managed>
std::shared_ptr<const ArrayMemory> TakeManaged(std::unique_ptr<HeldTensor<Managed>> held,
                                               const ArrayRequest& request, bool is_read_only) {
  const DLTensor& tensor = held->managed->dl_tensor;
  if (tensor.device.device_type != dlpack::kDLCPU) {
    RaiseNotOnCpu(request, tensor.device.device_type, tensor.device.device_id);
    return nullptr;
  }
  if (tensor.ndim < 0 || tensor.ndim > PyBUF_MAX_NDIM) {
    PyErr_Format(PyExc_BufferError, "a DLPack tensor with %d dimensions",
                 static_cast<int>(tensor.ndim));
    return nullptr;
  }
  const std::size_t itemsize = static_cast<std::size_t>(tensor.dtype.bits) * tensor.dtype.lanes / 8;
  const auto ndim = static_cast<std::size_t>(tensor.ndim);
  std::vector<std::ptrdiff_t> geometry = GeometryOf(tensor, static_cast<std::ptrdiff_t>(itemsize));
  const ArrayOffer offer = {.data = static_cast<char*>(tensor.data) + tensor.byte_offset,
                            .dtype = DTypeOf(tensor.dtype),
                            .itemsize = itemsize,
                            .is_read_only = is_read_only,
                            .ndim = ndim,
                            .shape = geometry.data(),
                            .strides = geometry.data() + ndim,
                            .format = nullptr,
                            .type = &tensor.dtype};
  if (const Mismatch mismatch = Judge(request, offer); mismatch != Mismatch::kNone) {
    RaiseMismatch(request, offer, mismatch);
    return nullptr;
  }
  auto memory = std::make_shared<PythonMemory>(held->object.get(), offer);
  memory->geometry = std::move(geometry);
  memory->shape = memory->geometry.data();
  memory->strides = memory->shape + ndim;
  if (!memory->Hold(std::move(held))) return nullptr;
  return memory;
}

// From here on the tensor is ours, and the capsule says so.
template <class Managed>
std::unique_ptr<HeldTensor<Managed>> TakeOut(PyObject* capsule, const char* name,
                                             const char* used_name, PyObject* object) {
  auto* const managed = static_cast<Managed*>(PyCapsule_GetPointer(capsule, name));
  auto held = std::make_unique<HeldTensor<Managed>>(object, managed);
  PyCapsule_SetName(capsule, used_name);
  return held;
}

std::shared_ptr<const ArrayMemory> TakeCapsule(PyObject* capsule, PyObject* object,
                                               const ArrayRequest& request) {
  if (PyCapsule_IsValid(capsule, dlpack::kVersionedCapsuleName)) {
    auto held = TakeOut<DLManagedTensorVersioned>(capsule, dlpack::kVersionedCapsuleName,
                                                  dlpack::kUsedVersionedCapsuleName, object);
    if (held->managed->version.major != dlpack::kMajorVersion) {
      PyErr_Format(PyExc_BufferError, "expected a DLPack tensor of version 1, got version %u",
                   static_cast<unsigned>(held->managed->version.major));
      return nullptr;
    }
    const bool is_read_only = (held->managed->flags & dlpack::kFlagReadOnly) != 0;
    return TakeManaged(std::move(held), request, is_read_only);
  }
  if (PyCapsule_IsValid(capsule, dlpack::kCapsuleName)) {
    return TakeManaged(
        TakeOut<DLManagedTensor>(capsule, dlpack::kCapsuleName, dlpack::kUsedCapsuleName, object),
        request, false);
  }
  convert::RaiseExpected("a capsule with a DLPack tensor", capsule);
  return nullptr;
}

}  // namespace

std::shared_ptr<const ArrayMemory> TakeTensor(PyObject* object, const ArrayRequest& request) {
  if (!OrPark(IsOnCpu, object, request)) return nullptr;
  const convert::Held capsule(OrPark(AskForTensor, object));
  if (capsule.get() == nullptr) return nullptr;
  return TakeCapsule(capsule.get(), object, request);
}

// --- Giving ---

namespace {

template <class Managed>
constexpr const char* kNameOf =
    std::is_same_v<Managed, DLManagedTensor> ? dlpack::kCapsuleName : dlpack::kVersionedCapsuleName;

// A tensor with what it points to.
template <class Managed>
struct GivenTensor {
  // Called by the consumer, on any thread.
  static void Delete(Managed* managed) { delete static_cast<GivenTensor*>(managed->manager_ctx); }

  // Of a capsule from which nobody has taken the tensor.
  static void DeleteUnused(PyObject* capsule) {
    if (!PyCapsule_IsValid(capsule, kNameOf<Managed>)) return;
    Delete(static_cast<Managed*>(PyCapsule_GetPointer(capsule, kNameOf<Managed>)));
  }

  Managed managed{};
  std::shared_ptr<const ArrayMemory> memory;
  std::vector<std::int64_t> geometry;
};

bool HasTensor(const ArrayMemory& memory) {
  for (std::size_t axis = 0; axis < memory.ndim; ++axis) {
    if (memory.strides[axis] % memory.dtype.size != 0) {
      PyErr_SetString(PyExc_BufferError,
                      "DLPack has no strides that are no multiple of the size of an element");
      return false;
    }
  }
  if (memory.dtype.size * 8 > UINT8_MAX) {
    PyErr_Format(PyExc_BufferError, "DLPack has no %s", memory.dtype.name().c_str());
    return false;
  }
  return true;
}

template <class Managed>
PyObject* Give(std::shared_ptr<const ArrayMemory> memory, std::uint64_t flags) {
  if (!HasTensor(*memory)) return nullptr;
  auto given = std::make_unique<GivenTensor<Managed>>();
  const std::size_t ndim = memory->ndim;
  for (std::size_t axis = 0; axis < ndim; ++axis) given->geometry.push_back(memory->shape[axis]);
  for (std::size_t axis = 0; axis < ndim; ++axis) {
    given->geometry.push_back(memory->strides[axis] / memory->dtype.size);
  }
  const DType dtype = memory->dtype;
  const auto code = dtype.kind == DType::kRaw ? DType::kUInt : dtype.kind;
  given->managed.manager_ctx = given.get();
  given->managed.deleter = &GivenTensor<Managed>::Delete;
  given->managed.dl_tensor = {.data = memory->data,
                              .device = {dlpack::kDLCPU, 0},
                              .ndim = static_cast<std::int32_t>(ndim),
                              .dtype = {code, static_cast<std::uint8_t>(dtype.size * 8), 1},
                              .shape = given->geometry.data(),
                              .strides = given->geometry.data() + ndim,
                              .byte_offset = 0};
  if constexpr (std::is_same_v<Managed, DLManagedTensorVersioned>) {
    given->managed.version = {dlpack::kMajorVersion, dlpack::kMinorVersion};
    given->managed.flags = flags;
  }
  given->memory = std::move(memory);
  PyObject* const capsule =
      PyCapsule_New(&given->managed, kNameOf<Managed>, &GivenTensor<Managed>::DeleteUnused);
  if (capsule != nullptr) static_cast<void>(given.release());  // it is the capsule's
  return capsule;
}

}  // namespace

PyObject* GiveTensor(std::shared_ptr<const ArrayMemory> memory, bool is_read_only,
                     bool is_versioned) {
  if (is_versioned) {
    return Give<DLManagedTensorVersioned>(std::move(memory),
                                          is_read_only ? dlpack::kFlagReadOnly : 0);
  }
  if (is_read_only) {
    PyErr_SetString(PyExc_BufferError,
                    "the array is read-only, which only DLPack 1.0 and later can say");
    return nullptr;
  }
  return Give<DLManagedTensor>(std::move(memory), 0);
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
