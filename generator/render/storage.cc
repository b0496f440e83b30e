#include "generator/render/storage.h"

#include "generator/ir/inheritance.h"

namespace ferrule::render {

using ir::Storage;

std::string StorageName(Storage storage) {
  switch (storage) {
    case Storage::kInline:
      return "glue::Storage::kInline";
    case Storage::kHeap:
      return "glue::Storage::kHeap";
    case Storage::kShared:
      return "glue::Storage::kShared";
  }
  return {};
}

std::string StorageArgument(Storage storage) {
  return storage == Storage::kInline ? "" : ", " + StorageName(storage);
}

std::string InstanceType(const ir::Class& node) {
  if (node.storage != Storage::kInline) return "ferrule::abi::OwningHead";
  const bool is_marked = node.holds_references || node.is_borrow_checked;
  const std::string instance = is_marked ? "ferrule::MarkedInstance" : "ferrule::Instance";
  return instance + "<" + node.qualified_name + ">";
}

std::string AllocationFunction(const ir::Class& node) {
  const bool is_inline = node.storage == Storage::kInline;
  if (node.is_collected && !is_inline) return "glue::AllocateOwningCollected";
  if (node.holds_references) return "glue::AllocateCollected";
  if (!is_inline) return "glue::AllocateOwning";
  const std::string allocation =
      node.is_collected ? "glue::AllocateUntracked" : "glue::AllocatePlain";
  return node.is_borrow_checked
             ? "glue::AllocateMarked<" + node.qualified_name + ", &" + allocation + ">"
             : allocation;
}

namespace {

// Whether a call may change which references are the object's own.
bool MayChangeReferences(const ir::Class& node, bool is_const) {
  return !is_const || node.is_busy_in_const_calls;
}

}  // namespace

bool CountsCalls(const ir::Class& node, bool is_const) {
  if (node.is_borrow_checked) return false;  // its borrows say it
  switch (node.storage) {
    case Storage::kInline:
      return false;
    case Storage::kHeap:
      return true;
    case Storage::kShared:
      // What is derived from the class may hold references, too.
      return (node.holds_references || ir::HasFamily(node)) && MayChangeReferences(node, is_const);
  }
  return false;
}

bool IsGuarded(const ir::Class& node, bool is_const) {
  return node.storage == Storage::kInline && node.holds_references &&
         MayChangeReferences(node, is_const) && !node.is_borrow_checked;
}

std::string BorrowType(const ir::Class& node, bool is_const) {
  if (!node.is_borrow_checked) return {};
  return (is_const ? "glue::SharedBorrow<" : "glue::MutableBorrow<") + node.qualified_name +
         StorageArgument(node.storage) + ">";
}

std::string ExportType(const ir::Class& node) {
  std::string arguments = node.qualified_name;
  if (node.storage != Storage::kInline || node.is_borrow_checked)
    arguments += ", " + StorageName(node.storage);
  if (node.is_borrow_checked) arguments += ", true";
  return "Export<" + arguments + ">";
}

bool TakesLock(const ir::Class& node, const ir::Module& module) {
  return module.is_free_threaded && node.can_change && !node.is_synchronized;
}

std::string LockedObject(const std::string& instance, const ir::Class& node) {
  return node.is_referable ? "glue::RootOf(" + instance + ")" : instance;
}

std::string RangeType(const ir::Class& node) {
  return (node.range->is_const ? "const " : "") + node.qualified_name;
}

std::string ChangedRange(const ir::Class& node) {
  if (node.has_iterable_parts) return "void";
  return node.range ? RangeType(node) : "";
}

}  // namespace ferrule::render
