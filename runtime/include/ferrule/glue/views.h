// Live containers: Python objects that show a container of C++'s which is part of an object, or
// which C++ owns. What is changed in one is changed in the other.
//
// A view keeps what keeps the container, as a reference does (convert/reference.h), and looks
// anew at the container for each item: no iterator of C++'s, and no pointer to an element, outlives
// an operation. Items are converted: what Python gets of one is a copy, and lists within lists are
// snapshots.
//
// Whatever may run Python code comes before the container is looked at or after: the conversions of
// what goes in, and the destructors of what goes out. Code that runs in one of them may change the
// container, so that numbers of items are only believed afterwards.
//
// Here is what each type of container needs of its own, as a table of functions; what all of them
// share stands in runtime/src/views/.
#ifndef FERRULE_GLUE_VIEWS_H_
#define FERRULE_GLUE_VIEWS_H_

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/containers.h"
#include "ferrule/convert/reference.h"
#include "ferrule/convert/sequences.h"
#include "ferrule/glue/returned.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {

// How every view begins.
struct View {
  PyObject base;
  void* container;
  convert::Owner owner;  // of which `object` is owned
};

// The container of a view, while it is looked at or changed and no Python code runs. Without a lock
// for the interpreter the owner is locked meanwhile.
class Access {
 public:
  explicit Access(const View& view);
  ~Access() {
    if (locked_ != nullptr) section_.End();
  }
  Access(const Access&) = delete;
  Access& operator=(const Access&) = delete;

  // False with RuntimeError set: the owner has lost its object.
  explicit operator bool() const { return container_ != nullptr; }
  void* container() const { return container_; }

 private:
  void* container_;
  PyObject* locked_;
  compat::CriticalSection section_;
};

// Iterators over the owner of the container become stale. To be called after each change.
void NoteChange(const View& view);

// --- Errors: all return false ---

[[gnu::cold]] bool RaiseIndex();       // IndexError: `list assignment index out of range`
[[gnu::cold]] bool RaiseFixedSize();   // TypeError
[[gnu::cold]] bool RaiseUnassigned();  // TypeError
[[gnu::cold]] bool RaiseStride(Py_ssize_t given, Py_ssize_t wanted);  // ValueError

// --- What a conversion makes ---

// Makes `out` of an object. False with an error set.
template <class T>
bool Take(PyObject* object, std::optional<T>& out) {
  typename Converter<T>::Carrier carrier{};
  if (!Converter<T>::FromPython(object, carrier)) return false;
  out.emplace(Converter<T>::Unwrap(std::move(carrier)));
  return true;
}

// An element of a container as Python gets it. Where that may run Python code, it is made of a
// copy.
template <class T>
PyObject* Give(const T& element) {
  const compat::PausedCollection paused;
  if constexpr (convert::kRunsPython<T>) {
    const T copy(element);
    return convert::ToSnapshot(copy);
  } else {
    return convert::ToSnapshot(element);
  }
}

// --- Lists ---

// Any position behind the last.
inline constexpr Py_ssize_t kEnd = PY_SSIZE_T_MAX;

// Functions that change the container are null where it is const. Those that return bool return
// false with an error set; all may throw.
struct ListTable {
  Py_ssize_t (*size)(void* container);
  // A new reference. Requires: 0 <= index < size.
  PyObject* (*item)(void* container, Py_ssize_t index);
  // Requires: 0 <= index.
  bool (*put)(const View& view, Py_ssize_t index, PyObject* value);
  bool (*insert)(const View& view, Py_ssize_t index, PyObject* value);
  // As `list[start:stop:step] = values` does; null: as `del`.
  bool (*assign)(const View& view, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step,
                 PyObject* values);
  void (*reverse)(void* container);
};

template <class C>
struct ItemType {
  using type = std::remove_cv_t<typename C::value_type>;
};
template <class T, std::size_t kSize>
struct ItemType<T[kSize]> {
  using type = std::remove_cv_t<T>;
};

// A std::vector, a std::deque, a std::array or an array, which may be const.
template <class C>
struct ListOf {
  using Item = typename ItemType<std::remove_const_t<C>>::type;
  using Items = std::vector<Item>;

  static constexpr bool kIsFixed = !requires(C& container) { container.clear(); };

  static Py_ssize_t Size(void* container) { return std::ssize(In(container)); }

  static PyObject* GetItem(void* container, Py_ssize_t index) {
    return Give<Item>(std::as_const(In(container))[static_cast<std::size_t>(index)]);
  }

  static bool Put(const View& view, Py_ssize_t index, PyObject* value) {
    if constexpr (!std::is_move_assignable_v<Item>) {
      return RaiseUnassigned();
    } else {
      std::optional<Item> item;
      if (!Take(value, item)) return false;
      const Access access(view);
      if (!access) return false;
      C& container = In(access.container());
      if (index >= std::ssize(container)) return RaiseIndex();
      Exchange(container, index, *item);
      NoteChange(view);
      return true;  // what was there is dropped last
    }
  }

  static bool Insert(const View& view, Py_ssize_t index, PyObject* value) {
    if constexpr (kIsFixed) {
      return RaiseFixedSize();
    } else if constexpr (!std::is_move_assignable_v<Item>) {
      return RaiseUnassigned();
    } else {
      std::optional<Item> item;
      if (!Take(value, item)) return false;
      const Access access(view);
      if (!access) return false;
      C& container = In(access.container());
      const Py_ssize_t size = std::ssize(container);
      if (index < 0) index = std::max<Py_ssize_t>(index + size, 0);
      container.insert(container.begin() + std::min(index, size), std::move(*item));
      NoteChange(view);
      return true;
    }
  }

  static bool Assign(const View& view, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step,
                     PyObject* values) {
    if constexpr (!std::is_move_assignable_v<Item>) {
      return RaiseUnassigned();
    } else {
      Items items;
      if (values != nullptr && !TakeItems(values, items)) return false;
      const Access access(view);
      if (!access) return false;
      C& container = In(access.container());
      const Py_ssize_t count = PySlice_AdjustIndices(std::ssize(container), &start, &stop, step);
      const bool is_same_size = count == std::ssize(items);
      bool succeeded = true;
      if (kIsFixed && !is_same_size) {
        succeeded = RaiseFixedSize();
      } else if (step == 1) {
        Splice(container, start, count, items);
      } else if (values != nullptr) {
        succeeded = is_same_size || RaiseStride(std::ssize(items), count);
        for (Py_ssize_t i = 0; succeeded && i < count; ++i) {
          ExchangeAt(container, start + i * step, items, i);
        }
      } else if (count > 0) {
        if (step < 0) start += step * (count - 1);
        Remove(container, start, step < 0 ? -step : step, count, items);
      }
      NoteChange(view);
      return succeeded;  // what was there is dropped last
    }
  }

  static void Reverse(void* container) {
    C& elements = In(container);
    std::reverse(std::begin(elements), std::end(elements));
  }

  static constexpr ListTable MakeTable() {
    ListTable table = {&Size, &GetItem, nullptr, nullptr, nullptr, nullptr};
    if constexpr (!std::is_const_v<C>) {
      table.put = &Put;
      table.insert = &Insert;
      table.assign = &Assign;
      table.reverse = &Reverse;
    }
    return table;
  }
  static constexpr ListTable kTable = MakeTable();

 private:
  static C& In(void* container) { return *static_cast<C*>(container); }

  static bool TakeItems(PyObject* values, Items& items) {
    typename convert::Takes<Items, Item, convert::FromIterable>::Carrier carrier{};
    if (!convert::Takes<Items, Item, convert::FromIterable>::FromPython(values, carrier)) {
      return false;
    }
    items = convert::Takes<Items, Item, convert::FromIterable>::Unwrap(std::move(carrier));
    return true;
  }

  // Without a swap, which the elements of a vector of bools have not.
  static void Exchange(C& container, Py_ssize_t index, Item& item) {
    auto&& element = container[static_cast<std::size_t>(index)];
    Item old = std::move(element);
    element = std::move(item);
    item = std::move(old);
  }
  static void ExchangeAt(C& container, Py_ssize_t index, Items& items, Py_ssize_t from) {
    Item item = std::move(items[static_cast<std::size_t>(from)]);
    Exchange(container, index, item);
    items[static_cast<std::size_t>(from)] = std::move(item);
  }

  // Puts `items` in the place of `count` elements, which go into `items`.
  static void Splice(C& container, Py_ssize_t start, Py_ssize_t count, Items& items) {
    const Py_ssize_t given = std::ssize(items);
    if constexpr (!kIsFixed) {
      if (given < count) {
        Remove(container, start + given, 1, count - given, items);
      } else if (given > count) {
        container.insert(container.begin() + start + count,
                         std::make_move_iterator(items.begin() + count),
                         std::make_move_iterator(items.end()));
      }
    }
    for (Py_ssize_t i = 0; i < std::min(count, given); ++i) {
      ExchangeAt(container, start + i, items, i);
    }
  }

  // Removes `count` elements, one in `step`, and appends them to `items`.
  static void Remove(C& container, Py_ssize_t start, Py_ssize_t step, Py_ssize_t count,
                     Items& items) {
    if constexpr (!kIsFixed) {
      items.reserve(items.size() + static_cast<std::size_t>(count));
      auto to = container.begin() + start;
      Py_ssize_t left = count;
      for (auto from = to; from != container.end(); ++from) {
        if (left > 0 && (from - container.begin() - start) % step == 0) {
          items.push_back(std::move(*from));
          --left;
        } else {
          if (to != from) *to = std::move(*from);
          ++to;
        }
      }
      container.erase(to, container.end());
    }
  }
};

// --- What iterates over keys ---

// Where an iteration over a container without numbers is: behind a key, which it copies. Raises
// RuntimeError, as the iterator of a dict does, where the container is no longer what it was.
class Cursor {
 public:
  virtual ~Cursor() = default;

  // The next key, a new reference. Null at the end, and with an error set.
  virtual PyObject* Next(const View& view) = 0;

 protected:
  Cursor() = default;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
};

// RuntimeError; returns null.
[[gnu::cold]] PyObject* RaiseResized();
[[gnu::cold]] PyObject* RaiseChangedKeys();

template <class C>
inline constexpr bool kIsMap = requires { typename C::mapped_type; };

template <class C, class I>
const typename C::key_type& KeyAt(const I& place) {
  if constexpr (kIsMap<C>) {
    return place->first;
  } else {
    return *place;
  }
}

template <class C>
class CursorOf final : public Cursor {
 public:
  explicit CursorOf(const C& container) : size_(std::ssize(container)), left_(size_) {}

  PyObject* Next(const View& view) override {
    {
      const Access access(view);
      if (!access) return nullptr;
      const C& container = *static_cast<const C*>(access.container());
      if (std::ssize(container) != size_) return RaiseResized();
      if (left_ == 0) return nullptr;
      const auto place = Find(container);
      if (place == container.end()) return RaiseChangedKeys();
      --left_;
      last_.emplace(KeyAt<C>(place));
    }
    return convert::ToSnapshot(*last_);
  }

 private:
  using Key = typename C::key_type;

  typename C::const_iterator Find(const C& container) const {
    if (!last_) return container.begin();
    if constexpr (requires { container.upper_bound(*last_); }) {
      return container.upper_bound(*last_);
    } else {
      const auto place = container.find(*last_);
      return place == container.end() ? place : std::next(place);
    }
  }

  Py_ssize_t size_;
  Py_ssize_t left_;
  std::optional<Key> last_;
};

// Looks for what `object` is as a key. 1: `out` is it; 0: it can be none; -1: an error is set.
template <class K>
int TakeKey(PyObject* object, std::optional<K>& out) {
  if (Converter<K>::Fits(object) == Fit::kNone) return 0;
  if (!Take(object, out)) {
    if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return -1;
    PyErr_Clear();
    return 0;
  }
  if constexpr (std::is_floating_point_v<K>) return *out == *out ? 1 : 0;
  return 1;
}

// Whether a key may be put into a C. False with ValueError set.
template <class C>
bool IsOrderly(const typename C::key_type& key) {
  if constexpr (requires { typename C::key_compare; }) {
    return convert::IsOrdered(key);
  } else {
    return true;
  }
}

// What sets and dicts have in common. Functions that return int return -1 with an error set, else
// whether the key is there, or was.
struct KeysTable {
  Py_ssize_t (*size)(void* container);
  Cursor* (*iterate)(void* container);
  int (*contains)(const View& view, PyObject* key);
  int (*remove)(const View& view, PyObject* key);
  bool (*clear)(const View& view);
};

template <class C>
struct KeysOf {
  using Key = typename C::key_type;

  static C& In(void* container) { return *static_cast<C*>(container); }

  static Py_ssize_t Size(void* container) { return std::ssize(In(container)); }

  static Cursor* Iterate(void* container) {
    return new CursorOf<std::remove_const_t<C>>(In(container));
  }

  static int Contains(const View& view, PyObject* object) {
    std::optional<Key> key;
    if (const int found = TakeKey(object, key); found != 1) return found;
    const Access access(view);
    if (!access) return -1;
    return In(access.container()).contains(*key) ? 1 : 0;
  }

  static int Remove(const View& view, PyObject* object) {
    std::optional<Key> key;
    if (const int found = TakeKey(object, key); found != 1) return found;
    typename C::node_type dropped;
    const Access access(view);
    if (!access) return -1;
    dropped = In(access.container()).extract(*key);
    NoteChange(view);
    return dropped.empty() ? 0 : 1;
  }

  static bool Clear(const View& view) {
    std::optional<C> dropped;
    const Access access(view);
    if (!access) return false;
    dropped.emplace(std::move(In(access.container())));
    In(access.container()).clear();
    NoteChange(view);
    return true;
  }

  static constexpr KeysTable MakeTable() {
    KeysTable table = {&Size, &Iterate, &Contains, nullptr, nullptr};
    if constexpr (!std::is_const_v<C>) {
      table.remove = &Remove;
      table.clear = &Clear;
    }
    return table;
  }
};

// --- Dicts ---

struct DictTable {
  KeysTable keys;
  // A new reference; null without an error where the key is missing.
  PyObject* (*get)(const View& view, PyObject* key);
  bool (*put)(const View& view, PyObject* key, PyObject* value);
};

// A std::map or a std::unordered_map, which may be const.
template <class C>
struct DictOf {
  using Keys = KeysOf<C>;
  using Key = typename C::key_type;
  using Value = typename C::mapped_type;

  static PyObject* Get(const View& view, PyObject* object) {
    std::optional<Key> key;
    if (TakeKey(object, key) != 1) return nullptr;
    const Access access(view);
    if (!access) return nullptr;
    const C& container = Keys::In(access.container());
    const auto place = container.find(*key);
    return place != container.end() ? Give<Value>(place->second) : nullptr;
  }

  static bool Put(const View& view, PyObject* key_object, PyObject* value_object) {
    if constexpr (!std::is_move_assignable_v<Value>) {
      return RaiseUnassigned();
    } else {
      std::optional<Key> key;
      std::optional<Value> value;
      if (!Take(key_object, key)) return convert::RaiseInKey(key_object);
      if (!IsOrderly<C>(*key)) return convert::RaiseInKey(key_object);
      if (!Take(value_object, value)) return convert::RaiseInValue(key_object);
      const Access access(view);
      if (!access) return false;
      C& container = Keys::In(access.container());
      const auto place = container.find(*key);
      if (place == container.end()) {
        container.emplace(std::move(*key), std::move(*value));
      } else {
        using std::swap;
        swap(place->second, *value);
      }
      NoteChange(view);
      return true;  // what was there is dropped last
    }
  }

  static constexpr DictTable MakeTable() {
    DictTable table = {Keys::MakeTable(), &Get, nullptr};
    if constexpr (!std::is_const_v<C>) table.put = &Put;
    return table;
  }
  static constexpr DictTable kTable = MakeTable();
};

// --- Sets ---

struct SetTable {
  KeysTable keys;
  bool (*add)(const View& view, PyObject* item);
  // Exchanges all items for those of a Python set.
  bool (*assign)(const View& view, PyObject* set);
};

// A std::set or a std::unordered_set, which may be const.
template <class C>
struct SetOf {
  using Keys = KeysOf<C>;
  using Key = typename C::key_type;

  static bool Add(const View& view, PyObject* object) {
    std::optional<Key> key;
    if (!Take(object, key) || !IsOrderly<C>(*key)) return false;
    const Access access(view);
    if (!access) return false;
    Keys::In(access.container()).insert(std::move(*key));
    NoteChange(view);
    return true;
  }

  static bool Assign(const View& view, PyObject* set) {
    typename convert::Takes<C, Key, convert::FromSet>::Carrier carrier{};
    if (!convert::Takes<C, Key, convert::FromSet>::FromPython(set, carrier)) return false;
    C items = convert::Takes<C, Key, convert::FromSet>::Unwrap(std::move(carrier));
    const Access access(view);
    if (!access) return false;
    using std::swap;
    swap(Keys::In(access.container()), items);
    NoteChange(view);
    return true;  // what was there is dropped last
  }

  static constexpr SetTable MakeTable() {
    SetTable table = {Keys::MakeTable(), nullptr, nullptr};
    if constexpr (!std::is_const_v<C>) {
      table.add = &Add;
      table.assign = &Assign;
    }
    return table;
  }
  static constexpr SetTable kTable = MakeTable();
};

// --- Making them ---

// A new view of `container`, which `owner` keeps alive. Null with an error set.
PyObject* NewList(const ListTable& table, void* container, const convert::Owner& owner);
PyObject* NewDict(const DictTable& table, void* container, const convert::Owner& owner);
PyObject* NewSet(const SetTable& table, void* container, const convert::Owner& owner);

template <class C>
PyObject* New(C& container, const convert::Owner& owner) {
  void* const address = const_cast<std::remove_const_t<C>*>(std::addressof(container));
  if constexpr (kIsMap<C>) {
    return NewDict(DictOf<C>::kTable, address, owner);
  } else if constexpr (requires { typename C::key_type; }) {
    return NewSet(SetOf<C>::kTable, address, owner);
  } else {
    return NewList(ListOf<C>::kTable, address, owner);
  }
}

}  // namespace views

namespace glue {

// A field of a bound class, to Python: a view of the container that is part of the object of
// `self`.
template <class Owner, class C>
PyObject* ViewOf(PyObject* self, const C& container) {
  return views::New(const_cast<C&>(container), convert::OwnerOf(self, RecordOf<Owner>()));
}

// The same for one that is const.
template <class Owner, class C>
PyObject* ConstViewOf(PyObject* self, const C& container) {
  return views::New(container, convert::OwnerOf(self, RecordOf<Owner>()));
}

// Assigns to a container that views show: what was in it is dropped when it is no longer there.
template <class C>
void AssignShown(C& container, C value) {
  using std::swap;
  swap(container, value);
}

// `returns = view`: a view of the result, of which the keepers keep what has it. Null is None.
template <class C, class... Keepers>
PyObject* ReturnView(C* container, const Keepers&... keepers) {
  if (container == nullptr) return None();
  const KeptByAll kept(keepers...);
  return kept ? views::New(*container, kept.owner()) : nullptr;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_VIEWS_H_
