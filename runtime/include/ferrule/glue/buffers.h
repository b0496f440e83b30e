// The memory of an object, as the buffer protocol shows it.
#ifndef FERRULE_GLUE_BUFFERS_H_
#define FERRULE_GLUE_BUFFERS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include "ferrule/arrays/dtype.h"
#include "ferrule/convert/converter.h"
#include "ferrule/glue/borrow.h"
#include "ferrule/glue/instance.h"
#include "ferrule/glue/protocols.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Memory with one axis, which is that of `self`.
struct Memory {
  void* data;
  std::size_t count;
  std::size_t item_size;
  const char* format;  // of Python's struct module
  bool is_read_only;
};

// Fills in the view. -1 with an error set.
int ExportMemory(PyObject* self, const Memory& memory, Py_buffer* view, int flags);

// Sees to it that the object of `self` stays while its memory is shown: as for a reference to a
// part of it. An object of C++'s, which is there for a call, shows nothing: false with BufferError
// set.
bool BeginExport(PyObject* self, const abi::TypeRecord& record);
void EndExport(PyObject* self, const abi::TypeRecord& record);

// Shows the memory of objects of the class C. If that is borrow checked, a view of it borrows the
// object, so that no call changes it before the view is released.
template <class C, Storage kStorage = Storage::kInline, bool kBorrows = false>
class Export {
 public:
  // bf_getbuffer.
  template <class T, std::size_t kExtent>
  static int Show(PyObject* self, std::span<T, kExtent> elements, Py_buffer* view, int flags) {
    static_assert(internal::ArrayElement<T>,
                  "buffers are of bool, integers, floating point, std::complex and std::byte");
    const Memory memory = {const_cast<std::remove_const_t<T>*>(elements.data()), elements.size(),
                           sizeof(T), kDType<std::remove_const_t<T>>.format(), std::is_const_v<T>};
    view->obj = nullptr;
    if (!Begin(self)) return -1;
    if (ExportMemory(self, memory, view, flags) == 0) return 0;
    Release(self, view);
    return -1;
  }

  // The buffer of what the object gives.
  template <class T>
  static int Show(PyObject*, T&& exporter, Py_buffer* view, int flags) {
    return GetBuffer(Converter<std::remove_cvref_t<T>>::ToPython(std::forward<T>(exporter)), view,
                     flags);
  }

  // bf_releasebuffer.
  static void Release(PyObject* self, Py_buffer*) {
    if constexpr (kBorrows) GiveBackBorrow(UsesOf<C, kStorage>(self), 1);
    EndExport(self, RecordOf<C>());
  }

 private:
  static bool Begin(PyObject* self) {
    if (!BeginExport(self, RecordOf<C>())) return false;
    if constexpr (kBorrows) {
      if (const std::int32_t obstacle = TakeShared(UsesOf<C, kStorage>(self)); obstacle != 0) {
        RaiseBorrowed(self, obstacle, false);
        EndExport(self, RecordOf<C>());
        return false;
      }
    }
    return true;
  }
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_BUFFERS_H_
