// Iterators over the objects of a bound class that has begin() and end().
//
// An iterator keeps the object alive and hands out copies of its items. It never follows an
// iterator of C++'s that may have become invalid:
//
//   - With random access it remembers an index, and asks the object for its begin and end each
//     time. An object that changes meanwhile is iterated over as it is then, like a list.
//   - Without, it remembers the C++ iterator, and becomes stale when the object may have changed:
//     a call that is not const, and an assignment to a field, tell of it, and so does one to what
//     the object is part of, or to another part of that. A stale iterator raises RuntimeError, like
//     that of a dict.
//
// Threads: any attached one.
#ifndef FERRULE_GLUE_ITERATORS_H_
#define FERRULE_GLUE_ITERATORS_H_

#include <atomic>
#include <cstddef>
#include <iterator>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "ferrule/convert/converter.h"
#include "ferrule/glue/instance.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

template <class T>
using BeginOf = decltype(std::declval<T&>().begin());
template <class T>
using EndOf = decltype(std::declval<T&>().end());

// Whether an index is enough to find an item of a T, which may be const.
template <class T>
concept Indexed =
    std::random_access_iterator<BeginOf<T>> && std::sized_sentinel_for<EndOf<T>, BeginOf<T>>;

// What all iterators begin with.
struct IteratorHead {
  PyObject base;
  PyObject* range;  // null: at its end
};

// An iterator that remembers one of C++'s.
struct LiveIterator {
  IteratorHead head;
  PyObject*
      root;  // the instance that has the object, be it a part. Borrowed: `head.range` keeps it
  bool is_stale;
  bool has_place;
  LiveIterator* older;
  LiveIterator* newer;
};

template <class T>
struct Place {
  BeginOf<T> current;
  EndOf<T> end;
};

template <class T>
struct PlacedIterator {
  LiveIterator live;
  alignas(Place<T>) std::byte storage[sizeof(Place<T>)];

  Place<T>& place() { return *std::launder(reinterpret_cast<Place<T>*>(storage)); }
};

template <class T>
struct IndexedIterator {
  IteratorHead head;
  std::iter_difference_t<BeginOf<T>> index;
};

// What the iterator over a T is to CPython.
template <class T>
struct IteratorLayout {
  using type = PlacedIterator<T>;
};
template <Indexed T>
struct IteratorLayout<T> {
  using type = IndexedIterator<T>;
};
template <class T>
using IteratorOf = typename IteratorLayout<T>::type;

// From here on the iterator hears of changes, until it is forgotten.
void Remember(LiveIterator& iterator);
void Forget(LiveIterator& iterator);

// Whether there are such at all: most of the time there are none.
extern std::atomic<LiveIterator*> newest_iterator;

// Makes the iterators stale over whatever is part of the object that `range` has or refers to.
[[gnu::cold]] void MakeStaleSlow(PyObject* range);
inline void MakeStale(PyObject* range) {
  if (newest_iterator.load(std::memory_order_relaxed) != nullptr) [[unlikely]]
    MakeStaleSlow(range);
}

// A call that may change the object of `range`, a T: its iterators are stale from its begin on, and
// so are those that it made itself.
template <class T>
class Changing {
 public:
  explicit Changing([[maybe_unused]] PyObject* range) : range_(range) {
    if constexpr (!Indexed<T>) MakeStale(range_);
  }
  ~Changing() {
    if constexpr (!Indexed<T>) MakeStale(range_);
  }
  Changing(const Changing&) = delete;
  Changing& operator=(const Changing&) = delete;

 private:
  PyObject* range_;
};

// The same where parts of the object can be iterated over.
template <>
class Changing<void> {
 public:
  explicit Changing(PyObject* whole) : whole_(whole) { MakeStale(whole_); }
  ~Changing() { MakeStale(whole_); }
  Changing(const Changing&) = delete;
  Changing& operator=(const Changing&) = delete;

 private:
  PyObject* whole_;
};

// A new iterator over `object`, which is that of `range`.
template <class T>
PyObject* MakeIterator(PyTypeObject* type, PyObject* range, T& object) {
  auto* const iterator = PyObject_GC_New(IteratorOf<T>, type);
  if (iterator == nullptr) return nullptr;
  auto* const self = reinterpret_cast<PyObject*>(iterator);
  if constexpr (Indexed<T>) {
    iterator->head.range = Py_NewRef(range);
    iterator->index = 0;
  } else {
    LiveIterator& live = iterator->live;
    live.head.range = nullptr;
    live.is_stale = false;
    live.has_place = false;
    convert::Held held(self);  // unless one of C++'s throws
    ::new (iterator->storage) Place<T>{object.begin(), object.end()};
    live.has_place = true;
    live.older = nullptr;
    live.newer = nullptr;
    live.head.range = Py_NewRef(range);
    live.root = convert::RootOf(range);
    Remember(live);
    held.Release();
  }
  PyObject_GC_Track(self);
  return self;
}

// The end of an iterator: null without an error.
PyObject* EndIterator(IteratorHead& head);

// What it iterates over, as a new reference; null, without an error, at its end.
inline PyObject* RangeOf(PyObject* self) {
  return Py_XNewRef(reinterpret_cast<IteratorHead*>(self)->range);
}

// RuntimeError.
[[gnu::cold]] PyObject* RaiseStale(PyObject* range);

template <class Item, class T>
PyObject* ItemToPython(T&& item) {
  if constexpr (std::is_same_v<std::remove_cvref_t<T>, Item>) {
    return Converter<Item>::ToPython(std::forward<T>(item));
  } else {
    return Converter<Item>::ToPython(Item(std::forward<T>(item)));
  }
}

// The C++ object of an instance of T's type or of a derived one; null with an error set.
template <class T>
T* ObjectOf(PyObject* self) {
  const abi::TypeRecord& record = RecordOf<T>();
  return record.storage == Storage::kInline ? Self<T>(self) : SelfAs<T>(self, record);
}

// tp_iternext: the next item as an Item is to Python.
template <class T, class Item>
PyObject* NextItem(PyObject* self) {
  auto* const iterator = reinterpret_cast<IteratorOf<T>*>(self);
  PyObject* const range = reinterpret_cast<IteratorHead*>(self)->range;
  if (range == nullptr) return nullptr;
  T* const object = ObjectOf<std::remove_const_t<T>>(range);
  if (object == nullptr) return nullptr;
  if constexpr (Indexed<T>) {
    const BeginOf<T> begin = object->begin();
    if (iterator->index >= object->end() - begin) return EndIterator(iterator->head);
    return ItemToPython<Item>(begin[iterator->index++]);
  } else {
    if (iterator->live.is_stale) return RaiseStale(range);
    Place<T>& place = iterator->place();
    if (place.current == place.end) return EndIterator(iterator->live.head);
    PyObject* const item = ItemToPython<Item>(*place.current);
    // The conversion may have run Python code that changed the object.
    if (item != nullptr && !iterator->live.is_stale) ++place.current;
    return item;
  }
}

int TraverseHead(IteratorHead& head, visitproc visit, void* arg);

template <class T>
int TraverseIterator(PyObject* self, visitproc visit, void* arg) {
  return TraverseHead(*reinterpret_cast<IteratorHead*>(self), visit, arg);
}

template <class T>
int ClearIterator(PyObject* self) {
  EndIterator(*reinterpret_cast<IteratorHead*>(self));
  return 0;
}

template <class T>
void DeallocateIterator(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if constexpr (!Indexed<T>) {
    auto* const iterator = reinterpret_cast<PlacedIterator<T>*>(self);
    if (iterator->live.has_place) {
      Forget(iterator->live);
      std::destroy_at(&iterator->place());
    }
  }
  EndIterator(*reinterpret_cast<IteratorHead*>(self));
  type->tp_free(self);
  Py_DECREF(type);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_ITERATORS_H_
