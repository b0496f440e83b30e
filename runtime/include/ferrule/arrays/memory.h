// The memory behind an NdArray: Python's, held by its export, or memory of C++.
//
// Not for users.
#ifndef FERRULE_ARRAYS_MEMORY_H_
#define FERRULE_ARRAYS_MEMORY_H_

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "ferrule/arrays/dtype.h"
#include "ferrule/arrays/request.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// What an array goes to Python as.
enum class ArrayResult : unsigned char { kArray, kNumPy, kMemoryView };

// Immutable, and shared by all that shows the memory: NdArrays, and what Python has of them. Its
// last owner may go on any thread.
struct ArrayMemory {
  void* data = nullptr;
  DType dtype;
  bool is_read_only = false;
  std::size_t ndim = 0;
  const std::ptrdiff_t* shape = nullptr;
  const std::ptrdiff_t* strides = nullptr;  // in bytes
  PyObject* origin = nullptr;  // the Python object that the memory was taken from, held; or null
};

// Memory of C++, and what keeps it alive.
template <class Owner>
struct OwnedMemory : ArrayMemory {
  OwnedMemory(Owner&& keeps, std::vector<std::ptrdiff_t>&& shape_and_strides)
      : owner(std::move(keeps)), geometry(std::move(shape_and_strides)) {
    ndim = geometry.size() / 2;
    shape = geometry.data();
    strides = shape + ndim;
  }

  Owner owner;
  std::vector<std::ptrdiff_t> geometry;
};

// Returns `shape` and behind it the strides: those that are given or, if none are, those of memory
// without gaps in the order that `request` asks for. Throws: std::invalid_argument if that is no
// array as `request` has it; std::length_error if it would be larger than memory.
std::vector<std::ptrdiff_t> MakeGeometry(const ArrayRequest& request,
                                         std::span<const std::size_t> shape,
                                         std::span<const std::ptrdiff_t> strides);

// Returns the number of elements. Throws: std::length_error if they would be larger than memory.
std::size_t CountElements(std::span<const std::size_t> shape, std::size_t itemsize);

// Throws: std::invalid_argument.
[[noreturn, gnu::cold]] void ThrowWrongSize(std::size_t values, std::size_t elements);

// Takes the memory of a Python object, by the buffer protocol or by DLPack. Null with an error set.
std::shared_ptr<const ArrayMemory> TakeArray(PyObject* object, const ArrayRequest& request);

// Shows `memory` to Python; null stands for an empty NdArray, which is an error. Memory that came
// from a Python object goes back as that object, if it is one of what `result` asks for. A new
// reference; null with an error set.
PyObject* ArrayToPython(std::shared_ptr<const ArrayMemory> memory, ArrayResult result,
                        bool is_read_only);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ARRAYS_MEMORY_H_
