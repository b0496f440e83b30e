// DLPack: how libraries of arrays hand memory to each other, as plain C structs.
//
// The layout is that of version 1.1 of the public specification, https://dmlc.github.io/dlpack: the
// structs of its C API under the names that they have there, and of the enumerations what ferrule
// uses. A producer's `__dlpack__` returns a capsule with a DLManagedTensorVersioned or, before
// version 1.0, with a DLManagedTensor. Who takes the tensor renames the capsule, and calls the
// deleter in the end.
#ifndef FERRULE_ARRAYS_DLPACK_H_
#define FERRULE_ARRAYS_DLPACK_H_

#include <cstddef>
#include <cstdint>

namespace ferrule {
inline namespace abi_1 {
namespace dlpack {

inline constexpr std::uint32_t kMajorVersion = 1;
inline constexpr std::uint32_t kMinorVersion = 1;

inline constexpr const char* kCapsuleName = "dltensor";
inline constexpr const char* kUsedCapsuleName = "used_dltensor";
inline constexpr const char* kVersionedCapsuleName = "dltensor_versioned";
inline constexpr const char* kUsedVersionedCapsuleName = "used_dltensor_versioned";

inline constexpr std::int32_t kDLCPU = 1;  // of DLDeviceType

inline constexpr std::uint64_t kFlagReadOnly = 1;  // of DLManagedTensorVersioned::flags

struct DLPackVersion {
  std::uint32_t major;
  std::uint32_t minor;
};

struct DLDevice {
  std::int32_t device_type;
  std::int32_t device_id;
};

struct DLDataType {
  std::uint8_t code;  // DType::Kind has the numbers
  std::uint8_t bits;
  std::uint16_t lanes;
};

struct DLTensor {
  void* data;
  DLDevice device;
  std::int32_t ndim;
  DLDataType dtype;
  std::int64_t* shape;
  std::int64_t* strides;  // in elements; null: in C order without gaps
  std::uint64_t byte_offset;
};

struct DLManagedTensor {
  DLTensor dl_tensor;
  void* manager_ctx;
  void (*deleter)(DLManagedTensor* self);  // may be null
};

// Of another major version only the version, the context and the deleter may be looked at.
struct DLManagedTensorVersioned {
  DLPackVersion version;
  void* manager_ctx;
  void (*deleter)(DLManagedTensorVersioned* self);  // may be null
  std::uint64_t flags;
  DLTensor dl_tensor;
};

static_assert(offsetof(DLManagedTensor, manager_ctx) == sizeof(DLTensor));
static_assert(offsetof(DLManagedTensorVersioned, dl_tensor) ==
              3 * sizeof(std::uint64_t) + sizeof(void*));

}  // namespace dlpack
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ARRAYS_DLPACK_H_
