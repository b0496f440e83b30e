// The types of callables: what may be a parameter, what may be a result, and how it has to be
// passed.
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "generator/check/element_types.h"
#include "generator/check/factories.h"
#include "generator/check/types.h"
#include "generator/check/verdict.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/protocols.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using diag::Code;
using ir::Passing;

class ParameterRule {
 public:
  ParameterRule(const Subject& subject, const ir::PassedType& type)
      : subject_(subject), type_(type) {}

  Verdict operator()(const ir::Void&) const { return NoConversion(subject_, Spelling()); }
  Verdict operator()(const ir::Scalar& scalar) const {
    if (Verdict verdict = Converted()) return verdict;
    return JudgeScalar(scalar, Holder::kCall, subject_);
  }
  Verdict operator()(const ir::EnumRef&) const { return Converted(); }
  Verdict operator()(const ir::Template& instance) const {
    if (Verdict verdict = Converted()) return verdict;
    if (Verdict verdict = JudgeTemplate(instance, Holder::kCall, subject_)) return verdict;
    if (type_.passing == Passing::kConstRef && ir::Gives(type_.type)) return TakesNothing();
    return kFine;
  }
  Verdict operator()(const ir::Chrono&) const { return Converted(); }
  Verdict operator()(const ir::Array&) const { return Converted(); }
  Verdict operator()(const ir::Callback& callback) const {
    if (Verdict verdict = Converted()) return verdict;
    return JudgeCallback(callback, Holder::kCall, subject_);
  }
  Verdict operator()(const ir::Custom& custom) const {
    if (Verdict verdict = Converted()) return verdict;
    return JudgeCustom(custom, Holder::kCall, subject_);
  }
  Verdict operator()(const ir::Outcome& outcome) const {
    return JudgeOutcome(outcome, Holder::kCall, subject_);
  }

  Verdict operator()(const ir::ClassRef& ref) const {
    const ir::Class& node = subject_.module.classes[ref.id.index];
    switch (type_.passing) {
      case Passing::kValue:
        return JudgeCopy(subject_, node, "take it as `const " + node.qualified_name + "&`");
      case Passing::kConstRef:
      case Passing::kRef:
      case Passing::kConstPointer:
      case Passing::kPointer:
        return kFine;
      case Passing::kRvalueRef:
        // C++ gets a copy to take from: what is Python's stays whole.
        return JudgeCopy(
            subject_, subject_.module.classes[ref.id.index],
            "take a std::unique_ptr, which gives the object away, or " + subject_.skip);
    }
    return kFine;
  }

  Verdict operator()(const ir::Handle&) const { return Converted(); }

  Verdict operator()(const ir::Token&) const { return OnlyByValue(); }
  Verdict operator()(const ir::Args&) const { return OnlyByValue(); }
  Verdict operator()(const ir::Kwargs&) const { return OnlyByValue(); }
  Verdict operator()(const ir::Unsupported& type) const { return JudgeUnsupported(subject_, type); }

 private:
  std::string Spelling() const { return ir::CppSpelling(type_, subject_.module); }

  // What glue makes of the argument for the time of the call.
  Verdict Converted() const {
    switch (type_.passing) {
      case Passing::kValue:
      case Passing::kConstRef:
      case Passing::kRvalueRef:
        return kFine;
      case Passing::kRef:
      case Passing::kPointer:
        return Problem{
            Code::kBadParameter,
            {{"problem", subject_.what + " has type '" + Spelling() +
                             "', through which C++ would change a copy that nobody sees"},
             {"help", "write FERRULE_ARG(out) before it if C++ fills it in, or " + subject_.skip}}};
      case Passing::kConstPointer:
        return NotCovered("pointers to values such as '" + Spelling() + "'",
                          "use std::optional, or " + subject_.skip);
    }
    return kFine;
  }

  // Objects would be given away to nobody.
  Verdict TakesNothing() const {
    return Problem{
        Code::kNoPythonForm,
        {{"what", subject_.what},
         {"reason",
          "'" + Spelling() + "' takes no object, and Python has no std::unique_ptr to show"},
         {"help",
          "take the std::unique_ptr by value, which gives the object away, or take a pointer or a "
          "reference to the object"}}};
  }

  Verdict OnlyByValue() const {
    if (type_.passing == Passing::kValue) return kFine;
    std::string name = ir::CppSpelling(type_.type, subject_.module);
    return Misplaced(subject_, Spelling(), "a parameter by value", "write `" + name + "`");
  }

  const Subject& subject_;
  const ir::PassedType& type_;
};

class ResultRule {
 public:
  // `self` is the class whose non-static method returns the type.
  ResultRule(const Subject& subject, const ir::PassedType& type, std::optional<ir::ClassId> self,
             ir::Returns returns = ir::Returns::kByType)
      : subject_(subject), type_(type), self_(self), returns_(returns) {}

  Verdict operator()(const ir::Void&) const {
    if (type_.passing == Passing::kValue) return kFine;
    return NoConversion(subject_, Spelling());
  }
  Verdict operator()(const ir::Scalar& scalar) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeScalar(scalar, Holder::kPython, subject_);
  }
  Verdict operator()(const ir::EnumRef&) const { return Copied(); }
  Verdict operator()(const ir::Template& instance) const {
    if (returns_ == ir::Returns::kView) return JudgeShown(instance);
    if (Verdict verdict = Copied()) return verdict;
    if (Verdict verdict = JudgeTemplate(instance, Holder::kPython, subject_)) return verdict;
    if (type_.passing == Passing::kConstRef && ir::Gives(type_.type)) {
      return CannotBeCopied(
          subject_, ir::CppSpelling(type_.type, subject_.module),
          "return it by value, or a reference to the object, or " + subject_.skip);
    }
    return kFine;
  }
  Verdict operator()(const ir::Chrono&) const { return Copied(); }
  Verdict operator()(const ir::Array& array) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeKeptArray(array, subject_);
  }
  Verdict operator()(const ir::Callback& callback) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeCallback(callback, Holder::kPython, subject_);
  }
  Verdict operator()(const ir::Custom& custom) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeCustom(custom, Holder::kPython, subject_);
  }
  Verdict operator()(const ir::Outcome& outcome) const {
    if (Verdict verdict = Copied()) return verdict;
    return JudgeOutcome(outcome, Holder::kPython, subject_);
  }

  Verdict operator()(const ir::ClassRef& ref) const {
    const ir::Class& node = subject_.module.classes[ref.id.index];
    switch (returns_) {
      case ir::Returns::kByType:
        break;
      case ir::Returns::kCopy:
        return CopiedClass(node);
      case ir::Returns::kReference:
      case ir::Returns::kOwned:
      case ir::Returns::kView:
        return kFine;
    }
    switch (type_.passing) {
      case Passing::kValue:
        return kFine;  // made where it stays: not even moved
      case Passing::kConstRef:
        return CopiedClass(node);
      case Passing::kRef:
        // `return *this`: the glue compares the addresses.
        if (self_ == ref.id) return kFine;
        return Unclear();
      case Passing::kRvalueRef:
      case Passing::kConstPointer:
      case Passing::kPointer:
        return Unclear();
    }
    return kFine;
  }

  Verdict operator()(const ir::Handle&) const { return Copied(); }
  Verdict operator()(const ir::Token&) const {
    return Misplaced(subject_, Spelling(), "a parameter, by value", subject_.skip);
  }
  Verdict operator()(const ir::Args&) const { return OnlyParameter(); }
  Verdict operator()(const ir::Kwargs&) const { return OnlyParameter(); }
  Verdict operator()(const ir::Unsupported& type) const { return JudgeUnsupported(subject_, type); }

 private:
  std::string Spelling() const { return ir::CppSpelling(type_, subject_.module); }

  // A container that Python gets a view of: what is not const takes items, too.
  Verdict JudgeShown(const ir::Template& instance) const {
    const bool is_const =
        type_.passing == Passing::kConstRef || type_.passing == Passing::kConstPointer;
    if (Verdict verdict =
            JudgeTemplate(instance, is_const ? Holder::kPython : Holder::kObject, subject_)) {
      return verdict;
    }
    const ir::Type type = {instance};
    if (!ir::Gives(type)) return kFine;
    return CannotBeCopied(subject_, ir::CppSpelling(type, subject_.module), subject_.skip);
  }

  Problem Unclear() const {
    std::string value = ir::CppSpelling(type_.type, subject_.module);
    return {Code::kUnclearOwnership,
            {{"subject", subject_.what},
             {"type", Spelling()},
             {"help", "write `returns = " + std::string(Words()) + "`, return `" + value +
                          "` by value, or " + subject_.skip}}};
  }

  // What may be said of such a result.
  std::string_view Words() const {
    if (!ir::ViewPattern(type_.type, false).empty()) return "view` or `copy";
    if (!type_.type.Is<ir::ClassRef>()) return "copy";
    const bool is_pointer =
        type_.passing == Passing::kConstPointer || type_.passing == Passing::kPointer;
    return is_pointer ? "reference`, `copy` or `owned" : "reference` or `copy";
  }

  Verdict Copied() const {
    if (returns_ == ir::Returns::kCopy) return kFine;
    switch (type_.passing) {
      case Passing::kValue:
      case Passing::kConstRef:
        return kFine;
      case Passing::kRef:
      case Passing::kRvalueRef:
      case Passing::kConstPointer:
      case Passing::kPointer:
        return Unclear();
    }
    return kFine;
  }

  // A copy of the static type would be a slice of a polymorphic object.
  Verdict CopiedClass(const ir::Class& node) const {
    if (Verdict verdict = JudgeCopy(subject_, node, subject_.skip)) return verdict;
    if (!node.traits.is_polymorphic || node.traits.is_final) return kFine;
    return Problem{
        Code::kNotCopyable,
        {{"subject", subject_.what},
         {"type", node.qualified_name},
         {"reason", "is polymorphic: what is derived from it would be cut off"},
         {"help", "write `returns = reference`, return it by value, or " + subject_.skip}}};
  }

  Verdict OnlyParameter() const {
    return Misplaced(subject_, Spelling(), "a parameter, by value",
                     "return to_tuple() of the arguments, or to_dict() of the keywords");
  }

  const Subject& subject_;
  const ir::PassedType& type_;
  std::optional<ir::ClassId> self_;
  ir::Returns returns_;
};

// Glue has one vector of arguments and one set of keywords to show.
template <class View>
void CheckGivenOnce(const ir::Function& function, const Subject& subject, diag::Sink& sink) {
  bool is_given = false;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    if (!parameter.type.type.Is<View>()) continue;
    if (is_given) {
      Subject here = {DescribeParameter(function, i), subject.skip, subject.module};
      Report(Misplaced(here, ir::CppSpelling(parameter.type.type, subject.module),
                       "one parameter of a function", "remove one of the two"),
             parameter.location, sink);
    }
    is_given = true;
  }
}

std::optional<ir::ClassId> ClassOfSelf(const ir::Function& function,
                                       std::optional<ir::ClassId> owner) {
  const bool has_self = function.kind == ir::FunctionKind::kMethod ||
                        function.kind == ir::FunctionKind::kOperator ||
                        function.kind == ir::FunctionKind::kFreeOperator;
  return has_self ? owner : std::nullopt;
}

// CPython makes do with less than what these may return.
bool HasResultForNobody(const ir::Function& function) {
  const ir::SpecialMethod* const method = ir::FindSpecialMethod(function.python_name);
  if (function.role != ir::Role::kSlot || method == nullptr) return false;
  // A span is what the buffer shows; the object keeps it alive.
  const auto* const span = function.result.type.As<ir::Template>();
  const bool is_shown = method->shape == ir::SlotShape::kBuffer && span != nullptr &&
                        span->kind == ir::TemplateKind::kSpan;
  return is_shown || ir::IgnoresResult(*method);
}

// An element that can be assigned to is a value to Python, which assigns by another method. An
// object of a class could be changed in its place, and is judged as what it is.
ir::PassedType ResultForPython(const ir::Function& function) {
  ir::PassedType result = function.result;
  const bool is_element = function.role == ir::Role::kSlot &&
                          function.python_name == "__getitem__" && result.passing == Passing::kRef;
  if (is_element && !result.type.Is<ir::ClassRef>()) result.passing = Passing::kConstRef;
  return result;
}

}  // namespace

void CheckTypes(const ir::Function& function, std::optional<ir::ClassId> owner,
                const ir::Module& module, diag::Sink& sink) {
  Subject subject = {"", HowToLeaveOut(function), module};
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    subject.what = DescribeParameter(function, i);
    if (parameter.use == ir::ParameterUse::kContext) continue;
    if (parameter.use == ir::ParameterUse::kStatus) continue;
    if (parameter.use == ir::ParameterUse::kObject) continue;
    if (parameter.context) {
      Report(JudgeContextCallback(*parameter.type.type.As<ir::Callback>(), subject),
             parameter.location, sink);
      continue;
    }
    if (parameter.use == ir::ParameterUse::kOut) {
      const ir::PassedType value = {parameter.type.type};
      Report(std::visit(ResultRule(subject, value, std::nullopt), value.type.kind),
             parameter.location, sink);
      continue;
    }
    Report(std::visit(ParameterRule(subject, parameter.type), parameter.type.type.kind),
           parameter.location, sink);
  }
  CheckGivenOnce<ir::Args>(function, subject, sink);
  CheckGivenOnce<ir::Kwargs>(function, subject, sink);
  if (ir::IsFactory(function)) return CheckFactory(function, *owner, module, sink);
  // Constructors have no result, and nobody sees that of a setter.
  if (function.role == ir::Role::kConstructor || function.role == ir::Role::kSetter) return;
  if (HasResultForNobody(function)) return;
  subject.what = DescribeResult(function);
  const ir::PassedType result = ResultForPython(function);
  ResultRule rule(subject, result, ClassOfSelf(function, owner), function.returns);
  Report(std::visit(rule, function.result.type.kind), function.location, sink);
}

// Python gets copies.
void CheckItems(const ir::Class& node, const ir::Module& module, diag::Sink& sink) {
  if (!node.range) return;
  ir::PassedType item = node.range->item;
  if (item.passing == Passing::kRef || item.passing == Passing::kRvalueRef)
    item.passing = Passing::kConstRef;
  const Subject subject = {DescribeItem(node),
                           "leave '" + node.qualified_name + "::begin' out with FERRULE_SKIP()",
                           module};
  Report(std::visit(ResultRule(subject, item, std::nullopt), item.type.kind), node.range->location,
         sink);
}

}  // namespace ferrule::check
