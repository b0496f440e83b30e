#include "ferrule/unpack.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/call.h"
#include "ferrule/collections.h"
#include "ferrule/convert.h"
#include "ferrule/error.h"
#include "ferrule/interned.h"
#include "runtime/src/function_name.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

using literals::operator""_name;

namespace internal {

std::string NameOfFunction(PyObject* callable) {
  const Borrowed<> function = Borrowed<>::from_ptr(Python::assume_attached(), callable);
  if (!function.hasattr("__qualname__"_name)) return function.str();
  std::string name = function.attr("__qualname__"_name).str() + "()";
  if (!function.hasattr("__module__"_name)) return name;
  const Bound<> module = function.attr("__module__"_name);
  if (module.is_none() || module.eq("builtins")) return name;
  return module.str() + "." + name;
}

namespace {

[[noreturn]] void ThrowTypeError(const std::string& message) {
  throw PyErr::type_error(Python::assume_attached(), message);
}

std::string TypeName(PyObject* object) { return Py_TYPE(object)->tp_name; }

using Entries = std::vector<std::pair<Bound<>, Bound<>>>;

// Python's own dict is read as it is; whatever is derived from it may have other ideas.
void ReadDict(PyObject* dict, Entries& entries) {
  entries.reserve(static_cast<std::size_t>(PyDict_GET_SIZE(dict)));
  const Python py = Python::assume_attached();
  Py_ssize_t position = 0;
  PyObject* key;
  PyObject* value;
  while (compat::DictNext(dict, &position, key, value)) {
    Bound<> owned_key = Bound<>::from_owned_ptr(py, key);
    Bound<> owned_value = Bound<>::from_owned_ptr(py, value);
    entries.emplace_back(std::move(owned_key), std::move(owned_value));
  }
}

void ReadMapping(const Borrowed<>& mapping, Entries& entries) {
  for (const Bound<>& key : mapping.call_method("keys"_name)) {
    entries.emplace_back(key, mapping[key]);
  }
}

}  // namespace

GatheredArguments::GatheredArguments(const Interned& method) : GatheredArguments(method.text()) {}

GatheredArguments::~GatheredArguments() {
  for (std::size_t i = kRoom; i < slots_.size(); ++i) Decref(slots_[i]);
  for (PyObject* const name : keywords_) Decref(name);
  if (names_ != nullptr) Decref(names_);
}

void GatheredArguments::Append(Bound<> value) {
  slots_.push_back(value.as_ptr());
  static_cast<void>(value.into_ptr());
}

void GatheredArguments::AppendKeyword(std::string_view name, Bound<> value) {
  const Python py = value.py();
  AppendKeyword(Bound<>::from_owned_ptr(py, KeywordName(name).Make()), std::move(value));
}

void GatheredArguments::AppendKeyword(Borrowed<> name, Bound<> value, std::size_t known) {
  if (!PyUnicode_Check(name.as_ptr())) {
    ThrowTypeError(FunctionName() + " keywords must be strings, not '" + TypeName(name.as_ptr()) +
                   "'");
  }
  const auto is_same = [&](PyObject* other) {
    return other == name.as_ptr() || PyUnicode_Compare(other, name.as_ptr()) == 0;
  };
  if (std::ranges::any_of(std::span(keywords_).first(std::min(known, keywords_.size())), is_same)) {
    ThrowTypeError(FunctionName() + " got multiple values for keyword argument '" + name.str() +
                   "'");
  }
  Append(std::move(value));
  keywords_.push_back(name.as_ptr());
  Py_INCREF(name.as_ptr());
}

void GatheredArguments::AppendItems(PyObject* iterable) {
  const Borrowed<> items = Borrowed<>::from_ptr(Python::assume_attached(), iterable);
  if (PyTuple_CheckExact(iterable)) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(iterable); ++i) {
      Append(Bound<>::from_borrowed_ptr(items.py(), PyTuple_GET_ITEM(iterable, i)));
    }
  } else if (Py_TYPE(iterable)->tp_iter == nullptr && PySequence_Check(iterable) == 0) {
    ThrowTypeError(FunctionName() + " argument after * must be an iterable, not " +
                   TypeName(iterable));
  } else {
    for (const Bound<>& item : items) Append(item);
  }
}

void GatheredArguments::AppendEntries(PyObject* mapping) {
  const Borrowed<> object = Borrowed<>::from_ptr(Python::assume_attached(), mapping);
  Entries entries;
  if (PyDict_CheckExact(mapping)) {
    ReadDict(mapping, entries);
  } else if (!object.hasattr("keys"_name)) {
    ThrowTypeError(FunctionName() + " argument after ** must be a mapping, not " +
                   TypeName(mapping));
  } else {
    ReadMapping(object, entries);
  }
  // The keys of one dict differ from each other.
  const bool is_dict = PyDict_CheckExact(mapping) && !compat::kIsFreeThreaded;
  const std::size_t known = is_dict ? keywords_.size() : kAll;
  for (auto& [key, value] : entries) AppendKeyword(key, std::move(value), known);
}

PyObject* GatheredArguments::MakeNames() {
  if (keywords_.empty()) return nullptr;
  names_ = MakeTuple(keywords_.data(), keywords_.size()).into_ptr();
  return names_;
}

std::string GatheredArguments::FunctionName() const {
  return callable_ != nullptr ? NameOfFunction(callable_) : std::string(method_) + "()";
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
