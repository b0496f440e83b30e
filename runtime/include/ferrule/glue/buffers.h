// The memory of an object, as the buffer protocol shows it.
#ifndef FERRULE_GLUE_BUFFERS_H_
#define FERRULE_GLUE_BUFFERS_H_

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

#include "ferrule/arrays/dtype.h"
#include "ferrule/convert/converter.h"
#include "ferrule/glue/protocols.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Memory with one axis, which is that of `self` and stays where it is as long as `self` lives.
struct Memory {
  void* data;
  std::size_t count;
  std::size_t item_size;
  const char* format;  // of Python's struct module
  bool is_read_only;
};

// bf_getbuffer.
int ExportMemory(PyObject* self, const Memory& memory, Py_buffer* view, int flags);

template <class T, std::size_t kExtent>
int ExportBuffer(PyObject* self, std::span<T, kExtent> elements, Py_buffer* view, int flags) {
  static_assert(internal::ArrayElement<T>,
                "buffers are of bool, integers, floating point, std::complex and std::byte");
  const Memory memory = {const_cast<std::remove_const_t<T>*>(elements.data()), elements.size(),
                         sizeof(T), kDType<std::remove_const_t<T>>.format(), std::is_const_v<T>};
  return ExportMemory(self, memory, view, flags);
}

// The buffer of what the object gives.
template <class T>
int ExportBuffer(PyObject*, T&& exporter, Py_buffer* view, int flags) {
  return GetBuffer(Converter<std::remove_cvref_t<T>>::ToPython(std::forward<T>(exporter)), view,
                   flags);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_BUFFERS_H_
