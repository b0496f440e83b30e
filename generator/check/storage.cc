#include "generator/check/storage.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Storage;
using ir::TemplateKind;

// What a pointer asks of the class that it points to, in the order in which that counts.
enum class Demand {
  kOwns,    // a std::unique_ptr that is returned: any storage but inline
  kGives,   // one that is taken: heap
  kShares,  // a std::shared_ptr or std::weak_ptr: shared
};

std::string_view VerbOf(Demand demand) {
  switch (demand) {
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
  return storage == StorageFor(demand) || (demand == Demand::kOwns && storage == Storage::kShared);
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
  std::string subject;
  diag::Location location;
};

enum class Direction { kTaken, kGiven };

class UseSearch {
 public:
  std::map<ir::ClassId, std::vector<Use>> Find(const ir::Module& module) {
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
        uses_[id].push_back(
            {Demand::kShares, "base class '" + base.qualified_name + "'", base.location});
      }
    }
    for (const ir::Function& constructor : node.constructors) AddFunction(constructor);
    for (const ir::Function& method : node.methods) AddFunction(method);
    for (const ir::Field& field : node.fields) {
      if (field.is_exported)
        AddType(field.type, Direction::kGiven, Describe(field), field.location);
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
  }

  void AddType(const ir::Type& type, Direction direction, const std::string& subject,
               const diag::Location& location) {
    if (const auto* pointer = type.As<ir::Template>();
        pointer != nullptr && ir::IsSmartPointer(pointer->kind)) {
      if (const auto* object = pointer->arguments[0].As<ir::ClassRef>())
        uses_[object->id].push_back({DemandOf(pointer->kind, direction), subject, location});
    }
    ir::ForEachPart(type,
                    [&](const ir::Type& part) { AddType(part, direction, subject, location); });
  }

  static Demand DemandOf(TemplateKind kind, Direction direction) {
    if (kind != TemplateKind::kUniquePointer) return Demand::kShares;
    return direction == Direction::kTaken ? Demand::kGives : Demand::kOwns;
  }

  std::map<ir::ClassId, std::vector<Use>> uses_;
};

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

void ReportConflict(const Use& use, const ir::Class& node, const ir::AnnotationArgument* written,
                    const Use& decisive, diag::Sink& sink) {
  const std::string needed(NameOf(StorageFor(decisive.demand)));
  const std::string help =
      written != nullptr
          ? "write storage = " + needed + ", or leave it out"
          : "what is shared cannot be taken away: use std::shared_ptr for both, or std::unique_ptr";
  diag::Diagnostic& diagnostic = sink.Report(diag::Code::kStorageConflict, use.location,
                                             {{"subject", use.subject},
                                              {"verb", std::string(VerbOf(use.demand))},
                                              {"class", node.qualified_name},
                                              {"storage", std::string(NameOf(node.storage))},
                                              {"help", help}});
  if (written != nullptr) {
    diagnostic.notes.push_back({written->value_location, "the storage is written here"});
  } else {
    diagnostic.notes.push_back(
        {decisive.location,
         decisive.subject + " " + std::string(VerbOf(decisive.demand)) + " them"});
  }
}

}  // namespace

void SettleStorage(ir::Module& module, diag::Sink& sink) {
  const auto uses = UseSearch().Find(module);
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    ir::Class& node = module.classes[i];
    const auto found = uses.find(ir::ClassId{i});
    const std::vector<Use> demands = found == uses.end() ? std::vector<Use>() : found->second;
    const Use* const decisive = Decisive(demands);
    const ir::AnnotationArgument* const argument = FindArgument(node.annotations, "storage");
    const std::optional<Storage> written = Written(argument);
    node.storage =
        written.value_or(decisive == nullptr ? Storage::kInline : StorageFor(decisive->demand));
    for (const Use& use : demands) {
      if (IsMet(use.demand, node.storage)) continue;
      ReportConflict(use, node, written ? argument : nullptr, *decisive, sink);
    }
  }
}

}  // namespace ferrule::check
