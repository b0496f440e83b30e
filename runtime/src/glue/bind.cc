#include "ferrule/glue/bind.h"

#include <algorithm>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/glue/rest.h"
#include "runtime/src/error_context.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// The messages below are those of CPython's own functions, word for word: its ceval.c words them in
// this way, in this order of tests.

const char* PluralS(Py_ssize_t count) { return count == 1 ? "" : "s"; }

// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`
std::string JoinNames(const std::vector<const char*>& names) {
  std::string joined;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    if (i > 0) joined += names.size() == 2 ? " and " : is_last ? ", and " : ", ";
    joined.append("'").append(names[i]).append("'");
  }
  return joined;
}

void RaiseTooMany(const Signature& signature, Py_ssize_t given, PyObject* const* bound) {
  const Py_ssize_t self = signature.takes_self ? 1 : 0;
  Py_ssize_t required = 0;
  for (Py_ssize_t i = 0; i < signature.positional; ++i)
    required += signature.parameters[i].required;
  Py_ssize_t keyword_only = 0;
  for (Py_ssize_t i = signature.positional; i < signature.count; ++i)
    keyword_only += bound[i] != nullptr;

  const Py_ssize_t most = signature.positional + self;
  given += self;
  std::string takes = std::to_string(most);
  const bool has_defaults = required < signature.positional;
  if (has_defaults) takes = "from " + std::to_string(required + self) + " to " + takes;
  std::string and_keyword_only;
  if (keyword_only > 0) {
    and_keyword_only = std::string(" positional argument") + PluralS(given) + " (and " +
                       std::to_string(keyword_only) + " keyword-only argument" +
                       PluralS(keyword_only) + ")";
  }
  PyErr_Format(PyExc_TypeError, "%s() takes %s positional argument%s but %zd%s %s given",
               signature.function, takes.c_str(), has_defaults || most != 1 ? "s" : "", given,
               and_keyword_only.c_str(), given == 1 && keyword_only == 0 ? "was" : "were");
}

// Reports the required slots in [begin, end) that nothing was given for. True if there are none.
bool CheckRequired(const Signature& signature, Py_ssize_t begin, Py_ssize_t end, const char* kind,
                   PyObject* const* bound) {
  std::vector<const char*> missing;
  for (Py_ssize_t i = begin; i < end; ++i) {
    if (signature.parameters[i].required && bound[i] == nullptr)
      missing.push_back(signature.parameters[i].name);
  }
  if (missing.empty()) return true;
  const auto count = static_cast<Py_ssize_t>(missing.size());
  PyErr_Format(PyExc_TypeError, "%s() missing %zd required %s argument%s: %s", signature.function,
               count, kind, PluralS(count), JoinNames(missing).c_str());
  return false;
}

// Whether the keyword `key` is the name of `parameter`, interned or not.
bool Names(PyObject* key, const Parameter& parameter) {
  Py_ssize_t size = 0;
  const char* const text = PyUnicode_AsUTF8AndSize(key, &size);
  if (text == nullptr) PyErr_Clear();  // a lone surrogate is in no name
  return text != nullptr &&
         std::string_view(text, static_cast<std::size_t>(size)) == parameter.name;
}

// The slot whose name has the text of the keyword, or -1.
Py_ssize_t FindText(const Signature& signature, PyObject* key) {
  for (Py_ssize_t i = signature.positional_only; i < signature.count; ++i) {
    if (Names(key, signature.parameters[i])) return i;
  }
  return -1;
}

// Whether the name of `parameter` is among the keywords of a call.
bool IsAmong(PyObject* kwnames, const Parameter& parameter) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); ++i) {
    if (Names(PyTuple_GET_ITEM(kwnames, i), parameter)) return true;
  }
  return false;
}

void RaiseUnexpectedKeyword(const Signature& signature, PyObject* kwnames, PyObject* key) {
  std::string positional_only;
  for (Py_ssize_t slot = 0; slot < signature.positional_only; ++slot) {
    if (!IsAmong(kwnames, signature.parameters[slot])) continue;
    if (!positional_only.empty()) positional_only += ", ";
    positional_only += signature.parameters[slot].name;
  }
  if (!positional_only.empty()) {
    PyErr_Format(PyExc_TypeError,
                 "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                 signature.function, positional_only.c_str());
  } else {
    PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%S'",
                 signature.function, key);
  }
}

enum class Taken { kYes, kNo, kError };

// Puts one keyword argument into its slot. kNo: no slot has this name.
Taken TakeKeyword(const Signature& signature, PyObject* const* names, PyObject* key,
                  PyObject* value, Py_ssize_t& guess, PyObject** bound) {
  const Py_ssize_t slot = FindSlot(signature, names, key, guess);
  if (slot < 0) return Taken::kNo;
  if (bound[slot] != nullptr) {
    PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument '%S'", signature.function,
                 key);
    return Taken::kError;
  }
  bound[slot] = value;
  guess = slot + 1;
  return Taken::kYes;
}

void TakePositional(const Signature& signature, PyObject* const* values, Py_ssize_t nargs,
                    PyObject** bound) {
  for (Py_ssize_t i = 0; i < signature.count; ++i) {
    bound[i] = i < nargs && i < signature.positional ? values[i] : nullptr;
  }
}

bool HasAllRequired(const Signature& signature, PyObject* const* bound) {
  for (Py_ssize_t i = 0; i < signature.required_end; ++i) {
    if (bound[i] == nullptr && signature.parameters[i].required) return false;
  }
  return true;
}

// The tests that follow once every argument is in its place. Returns what the Bind functions
// return.
Py_ssize_t Finish(const Signature& signature, bool takes_args, Py_ssize_t nargs,
                  PyObject* const* bound) {
  if (nargs > signature.positional && !takes_args) {
    RaiseTooMany(signature, nargs, bound);
    return -1;
  }
  if (!HasAllRequired(signature, bound)) [[unlikely]] {
    if (CheckRequired(signature, 0, signature.positional, "positional", bound)) {
      CheckRequired(signature, signature.positional, signature.count, "keyword-only", bound);
    }
    return -1;
  }
  Py_ssize_t given = signature.count;
  while (given > 0 && bound[given - 1] == nullptr) --given;
  return given;
}

// BindArguments for every call, the mistaken ones too.
[[gnu::cold]] Py_ssize_t BindSlowly(const Signature& signature, PyObject* const* names,
                                    PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                                    PyObject** bound) {
  TakePositional(signature, values, nargs, bound);
  const Py_ssize_t keywords = kwnames == nullptr ? 0 : PyTuple_GET_SIZE(kwnames);
  Py_ssize_t guess = nargs;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* const key = PyTuple_GET_ITEM(kwnames, i);
    switch (TakeKeyword(signature, names, key, values[nargs + i], guess, bound)) {
      case Taken::kYes:
        break;
      case Taken::kNo:
        RaiseUnexpectedKeyword(signature, kwnames, key);
        return -1;
      case Taken::kError:
        return -1;
    }
  }
  return Finish(signature, false, nargs, bound);
}

// The slot with exactly this name, looked for from `first` on and then before it; or -1.
Py_ssize_t FindInterned(const Signature& signature, PyObject* const* names, PyObject* key,
                        Py_ssize_t first) {
  for (Py_ssize_t i = first; i < signature.count; ++i) {
    if (names[i] == key) return i;
  }
  for (Py_ssize_t i = signature.positional_only; i < first; ++i) {
    if (names[i] == key) return i;
  }
  return -1;
}

// BindArguments for correct calls, which have interned names; or -1, without an error, for all
// others.
inline Py_ssize_t BindFast(const Signature& signature, PyObject* const* names,
                           PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                           PyObject** bound) {
  if (kwnames == nullptr || nargs > signature.positional) return -1;
  for (Py_ssize_t i = 0; i < nargs; ++i) bound[i] = values[i];
  for (Py_ssize_t i = nargs; i < signature.count; ++i) bound[i] = nullptr;

  const Py_ssize_t keywords = PyTuple_GET_SIZE(kwnames);
  Py_ssize_t given = nargs;
  Py_ssize_t slot = nargs;  // keywords mostly come in the order of the slots
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    slot = FindInterned(signature, names, PyTuple_GET_ITEM(kwnames, i), slot);
    if (slot < signature.positional_only || bound[slot] != nullptr) [[unlikely]]
      return -1;
    bound[slot++] = values[nargs + i];
    given = std::max(given, slot);
  }
  for (Py_ssize_t i = nargs; i < signature.required_end; ++i) {
    if (bound[i] == nullptr && signature.parameters[i].required) [[unlikely]]
      return -1;
  }
  return given;
}

}  // namespace

Py_ssize_t BindArguments(const Signature& signature, PyObject* const* names,
                         PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                         PyObject** bound) {
  const Py_ssize_t given = BindFast(signature, names, values, nargs, kwnames, bound);
  if (given >= 0) [[likely]]
    return given;
  return BindSlowly(signature, names, values, nargs, kwnames, bound);
}

Py_ssize_t FindSlot(const Signature& signature, PyObject* const* names, PyObject* key,
                    Py_ssize_t guess) {
  const Py_ssize_t begin = signature.positional_only;
  const Py_ssize_t end = signature.count;
  if (begin == end) return -1;
  if (guess >= begin && guess < end && names[guess] == key) [[likely]]
    return guess;
  for (Py_ssize_t i = begin; i < end; ++i) {
    if (names[i] == key) return i;
  }
  // Two interned texts are equal only if they are one object.
  if (names[begin] != nullptr && PyUnicode_CHECK_INTERNED(key)) return -1;
  return FindText(signature, key);
}

void Rest::Release() {
  Py_DECREF(owned_names_);
  delete[] owned_values_;
}

// Equal str have equal hashes. Those of the names are known, those of keywords nearly always.
bool MayNameSlots(const Signature& signature, PyObject* const* names, PyObject* kwnames) {
  const auto hash = [](PyObject* text) { return reinterpret_cast<PyASCIIObject*>(text)->hash; };
  if (names[0] == nullptr) return true;
  const Py_ssize_t keywords = PyTuple_GET_SIZE(kwnames);
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    const Py_hash_t of_keyword = hash(PyTuple_GET_ITEM(kwnames, i));
    if (of_keyword == -1) return true;
    for (Py_ssize_t slot = signature.positional_only; slot < signature.count; ++slot) {
      if (hash(names[slot]) == of_keyword) return true;
    }
  }
  return false;
}

Py_ssize_t BindSlowlyWithRest(const Signature& signature, bool takes_args, bool takes_kwargs,
                              PyObject* const* names, PyObject* const* values, Py_ssize_t nargs,
                              PyObject* kwnames, PyObject** bound, Rest& rest) {
  TakePositional(signature, values, nargs, bound);
  const Py_ssize_t given = std::min(nargs, signature.positional);
  rest.positional = values + given;
  rest.positional_count = nargs - given;
  rest.keyword_values = values + nargs;
  rest.keyword_names = kwnames;
  const Py_ssize_t keywords = kwnames == nullptr ? 0 : PyTuple_GET_SIZE(kwnames);
  std::vector<Py_ssize_t> left_over;
  Py_ssize_t guess = nargs;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* const key = PyTuple_GET_ITEM(kwnames, i);
    const Taken taken = TakeKeyword(signature, names, key, values[nargs + i], guess, bound);
    if (taken == Taken::kError) return -1;
    if (taken == Taken::kYes) continue;
    if (!takes_kwargs) {
      RaiseUnexpectedKeyword(signature, kwnames, key);
      return -1;
    }
    left_over.push_back(i);
  }
  if (left_over.empty()) {
    rest.keyword_names = nullptr;
  } else if (static_cast<Py_ssize_t>(left_over.size()) != keywords) {
    rest.owned_values_ = nullptr;
    rest.owned_names_ = PyTuple_New(static_cast<Py_ssize_t>(left_over.size()));
    if (rest.owned_names_ == nullptr) return -1;
    rest.owned_values_ = new PyObject*[left_over.size()];
    for (std::size_t i = 0; i < left_over.size(); ++i) {
      PyTuple_SET_ITEM(rest.owned_names_, static_cast<Py_ssize_t>(i),
                       Py_NewRef(PyTuple_GET_ITEM(kwnames, left_over[i])));
      rest.owned_values_[i] = values[nargs + left_over[i]];
    }
    rest.keyword_values = rest.owned_values_;
    rest.keyword_names = rest.owned_names_;
  }
  return Finish(signature, takes_args, nargs, bound);
}

bool InternNames(const Signature& signature, PyObject** names) {
  for (Py_ssize_t i = 0; i < signature.count; ++i) {
    names[i] = PyUnicode_InternFromString(signature.parameters[i].name);
    if (names[i] == nullptr || PyObject_Hash(names[i]) == -1) return false;
  }
  return true;
}

Failure BadArgument(const Signature& signature, Py_ssize_t slot) {
  PrefixError(PyUnicode_FromFormat("%s() argument '%s'", signature.function,
                                   signature.parameters[slot].name));
  return {};
}

Failure BadRest(const Signature& signature, const char* name) {
  PrefixError(PyUnicode_FromFormat("%s() argument '%s'", signature.function, name));
  return {};
}

Failure BadAttribute(const char* attribute) {
  PrefixError(PyUnicode_FromString(attribute));
  return {};
}

Failure MissingBefore(const Signature& signature, Py_ssize_t slot) {
  PyErr_Format(
      PyExc_TypeError,
      "%s() argument '%s' must be given when a later one is: its default is known to C++ alone",
      signature.function, signature.parameters[slot].name);
  return {};
}

Failure CannotDelete(const char* attribute) {
  PyErr_Format(PyExc_TypeError, "%s cannot be deleted", attribute);
  return {};
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
