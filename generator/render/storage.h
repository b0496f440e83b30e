// What the storage of a class means for the code that is generated for it.
#ifndef FERRULE_GENERATOR_RENDER_STORAGE_H_
#define FERRULE_GENERATOR_RENDER_STORAGE_H_

#include <string>

#include "generator/ir/module.h"

namespace ferrule::render {

// The enumerator in the glue.
std::string StorageName(ir::Storage storage);

// The last argument of the runtime's templates, with a comma; empty for inline storage, which is
// their default.
std::string StorageArgument(ir::Storage storage);

// What an instance begins with.
std::string InstanceType(const ir::Class& node);

// The function of the runtime that allocates one.
std::string AllocationFunction(const ir::Class& node);

// Whether a call that uses an object says so: what can be given away must stay meanwhile, and the
// garbage collector does not look into what may be changing.
bool CountsCalls(const ir::Class& node, bool is_const);

// The same for inline storage, where only the garbage collector asks.
bool IsGuarded(const ir::Class& node, bool is_const);

// The guard of a call that uses an object of a borrow checked class; empty for all others.
std::string BorrowType(const ir::Class& node, bool is_const);

// What shows the memory of objects of the class: `Export<Block>` (ferrule/glue/buffers.h).
std::string ExportType(const ir::Class& node);

// Whether a call that uses an object takes its lock.
bool TakesLock(const ir::Class& node, const ir::Module& module);

// The instance whose lock is that of an object of the class: `self`, or what it is part of.
std::string LockedObject(const std::string& instance, const ir::Class& node);

// What the iterators over objects of the class iterate over. Requires that there are such.
std::string RangeType(const ir::Class& node);

// What glue::Changing has to know of a class: its RangeType, `void` where it is parts of it that
// can be iterated over; empty where there is nothing to tell of changes.
std::string ChangedRange(const ir::Class& node);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_STORAGE_H_
