// How a module that is linked into a program makes itself known, for append_to_inittab to find it
// by name.
//
// Generated code only: each NAME_inittab.cc holds one entry at namespace scope. It must not know
// anything of Python.
#ifndef FERRULE_INITTAB_H_
#define FERRULE_INITTAB_H_

struct _object;  // PyObject

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// One linked-in module. It links itself into a list when static objects are constructed, and stays
// there: entries are never destroyed, for they have nothing to release.
class InittabEntry {
 public:
  using Init = _object* (*)();

  // Requires: `name` lives as long as the program.
  InittabEntry(const char* name, Init init) noexcept;
  InittabEntry(const InittabEntry&) = delete;
  InittabEntry& operator=(const InittabEntry&) = delete;

  const char* name() const { return name_; }
  Init init() const { return init_; }
  const InittabEntry* next() const { return next_; }

  // Returns the first entry of the list, or null. Requires: static objects have been constructed.
  static const InittabEntry* First();

 private:
  const char* name_;
  Init init_;
  const InittabEntry* next_;
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_INITTAB_H_
