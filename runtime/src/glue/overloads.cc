#include "ferrule/glue/overloads.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <exception>
#include <optional>

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

// An overload that is in the running, and where each argument of the call goes: a slot, or null
// where *args or **kwargs take anything.
struct Runner {
  Py_ssize_t index;  // among the overloads
  std::vector<const Slot*> places;
};
using Runners = std::vector<Runner>;

// --- Which overloads are in the running ---

bool HasRequired(const Overload& overload, const std::vector<const Slot*>& places) {
  for (Py_ssize_t i = 0; i < overload.signature->required_end; ++i) {
    if (overload.signature->parameters[i].required &&
        std::find(places.begin(), places.end(), overload.slots + i) == places.end()) {
      return false;
    }
  }
  return true;
}

// Where the arguments go, or nothing where their number or their names do not fit.
std::optional<std::vector<const Slot*>> Place(const Overload& overload, const Call& call) {
  const Signature& signature = *overload.signature;
  if (call.nargs > signature.positional && !overload.args.are_taken) return std::nullopt;
  std::vector<const Slot*> places;
  places.reserve(call.size());
  for (Py_ssize_t i = 0; i < call.nargs; ++i) {
    places.push_back(i < signature.positional ? overload.slots + i : overload.args.each);
  }
  for (Py_ssize_t i = 0; i < call.keywords(); ++i) {
    const Py_ssize_t slot = SlotNamed(signature, PyTuple_GET_ITEM(call.kwnames, i));
    if (slot < 0 && !overload.kwargs.are_taken) return std::nullopt;
    if (slot < 0) {
      places.push_back(overload.kwargs.each);
      continue;
    }
    const Slot* const place = overload.slots + slot;
    if (std::find(places.begin(), places.end(), place) != places.end()) return std::nullopt;
    places.push_back(place);
  }
  if (!HasRequired(overload, places)) return std::nullopt;
  return places;
}

Runners FindRunners(const Overloads& set, const Call& call) {
  Runners runners;
  for (Py_ssize_t i = 0; i < set.count; ++i) {
    if (auto places = Place(set.overloads[i], call)) runners.push_back({i, *std::move(places)});
  }
  return runners;
}

// --- Which of them takes the arguments ---

bool HaveOneForm(const Slot* a, const Slot* b) {
  return a == nullptr || b == nullptr ? a == b : a->form == b->form;
}

bool IsTakenAlike(const Runners& runners, std::size_t argument) {
  return std::all_of(runners.begin(), runners.end(), [&](const Runner& runner) {
    return HaveOneForm(runner.places[argument], runners[0].places[argument]);
  });
}

// *args and **kwargs take anything, which is what no argument is.
Fit FitOf(const Slot* place, PyObject* value) {
  return place == nullptr ? Fit::kConverting : place->acceptance->fits(value);
}

// The first that takes each argument with the `least` fit that the round asks for, or null. At
// least kNone is no question.
const Runner* FirstThatTakes(const Runners& runners, const Call& call,
                             const std::vector<Fit>& least) {
  for (const Runner& runner : runners) {
    bool takes_all = true;
    for (std::size_t i = 0; takes_all && i < call.size(); ++i) {
      takes_all = least[i] == Fit::kNone || FitOf(runner.places[i], call.values[i]) >= least[i];
    }
    if (takes_all) return &runner;
  }
  return nullptr;
}

const Runner* FindByType(const Runners& runners, const Call& call) {
  if (runners.empty()) return nullptr;
  std::vector<Fit> least(call.size(), Fit::kExact);
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (!IsTakenAlike(runners, i)) continue;
    const Slot* const place = runners[0].places[i];
    least[i] = place == nullptr || place->is_deep ? Fit::kNone : Fit::kConverting;
  }
  if (const Runner* const found = FirstThatTakes(runners, call, least)) return found;
  std::replace(least.begin(), least.end(), Fit::kExact, Fit::kConverting);
  return FirstThatTakes(runners, call, least);
}

// Those that take the arguments in the same forms as `chosen`: itself, and what may differ from it
// in the widths of integers.
Runners PeersOf(const Runner& chosen, const Runners& runners) {
  Runners peers;
  for (const Runner& runner : runners) {
    if (std::equal(runner.places.begin(), runner.places.end(), chosen.places.begin(), HaveOneForm))
      peers.push_back(runner);
  }
  return peers;
}

bool IsInteger(const Slot* place) {
  return place != nullptr && place->acceptance->in_range != nullptr;
}

bool AllInRange(const Runner& runner, PyObject* const* values) {
  for (std::size_t i = 0; i < runner.places.size(); ++i) {
    const Slot* const place = runner.places[i];
    if (IsInteger(place) && !place->acceptance->in_range(values[i])) return false;
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
void RaiseNone(const Overloads& set, const Call& call) {
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

Choice::Choice(const Overloads& set, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames)
    : values_(values) {
  try {
    Choose(set, nargs, kwnames);
  } catch (const std::exception& error) {
    index_ = -1;
    Raise(error);
  }
}

Choice::~Choice() {
  for (PyObject* const object : owned_) internal::Decref(object);
}

void Choice::Choose(const Overloads& set, Py_ssize_t nargs, PyObject* kwnames) {
  const Call call = {values_, nargs, kwnames};
  const Runners runners = FindRunners(set, call);
  const Runner* const chosen = FindByType(runners, call);
  if (chosen == nullptr) return RaiseNone(set, call);
  const Runners peers = PeersOf(*chosen, runners);
  if (peers.size() == 1) {
    index_ = chosen->index;
    return;
  }
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (!IsInteger(chosen->places[i]) || !NeedsIndex(call.values[i])) continue;
    owned_.reserve(call.size());
    PyObject* const number = internal::OrPark(PyNumber_Index, call.values[i]);
    if (number == nullptr) {
      const Overload& overload = set.overloads[chosen->index];
      if (chosen->places[i] == overload.args.each) {
        BadRest(*overload.signature, overload.args.name);
      } else if (chosen->places[i] == overload.kwargs.each) {
        BadRest(*overload.signature, overload.kwargs.name);
      } else {
        BadArgument(*overload.signature, chosen->places[i] - overload.slots);
      }
      return;
    }
    owned_.push_back(number);
    if (replaced_.empty()) replaced_.assign(call.values, call.values + call.size());
    replaced_[i] = number;
    values_ = replaced_.data();
  }
  const auto fitting = std::find_if(
      peers.begin(), peers.end(), [this](const Runner& peer) { return AllInRange(peer, values_); });
  index_ = fitting == peers.end() ? peers.back().index : fitting->index;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
