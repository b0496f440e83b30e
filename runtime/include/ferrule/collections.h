// What handles to Python's containers can do beyond the object protocol.
//
// As there, everything requires that this thread is attached, and throws PyErr with what Python
// raised.
#ifndef FERRULE_COLLECTIONS_H_
#define FERRULE_COLLECTIONS_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/call.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

namespace internal {

// Each throws the Python error.
Bound<> SequenceAt(PyObject* sequence, std::size_t index);
void ListAppend(PyObject* list, PyObject* item);
Bound<> DictFind(PyObject* dict, PyObject* key);
void SetAdd(PyObject* set, PyObject* item);
Bound<Tuple> MakeTuple(PyObject* const* items, std::size_t count);
Bound<List> MakeList(PyObject* const* items, std::size_t count);

}  // namespace internal

template <>
class Handle<Bytes> : public Handle<Object> {
 public:
  // Returns what is in the object, which keeps it: not to be used after the object is gone.
  std::span<const std::byte> content() const {
    return std::as_bytes(
        std::span(PyBytes_AS_STRING(self()), static_cast<std::size_t>(PyBytes_GET_SIZE(self()))));
  }

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Tuple> : public Handle<Object> {
 public:
  // Throws: PyErr (IndexError).
  Bound<> at(std::size_t index) const { return internal::SequenceAt(self(), index); }

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<List> : public Handle<Object> {
 public:
  // Throws: PyErr (IndexError).
  Bound<> at(std::size_t index) const { return internal::SequenceAt(self(), index); }

  template <class V>
  void append(V&& item) const {
    const internal::Arguments<V> argument(std::forward<V>(item));
    internal::ListAppend(self(), argument[0]);
  }

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Dict> : public Handle<Object> {
 public:
  // Returns the value of `key`, or an empty handle if there is none. dict[key] throws instead.
  template <class K>
  Bound<> get_item(K&& key) const {
    const internal::Arguments<K> argument(std::forward<K>(key));
    return internal::DictFind(self(), argument[0]);
  }

  // As dict.update: `other` is a mapping, or gives pairs when it is iterated over.
  template <class V>
  void update(V&& other) const {
    call_method("update", std::forward<V>(other));
  }

  Bound<> keys() const { return call_method("keys"); }
  Bound<> values() const { return call_method("values"); }
  Bound<> items() const { return call_method("items"); }

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Set> : public Handle<Object> {
 public:
  template <class V>
  void add(V&& item) const {
    const internal::Arguments<V> argument(std::forward<V>(item));
    internal::SetAdd(self(), argument[0]);
  }

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// Calls make(items, count) with what `arguments` are and stand for. Messages name `function`.
template <class Make, class... A>
auto FromItems(std::string_view function, Make make, A&&... items) {
  static_assert(
      !((kIsKeyword<std::remove_cvref_t<A>> || kIsUnpackedKeywords<std::remove_cvref_t<A>>) || ...),
      "items have no names");
  if constexpr ((kStandsForMany<A> || ...)) {
    GatheredArguments gathered(function);
    (gathered.Add(std::forward<A>(items)), ...);
    return make(gathered.values(), gathered.size());
  } else {
    const Arguments<A...> arguments(std::forward<A>(items)...);
    return make(arguments.values(), sizeof...(A));
  }
}

}  // namespace internal

template <class... A>
Bound<Tuple> Tuple::create(Python, A&&... items) {
  return internal::FromItems("Tuple::create", &internal::MakeTuple, std::forward<A>(items)...);
}

template <class... A>
Bound<List> List::create(Python, A&&... items) {
  return internal::FromItems("List::create", &internal::MakeList, std::forward<A>(items)...);
}

template <class C>
Bound<Dict> Dict::create(Python py, const C& entries) {
  Bound<Dict> dict = create(py);
  if constexpr (internal::kIsReference<C>) {
    dict.update(entries);
  } else {
    for (const auto& [key, value] : entries) dict.set_item(key, value);
  }
  return dict;
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_COLLECTIONS_H_
