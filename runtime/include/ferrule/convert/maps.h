// Containers of keys and values, made from a mapping, that become a dict: what map.h and
// unordered_map.h are made of.
#ifndef FERRULE_CONVERT_MAPS_H_
#define FERRULE_CONVERT_MAPS_H_

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/convert/containers.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// Walks through the entries of a dict. An entry is only good until Python code runs, unless it is
// held. A dict whose keys change meanwhile is a RuntimeError, as it is for Python.
class DictEntries {
 public:
  explicit DictEntries(PyObject* dict) : dict_(dict), size_(PyDict_GET_SIZE(dict)) {}
  ~DictEntries() { Release(); }
  DictEntries(const DictEntries&) = delete;
  DictEntries& operator=(const DictEntries&) = delete;

  // False at the end, and with an error set if there is no going on.
  bool Next() {
    Release();
    if (PyDict_GET_SIZE(dict_) != size_) [[unlikely]]
      return RaiseChanged("dictionary changed size during iteration");
    const bool found = Advance();
    if (found != (seen_ < size_)) [[unlikely]]
      return RaiseChanged("dictionary keys changed during iteration");
    ++seen_;
    succeeded_ = !found;
    return found;
  }
  bool succeeded() const { return succeeded_; }

  // Holds the entry until the next one.
  void Hold() {
    if constexpr (!compat::kIsFreeThreaded) {
      Py_INCREF(key_);
      Py_INCREF(value_);
      is_held_ = true;
    }
  }

  PyObject* key() const { return key_; }
  PyObject* value() const { return value_; }

 private:
  // Without a lock for the whole interpreter each entry is held.
  bool Advance() {
    if constexpr (compat::kIsFreeThreaded) {
      is_held_ = compat::DictNext(dict_, &position_, key_, value_);
      return is_held_;
    } else {
      return PyDict_Next(dict_, &position_, &key_, &value_) != 0;
    }
  }
  void Release() {
    if (!is_held_) return;
    is_held_ = false;
    internal::Decref(key_);
    internal::Decref(value_);
  }
  [[gnu::cold]] static bool RaiseChanged(const char* message);  // returns false

  PyObject* dict_;
  Py_ssize_t size_;
  Py_ssize_t seen_ = 0;
  Py_ssize_t position_ = 0;
  PyObject* key_ = nullptr;
  PyObject* value_ = nullptr;
  bool is_held_ = false;
  bool succeeded_ = false;
};

// The same for any mapping: what keys() gives, and what these keys give. Each entry is held.
class MappingEntries {
 public:
  explicit MappingEntries(PyObject* mapping);
  ~MappingEntries() { Release(); }
  MappingEntries(const MappingEntries&) = delete;
  MappingEntries& operator=(const MappingEntries&) = delete;

  bool Next();
  bool succeeded() const { return succeeded_; }

  PyObject* key() const { return key_; }
  PyObject* value() const { return value_; }

 private:
  void Release();

  PyObject* mapping_;
  Held keys_;
  Iteration iteration_;
  PyObject* key_ = nullptr;
  PyObject* value_ = nullptr;
  bool succeeded_ = false;
};

template <class K, class V>
struct EntryCarriers {
  KeptCarriers<K> keys;
  KeptCarriers<V> values;
};

// The part of a converter that takes a mapping. Of equal keys the last wins, as in a dict.
template <class C, class K, class V>
using MapCarrier =
    std::conditional_t<kBorrows<K> || kBorrows<V>, Snapshot<C, EntryCarriers<K, V>>, C>;

template <class C>
struct TakesMapping : Unwraps<C, MapCarrier<C, typename C::key_type, typename C::mapped_type>> {
  using K = typename C::key_type;
  using V = typename C::mapped_type;
  using Carrier = MapCarrier<C, K, V>;
  static constexpr bool kBorrows = convert::kBorrows<K> || convert::kBorrows<V>;
  static constexpr bool kIsFinite = convert::kIsFinite<K> && convert::kIsFinite<V>;

  [[gnu::noinline]] static bool FromPython(PyObject* object, Carrier& out) {
    const Nesting<kIsFinite> nesting;
    if (!nesting) return false;
    if constexpr (kBorrows) {
      return TakeHeld(object, out);
    } else if (PyDict_CheckExact(object)) {
      out.clear();
      if constexpr (requires { out.reserve(std::size_t{}); }) {
        out.reserve(static_cast<std::size_t>(PyDict_GET_SIZE(object)));
      }
      DictEntries entries(object);
      return TakeAll(entries, out);
    } else {
      out.clear();
      if (!IsMapping(object)) return RaiseExpected(&Name, object);
      MappingEntries entries(object);
      return TakeAll(entries, out);
    }
  }

  static Fit Fits(PyObject* object) {
    const QuietNesting<kIsFinite> nesting;
    if (!nesting) return Fit::kNone;
    if (PyDict_CheckExact(object)) {
      return FitOfDict(object, &Converter<K>::Fits, &Converter<V>::Fits);
    }
    return IsMapping(object) ? Fit::kConverting : Fit::kNone;
  }

  static std::string Name() {
    return GenericName("Mapping", {Converter<K>::Name(), Converter<V>::Name()});
  }

 private:
  template <class Entries>
  static bool TakeAll(Entries& entries, C& out) {
    while (entries.Next()) {
      CarrierOf<K> key{};
      CarrierOf<V> value{};
      if constexpr (requires { entries.Hold(); }) {
        if (TakeExactEntry(entries.key(), entries.value(), key, value, out)) continue;
        entries.Hold();
      }
      if (!TakeEntry(entries.key(), entries.value(), key, value, out)) return false;
    }
    return entries.succeeded();
  }

  static bool TakeHeld(PyObject* object, Carrier& out) {
    out.items.Clear();
    out.value.clear();
    if (!IsMapping(object)) return RaiseExpected(&Name, object);
    if (!out.items.CollectEntries(object)) return false;
    const std::size_t count = out.items.size() / 2;
    out.carriers.keys.Allocate(count);
    out.carriers.values.Allocate(count);
    for (std::size_t i = 0; i < count; ++i) {
      typename KeptCarriers<K>::Slot key(out.carriers.keys, i);
      typename KeptCarriers<V>::Slot value(out.carriers.values, i);
      if (!TakeEntry(out.items[2 * i], out.items[2 * i + 1], key.carrier, value.carrier,
                     out.value)) {
        return false;
      }
    }
    return true;
  }

  // Takes an entry whose key and value are exactly what is asked for, and runs no Python code.
  // False, without an error, for any other.
  static bool TakeExactEntry([[maybe_unused]] PyObject* key_object,
                             [[maybe_unused]] PyObject* value_object,
                             [[maybe_unused]] CarrierOf<K>& key,
                             [[maybe_unused]] CarrierOf<V>& value, [[maybe_unused]] C& out) {
    if constexpr (TakenExactly<K> && TakenExactly<V>) {
      if (!Converter<K>::FromExact(key_object, key)) return false;
      if constexpr (std::is_floating_point_v<K>) {
        if (key != key) return false;
      }
      if (!Converter<V>::FromExact(value_object, value)) return false;
      const auto [entry, is_new] = out.emplace(key, value);
      if (!is_new) [[unlikely]]
        entry->second = value;
      return true;
    } else {
      return false;
    }
  }

  static bool TakeEntry(PyObject* key_object, PyObject* value_object, CarrierOf<K>& key,
                        CarrierOf<V>& value, C& out) {
    if (!Converter<K>::FromPython(key_object, key)) return RaiseInKey(key_object);
    K made_key = Converter<K>::Unwrap(std::move(key));  // before more Python code runs
    if (!Converter<V>::FromPython(value_object, value)) return RaiseInValue(key_object);
    return Put(out, std::move(made_key), Converter<V>::Unwrap(std::move(value))) ||
           RaiseInKey(key_object);
  }

  template <class Value>
  static bool Put(C& out, K&& key, Value&& value) {
    if constexpr (requires { typename C::key_compare; }) {
      if (!IsOrdered(key)) return false;
    }
    if constexpr (std::is_assignable_v<V&, Value&&>) {
      out.insert_or_assign(std::move(key), std::forward<Value>(value));
    } else {
      out.erase(key);
      out.emplace(std::move(key), std::forward<Value>(value));
    }
    return true;
  }
};

// What takes a mapping, be it to what is given away.
template <class C>
using TakesDict =
    std::conditional_t<kIsGift<typename C::mapped_type>, TakesGiftsByKey<C>, TakesMapping<C>>;

// The part of a converter that gives a dict. Keys have their immutable form, which can be hashed.
template <class C>
struct GivesDict {
 private:
  using K = typename C::key_type;
  using V = typename C::mapped_type;

 public:
  static constexpr bool kRunsPython =
      !HashesPlainly<K>() || convert::kRunsPython<K> || convert::kRunsPython<V>;

  static PyObject* ToPython(const C& value) {
    const auto& settled = Settled<typename C::value_type>(value);
    return Make<Values::kCopied>(settled);
  }
  static PyObject* ToPython(C&& value) { return Make<Values::kMoved>(value); }
  static PyObject* ToSnapshot(const C& value) {
    const auto& settled = Settled<typename C::value_type>(value);
    const Held dict(Make<Values::kImmutable>(settled));
    return dict.get() != nullptr ? PyDictProxy_New(dict.get()) : nullptr;
  }

 private:
  enum class Values { kCopied, kMoved, kImmutable };

  template <Values kValues, class Map>
  [[gnu::noinline]] static PyObject* Make(Map& map) {
    const Nesting<kIsFinite<K> && kIsFinite<V>> nesting;
    if (!nesting) return nullptr;
    if constexpr (HashesPlainly<K>()) {
      return MakeAtOnce<kValues>(map);
    } else {
      // To hash and to compare keys may run Python code: that waits until `map` is done with.
      Items entries;
      return CollectAll<kValues>(map, entries) ? DictOf(entries) : nullptr;
    }
  }

  template <Values kValues, class Map>
  static PyObject* MakeAtOnce(Map& map) {
    const compat::PausedCollection paused;
    Held dict(PyDict_New());
    if (dict.get() == nullptr) return nullptr;
    for (auto& [key, value] : map) {
      const Held key_object(Converter<K>::ToPython(key));
      if (key_object.get() == nullptr) return nullptr;
      const Held value_object(Give<kValues>(value));
      if (value_object.get() == nullptr) return nullptr;
      if (PyDict_SetItem(dict.get(), key_object.get(), value_object.get()) != 0) return nullptr;
    }
    return dict.Release();
  }

  template <Values kValues, class Map>
  static bool CollectAll(Map& map, Items& entries) {
    const compat::PausedCollection paused;
    entries.Reserve(2 * map.size());
    for (auto& [key, value] : map) {
      if (!Append(convert::ToSnapshot<K>(key), entries)) return false;
      if (!Append(Give<kValues>(value), entries)) return false;
    }
    return true;
  }

  template <Values kValues, class Value>
  static PyObject* Give(Value& value) {
    if constexpr (kValues == Values::kImmutable) {
      return convert::ToSnapshot<V>(value);
    } else if constexpr (kValues == Values::kMoved) {
      return Converter<V>::ToPython(std::move(value));
    } else {
      return Converter<V>::ToPython(value);
    }
  }

  static bool Append(PyObject* object, Items& entries) {
    if (object == nullptr) return false;
    entries.Append(object);
    return true;
  }
};

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_MAPS_H_
