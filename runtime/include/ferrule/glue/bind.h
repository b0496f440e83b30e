// Arguments of a call, put into the slots of a signature.
//
// A generated wrapper goes past all of this when it is called with positional arguments alone, in a
// number that the signature allows. Keywords and errors come here: one routine does both, with the
// running interpreter's own wording.
#ifndef FERRULE_GLUE_BIND_H_
#define FERRULE_GLUE_BIND_H_

#include <cstddef>

#include "ferrule/glue/failure.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

struct Parameter {
  const char* name;
  bool required;
};

// From this slot on, none is required.
constexpr Py_ssize_t EndOfRequired(const Parameter* parameters, Py_ssize_t count) {
  while (count > 0 && !parameters[count - 1].required) --count;
  return count;
}

// What stands between the parentheses of a `def`, without *args and **kwargs. Static, read on slow
// paths only. Slots come in Python's order: positional-only, positional-or-keyword, keyword-only.
struct Signature {
  const char* function;  // as messages call it: `add`, `Counter.reset`
  const Parameter* parameters;
  Py_ssize_t count;
  Py_ssize_t positional_only;
  Py_ssize_t positional;  // with the positional-only ones
  bool takes_self;        // then messages count `self`, as Python does for functions in a class
  Py_ssize_t required_end = EndOfRequired(parameters, count);
};

// Fills `bound` (one borrowed reference a slot, null where nothing was given and nothing is
// required) from the arguments of a vectorcall. `names` holds the interned name of every slot.
// Returns how many leading slots there are up to the last that was given, or -1 with TypeError set.
Py_ssize_t BindArguments(const Signature& signature, PyObject* const* names,
                         PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                         PyObject** bound);

// The same for correct calls with interned names that leave out no slot but the last ones, whether
// they are required or not; -1, without an error, for all others. The slots that were given can be
// passed on without names.
inline Py_ssize_t BindLeading(const Signature& signature, PyObject* const* names,
                              PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                              PyObject** bound) {
  const Py_ssize_t keywords = PyTuple_GET_SIZE(kwnames);
  const Py_ssize_t given = nargs + keywords;
  if (given > signature.count) return -1;
  for (Py_ssize_t i = 0; i < nargs; ++i) bound[i] = values[i];
  for (Py_ssize_t i = nargs; i < given; ++i) bound[i] = nullptr;
  // As many names as there are places after the positional arguments: if each has one of these
  // places, and no two have the same, all of them are taken.
  Py_ssize_t slot = nargs;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* const key = PyTuple_GET_ITEM(kwnames, i);
    if (names[slot] != key) [[unlikely]] {
      slot = nargs;
      while (slot < given && names[slot] != key) ++slot;
    }
    if (slot >= given || bound[slot] != nullptr) [[unlikely]]
      return -1;
    bound[slot] = values[nargs + i];
    if (++slot == given) slot = nargs;
  }
  return given;
}

// What *args and **kwargs take of a call. Points into the arguments of the call and is good as long
// as they are.
class Rest {
 public:
  Rest() {}
  Rest(const Rest&) = delete;
  Rest& operator=(const Rest&) = delete;
  ~Rest() {
    if (owned_names_ != nullptr) Release();
  }

  // Set by what binds, if that succeeds.
  PyObject* const* positional;
  Py_ssize_t positional_count;
  PyObject* const* keyword_values;
  PyObject* keyword_names;  // a tuple, or null for none

 private:
  friend Py_ssize_t BindSlowlyWithRest(const Signature&, bool, bool, PyObject* const*,
                                       PyObject* const*, Py_ssize_t, PyObject*, PyObject**, Rest&);
  void Release();

  PyObject* owned_names_ = nullptr;  // when named parameters took some of the keywords
  PyObject** owned_values_;          // then, too
};

// Whether one of the keywords may be the name of a slot.
bool MayNameSlots(const Signature& signature, PyObject* const* names, PyObject* kwnames);

// BindWithRest for every call, the mistaken ones too.
Py_ssize_t BindSlowlyWithRest(const Signature& signature, bool takes_args, bool takes_kwargs,
                              PyObject* const* names, PyObject* const* values, Py_ssize_t nargs,
                              PyObject* kwnames, PyObject** bound, Rest& rest);

// As BindArguments, for a signature with *args (`takes_args`) or **kwargs (`takes_kwargs`): what no
// slot takes goes to `rest`. Only when named parameters took some keywords and left others is
// anything built.
inline Py_ssize_t BindWithRest(const Signature& signature, bool takes_args, bool takes_kwargs,
                               PyObject* const* names, PyObject* const* values, Py_ssize_t nargs,
                               PyObject* kwnames, PyObject** bound, Rest& rest) {
  bool goes_slow = nargs < signature.required_end || signature.positional < signature.required_end;
  if (!takes_args && nargs > signature.positional) goes_slow = true;
  if (kwnames != nullptr && !goes_slow) {
    goes_slow = !takes_kwargs || (signature.positional_only < signature.count &&
                                  MayNameSlots(signature, names, kwnames));
  }
  if (goes_slow) [[unlikely]] {
    return BindSlowlyWithRest(signature, takes_args, takes_kwargs, names, values, nargs, kwnames,
                              bound, rest);
  }
  const Py_ssize_t given = nargs < signature.positional ? nargs : signature.positional;
  for (Py_ssize_t i = 0; i < signature.count; ++i) bound[i] = i < given ? values[i] : nullptr;
  rest.positional = values + given;
  rest.positional_count = nargs - given;
  rest.keyword_values = values + nargs;
  rest.keyword_names = kwnames;
  return given;
}

// The slot from the first that is not positional-only on that the keyword `key` names, or -1. Names
// written in a call are interned, and mostly come in the order of the slots: `guess` is where to
// look first. The interned `names` are null once the module has been freed.
Py_ssize_t FindSlot(const Signature& signature, PyObject* const* names, PyObject* key,
                    Py_ssize_t guess);

// Fills `names` with the interned names of the signature's slots, new references. False with an
// error set.
bool InternNames(const Signature& signature, PyObject** names);

// The argument in slot `slot` could not be converted: says so in front of the current error.
[[gnu::cold]] Failure BadArgument(const Signature& signature, Py_ssize_t slot);

// The same for a value assigned to an attribute, `Point.x`.
[[gnu::cold]] Failure BadAttribute(const char* attribute);

// Slot `slot` was left out though a later one was given, and its default is known to C++ alone:
// TypeError.
[[gnu::cold]] Failure MissingBefore(const Signature& signature, Py_ssize_t slot);

// `del point.x`: TypeError.
[[gnu::cold]] Failure CannotDelete(const char* attribute);

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_BIND_H_
