#include "ferrule/glue/buffers.h"

#include <cstdint>

#include "ferrule/convert/reference.h"

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

namespace {

// The object that `self` refers to is kept by an instance.
bool IsPart(abi::Absence kind) {
  return kind == abi::Absence::kPart || kind == abi::Absence::kPartOfOwned;
}

// Whether an instance that has an object has it of C++, which may end it at any time: for a call,
// or since it was given away.
bool IsBorrowed(PyObject* instance, bool is_owning) {
  if (is_owning)
    return reinterpret_cast<abi::OwningHead*>(instance)->absence != abi::Absence::kNotMade;
  const auto begin = reinterpret_cast<std::uintptr_t>(instance);
  const auto object = reinterpret_cast<std::uintptr_t>(
      abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(instance)));
  return object < begin ||
         object >= begin + static_cast<std::uintptr_t>(Py_TYPE(instance)->tp_basicsize);
}

bool HasOwn(PyObject* instance) {
  return abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(instance)) != nullptr;
}

}  // namespace

bool BeginExport(PyObject* self, const abi::TypeRecord& record) {
  const convert::Owner owner = convert::OwnerOf(self, record);
  const bool is_owning = owner.kind == abi::Absence::kPartOfOwned;
  if (IsPart(owner.kind) && HasOwn(owner.object) && IsBorrowed(owner.object, is_owning)) {
    PyErr_Format(PyExc_BufferError,
                 "this '%.200s' is C++'s, and may be gone before the view of it: copy what is to "
                 "be kept",
                 Py_TYPE(self)->tp_name);
    return false;
  }
  if (owner.object == self) convert::CountReferences(owner, 1);  // else `self` is counted
  return true;
}

void EndExport(PyObject* self, const abi::TypeRecord& record) {
  const convert::Owner owner = convert::OwnerOf(self, record);
  if (owner.object == self) convert::CountReferences(owner, -1);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
