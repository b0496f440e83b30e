// The choice among overloads: which of several C++ functions under one Python name takes a call.
//
// A generated function tries the arguments of a call that has no keywords with the short tests
// below, in an order that the generator settled. Where all overloads have the same names in the
// same places, it is also asked for calls with keywords, once these are in their places. All other
// calls come to Choice, which goes by a table: calls with keywords that fit some overloads alone,
// those whose integer has to be asked for its value, and those that no overload takes, to say why.
// Both follow the same rules:
//
//   1. An overload is in the running if the number of arguments and their names fit it.
//   2. In a first round an argument must be what a parameter is (Fit::kExact), in a second one it
//      may be converted (Fit::kConverting). An argument that all in the running take alike may be
//      converted in the first round, too; a container is then not looked through at all.
//   3. In each round the first that takes every argument is chosen; the table is in that order.
//   4. Overloads that differ in nothing but the widths of their integers are chosen by value: the
//      first whose range has it, else the last one, which raises OverflowError.
#ifndef FERRULE_GLUE_OVERLOADS_H_
#define FERRULE_GLUE_OVERLOADS_H_

#include <cstddef>
#include <limits>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/converter.h"
#include "ferrule/convert/numbers.h"
#include "ferrule/glue/bind.h"
#include "ferrule/glue/failure.h"
#include "ferrule/glue/state.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Whether the object is what a T is in Python.
template <class T>
bool Is(PyObject* object) {
  if constexpr (convert::ToldExactly<T>) {
    return Converter<T>::IsExact(object);
  } else {
    return Converter<T>::Fits(object) == Fit::kExact;
  }
}

// Whether the object is an instance of the class itself, not of one derived from it. `type` is the
// class, or null where it is not known.
inline bool IsJust(PyObject* object, const void* type) {
  return static_cast<const void*>(Py_TYPE(object)) == type;
}

// Whether a T can be made of the object at all.
template <class T>
bool Takes(PyObject* object) {
  return Converter<T>::Fits(object) != Fit::kNone;
}

// Whether the value of an int is in a range. Runs no Python code and leaves no error.
[[gnu::cold]] bool IsIntBetween(PyObject* object, long long minimum, unsigned long long maximum);

// Whether a T has the value of the object, an int or of a subclass of int.
template <convert::Integer T>
bool TakesInRange(PyObject* object) {
  if (!PyLong_Check(object)) return false;
  if (compat::IsCompactInt(object)) [[likely]]
    return std::in_range<T>(compat::CompactIntValue(object));
  return IsIntBetween(object, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
}

// The same for an int alone.
template <convert::Integer T>
bool IsInRange(PyObject* object) {
  return PyLong_CheckExact(object) && TakesInRange<T>(object);
}

// The same for one that is told without a call.
template <convert::Integer T>
bool IsSmall(PyObject* object) {
  return PyLong_CheckExact(object) && compat::IsCompactInt(object) &&
         std::in_range<T>(compat::CompactIntValue(object));
}

// Whether only the object's __index__ knows its value.
inline bool NeedsIndex(PyObject* object) { return !PyLong_Check(object) && PyIndex_Check(object); }

// What a parameter takes, as functions.
struct Acceptance {
  Fit (*fits)(PyObject* object);
  bool (*in_range)(PyObject* object);  // of integers only, else null
  // Sets the TypeError with which the object is refused; false where it is not.
  bool (*refuses)(PyObject* object);
};

template <class T>
bool Refuses(PyObject* object) {
  if (Takes<T>(object)) return false;
  typename Converter<T>::Carrier carrier{};
  if (Converter<T>::FromPython(object, carrier))
    convert::RaiseExpected(Converter<T>::Name(), object);
  return true;
}

template <class T>
constexpr auto RangeTest() -> bool (*)(PyObject*) {
  if constexpr (convert::Integer<T>) {
    return &TakesInRange<T>;
  } else {
    return nullptr;
  }
}

template <class T>
inline constexpr Acceptance kAcceptance = {&Converter<T>::Fits, RangeTest<T>(), &Refuses<T>};

// A slot of an overload's signature.
struct Slot {
  const Acceptance* acceptance;
  int form;      // the same number for slots of the set that take the same objects, of any width
  bool is_deep;  // the test looks at each item of a container
};

// What *args or **kwargs take.
struct Others {
  bool are_taken;
  const char* name;  // of what they are converted to, with the slot of each; or null for anything
  const Slot* each;
};

struct Overload {
  const Signature* signature;
  const Slot* slots;  // as many as the signature has
  std::size_t names;  // where in the state of the module their interned names are, if there are any
  const char* text;   // `area(width: int, height: int)`
  Others args;
  Others kwargs;

  constexpr bool TakesOthers() const { return args.are_taken || kwargs.are_taken; }
};

// The interned names of its slots. Requires that it has some.
inline PyObject* const* NamesOf(const Overload& overload, const void* state) {
  return reinterpret_cast<PyObject* const*>(static_cast<const char*>(state) + overload.names);
}

// The most arguments for which a call with keywords is made one without.
inline constexpr Py_ssize_t kMostByPlace = 8;

// Whether the slots of `overload` have the same names as the first ones of `longest`, and can be
// given by name and by place alike.
constexpr bool HasNamesOf(const Overload& overload, const Overload& longest) {
  const Signature& one = *overload.signature;
  const Signature& other = *longest.signature;
  if (overload.TakesOthers() || one.positional != one.count || one.count > other.count)
    return false;
  if (one.positional_only != 0) return false;
  for (Py_ssize_t i = 0; i < one.count; ++i) {
    if (std::string_view(one.parameters[i].name) != other.parameters[i].name) return false;
  }
  return true;
}

// The overload in whose places all the others have the same names, if there is one and it is short,
// else null.
constexpr const Overload* FindCommonNames(const Overload* overloads, Py_ssize_t count) {
  const Overload* longest = overloads;
  for (Py_ssize_t i = 1; i < count; ++i) {
    if (overloads[i].signature->count > longest->signature->count) longest = overloads + i;
  }
  if (longest->signature->count > kMostByPlace) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (!HasNamesOf(overloads[i], *longest)) return nullptr;
  }
  return longest;
}

// In the order in which they are tried.
struct OverloadSet {
  const char* name;  // as messages have it: `area`, `Counter.reset`
  const Overload* overloads;
  Py_ssize_t count;
  // The number of the overload that takes arguments without names, or -1 where the short tests do
  // not tell.
  int (*choose)(PyObject* const* values, Py_ssize_t nargs);
  const Overload* common = FindCommonNames(overloads, count);
};

// An array that needs no memory of its own while it is short.
template <class T, std::size_t kShort>
class Scratch {
 public:
  Scratch() {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Room for so many, whose values are not set. Throws std::bad_alloc.
  T* Allocate(std::size_t size) {
    if (size > kShort) {
      long_.reset(new T[size]);
      data_ = long_.get();
    }
    return data_;
  }

  T* data() const { return data_; }
  T& operator[](std::size_t index) const { return data_[index]; }

 private:
  T short_[kShort];
  std::unique_ptr<T[]> long_;
  T* data_ = short_;
};

// The overload that a call is for.
class [[nodiscard]] Choice {
 public:
  // `state` is that of the module. Sets an error where there is no such overload: the TypeError
  // that lists them and what each refused, or what Python code raised that had to be asked.
  Choice(const OverloadSet& set, const void* state, PyObject* const* values, Py_ssize_t nargs,
         PyObject* kwnames);
  ~Choice();
  Choice(const Choice&) = delete;
  Choice& operator=(const Choice&) = delete;

  // Its place in the table, or -1 with an error set.
  Py_ssize_t index() const { return index_; }

  // What to call it with: its slots, or the arguments as they came where it takes others besides.
  // Where the value of an argument had to be asked for, it stands in the place of the argument:
  // what
  // __index__ does happens once.
  PyObject* const* values() const { return values_; }
  Py_ssize_t nargs() const { return nargs_; }
  PyObject* kwnames() const { return kwnames_; }

 private:
  struct Runner;
  class Runners;

  void Choose(const OverloadSet& set, const void* state);
  bool AskForValues(const Overload& overload, const Runner& chosen);
  void Fill(const Overload& overload, const Runner& chosen);

  Py_ssize_t index_ = -1;
  PyObject* const* values_;
  Py_ssize_t nargs_;
  PyObject* kwnames_;
  Scratch<PyObject*, 16>
      replaced_;  // all the arguments, if some of them are asked for their values
  Scratch<PyObject*, 16> slots_;
  std::vector<PyObject*> owned_;
};

// The same with the wrappers, in the same order: each takes its slots, those that were given up to
// the last one, or the arguments as they came where it takes others besides.
template <class Result>
struct Overloads : OverloadSet {
  Result (*const* calls)(PyObject* self, PyObject* const* values, Py_ssize_t nargs,
                         PyObject* kwnames);
};

// Calls the overload that Choice finds.
template <class Result>
[[gnu::cold, gnu::noinline]] Result CallChosen(const Overloads<Result>& set, const void* state,
                                               PyObject* self, PyObject* const* values,
                                               Py_ssize_t nargs, PyObject* kwnames) {
  const Choice choice(set, state, values, nargs, kwnames);
  if (choice.index() < 0) return Failure();
  return set.calls[choice.index()](self, choice.values(), choice.nargs(), choice.kwnames());
}

// Calls the overload that takes the arguments, when tests at first sight have not told it.
template <class Result, class State>
[[gnu::noinline]] Result CallByType(const Overloads<Result>& set, StateOf<State>& state_of_module,
                                    PyObject* self, PyObject* const* values, Py_ssize_t nargs) {
  const int index = set.choose == nullptr ? -1 : set.choose(values, nargs);
  if (index >= 0) [[likely]]
    return set.calls[index](self, values, nargs, nullptr);
  return CallChosen(set, &state_of_module.FindOrNulls(), self, values, nargs, nullptr);
}

// The same where some arguments have names.
template <class Result, class State>
[[gnu::noinline]] Result CallByName(const Overloads<Result>& set, StateOf<State>& state_of_module,
                                    PyObject* self, PyObject* const* values, Py_ssize_t nargs,
                                    PyObject* kwnames) {
  const State& state = state_of_module.FindOrNulls();
  if (set.common != nullptr) [[likely]] {
    PyObject* bound[kMostByPlace];
    const Py_ssize_t given = BindLeading(*set.common->signature, NamesOf(*set.common, &state),
                                         values, nargs, kwnames, bound);
    const int index = given < 0 ? -1 : set.choose(bound, given);
    if (index >= 0) [[likely]]
      return set.calls[index](self, bound, given, nullptr);
  }
  return CallChosen(set, &state, self, values, nargs, kwnames);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_OVERLOADS_H_
