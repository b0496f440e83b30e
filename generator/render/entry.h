// How a wrapper is entered: by which of CPython's calling conventions, on which object, and with
// which catch clauses.
#ifndef FERRULE_GENERATOR_RENDER_ENTRY_H_
#define FERRULE_GENERATOR_RENDER_ENTRY_H_

#include <optional>
#include <string>

#include "generator/ir/module.h"
#include "generator/render/callable.h"
#include "generator/render/views.h"

namespace ferrule::render {

// The function types of callable.cc.tmpl.
enum class Entry {
  kFastcall,
  kOne,
  kNoArguments,
  kVectorcall,
  kConstruct,
  kSlot,
  kGetter,
  kSetter
};

// Overloads are all entered alike, whatever the number of their arguments.
Entry ChooseEntry(const ir::Function& function, bool is_overload);

// The flags for PyMethodDef; empty for what stands in no such table.
std::string FlagsOf(Entry entry, ir::Role role);

// Whether a callable of this role is called on an object.
bool HasObject(ir::Role role);

void SetEntry(Entry entry, CallableView& view);

// The C function that a special method is to CPython. Requires that the function is one, and its
// slots.
void SetSlotEntry(const ir::Function& function, CallableView& view);

// The C++ object that the wrapper works on. A wrapper that may change it (`is_const` is false)
// keeps the garbage collector off it.
void SetTarget(const ClassScope& scope, bool is_const, const ir::Module& module,
               CallableView& view);

void SetCatches(bool catches, CallableView& view);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_ENTRY_H_
