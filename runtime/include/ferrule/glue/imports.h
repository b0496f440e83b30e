// Classes and enums that another extension binds. For generated code alone.
#ifndef FERRULE_GLUE_IMPORTS_H_
#define FERRULE_GLUE_IMPORTS_H_

#include "ferrule/python_compat.h"
// (CPython's header comes first.)

#include <cstddef>
#include <cstdint>

#include "ferrule/abi.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// What a class that `home` binds is to this module, which was compiled with the class's header too.
template <class T, abi::Storage kStorage>
constexpr abi::TypeRecord ExpectedRecord(const char* name, const char* home,
                                         std::uint64_t layout_hash) {
  abi::TypeRecord record = {};
  record.struct_size = sizeof(abi::TypeRecord);
  record.name = name;
  record.owner_module = home;
  record.size = sizeof(T);
  record.alignment = alignof(T);
  record.layout_hash = layout_hash;
  record.storage = kStorage;
  return record;
}

// Imports the module that binds a class. Returns the class as a new reference, with its record; null
// with an error set: ImportError where that module was not built for the class that is `expected`.
PyTypeObject* ImportClass(const abi::TypeRecord& expected, const abi::TypeRecord*& record);

// The same for the enum at `path` in the module `home`. Stores a new reference to each member in
// `members`, by its name.
PyObject* ImportEnum(const char* home, const char* path, const char* const* names,
                     std::size_t count, PyObject** members);

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_IMPORTS_H_
