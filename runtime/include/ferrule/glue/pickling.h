// How copy and pickle make another object of one: of its state, which `__getstate__` returns and
// `__setstate__` makes an object of, in an instance that has none.
//
// What a subclass in Python has besides, its attributes, goes with the state of the C++ object, as
// long as the subclass has neither method itself. Its `__init__` is not called.
#ifndef FERRULE_GLUE_PICKLING_H_
#define FERRULE_GLUE_PICKLING_H_

#include <cstddef>

#include "ferrule/abi.h"
#include "ferrule/glue/instance.h"
#include "ferrule/glue/protocols.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// __reduce__ of the class of `record`: an instance without an object, and the state.
PyObject* Reduce(PyObject* self, const abi::TypeRecord& record);

// The same where `__new__` makes no instance without an object: `_of_state`, and the state.
PyObject* ReduceWhole(PyObject* self, const abi::TypeRecord& record);

// _of_state: a new instance, of which `set_state` makes the object.
PyObject* MakeOfState(PyObject* type, PyObject* state, binaryfunc set_state,
                      const abi::TypeRecord& record);

// __setstate__, where `construct` takes what `__getstate__` has returned.
PyObject* Restore(PyObject* self, PyObject* state, Construct construct,
                  const abi::TypeRecord& record);

// __getstate__ of a class that is made of its fields: a dict of them, of new values that can be
// changed at will.
PyObject* FieldsOf(PyObject* self, const ShownField* fields, std::size_t count);

// __setstate__ of it. `construct` takes the fields by their names. A state of another version of
// the class may lack fields that have a default by now; else it is a TypeError.
struct StateField {
  const char* name;
  bool has_default;
};
PyObject* RestoreFields(PyObject* self, PyObject* state, const StateField* fields,
                        std::size_t count, Construct construct, const abi::TypeRecord& record);

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_PICKLING_H_
