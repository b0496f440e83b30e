#include "ferrule/arrays/memory.h"

#include <cstdint>
#include <memory>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

#include "ferrule/buffer.h"
#include "runtime/src/arrays/python_memory.h"
#include "runtime/src/arrays/tensor.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

// What a capsule keeps: the object, and its buffer. Released in the reverse order.
struct HeldBuffer {
  explicit HeldBuffer(PyObject* held) : object(Py_NewRef(held)) {}

  convert::Held object;
  BufferExport buffer;
};

std::shared_ptr<const ArrayMemory> TakeBuffer(PyObject* object, const ArrayRequest& request) {
  auto held = std::make_unique<HeldBuffer>(object);
  if (!held->buffer.Acquire(object, request)) return nullptr;
  const ArrayOffer offer = OfferOf(held->buffer.view(), request);
  auto memory = std::make_shared<PythonMemory>(object, offer);
  memory->shape = offer.shape;  // good as long as the buffer is held
  memory->strides = offer.strides;
  if (!memory->Hold(std::move(held))) return nullptr;
  return memory;
}

}  // namespace

std::shared_ptr<const ArrayMemory> TakeArray(PyObject* object, const ArrayRequest& request) {
  if (PyObject_CheckBuffer(object)) return TakeBuffer(object, request);
  if (HasDLPack(object)) return TakeTensor(object, request);
  convert::RaiseExpected(Describe(request), object);
  return nullptr;
}

std::size_t CountElements(std::span<const std::size_t> shape, std::size_t itemsize) {
  std::size_t limit = PTRDIFF_MAX / itemsize;
  std::size_t count = 1;
  bool has_none = false;
  for (const std::size_t extent : shape) {
    if (extent == 0) {
      has_none = true;
      continue;  // the others must not be too large all the same: strides are made of them
    }
    if (extent > limit) throw std::length_error("the array is larger than memory");
    limit /= extent;
    count *= extent;
  }
  return has_none ? 0 : count;
}

namespace {

[[noreturn]] void ThrowNoSuchArray(const ArrayRequest& request, const std::string& given) {
  throw std::invalid_argument("expected " + Describe(request) + ", got " + given);
}

std::string InParentheses(std::span<const std::size_t> shape) {
  std::string text = "(";
  for (const std::size_t extent : shape) {
    if (text.size() > 1) text += ", ";
    text += std::to_string(extent);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

// Writes the strides of elements without gaps.
void SetContiguous(const ArrayRequest& request, std::span<const std::size_t> shape,
                   std::ptrdiff_t* strides) {
  auto distance = static_cast<std::ptrdiff_t>(request.dtype.size);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::size_t axis = request.order == Order::kFortran ? i : shape.size() - 1 - i;
    strides[axis] = distance;
    if (shape[axis] != 0) distance *= static_cast<std::ptrdiff_t>(shape[axis]);
  }
}

}  // namespace

std::vector<std::ptrdiff_t> MakeGeometry(const ArrayRequest& request,
                                         std::span<const std::size_t> shape,
                                         std::span<const std::ptrdiff_t> strides) {
  CountElements(shape, request.dtype.size);
  if (!strides.empty() && strides.size() != shape.size()) {
    ThrowNoSuchArray(request,
                     std::to_string(strides.size()) + " strides for shape " + InParentheses(shape));
  }
  std::vector<std::ptrdiff_t> geometry(shape.begin(), shape.end());
  geometry.resize(2 * shape.size());
  std::ptrdiff_t* const behind = geometry.data() + shape.size();
  if (strides.empty()) {
    SetContiguous(request, shape, behind);
  } else {
    std::copy(strides.begin(), strides.end(), behind);
  }
  const ArrayOffer offer = {.data = nullptr,
                            .dtype = request.dtype,
                            .itemsize = request.dtype.size,
                            .is_read_only = false,
                            .ndim = shape.size(),
                            .shape = geometry.data(),
                            .strides = behind,
                            .format = nullptr,
                            .type = nullptr};
  if (Judge(request, offer) != Mismatch::kNone) {
    ThrowNoSuchArray(
        request, "shape " + InParentheses(shape) + (strides.empty() ? "" : " with other strides"));
  }
  return geometry;
}

void ThrowWrongSize(std::size_t values, std::size_t elements) {
  throw std::invalid_argument("expected " + std::to_string(elements) + " values, got " +
                              std::to_string(values));
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
