// What the extensions of one interpreter share: a capsule of plain C structs.
//
// Each extension carries a hidden runtime of its own, built perhaps by another compiler at another
// time. They meet in one InterpreterRecord per interpreter, kept in the interpreter's dictionary
// under a key with the major version of this layout. Structs here begin with their size and are
// only ever appended to; no C++ type crosses.
#ifndef FERRULE_ABI_H_
#define FERRULE_ABI_H_

#include <pthread.h>

#include <cstddef>
#include <cstdint>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace abi {

// The major version of the layouts below. Extensions of different major versions do not see each
// other.
inline constexpr std::uint32_t kMajor = 1;

// Where the C++ object of an instance lives. Fixed when a class is bound.
enum class Storage : std::uint32_t {
  kInline = 0,  // behind the instance's header
  kHeap = 1,    // owned through a pointer
  kShared = 2,  // owned through a std::shared_ptr
};

// How an instance of every bound class begins. `pointer` is null while there is no C++ object:
// before `__init__`, or after the object was given away. One test covers both.
struct InstanceHead {
  PyObject_HEAD void* pointer;
};

// The pointer of an instance: where there is no lock of the interpreter's, another thread may just
// be making the object, or giving it away.
inline void* LoadPointer(const InstanceHead& head) {
  if constexpr (compat::kIsFreeThreaded) return __atomic_load_n(&head.pointer, __ATOMIC_ACQUIRE);
  return head.pointer;
}
inline void StorePointer(InstanceHead& head, void* object) {
  if constexpr (compat::kIsFreeThreaded) {
    __atomic_store_n(&head.pointer, object, __ATOMIC_RELEASE);
  } else {
    head.pointer = object;
  }
}

// Why an instance has no C++ object.
enum class Absence : std::int16_t {
  kNotMade = 0,     // before `__init__`
  kBeingGiven = 1,  // a call in progress gives it away
  kGiven = 2,       // C++ owns it, or did
  kLent = 3,        // it was C++'s, and there for a call that has ended
  // It has that of another, and keeps what keeps it: a reference (convert/reference.h).
  kPart = 4,         // part of the object of an instance, which may lose it
  kPartOfOwned = 5,  // the same, where the instance has heap or shared storage
  kKept = 6,         // whatever keeps it alive does so as long as it lives itself
  kKeptByAll = 7,    // several instances have a part in it (convert/keepers.h)
};

struct TypeRecord;

// How an instance begins whose class has heap or shared storage: one layout for all of them, so
// that any of them can be bases of one class.
struct OwningHead {
  InstanceHead base;
  const TypeRecord* record;  // of the class of the object, also before there is one
  // Shared storage: the std::shared_ptr, while there is an object. Heap storage: the object, while
  // a call in progress gives it away. Of a reference: what keeps the object, and the object.
  void* shared_pointer[2];
  // In progress, that use the object; less than none while it is given away. Of a borrow checked
  // class: how it is borrowed.
  std::int32_t calls;
  // Of meaning while there is no object. kLent beside one: it is C++'s, and there for a call.
  Absence absence;
  // Whether the object knows its instance, since the class of that was derived in Python. With heap
  // storage shared_pointer[1] is what knows it.
  std::int16_t has_python_half;
  std::int32_t references;  // into the object, that live: meanwhile it cannot be given away
};

// What a class has of one of its bases, be it a base of a base.
struct Ancestor {
  const char* name;           // of the base's record
  void* (*up)(void* object);  // the object as the base
  // A base as the object that it is part of; null if it is part of none. Null itself where C++
  // cannot tell: the base is not polymorphic, or the class was compiled without RTTI.
  void* (*down)(void* base);
  // Shared storage: makes at `to` a std::shared_ptr to the base of the one to the object at `from`,
  // and the other way round. They share in the ownership. Never fail.
  void (*share_up)(void* to, const void* from);
  void (*share_down)(void* to, const void* from);
};

// What others may know of a bound class. Static storage, immutable. A function that the class
// cannot offer is null.
struct TypeRecord {
  std::size_t struct_size;
  const char* name;  // the qualified C++ name: equal for equal types, whatever a module calls them
  const char* owner_module;
  std::size_t size;
  std::size_t alignment;
  std::uint64_t layout_hash;  // of the fields' types and offsets
  Storage storage;
  std::uint32_t ancestor_count;
  const Ancestor* ancestors;  // in no order
  void (*copy)(void* to, const void* from);
  void (*move)(void* to, void* from);
  void (*destroy)(void* object);
  // Makes at `shared_pointer` the std::shared_ptr that owns `object`, which `new` has made. If that
  // throws, `object` has been deleted.
  void (*share)(void* shared_pointer, void* object);
  // A new instance of the class's own type without its C++ object, and that type's tp_dealloc,
  // which types derived in Python have not.
  PyObject* (*allocate)(PyTypeObject* type);
  destructor deallocate;
  // Whether instances may refer to objects that others keep alive, and with inline storage where
  // they have the pointer to it, which is null in others. 0: they never do.
  std::uint32_t referent_offset;
  // Visits the Python references that an object holds; takes them out of it, and returns a new
  // object that drops them when it goes, or null. Null both: it holds none.
  int (*visit)(const void* object, visitproc visit, void* arg);
  PyObject* (*release)(void* object);
};

// What `record` has of the class `name`; null if it is not derived from it.
const Ancestor* FindAncestor(const TypeRecord& record, const char* name);

// Where the interpreter has no lock, entries of the lists below stay until it ends, for threads may
// be looking at them, and have no type any more when the module of that has gone.
struct TypeEntry {
  const TypeRecord* record;
  PyTypeObject* type;  // borrowed: the entry goes when the type's module does
  TypeEntry* next;
};

// The instances that share their objects with C++, by the objects: a hash table with linear
// probing.
struct InstanceEntry {
  void* object;  // null: free
  const TypeRecord* record;
  PyObject* instance;  // borrowed: the entry goes before the instance does
};
struct InstanceMap {
  InstanceEntry* entries;
  std::size_t capacity;  // a power of two, or 0
  std::size_t count;
  bool is_orphaned;       // the interpreter is gone: freed with its last entry
  pthread_mutex_t mutex;  // of all the rest, where the interpreter has no lock
};

// One attribute of a bound exception class: what `read` makes of the exception that was thrown, as
// a new reference; null with an error set.
struct ExceptionAttribute {
  const char* name;
  PyObject* (*read)(const void* thrown);
};

// What others may know of a bound exception class. Static storage, immutable. Lists end with null.
struct ExceptionRecord {
  std::size_t struct_size;
  const char* name;              // the qualified C++ name
  const char* const* ancestors;  // the names of all that it is publicly derived from
  // The exception that is being handled as this class, or null if it is no such. `error` is its
  // std::exception; null if it has none.
  const void* (*find)(const void* error);
  // What it says, as a new reference; null where it says nothing, or with an error set.
  PyObject* (*message)(const void* thrown);
  const ExceptionAttribute* attributes;  // those of its bases too; the last has no name
};

struct ExceptionEntry {
  const ExceptionRecord* record;
  PyObject* type;  // borrowed: the entry goes when the type's module does
  ExceptionEntry* next;
};

// One per interpreter, made by the first extension that executes in it and freed with the
// interpreter.
struct InterpreterRecord {
  std::size_t struct_size;
  std::uint32_t major;
  TypeEntry* types;
  std::uint64_t changes;    // how often `types` has changed
  PyTypeObject* root_type;  // of all classes with heap or shared storage; null until there is one
  InstanceMap* instances;
  ExceptionEntry* exceptions;
  pthread_mutex_t mutex;  // of changes of the lists, where the interpreter has no lock
};

// The entry, or the first behind it whose type is there; null for none.
template <class Entry>
const Entry* Known(const Entry* entry) {
  while (entry != nullptr && __atomic_load_n(&entry->type, __ATOMIC_ACQUIRE) == nullptr) {
    entry = entry->next;
  }
  return entry;
}

// Of the lists of an interpreter: `for (entry = First(list); entry; entry = Next(entry))`.
template <class Entry>
const Entry* First(Entry* const& list) {
  return Known<Entry>(__atomic_load_n(&list, __ATOMIC_ACQUIRE));
}
template <class Entry>
const Entry* Next(const Entry* entry) {
  return Known<Entry>(entry->next);
}

// Has a mutex of those above to itself, for a moment in which no Python code runs. Nothing where
// the interpreter has a lock.
class RecordLock {
 public:
  explicit RecordLock([[maybe_unused]] pthread_mutex_t& mutex) : mutex_(mutex) {
    if constexpr (compat::kIsFreeThreaded) pthread_mutex_lock(&mutex_);
  }
  ~RecordLock() {
    if constexpr (compat::kIsFreeThreaded) pthread_mutex_unlock(&mutex_);
  }
  RecordLock(const RecordLock&) = delete;
  RecordLock& operator=(const RecordLock&) = delete;

 private:
  pthread_mutex_t& mutex_;
};

// The record of the current interpreter. Requires an attached thread. Null with an error set:
// ImportError when an extension of another layout has taken the place, naming both versions.
InterpreterRecord* CurrentInterpreter();

// The version of the layout of an extension that is loaded beside, where that is another one than
// kMajor; 0 for none. Requires an attached thread without an error.
std::uint32_t OtherMajor();

// The base of all classes with heap or shared storage, whichever extension binds them: for CPython
// they have one layout then, and may be bases of one class. Borrowed; null with an error set.
PyTypeObject* RootType();

// Makes a class known to the other extensions of this interpreter. Several modules may bind one
// C++ class, and a module that is imported anew binds its classes once more: each has a type, and
// these are found in the order in which they came. Requires an attached thread; false with an error
// set.
bool RegisterType(const TypeRecord& record, PyTypeObject* type);

// The record of the bound class that `type` is, or is derived from in Python. Null with an error
// set.
const TypeRecord* FindRecord(PyTypeObject* type);

// The instance of the class of `record` that shares `object` with C++, as a new reference; null,
// without an error, where there is none. Requires an attached thread.
PyObject* FindInstance(void* object, const TypeRecord& record);

// Makes `instance` the one that is found. Where there is one by now that lives, and `other` is not
// null, that stays, and `*other` is a new reference to it. False with MemoryError set.
bool AddInstance(void* object, const TypeRecord& record, PyObject* instance,
                 PyObject** other = nullptr);

// Takes it back, if it was the one. Never fails.
void RemoveInstance(void* object, const TypeRecord& record, PyObject* instance);

// The interpreter of the map goes: it is freed, now or with its last entry.
void OrphanInstances(InstanceMap* map);

// Takes back what RegisterType made known of `type`. Never fails, and does nothing
// after finalization.
void ForgetType(PyTypeObject* type);

// The same for exception classes, of which every module's own counts. Requires an attached thread;
// RegisterException returns false with an error set.
bool RegisterException(const ExceptionRecord& record, PyObject* type);
void ForgetException(PyObject* type);

// The first of the exception classes that the modules of this interpreter have bound, the latest
// first; null for none, and where there is no asking. Sets no error. Requires an attached thread.
const ExceptionEntry* BoundExceptions();

}  // namespace abi
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ABI_H_
