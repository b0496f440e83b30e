#include "generator/check/storage.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/imports.h"
#include "generator/check/lasting.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/pointee.h"
#include "generator/ir/references.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Storage;
using ir::TemplateKind;

// What a pointer asks of the class that it points to, in the order in which that counts.
enum class Demand {
  kPoints,  // bases that do not stand where the object does: any storage but inline
  kOwns,    // a std::unique_ptr that is returned: the same
  kGives,   // one that is taken: heap
  kShares,  // a std::shared_ptr or std::weak_ptr: shared
};

std::string_view VerbOf(Demand demand) {
  switch (demand) {
    case Demand::kPoints:
      return "ask for a pointer to";
    case Demand::kOwns:
      return "hands over";
    case Demand::kGives:
      return "takes away";
    case Demand::kShares:
      return "shares";
  }
  return {};
}

Storage StorageFor(Demand demand) {
  return demand == Demand::kShares ? Storage::kShared : Storage::kHeap;
}

bool IsMet(Demand demand, Storage storage) {
  return storage == StorageFor(demand) || (demand <= Demand::kOwns && storage == Storage::kShared);
}

std::string_view NameOf(Storage storage) {
  switch (storage) {
    case Storage::kInline:
      return "inline";
    case Storage::kHeap:
      return "heap";
    case Storage::kShared:
      return "shared";
  }
  return {};
}

// The place that makes a demand.
struct Use {
  Demand demand;
  ir::ClassId of;
  std::string subject;
  diag::Location location;
};

enum class Direction { kTaken, kGiven };

class UseSearch {
 public:
  std::vector<Use> Find(const ir::Module& module) {
    for (std::size_t i = 0; i < module.classes.size(); ++i) AddClass({i}, module.classes[i]);
    for (const ir::Function& function : module.functions) AddFunction(function);
    for (const ir::Constant& constant : module.constants) {
      AddType(constant.type.type, Direction::kGiven, Describe(constant), constant.location);
    }
    return std::move(uses_);
  }

 private:
  void AddClass(ir::ClassId id, const ir::Class& node) {
    for (const ir::Base& base : node.bases) {
      if (base.shares_its_object) {
        uses_.push_back(
            {Demand::kShares, id, "base class '" + base.qualified_name + "'", base.location});
      }
    }
    for (const ir::Function& constructor : node.constructors) AddFunction(constructor);
    for (const ir::Function& method : node.methods) AddFunction(method);
    if (node.range) {
      AddType(node.range->item.type, Direction::kGiven, DescribeItem(node), node.range->location);
    }
    for (const ir::Field& field : node.fields) {
      if (!field.is_exported) continue;
      // What is referred to may be anywhere; what is assigned is given away.
      const bool is_owned = field.is_live && ir::OwnedBy(field) != nullptr;
      if (is_owned && field.is_read_only) continue;
      AddType(field.type, is_owned ? Direction::kTaken : Direction::kGiven, Describe(field),
              field.location);
    }
  }

  void AddFunction(const ir::Function& function) {
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const ir::Parameter& parameter = function.parameters[i];
      const bool is_out = TruthOf(parameter.annotations, "out").value_or(false);
      AddType(parameter.type.type, is_out ? Direction::kGiven : Direction::kTaken,
              DescribeParameter(function, i), parameter.location);
    }
    AddType(function.result.type, Direction::kGiven, DescribeResult(function), function.location);
    if (function.returns == ir::Returns::kOwned) {
      uses_.push_back({Demand::kOwns, function.result.type.As<ir::ClassRef>()->id,
                       DescribeResult(function), function.location});
    }
  }

  void AddType(const ir::Type& type, Direction direction, const std::string& subject,
               const diag::Location& location) {
    if (const auto* pointer = type.As<ir::Template>();
        pointer != nullptr && ir::IsSmartPointer(pointer->kind)) {
      if (const auto* object = pointer->arguments[0].As<ir::ClassRef>())
        uses_.push_back({DemandOf(pointer->kind, direction), object->id, subject, location});
    }
    ir::ForEachPart(type,
                    [&](const ir::Type& part) { AddType(part, direction, subject, location); });
  }

  static Demand DemandOf(TemplateKind kind, Direction direction) {
    if (kind != TemplateKind::kUniquePointer) return Demand::kShares;
    return direction == Direction::kTaken ? Demand::kGives : Demand::kOwns;
  }

  std::vector<Use> uses_;
};

// --- Families: classes that are derived from one another have one storage ---

// Each class by the first of its family.
class Families {
 public:
  explicit Families(const ir::Module& module) {
    for (std::size_t i = 0; i < module.classes.size(); ++i) {
      first_.push_back(i);
      for (const ir::ClassId base : module.classes[i].python_bases) Join(i, base.index);
    }
  }

  std::size_t FirstOf(std::size_t index) const {
    while (first_[index] != index) index = first_[index];
    return index;
  }

 private:
  void Join(std::size_t a, std::size_t b) {
    const std::size_t one = FirstOf(a);
    const std::size_t two = FirstOf(b);
    first_[std::max(one, two)] = std::min(one, two);
  }

  std::vector<std::size_t> first_;
};

// Whether an object begins with its base, of which it has no other.
bool BeginsWithBase(const ir::Class& node, const ir::Module& module) {
  if (node.bases.size() != 1 || node.bases[0].is_virtual) return false;
  const ir::Class& base = module.classes[node.python_bases[0].index];
  return base.traits.is_polymorphic || !node.traits.is_polymorphic;
}

// What the relations of a class ask of it, which others of its family hear.
void AddRelations(ir::ClassId id, const ir::Module& module, std::vector<Use>& uses) {
  const ir::Class& node = module.classes[id.index];
  if (node.is_overridable) {
    uses.push_back({Demand::kPoints, id,
                    "the methods that Python overrides of '" + node.qualified_name + "'",
                    node.location});
  } else if (!node.python_bases.empty() && !BeginsWithBase(node, module)) {
    uses.push_back(
        {Demand::kPoints, id, "the bases of '" + node.qualified_name + "'", node.location});
  } else if (ir::HasFamily(node) && node.is_borrow_checked) {
    uses.push_back(
        {Demand::kPoints, id, "the borrows of '" + node.qualified_name + "'", node.location});
  } else if (ir::HasFamily(node) && ir::HoldsReferences(id, module)) {
    uses.push_back({Demand::kPoints, id,
                    "the references to Python objects in '" + node.qualified_name + "'",
                    node.location});
  } else if (ir::HasFamily(node) && node.is_referable) {
    uses.push_back(
        {Demand::kPoints, id, "the references to '" + node.qualified_name + "'", node.location});
  }
}

// A call that changes a part says so at the object that this is a part of: the garbage collector
// visits all of it.
void AddLasting(const ir::Module& module, std::vector<Use>& uses) {
  for (const Lasting& lasting : FindLasting(module)) {
    if (!lasting.owner || !ir::HoldsReferences(lasting.object, module)) continue;
    uses.push_back({Demand::kPoints, *lasting.owner, lasting.subject, lasting.location});
  }
}

// The use that asks for the most: shared objects can be handed over, too.
const Use* Decisive(const std::vector<Use>& uses) {
  const Use* decisive = nullptr;
  for (const Use& use : uses) {
    if (decisive == nullptr || use.demand > decisive->demand) decisive = &use;
  }
  return decisive;
}

std::optional<Storage> Written(const ir::AnnotationArgument* argument) {
  if (argument == nullptr || !argument->value) return std::nullopt;
  for (const Storage storage : {Storage::kInline, Storage::kHeap, Storage::kShared}) {
    if (*argument->value == NameOf(storage)) return storage;
  }
  return std::nullopt;  // reported with its key
}

// `spokesman` has said where the objects of the family are; null if none has.
void ReportConflict(const Use& use, const ir::Class& node, const ir::Class* spokesman,
                    const Use& decisive, diag::Sink& sink) {
  const bool is_imported = spokesman != nullptr && IsImported(*spokesman);
  const ir::AnnotationArgument* const written =
      spokesman == nullptr ? nullptr : FindArgument(spokesman->annotations, "storage");
  const std::string needed(NameOf(StorageFor(decisive.demand)));
  const std::string help =
      is_imported
          ? "write FERRULE_CLASS(storage = " + needed + ") on '" + spokesman->qualified_name +
                "', for module '" + spokesman->home + "' to bind it so"
      : written != nullptr
          ? "write storage = " + needed + ", or leave it out"
          : "what is shared cannot be taken away: use std::shared_ptr for both, or std::unique_ptr";
  diag::Diagnostic& diagnostic = sink.Report(diag::Code::kStorageConflict, use.location,
                                             {{"subject", use.subject},
                                              {"verb", std::string(VerbOf(use.demand))},
                                              {"class", node.qualified_name},
                                              {"storage", std::string(NameOf(node.storage))},
                                              {"help", help}});
  if (is_imported) {
    diagnostic.notes.push_back(
        {spokesman->location, "'" + spokesman->qualified_name + "' is here"});
  } else if (written != nullptr) {
    diagnostic.notes.push_back({written->value_location, "the storage is written here"});
  } else {
    diagnostic.notes.push_back(
        {decisive.location,
         decisive.subject + " " + std::string(VerbOf(decisive.demand)) + " them"});
  }
}

std::vector<std::size_t> FamilyOf(std::size_t first, const Families& families,
                                  const ir::Module& module) {
  std::vector<std::size_t> members;
  for (std::size_t i = first; i < module.classes.size(); ++i) {
    if (families.FirstOf(i) == first) members.push_back(i);
  }
  return members;
}

// Where its objects are, if it says so: of another module's class it is known.
std::optional<Storage> SaidOf(const ir::Class& node) {
  return IsImported(node) ? node.storage : Written(FindArgument(node.annotations, "storage"));
}

// The first of the family that says where its objects are; null if none does.
const ir::Class* FindSpokesman(const std::vector<std::size_t>& family, const ir::Module& module) {
  for (const std::size_t member : family) {
    const ir::Class& node = module.classes[member];
    if (SaidOf(node)) return &node;
  }
  return nullptr;
}

// Reports what others of the family have written that is not what their spokesman has.
void CheckWritten(const ir::Class& node, const ir::Class& spokesman, diag::Sink& sink) {
  const ir::AnnotationArgument* const argument = FindArgument(node.annotations, "storage");
  const std::optional<Storage> written = Written(argument);
  if (!written || *written == node.storage) return;
  sink.Report(
      diag::Code::kBadValue, argument->value_location,
      {{"value", *argument->value},
       {"key", "storage"},
       {"macro", "FERRULE_CLASS"},
       {"help", "classes that are derived from one another have one storage, and '" +
                    spokesman.qualified_name + "' has " + std::string(NameOf(node.storage))}});
}

void SettleFamily(const std::vector<std::size_t>& family, const std::vector<Use>& uses,
                  ir::Module& module, diag::Sink& sink) {
  std::vector<Use> demands;
  for (const Use& use : uses) {
    if (std::ranges::find(family, use.of.index) != family.end()) demands.push_back(use);
  }
  const Use* const decisive = Decisive(demands);
  const ir::Class* const spokesman = FindSpokesman(family, module);
  const std::optional<Storage> said = spokesman == nullptr ? std::nullopt : SaidOf(*spokesman);
  const Storage storage =
      said.value_or(decisive == nullptr ? Storage::kInline : StorageFor(decisive->demand));
  for (const std::size_t member : family) module.classes[member].storage = storage;
  for (const std::size_t member : family) {
    if (spokesman != nullptr) CheckWritten(module.classes[member], *spokesman, sink);
  }
  for (const Use& use : demands) {
    if (IsMet(use.demand, storage)) continue;
    ReportConflict(use, module.classes[use.of.index], spokesman, *decisive, sink);
  }
}

}  // namespace

void SettleStorage(ir::Module& module, diag::Sink& sink) {
  std::vector<Use> uses = UseSearch().Find(module);
  for (std::size_t i = 0; i < module.classes.size(); ++i) AddRelations({i}, module, uses);
  AddLasting(module, uses);
  const Families families(module);
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    if (families.FirstOf(i) == i) SettleFamily(FamilyOf(i, families, module), uses, module, sink);
  }
}

}  // namespace ferrule::check
