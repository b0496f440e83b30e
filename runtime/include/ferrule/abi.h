// What the extensions of one interpreter share: a capsule of plain C structs.
//
// Each extension carries a hidden runtime of its own, built perhaps by another compiler at another
// time. They meet in one InterpreterRecord per interpreter, kept in the interpreter's dictionary
// under a key with the major version of this layout. Structs here begin with their size and are
// only ever appended to; no C++ type crosses.
#ifndef FERRULE_ABI_H_
#define FERRULE_ABI_H_

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

// Why an instance with heap storage has no C++ object.
enum class Absence : std::int32_t {
  kNotMade = 0,     // before `__init__`
  kBeingGiven = 1,  // a call in progress gives it away
  kGiven = 2,       // C++ owns it, or did
};

// How an instance begins whose class has heap or shared storage: one layout for all of them.
struct OwningHead {
  InstanceHead base;
  void* shared_pointer[2];  // shared storage: the std::shared_ptr, while there is an object
  std::int32_t calls;       // in progress, that use the object
  Absence absence;          // heap storage: of meaning while there is no object
};

// From a class to one of its bases: `to` names the base's record, `cast` adjusts the pointer.
struct Upcast {
  const char* to;
  void* (*cast)(void* from);
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
  std::uint32_t upcast_count;
  const Upcast* upcasts;
  void (*copy)(void* to, const void* from);
  void (*move)(void* to, void* from);
  void (*destroy)(void* object);
  // Makes at `shared_pointer` the std::shared_ptr that owns `object`, which `new` has made. If that
  // throws, `object` has been deleted.
  void (*share)(void* shared_pointer, void* object);
};

struct TypeEntry {
  const TypeRecord* record;
  PyTypeObject* type;  // borrowed: the entry goes when the type's module does
  TypeEntry* next;
};

// One per interpreter, made by the first extension that executes in it and freed with the
// interpreter.
struct InterpreterRecord {
  std::size_t struct_size;
  std::uint32_t major;
  TypeEntry* types;
};

// The record of the current interpreter. Requires an attached thread. Null with an error set:
// ImportError when an extension of another layout has taken the place, naming both versions.
InterpreterRecord* CurrentInterpreter();

// Makes a class known to the other extensions of this interpreter. When several modules bind the
// same type, the first to be imported speaks for it. Requires an attached thread; false with an
// error set.
bool RegisterType(const TypeRecord& record, PyTypeObject* type);

// Takes back what RegisterType made known, if `type` was the one. Never fails, and does nothing
// after finalization.
void ForgetType(PyTypeObject* type);

}  // namespace abi
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ABI_H_
