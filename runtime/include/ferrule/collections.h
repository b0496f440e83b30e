// What handles to Python's containers can do beyond the object protocol.
//
// As there, everything requires that this thread is attached, and throws PyErr with what Python
// raised.
#ifndef FERRULE_COLLECTIONS_H_
#define FERRULE_COLLECTIONS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/call.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

class DictItems;
class SequenceIterator;

namespace internal {

// Each throws the Python error.
Bound<> SequenceAt(PyObject* sequence, std::size_t index);
void ListAppend(PyObject* list, PyObject* item);
void ListInsert(PyObject* list, Py_ssize_t index, PyObject* item);
Bound<> DictFind(PyObject* dict, PyObject* key);
void SetAdd(PyObject* set, PyObject* item);
bool SetDiscard(PyObject* set, PyObject* item);
Bound<Tuple> MakeTuple(PyObject* const* items, std::size_t count);
Bound<List> MakeList(PyObject* const* items, std::size_t count);
Bound<Set> MakeSet(PyObject* const* items, std::size_t count);
Bound<FrozenSet> MakeFrozenSet(PyObject* const* items, std::size_t count);

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
class Handle<ByteArray> : public Handle<Object> {
 public:
  // Returns what is in the object, to read and to write: not to be used after the object is gone,
  // or after its length has changed, which Python code may do.
  std::span<std::byte> content() const;

  void resize(std::size_t size) const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Tuple> : public Handle<Object> {
 public:
  std::size_t size() const { return static_cast<std::size_t>(PyTuple_GET_SIZE(self())); }

  // Throws: PyErr (IndexError).
  Bound<> at(std::size_t index) const { return internal::SequenceAt(self(), index); }

  SequenceIterator begin() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<List> : public Handle<Object> {
 public:
  std::size_t size() const { return static_cast<std::size_t>(PyList_GET_SIZE(self())); }

  // Throws: PyErr (IndexError).
  Bound<> at(std::size_t index) const { return internal::SequenceAt(self(), index); }

  template <class V>
  void append(V&& item) const {
    const internal::Arguments<V> argument(std::forward<V>(item));
    internal::ListAppend(self(), argument[0]);
  }

  // Inserts before `index`, which counts from the end if it is negative.
  template <class V>
  void insert(Py_ssize_t index, V&& item) const {
    const internal::Arguments<V> argument(std::forward<V>(item));
    internal::ListInsert(self(), index, argument[0]);
  }

  // Appends each item of what can be iterated over.
  template <class V>
  void extend(V&& items) const {
    call_method("extend", std::forward<V>(items));
  }

  void sort() const;
  void reverse() const;
  void clear() const;
  Bound<Tuple> to_tuple() const;

  // A list may change during the iteration, which then sees it as it is.
  SequenceIterator begin() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Dict> : public Handle<Object> {
 public:
  std::size_t size() const { return static_cast<std::size_t>(PyDict_GET_SIZE(self())); }

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

  void clear() const;
  Bound<Dict> copy() const;

  // The views that Python has. Those of the items are also iterated over in pairs:
  // for (const auto& [key, value] : dict.items()).
  Bound<> keys() const { return call_method("keys"); }
  Bound<> values() const { return call_method("values"); }
  DictItems items() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Set> : public Handle<Object> {
 public:
  std::size_t size() const { return static_cast<std::size_t>(PySet_GET_SIZE(self())); }

  template <class V>
  void add(V&& item) const {
    const internal::Arguments<V> argument(std::forward<V>(item));
    internal::SetAdd(self(), argument[0]);
  }

  // Removes `item`, and returns whether it was there.
  template <class V>
  bool discard(V&& item) const {
    const internal::Arguments<V> argument(std::forward<V>(item));
    return internal::SetDiscard(self(), argument[0]);
  }

  void clear() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<FrozenSet> : public Handle<Object> {
 public:
  std::size_t size() const { return static_cast<std::size_t>(PySet_GET_SIZE(self())); }

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

// What a slice selects of a sequence: `count` items, the first one at `start`, each `step` further.
struct SliceRange {
  Py_ssize_t start;
  Py_ssize_t stop;
  Py_ssize_t step;
  Py_ssize_t count;
};

template <>
class Handle<Slice> : public Handle<Object> {
 public:
  // Returns what the slice selects of a sequence of that length. Throws: PyErr.
  SliceRange indices(std::size_t length) const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Sequence> : public Handle<Object> {
 public:
  // Throws: PyErr (IndexError).
  Bound<> at(std::size_t index) const { return internal::SequenceAt(self(), index); }

  Bound<List> to_list() const;
  Bound<Tuple> to_tuple() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Mapping> : public Handle<Object> {
 public:
  Bound<List> keys() const;
  Bound<List> values() const;

  // Iterated over in pairs, as those of a dict.
  DictItems items() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

// One item of a list or tuple at a time. It owns the container, and the item that it is at.
class SequenceIterator {
 public:
  // Requires: a list or a tuple.
  explicit SequenceIterator(Bound<> sequence) : sequence_(std::move(sequence)) { Load(); }

  const Bound<>& operator*() const { return item_; }
  SequenceIterator& operator++() {
    ++index_;
    Load();
    return *this;
  }
  bool operator==(ObjectIterationEnd) const { return !item_; }

 private:
  void Load();

  Bound<> sequence_;
  Py_ssize_t index_ = 0;
  Bound<> item_;  // empty at the end
};

// A key of a dict with its value.
struct DictItem {
  Bound<> key;
  Bound<> value;
};

// One item of a mapping at a time. A dict whose size changes meanwhile is a RuntimeError, as it is
// for Python.
class DictIterator {
 public:
  // Requires: `items` is the view of the items of `mapping`.
  DictIterator(Bound<> mapping, const Handle<Object>& items);

  const DictItem& operator*() const { return item_; }
  const DictItem* operator->() const { return &item_; }
  DictIterator& operator++() {
    Advance();
    return *this;
  }
  bool operator==(ObjectIterationEnd) const { return !item_.key; }

 private:
  void Advance();
  void AdvanceInDict();
  void AdvanceInPairs();

  Bound<> mapping_;
  Bound<Iterator> pairs_;  // empty for Python's own dict, which is read as it is
  Py_ssize_t size_ = 0;
  Py_ssize_t position_ = 0;
  DictItem item_;  // empty at the end
};

// The items of a mapping: the object that its method items() has returned.
class DictItems : public Bound<> {
 public:
  DictItems(Bound<> mapping, Bound<> items)
      : Bound<>(std::move(items)), mapping_(std::move(mapping)) {}

  DictIterator begin() const { return DictIterator(mapping_, *this); }
  ObjectIterationEnd end() const { return {}; }

 private:
  Bound<> mapping_;
};

// -------------------------------------------------------------------------------------------------

template <>
inline constexpr bool kBoundToAttachment<SequenceIterator> = true;
template <>
inline constexpr bool kBoundToAttachment<DictIterator> = true;
template <>
inline constexpr bool kBoundToAttachment<DictItem> = true;
template <>
inline constexpr bool kBoundToAttachment<DictItems> = true;

namespace internal {

template <>
inline constexpr bool kIsReference<DictItems> = true;

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

inline SequenceIterator Handle<Tuple>::begin() const {
  return SequenceIterator(Bound<>::from_borrowed_ptr(py(), self()));
}

inline SequenceIterator Handle<List>::begin() const {
  return SequenceIterator(Bound<>::from_borrowed_ptr(py(), self()));
}

template <class... A>
Bound<Tuple> Tuple::create(Python, A&&... items) {
  return internal::FromItems("Tuple::create", &internal::MakeTuple, std::forward<A>(items)...);
}

template <class... A>
Bound<List> List::create(Python, A&&... items) {
  return internal::FromItems("List::create", &internal::MakeList, std::forward<A>(items)...);
}

template <class... A>
Bound<Set> Set::create(Python, A&&... items) {
  return internal::FromItems("Set::create", &internal::MakeSet, std::forward<A>(items)...);
}

template <class... A>
Bound<FrozenSet> FrozenSet::create(Python, A&&... items) {
  return internal::FromItems("FrozenSet::create", &internal::MakeFrozenSet,
                             std::forward<A>(items)...);
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
