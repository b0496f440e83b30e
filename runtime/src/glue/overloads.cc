#include "ferrule/glue/overloads.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <exception>

#include "ferrule/glue/raise.h"
#include "ferrule/glue/rest.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// A call from Python: the positional arguments, then those with a keyword.
struct Call {
  PyObject* const* values;
  Py_ssize_t nargs;
  PyObject* kwnames;

  Py_ssize_t keywords() const { return kwnames == nullptr ? 0 : PyTuple_GET_SIZE(kwnames); }
  std::size_t size() const { return static_cast<std::size_t>(nargs + keywords()); }
};

// Where each argument of a call goes: a slot, or null where *args or **kwargs take anything.
using Places = const Slot* const*;

// --- Which overloads are in the running ---

bool IsAmong(const Slot* slot, Places places, std::size_t size) {
  return std::find(places, places + size, slot) != places + size;
}

bool HasRequired(const Overload& overload, Places places, const Call& call) {
  const Signature& signature = *overload.signature;
  const Py_ssize_t given = std::min(call.nargs, signature.positional);
  for (Py_ssize_t i = given; i < signature.required_end; ++i) {
    if (signature.parameters[i].required && !IsAmong(overload.slots + i, places, call.size())) {
      return false;
    }
  }
  return true;
}

// Says where the arguments go; false where their number or their names do not fit.
bool FindPlaces(const Overload& overload, const void* state, const Call& call,
                const Slot** places) {
  const Signature& signature = *overload.signature;
  if (call.nargs > signature.positional && !overload.args.are_taken) return false;
  if (static_cast<Py_ssize_t>(call.size()) > signature.count && !overload.TakesOthers())
    return false;
  for (Py_ssize_t i = 0; i < call.nargs; ++i) {
    places[i] = i < signature.positional ? overload.slots + i : overload.args.each;
  }
  Py_ssize_t guess = call.nargs;
  for (Py_ssize_t i = 0; i < call.keywords(); ++i) {
    const auto argument = static_cast<std::size_t>(call.nargs + i);
    PyObject* const* const names = signature.count == 0 ? nullptr : NamesOf(overload, state);
    const Py_ssize_t found = FindSlot(signature, names, PyTuple_GET_ITEM(call.kwnames, i), guess);
    if (found < 0 && !overload.kwargs.are_taken) return false;
    places[argument] = found < 0 ? overload.kwargs.each : overload.slots + found;
    if (found >= 0 && IsAmong(places[argument], places, argument)) return false;
    guess = found + 1;
  }
  return HasRequired(overload, places, call);
}

}  // namespace

// An overload that is in the running.
struct Choice::Runner {
  Py_ssize_t index;  // among the overloads
  Places places;
};

class Choice::Runners {
 public:
  Runners(const OverloadSet& set, const void* state, const Call& call) {
    const Slot** places = places_.Allocate(static_cast<std::size_t>(set.count) * call.size());
    Runner* const runners = runners_.Allocate(static_cast<std::size_t>(set.count));
    for (Py_ssize_t i = 0; i < set.count; ++i) {
      if (!FindPlaces(set.overloads[i], state, call, places)) continue;
      runners[count_++] = {i, places};
      places += call.size();
    }
  }

  const Runner* begin() const { return runners_.data(); }
  const Runner* end() const { return begin() + count_; }
  std::size_t size() const { return count_; }

 private:
  Scratch<const Slot*, 64> places_;
  Scratch<Runner, 16> runners_;
  std::size_t count_ = 0;
};

namespace {

// --- Which of them takes the arguments ---

bool HaveOneForm(const Slot* a, const Slot* b) {
  return a == nullptr || b == nullptr ? a == b : a->form == b->form;
}

// *args and **kwargs take anything, which is what no argument is.
Fit FitOf(const Slot* place, PyObject* value) {
  return place == nullptr ? Fit::kConverting : place->acceptance->fits(value);
}

// The first that takes each argument with the `least` fit that the round asks for, or null. At
// least kNone is no question.
template <class Runner, class Runners>
const Runner* FirstThatTakes(const Runners& runners, const Call& call, const Fit* least) {
  for (const Runner& runner : runners) {
    bool takes_all = true;
    for (std::size_t i = 0; takes_all && i < call.size(); ++i) {
      takes_all = least[i] == Fit::kNone || FitOf(runner.places[i], call.values[i]) >= least[i];
    }
    if (takes_all) return &runner;
  }
  return nullptr;
}

template <class Runner, class Runners>
const Runner* FindByType(const Runners& runners, const Call& call) {
  if (runners.size() == 0) return nullptr;
  const Runner& first = *runners.begin();
  Scratch<Fit, 16> least;
  Fit* const begin = least.Allocate(call.size());
  for (std::size_t i = 0; i < call.size(); ++i) {
    const Slot* const place = first.places[i];
    const bool is_taken_alike =
        std::all_of(runners.begin(), runners.end(),
                    [&](const Runner& runner) { return HaveOneForm(runner.places[i], place); });
    const bool is_question = place != nullptr && !place->is_deep;
    begin[i] = !is_taken_alike ? Fit::kExact : is_question ? Fit::kConverting : Fit::kNone;
  }
  if (const Runner* const found = FirstThatTakes<Runner>(runners, call, begin)) return found;
  std::replace(begin, begin + call.size(), Fit::kExact, Fit::kConverting);
  return FirstThatTakes<Runner>(runners, call, begin);
}

bool IsInteger(const Slot* place) {
  return place != nullptr && place->acceptance->in_range != nullptr;
}

bool AllInRange(Places places, std::size_t size, PyObject* const* values) {
  for (std::size_t i = 0; i < size; ++i) {
    if (IsInteger(places[i]) && !places[i]->acceptance->in_range(values[i])) return false;
  }
  return true;
}

// --- Why none does ---

// The text of the current error, if that is all there is to it: the message of a TypeError that no
// Python code raised. A new reference, and the error is gone; else null, and it stays.
PyObject* TakeWords() {
  PyObject* const error = compat::TakeRaisedException();
  const auto* const base = reinterpret_cast<PyBaseExceptionObject*>(error);
  const bool is_plain = Py_IS_TYPE(error, reinterpret_cast<PyTypeObject*>(PyExc_TypeError)) &&
                        base->traceback == nullptr;
  PyObject* const words = is_plain ? PyObject_Str(error) : nullptr;
  if (words == nullptr && PyErr_Occurred() == nullptr) {
    compat::SetRaisedException(error);
  } else {
    internal::Decref(error);
  }
  return words;
}

// Sets the error with which *args or **kwargs refuse what no slot takes; false where they do not.
bool RefusesOthers(const Overload& overload, const Signature& signature, const Rest& rest) {
  const Slot* const arg = overload.args.each;
  for (Py_ssize_t i = 0; arg != nullptr && i < rest.positional_count; ++i) {
    if (!arg->acceptance->refuses(rest.positional[i])) continue;
    convert::RaiseInItem(i);
    BadRest(signature, overload.args.name);
    return true;
  }
  const Slot* const option = rest.keyword_names == nullptr ? nullptr : overload.kwargs.each;
  for (Py_ssize_t i = 0; option != nullptr && i < PyTuple_GET_SIZE(rest.keyword_names); ++i) {
    if (!option->acceptance->refuses(rest.keyword_values[i])) continue;
    convert::RaiseInValue(PyTuple_GET_ITEM(rest.keyword_names, i));
    BadRest(signature, overload.kwargs.name);
    return true;
  }
  return false;
}

// Sets the error with which the overload refuses the call; false where it does not.
bool Refuse(const Overload& overload, const Signature& signature, const Call& call) {
  const auto size = static_cast<std::size_t>(signature.count);
  const std::vector<PyObject*> names(size + 1);  // not interned: compared by their text
  std::vector<PyObject*> bound(size + 1);
  Rest rest;
  if (BindWithRest(signature, overload.args.are_taken, overload.kwargs.are_taken, names.data(),
                   call.values, call.nargs, call.kwnames, bound.data(), rest) < 0) {
    return true;
  }
  for (Py_ssize_t i = 0; i < signature.count; ++i) {
    PyObject* const value = bound[static_cast<std::size_t>(i)];
    if (value == nullptr || !overload.slots[i].acceptance->refuses(value)) continue;
    BadArgument(signature, i);
    return true;
  }
  return RefusesOthers(overload, signature, rest);
}

// Why the overload does not take the call, in the words that it would have alone, without its name
// in front. A new reference; null with an error set, which may be one that Python code raised.
PyObject* ReasonAgainst(const Overload& overload, const Call& call) {
  Signature signature = *overload.signature;
  signature.takes_self = false;  // the list does not show `self`, so that it is not counted
  if (!Refuse(overload, signature, call)) return PyUnicode_FromString("does not take them");
  PyObject* const words = TakeWords();
  if (words == nullptr) return nullptr;
  const auto prefix = static_cast<Py_ssize_t>(std::strlen(signature.function) + std::strlen("() "));
  PyObject* const reason = PyUnicode_Substring(words, prefix, PyUnicode_GET_LENGTH(words));
  Py_DECREF(words);
  return reason;
}

// Sets the TypeError that lists the overloads, or leaves the error that finding reasons caused.
void RaiseNone(const OverloadSet& set, const Call& call) {
  PyObject* text =
      PyUnicode_FromFormat("%s() has no overload that takes these arguments:", set.name);
  for (Py_ssize_t i = 0; text != nullptr && i < set.count; ++i) {
    // Those that differ in the widths of integers are one to Python.
    const bool is_listed =
        i > 0 && std::strcmp(set.overloads[i].text, set.overloads[i - 1].text) == 0;
    if (is_listed) continue;
    PyObject* const reason = ReasonAgainst(set.overloads[i], call);
    PyObject* const longer =
        reason == nullptr
            ? nullptr
            : PyUnicode_FromFormat("%U\n  %s: %U", text, set.overloads[i].text, reason);
    Py_XDECREF(reason);
    Py_DECREF(text);
    text = longer;
  }
  if (text == nullptr) return;
  PyErr_SetObject(PyExc_TypeError, text);
  Py_DECREF(text);
}

}  // namespace

bool IsIntBetween(PyObject* object, long long minimum, unsigned long long maximum) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow < 0) return false;
  if (overflow == 0) {
    return value < 0 ? value >= minimum : static_cast<unsigned long long>(value) <= maximum;
  }
  const unsigned long long large = PyLong_AsUnsignedLongLong(object);
  if (PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    return false;
  }
  return large <= maximum;
}

Choice::Choice(const OverloadSet& set, const void* state, PyObject* const* values, Py_ssize_t nargs,
               PyObject* kwnames)
    : values_(values), nargs_(nargs), kwnames_(kwnames) {
  try {
    Choose(set, state);
  } catch (const std::exception& error) {
    index_ = -1;
    Raise(error);
  }
}

Choice::~Choice() {
  for (PyObject* const object : owned_) internal::Decref(object);
}

void Choice::Choose(const OverloadSet& set, const void* state) {
  const Call call = {values_, nargs_, kwnames_};
  const Runners runners(set, state, call);
  const Runner* chosen = FindByType<Runner>(runners, call);
  if (chosen == nullptr) return RaiseNone(set, call);
  // What takes the arguments in the same forms may differ from it in the widths of integers.
  const auto is_peer = [&](const Runner& runner) {
    return std::equal(runner.places, runner.places + call.size(), chosen->places, HaveOneForm);
  };
  if (std::count_if(runners.begin(), runners.end(), is_peer) > 1) {
    if (!AskForValues(set.overloads[chosen->index], *chosen)) return;
    const Runner* last = chosen;
    for (const Runner& runner : runners) {
      if (!is_peer(runner)) continue;
      last = &runner;
      if (AllInRange(runner.places, call.size(), values_)) break;
    }
    chosen = last;
  }
  const Overload& overload = set.overloads[chosen->index];
  if (!overload.TakesOthers()) Fill(overload, *chosen);
  index_ = chosen->index;
}

// Puts the values of integers in the places of what has an __index__. False with an error set.
bool Choice::AskForValues(const Overload& overload, const Runner& chosen) {
  const Call call = {values_, nargs_, kwnames_};
  for (std::size_t i = 0; i < call.size(); ++i) {
    const Slot* const place = chosen.places[i];
    if (!IsInteger(place) || !NeedsIndex(call.values[i])) continue;
    owned_.reserve(call.size());
    PyObject* const number = internal::OrPark(PyNumber_Index, call.values[i]);
    if (number == nullptr) {
      if (place == overload.args.each) {
        BadRest(*overload.signature, overload.args.name);
      } else if (place == overload.kwargs.each) {
        BadRest(*overload.signature, overload.kwargs.name);
      } else {
        BadArgument(*overload.signature, place - overload.slots);
      }
      return false;
    }
    owned_.push_back(number);
    if (values_ == call.values) {
      PyObject** const replaced = replaced_.Allocate(call.size());
      std::copy_n(call.values, call.size(), replaced);
      values_ = replaced;
    }
    replaced_[i] = number;
  }
  return true;
}

// Puts the arguments into the slots of an overload that takes no others.
void Choice::Fill(const Overload& overload, const Runner& chosen) {
  const Call call = {values_, nargs_, kwnames_};
  const auto count = static_cast<std::size_t>(overload.signature->count);
  PyObject** const slots = slots_.Allocate(count);
  std::fill_n(slots, count, nullptr);
  nargs_ = 0;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const Py_ssize_t slot = chosen.places[i] - overload.slots;
    slots[slot] = call.values[i];
    nargs_ = std::max(nargs_, slot + 1);
  }
  values_ = slots;
  kwnames_ = nullptr;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
