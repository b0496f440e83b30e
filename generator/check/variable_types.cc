// The types of variables: fields that Python reads and assigns, and constants that it gets a copy
// of.
#include <optional>
#include <string>
#include <utility>

#include "generator/check/element_types.h"
#include "generator/check/types.h"
#include "generator/check/verdict.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/pointee.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using diag::Code;
using ir::Passing;

constexpr const char* kGiveGetter = "give Python a method with FERRULE_GETTER() in its place, and ";

// --- Fields ---

class FieldRule {
 public:
  FieldRule(const Subject& subject, const ir::Field& field) : subject_(subject), field_(field) {}

  Verdict operator()(const ir::Void&) const { return NoConversion(subject_, "void"); }
  Verdict operator()(const ir::Scalar& scalar) const {
    return JudgeScalar(scalar, HolderOfValue(), subject_);
  }
  Verdict operator()(const ir::EnumRef&) const { return kFine; }
  Verdict operator()(const ir::Template& instance) const {
    if (Verdict verdict = JudgeTemplate(instance, HolderOfValue(), subject_)) return verdict;
    const ir::Type type = {instance};
    if (!ir::Gives(type) || field_.is_live) return kFine;
    return CannotBeCopied(subject_, ir::CppSpelling(type, subject_.module),
                          kGiveGetter + subject_.skip);
  }
  Verdict operator()(const ir::Chrono&) const { return kFine; }
  Verdict operator()(const ir::Callback& callback) const {
    return JudgeCallback(callback, HolderOfValue(), subject_);
  }
  Verdict operator()(const ir::Custom& custom) const {
    return JudgeCustom(custom, HolderOfValue(), subject_);
  }
  Verdict operator()(const ir::Outcome& outcome) const {
    return JudgeOutcome(outcome, HolderOfValue(), subject_);
  }
  Verdict operator()(const ir::Array&) const { return kFine; }  // CheckStorage judged it
  Verdict operator()(const ir::ClassRef& ref) const {
    if (field_.is_live) return kFine;
    return JudgeCopy(subject_, subject_.module.classes[ref.id.index], HelpForCopy());
  }
  Verdict operator()(const ir::Handle&) const { return kFine; }  // CheckStorage judged it
  Verdict operator()(const ir::Token&) const { return kFine; }
  Verdict operator()(const ir::Args&) const { return kFine; }
  Verdict operator()(const ir::Kwargs&) const { return kFine; }
  Verdict operator()(const ir::Unsupported& type) const { return JudgeUnsupported(subject_, type); }

 private:
  // Reading a view copies; one that was assigned would show what nobody keeps.
  // What is put into a live one is assigned.
  Holder HolderOfValue() const {
    const bool is_assigned = !field_.is_read_only || (field_.is_view && !field_.is_const);
    return is_assigned ? Holder::kObject : Holder::kPython;
  }

  std::string HelpForCopy() const {
    return field_.is_const
               ? subject_.skip
               : "write FERRULE_FIELD(readonly, returns = reference), or " + subject_.skip;
  }

  const Subject& subject_;
  const ir::Field& field_;
};

// Types that may not be stored in an object at all, be it exported or not: they are only good for
// the time of a call.
class StorageRule {
 public:
  explicit StorageRule(const Subject& subject) : subject_(subject) {}

  Verdict operator()(const ir::Void&) const { return kFine; }
  Verdict operator()(const ir::Scalar&) const { return kFine; }
  Verdict operator()(const ir::ClassRef&) const { return kFine; }
  Verdict operator()(const ir::EnumRef&) const { return kFine; }
  Verdict operator()(const ir::Template& instance) const {
    for (const ir::Type& argument : instance.arguments) {
      if (Verdict verdict = std::visit(*this, argument.kind)) return verdict;
    }
    return kFine;
  }
  Verdict operator()(const ir::Chrono&) const { return kFine; }
  Verdict operator()(const ir::Callback&) const { return kFine; }
  Verdict operator()(const ir::Array& array) const { return JudgeKeptArray(array, subject_); }
  Verdict operator()(const ir::Custom&) const { return kFine; }
  Verdict operator()(const ir::Outcome&) const { return kFine; }
  Verdict operator()(const ir::Handle& handle) const {
    switch (handle.kind) {
      case ir::HandleKind::kPy:
      case ir::HandleKind::kSharedPy:
        return kFine;
      case ir::HandleKind::kBound:
      case ir::HandleKind::kBorrowed:
        break;
    }
    return Misplaced(subject_, ir::CppSpelling(ir::Type{handle}, subject_.module),
                     "a parameter or a result", "store a ferrule::Py");
  }
  Verdict operator()(const ir::Token&) const {
    return Misplaced(subject_, "ferrule::Python", "a parameter, by value",
                     "take it as a parameter where it is needed");
  }
  Verdict operator()(const ir::Args&) const {
    return Misplaced(subject_, "ferrule::Args", "a parameter, by value", "store its to_tuple()");
  }
  Verdict operator()(const ir::Kwargs&) const {
    return Misplaced(subject_, "ferrule::Kwargs", "a parameter, by value", "store its to_dict()");
  }
  Verdict operator()(const ir::Unsupported&) const { return kFine; }

 private:
  const Subject& subject_;
};

// What a field is besides its type; empty where that is in nobody's way.
std::string ReasonAgainst(const ir::Field& field) {
  switch (field.passing) {
    case Passing::kValue:
      return {};
    case Passing::kConstRef:
    case Passing::kRef:
    case Passing::kRvalueRef:
      return "it is a reference";
    case Passing::kConstPointer:
    case Passing::kPointer:
      return "it is a pointer";
  }
  return {};
}

Verdict JudgeStatic(const ir::Field& field, const Subject& subject);

// An object that a field points or refers to.
Verdict JudgeReferred(const ir::Field& field, const ir::Class& node, const Subject& subject) {
  switch (field.returns) {
    case ir::Returns::kReference:
      return kFine;
    case ir::Returns::kCopy:
      return JudgeCopy(subject, node,
                       "write FERRULE_FIELD(returns = reference), or " + subject.skip);
    default:
      break;
  }
  const ir::PassedType type = {field.type, field.passing};
  return Problem{Code::kUnclearOwnership,
                 {{"subject", subject.what},
                  {"type", ir::CppSpelling(type, subject.module)},
                  {"help",
                   "write FERRULE_FIELD(returns = reference) where the object is there as long as "
                   "the field points to it, FERRULE_FIELD(returns = copy), or " +
                       subject.skip}}};
}

Verdict JudgeExported(const ir::Field& field, const Subject& subject) {
  if (field.is_static) return JudgeStatic(field, subject);
  if (const ir::ClassRef* const object = ir::ReferredBy(field))
    return JudgeReferred(field, subject.module.classes[object->id.index], subject);
  if (std::string reason = ReasonAgainst(field); !reason.empty()) {
    return Problem{Code::kNoPythonForm,
                   {{"what", subject.what},
                    {"reason", std::move(reason)},
                    {"help", kGiveGetter + subject.skip}}};
  }
  return std::visit(FieldRule(subject, field), field.type.kind);
}

// --- Constants ---

class ConstantRule {
 public:
  ConstantRule(const Subject& subject, const ir::PassedType& type)
      : subject_(subject), type_(type) {}

  Verdict operator()(const ir::Void&) const { return Refused(); }
  Verdict operator()(const ir::Scalar& scalar) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeScalar(scalar, Holder::kPython, subject_);
  }
  Verdict operator()(const ir::EnumRef&) const { return Copied(); }
  Verdict operator()(const ir::ClassRef& ref) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeCopy(subject_, subject_.module.classes[ref.id.index], subject_.skip);
  }
  Verdict operator()(const ir::Template& instance) const {
    if (Verdict verdict = Copied()) return verdict;
    if (ir::Gives(ir::Type{instance})) return Refused();
    return JudgeTemplate(instance, Holder::kPython, subject_);
  }
  Verdict operator()(const ir::Chrono&) const { return Copied(); }
  Verdict operator()(const ir::Callback&) const { return Refused(); }
  Verdict operator()(const ir::Custom& custom) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeCustom(custom, Holder::kPython, subject_);
  }
  Verdict operator()(const ir::Outcome&) const { return Refused(); }
  // A static object may outlive the interpreter.
  Verdict operator()(const ir::Array&) const { return Refused(); }
  Verdict operator()(const ir::Handle&) const { return Refused(); }
  Verdict operator()(const ir::Token&) const { return Refused(); }
  Verdict operator()(const ir::Args&) const { return Refused(); }
  Verdict operator()(const ir::Kwargs&) const { return Refused(); }
  Verdict operator()(const ir::Unsupported& type) const { return JudgeUnsupported(subject_, type); }

 private:
  Verdict Refused() const {
    return NoConversion(subject_, ir::CppSpelling(type_, subject_.module));
  }

  Verdict Copied() const {
    switch (type_.passing) {
      case Passing::kValue:
      case Passing::kConstRef:
        return kFine;
      case Passing::kRef:
      case Passing::kRvalueRef:
      case Passing::kConstPointer:
      case Passing::kPointer:
        return Refused();
    }
    return kFine;
  }

  const Subject& subject_;
  const ir::PassedType& type_;
};

// A class attribute: Python gets a copy when the module is executed, which the C++ one must not
// leave behind.
Verdict JudgeStatic(const ir::Field& field, const Subject& subject) {
  if (!field.is_const) {
    return Problem{Code::kNoPythonForm,
                   {{"what", subject.what},
                    {"reason", "it can change, and an attribute of the class would not"},
                    {"help",
                     "make it const, or give Python static methods that read and write it, "
                     "and " +
                         subject.skip}}};
  }
  const ir::PassedType type = {field.type, field.passing};
  return std::visit(ConstantRule(subject, type), field.type.kind);
}

}  // namespace

void CheckType(const ir::Field& field, const ir::Module& module, diag::Sink& sink) {
  const Subject subject = {Describe(field), HowToLeaveOut(field), module};
  Verdict verdict = std::visit(StorageRule(subject), field.type.kind);
  if (!verdict && field.is_exported) verdict = JudgeExported(field, subject);
  Report(verdict, field.location, sink);
}

void CheckAttribute(const ir::Field& field, const ir::Module& module, diag::Sink& sink) {
  const Subject subject = {Describe(field), HowToLeaveOut(field), module};
  Verdict verdict;
  if (std::string reason = ReasonAgainst(field); !reason.empty()) {
    verdict = Problem{Code::kNoPythonForm,
                      {{"what", subject.what},
                       {"reason", std::move(reason)},
                       {"help", kGiveGetter + subject.skip}}};
  } else {
    const ir::PassedType type = {field.type, Passing::kValue};
    verdict = std::visit(ConstantRule(subject, type), field.type.kind);
  }
  Report(verdict, field.location, sink);
}

void CheckAttribute(const ir::Function& getter, const ir::Module& module, diag::Sink& sink) {
  const Subject subject = {DescribeResult(getter), HowToLeaveOut(getter), module};
  const bool is_nothing =
      getter.result.type.Is<ir::Void>() && getter.result.passing == Passing::kValue;
  if (is_nothing) return;  // reported with the getter
  Report(std::visit(ConstantRule(subject, getter.result), getter.result.type.kind), getter.location,
         sink);
}

void CheckType(const ir::Constant& constant, const ir::Module& module, diag::Sink& sink) {
  const Subject subject = {Describe(constant), "remove FERRULE_CONSTANT to leave it out", module};
  Report(std::visit(ConstantRule(subject, constant.type), constant.type.type.kind),
         constant.location, sink);
}

}  // namespace ferrule::check
