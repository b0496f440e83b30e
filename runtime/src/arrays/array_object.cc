#include "runtime/src/arrays/array_object.h"

#include <new>
#include <utility>

#include "ferrule/once.h"
#include "ferrule/park.h"
#include "runtime/src/arrays/tensor.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

struct ArrayObject {
  PyObject_HEAD;
  std::shared_ptr<const ArrayMemory> memory;
  bool is_read_only;
};

const ArrayObject& Self(PyObject* object) { return *reinterpret_cast<ArrayObject*>(object); }

void Free(PyObject* object) {
  PyTypeObject* const type = Py_TYPE(object);
  reinterpret_cast<ArrayObject*>(object)->memory.~shared_ptr();
  type->tp_free(object);
  Py_DECREF(type);
}

PyObject* Repr(PyObject* object) {
  const ArrayMemory& memory = *Self(object).memory;
  PyObject* const shape = PyTuple_New(static_cast<Py_ssize_t>(memory.ndim));
  if (shape == nullptr) return nullptr;
  for (std::size_t axis = 0; axis < memory.ndim; ++axis) {
    PyObject* const extent = PyLong_FromSsize_t(memory.shape[axis]);
    if (extent == nullptr) {
      Py_DECREF(shape);
      return nullptr;
    }
    PyTuple_SET_ITEM(shape, static_cast<Py_ssize_t>(axis), extent);
  }
  PyObject* const text =
      PyUnicode_FromFormat("<ferrule.NdArray of %s, shape %R>", memory.dtype.name().c_str(), shape);
  Py_DECREF(shape);
  return text;
}

int RaiseBufferError(const char* message) {
  PyErr_SetString(PyExc_BufferError, message);
  return -1;
}

bool Asks(int flags, int flag) { return (flags & flag) == flag; }

// Checks that the elements lie as `flags` want them.
int CheckOrder(const ArrayMemory& memory, int flags) {
  const bool is_c =
      IsContiguous(memory.ndim, memory.shape, memory.strides, memory.dtype.size, true);
  const bool is_f =
      IsContiguous(memory.ndim, memory.shape, memory.strides, memory.dtype.size, false);
  if (!is_c && (Asks(flags, PyBUF_C_CONTIGUOUS) || !Asks(flags, PyBUF_STRIDES))) {
    return RaiseBufferError("the array is not C-contiguous");
  }
  if (!is_f && Asks(flags, PyBUF_F_CONTIGUOUS)) {
    return RaiseBufferError("the array is not Fortran-contiguous");
  }
  if (!is_c && !is_f && Asks(flags, PyBUF_ANY_CONTIGUOUS)) {
    return RaiseBufferError("the array is not contiguous");
  }
  return 0;
}

int FillBuffer(PyObject* object, Py_buffer* view, int flags) {
  static char nothing;  // an address for an array without elements
  const ArrayObject& self = Self(object);
  const ArrayMemory& memory = *self.memory;
  view->obj = nullptr;
  if (self.is_read_only && Asks(flags, PyBUF_WRITABLE)) {
    return RaiseBufferError("the array is read-only");
  }
  if (CheckOrder(memory, flags) < 0) return -1;
  Py_ssize_t count = 1;
  for (std::size_t axis = 0; axis < memory.ndim; ++axis) count *= memory.shape[axis];
  const bool has_shape = Asks(flags, PyBUF_ND);
  view->buf = memory.data != nullptr ? memory.data : &nothing;
  view->len = count * memory.dtype.size;
  view->readonly = self.is_read_only;
  view->itemsize = memory.dtype.size;
  view->format = Asks(flags, PyBUF_FORMAT) ? const_cast<char*>(memory.dtype.format()) : nullptr;
  view->ndim = has_shape ? static_cast<int>(memory.ndim) : 1;
  view->shape = has_shape ? const_cast<Py_ssize_t*>(memory.shape) : nullptr;
  view->strides = Asks(flags, PyBUF_STRIDES) ? const_cast<Py_ssize_t*>(memory.strides) : nullptr;
  view->suboffsets = nullptr;
  view->internal = nullptr;
  view->obj = Py_NewRef(object);
  return 0;
}

// Whether `device` is None or the CPU. False with an error set.
bool AcceptsDevice(PyObject* device) {
  if (device == Py_None) return true;
  int type;
  int id;
  if (!PyTuple_Check(device)) return convert::RaiseExpected("tuple", device);
  if (!PyArg_ParseTuple(device, "ii", &type, &id)) return false;
  return type == dlpack::kDLCPU ||
         RaiseBufferError("the array is on the CPU, as device (1, 0)") == 0;
}

// Whether a consumer that knows DLPack up to `version`, a pair, takes tensors with a version. -1
// with an error set.
int TakesVersioned(PyObject* version) {
  if (version == Py_None) return 0;
  int major;
  int minor;
  if (!PyTuple_Check(version)) return convert::RaiseExpected("tuple", version) ? 0 : -1;
  if (!PyArg_ParseTuple(version, "ii", &major, &minor)) return -1;
  return major >= 1 ? 1 : 0;
}

PyObject* DLPack(PyObject* object, PyObject* args, PyObject* kwargs) {
  static const char* const names[] = {"stream", "max_version", "dl_device", "copy", nullptr};
  PyObject* stream = Py_None;
  PyObject* max_version = Py_None;
  PyObject* device = Py_None;
  PyObject* copy = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|$OOOO:__dlpack__", const_cast<char**>(names),
                                   &stream, &max_version, &device, &copy)) {
    return nullptr;
  }
  if (stream != Py_None) {
    RaiseBufferError("the CPU has no streams: stream must be None");
    return nullptr;
  }
  if (copy == Py_True) {
    RaiseBufferError("the array is not copied: copy must be None or False");
    return nullptr;
  }
  if (!AcceptsDevice(device)) return nullptr;
  const int takes_versioned = TakesVersioned(max_version);
  if (takes_versioned < 0) return nullptr;
  try {
    return GiveTensor(Self(object).memory, Self(object).is_read_only, takes_versioned == 1);
  } catch (const std::bad_alloc&) {
    return PyErr_NoMemory();
  }
}

PyObject* DLPackDevice(PyObject*, PyObject*) {
  return Py_BuildValue("(ii)", static_cast<int>(dlpack::kDLCPU), 0);
}

Bound<Type> MakeType(Python py) {
  static PyMethodDef methods[] = {
      {"__dlpack__", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&DLPack)),
       METH_VARARGS | METH_KEYWORDS,
       "__dlpack__($self, /, *, stream=None, max_version=None, dl_device=None, copy=None)\n--\n\n"
       "Return a capsule with a DLPack tensor that shows the memory."},
      {"__dlpack_device__", &DLPackDevice, METH_NOARGS,
       "__dlpack_device__($self, /)\n--\n\nReturn (1, 0), the CPU."},
      {nullptr, nullptr, 0, nullptr},
  };
  static PyType_Slot slots[] = {
      {Py_tp_doc, const_cast<char*>("Memory of C++, shown by the buffer protocol and by DLPack.")},
      {Py_tp_dealloc, reinterpret_cast<void*>(&Free)},
      {Py_tp_repr, reinterpret_cast<void*>(&Repr)},
      {Py_tp_methods, methods},
      {Py_bf_getbuffer, reinterpret_cast<void*>(&FillBuffer)},
      {0, nullptr},
  };
  static PyType_Spec spec = {
      "ferrule.NdArray", sizeof(ArrayObject), 0,
      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE, slots};
  return Bound<>::from_owned_ptr(py, OrPark(PyType_FromSpec, &spec)).cast<Type>();
}

PyTypeObject* TypeOfArrays(Python py) {
  static constinit PyOnce<Py<Type>> once;
  const Py<Type>& made = once.get_or_init(py, [py] { return MakeType(py).unbind(); });
  return reinterpret_cast<PyTypeObject*>(made.as_ptr());
}

}  // namespace

bool IsArrayObject(Python py, PyObject* object) { return Py_IS_TYPE(object, TypeOfArrays(py)); }

Bound<> MakeArrayObject(Python py, std::shared_ptr<const ArrayMemory> memory, bool is_read_only) {
  PyTypeObject* const type = TypeOfArrays(py);
  Bound<> object = Bound<>::from_owned_ptr(py, OrPark(type->tp_alloc, type, Py_ssize_t{0}));
  auto* const array = reinterpret_cast<ArrayObject*>(object.as_ptr());
  ::new (&array->memory) std::shared_ptr<const ArrayMemory>(std::move(memory));
  array->is_read_only = is_read_only;
  return object;
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
