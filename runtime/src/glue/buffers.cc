#include "ferrule/glue/buffers.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

int ExportMemory(PyObject* self, const Memory& memory, Py_buffer* view, int flags) {
  static std::max_align_t nothing;  // CPython wants an address also where there is no memory
  void* const data = memory.data == nullptr ? &nothing : memory.data;
  const auto bytes = static_cast<Py_ssize_t>(memory.count * memory.item_size);
  if (PyBuffer_FillInfo(view, self, data, bytes, memory.is_read_only ? 1 : 0, flags) < 0) return -1;
  // That is a view of bytes; this one counts items.
  view->itemsize = static_cast<Py_ssize_t>(memory.item_size);
  if ((flags & PyBUF_FORMAT) == PyBUF_FORMAT) view->format = const_cast<char*>(memory.format);
  if ((flags & PyBUF_ND) == PyBUF_ND) {
    // The view has a place for what only its exporter reads.
    static_assert(sizeof(view->internal) == sizeof(Py_ssize_t));
    auto* const count = reinterpret_cast<Py_ssize_t*>(&view->internal);
    *count = static_cast<Py_ssize_t>(memory.count);
    view->shape = count;
  }
  return 0;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
