#include "generator/check/element_types.h"

#include <cstddef>
#include <optional>
#include <string>

#include "generator/ir/cpp.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::TemplateKind;

std::string Spelling(const auto& kind, const Subject& subject) {
  return ir::CppSpelling(ir::Type{kind}, subject.module);
}

// Whether a value of the type may be where it is to be, whatever its parts are.
Verdict JudgeUse(const ir::Uses& uses, bool borrows, const std::string& spelling, Holder holder,
                 const Subject& subject) {
  switch (holder) {
    case Holder::kCall:
      if (uses.is_taken) return kFine;
      return Misplaced(subject, spelling, "a result", subject.skip);
    case Holder::kPython:
      if (uses.is_given) return kFine;
      return Misplaced(subject, spelling, "a parameter", subject.skip);
    case Holder::kObject:
      if (borrows) return Dangling(subject, spelling);
      if (uses.is_stored) return kFine;
      return Misplaced(subject, spelling, "a parameter or a result", subject.skip);
  }
  return kFine;
}

class ElementRule {
 public:
  ElementRule(TemplateKind container, Holder holder, const Subject& subject)
      : container_(container), holder_(holder), subject_(subject) {}

  Verdict operator()(const ir::Void&) const { return kFine; }  // C++ has no such containers
  Verdict operator()(const ir::Scalar& scalar) const {
    if (ir::IsSmartPointer(container_)) return NotOfClass(scalar);
    return JudgeScalar(scalar, holder_, subject_);
  }
  Verdict operator()(const ir::EnumRef& ref) const {
    return ir::IsSmartPointer(container_) ? NotOfClass(ref) : kFine;
  }
  Verdict operator()(const ir::ClassRef& ref) const {
    const ir::Class& node = subject_.module.classes[ref.id.index];
    if (container_ == TemplateKind::kReferenceWrapper && node.storage == ir::Storage::kHeap) {
      // Nobody counts that the call uses it.
      return NotCovered("references in other types to what can be given away, such as '" +
                            node.qualified_name + "'",
                        "take a `" + node.qualified_name + "&`, or std::shared_ptr");
    }
    if (IsPointer()) return kFine;
    return JudgeCopy(subject_, node, subject_.skip);
  }

  Verdict operator()(const ir::Template& instance) const {
    if (container_ == TemplateKind::kOptional && instance.kind == TemplateKind::kOptional) {
      return NotCovered("optionals of optionals", "use one std::optional: Python has one None");
    }
    if (ir::IsSmartPointer(container_)) return NotOfClass(instance);
    if (ir::IsSmartPointer(instance.kind)) {
      if (Verdict verdict = JudgePointer(instance)) return verdict;
    }
    return JudgeTemplate(instance, holder_, subject_);
  }
  Verdict operator()(const ir::Chrono& chrono) const {
    return ir::IsSmartPointer(container_) ? NotOfClass(chrono) : kFine;
  }
  Verdict operator()(const ir::Callback& callback) const {
    return JudgeCallback(callback, holder_, subject_);
  }
  Verdict operator()(const ir::Custom& custom) const {
    return JudgeCustom(custom, holder_, subject_);
  }
  Verdict operator()(const ir::Outcome& outcome) const {
    return JudgeOutcome(outcome, holder_, subject_);
  }
  Verdict operator()(const ir::Array& array) const {
    if (ir::IsSmartPointer(container_)) return NotOfClass(array);
    return JudgeKeptArray(array, subject_);
  }

  Verdict operator()(const ir::Handle& handle) const {
    if (ir::IsSmartPointer(container_)) return NotOfClass(handle);
    switch (handle.kind) {
      case ir::HandleKind::kPy:
      case ir::HandleKind::kSharedPy:
        return kFine;
      case ir::HandleKind::kBound:
      case ir::HandleKind::kBorrowed:
        break;
    }
    return Misplaced(subject_, Spelling(handle, subject_), "a parameter or a result by itself",
                     "use ferrule::Py in containers");
  }

  Verdict operator()(const ir::Token&) const { return OnlyParameter("ferrule::Python"); }
  Verdict operator()(const ir::Args&) const { return OnlyParameter("ferrule::Args"); }
  Verdict operator()(const ir::Kwargs&) const { return OnlyParameter("ferrule::Kwargs"); }
  Verdict operator()(const ir::Unsupported& type) const { return JudgeUnsupported(subject_, type); }

 private:
  // What refers to an object, and does not copy it.
  bool IsPointer() const {
    return container_ == TemplateKind::kReferenceWrapper || ir::IsSmartPointer(container_);
  }

  // As the part of another type.
  Verdict JudgePointer(const ir::Template& pointer) const {
    if (container_ == TemplateKind::kOptional) {
      return NotCovered("optionals of pointers such as '" + Spelling(pointer, subject_) + "'",
                        "use the pointer itself: null is None");
    }
    if (pointer.kind != TemplateKind::kUniquePointer || HoldsObjects(container_)) return kFine;
    return NotCovered("a std::unique_ptr within a " + std::string(ir::RowOf(container_).cpp),
                      "use a std::vector or a std::map of them, or std::shared_ptr");
  }

  // All of its objects are given away, or none.
  static bool HoldsObjects(TemplateKind container) {
    switch (container) {
      case TemplateKind::kArray:
      case TemplateKind::kVector:
      case TemplateKind::kDeque:
      case TemplateKind::kList:
      case TemplateKind::kMap:
      case TemplateKind::kUnorderedMap:
        return true;
      default:
        return false;
    }
  }

  // A smart pointer to what is no class.
  Verdict NotOfClass(const auto& kind) const {
    const ir::Template pointer = {container_, {ir::Type{kind}}};
    return NoConversion(subject_, Spelling(pointer, subject_));
  }

  Verdict OnlyParameter(const std::string& type) const {
    return Misplaced(subject_, type, "a parameter, by value", subject_.skip);
  }

  TemplateKind container_;
  Holder holder_;
  const Subject& subject_;
};

// --- Callbacks ---

// Nothing says for how long they are good.
Problem PassesReferences(const ir::Callback& callback, const Subject& subject) {
  return NotCovered(
      "callbacks that pass references to objects, such as '" + Spelling(callback, subject) + "'",
      "let it take values or `const T&` and return values, or " + subject.skip);
}

// What crosses when a callback is called: an argument on its way in, or the result on its way out.
class CallbackRule {
 public:
  // `holder` is who gets it.
  CallbackRule(const ir::PassedType& type, const ir::Callback& callback, Holder holder,
               const Subject& subject)
      : type_(type), callback_(callback), holder_(holder), subject_(subject) {}

  Verdict operator()(const ir::ClassRef& ref) const {
    if (Verdict verdict = Copied()) return verdict;
    // Python's own object is shown to C++ for the time of the call.
    if (holder_ == Holder::kCall && type_.passing == ir::Passing::kConstRef) return kFine;
    return JudgeCopy(subject_, subject_.module.classes[ref.id.index], subject_.skip);
  }
  Verdict operator()(const ir::Handle&) const { return Copied(); }
  Verdict operator()(const ir::Void&) const { return NoForm(); }
  template <class Kind>
  Verdict operator()(const Kind& kind) const {
    if (Verdict verdict = Copied()) return verdict;
    // The kind of container does not matter to what is no optional.
    return ElementRule(TemplateKind::kTuple, holder_, subject_)(kind);
  }

 private:
  Verdict NoForm() const { return NoConversion(subject_, Spelling(callback_, subject_)); }

  Verdict Copied() const {
    switch (type_.passing) {
      case ir::Passing::kValue:
      case ir::Passing::kConstRef:
      case ir::Passing::kRvalueRef:
        return kFine;
      case ir::Passing::kRef:
      case ir::Passing::kConstPointer:
      case ir::Passing::kPointer:
        return PassesReferences(callback_, subject_);
    }
    return kFine;
  }

  const ir::PassedType& type_;
  const ir::Callback& callback_;
  Holder holder_;
  const Subject& subject_;
};

Verdict JudgeCrossing(const ir::PassedType& type, const ir::Callback& callback, Holder holder,
                      const Subject& subject) {
  return std::visit(CallbackRule(type, callback, holder, subject), type.type.kind);
}

bool ReturnsNothing(const ir::Callback& callback) {
  return callback.result->type.Is<ir::Void>() && callback.result->passing == ir::Passing::kValue;
}

// `context` is the parameter that Python does not get.
Verdict CallOfPython(const ir::Callback& callback, const Subject& subject,
                     std::optional<std::size_t> context = std::nullopt) {
  for (std::size_t i = 0; i < callback.parameters.size(); ++i) {
    if (context == i) continue;
    if (Verdict verdict = JudgeCrossing(callback.parameters[i], callback, Holder::kPython, subject))
      return verdict;
  }
  if (ReturnsNothing(callback)) return kFine;
  // What it points into may be gone when the call has returned.
  if (ir::Borrows(callback.result->type)) return Dangling(subject, Spelling(callback, subject));
  if (callback.result->passing != ir::Passing::kValue) return PassesReferences(callback, subject);
  return JudgeCrossing(*callback.result, callback, Holder::kCall, subject);
}

Verdict CallOfCpp(const ir::Callback& callback, const Subject& subject) {
  for (const ir::PassedType& parameter : callback.parameters) {
    if (Verdict verdict = JudgeCrossing(parameter, callback, Holder::kCall, subject))
      return verdict;
  }
  if (ReturnsNothing(callback)) return kFine;
  return JudgeCrossing(*callback.result, callback, Holder::kPython, subject);
}

}  // namespace

Verdict JudgeScalar(const ir::Scalar& scalar, Holder holder, const Subject& subject) {
  const ir::ScalarRow& row = ir::RowOf(scalar.kind);
  return JudgeUse(row.uses, row.borrows, std::string(row.cpp), holder, subject);
}

Verdict JudgeTemplate(const ir::Template& instance, Holder holder, const Subject& subject) {
  const ir::TemplateRow& row = ir::RowOf(instance.kind);
  if (Verdict verdict =
          JudgeUse(row.uses, row.borrows, Spelling(instance, subject), holder, subject))
    return verdict;
  // What is written through it would be written to a copy.
  if (instance.kind == TemplateKind::kSpan && !instance.has_const_element &&
      holder == Holder::kCall) {
    return NotCovered(
        "spans that change what they show, such as '" + Spelling(instance, subject) + "'",
        "take a std::span of const, or a ferrule::Buffer");
  }
  if (holder == Holder::kCall && ir::Gives({instance}) && ir::Borrows(instance.arguments[0])) {
    return NotCovered("keys that show text of Python's beside what is given away, as in '" +
                          Spelling(instance, subject) + "'",
                      "use std::string");
  }
  for (const ir::Type& argument : instance.arguments) {
    if (Verdict verdict = std::visit(ElementRule(instance.kind, holder, subject), argument.kind))
      return verdict;
  }
  return kFine;
}

Verdict JudgeCustom(const ir::Custom& custom, Holder holder, const Subject& subject) {
  const ir::Uses uses = {custom.is_taken, custom.is_given, custom.is_taken && custom.is_given};
  return JudgeUse(uses, custom.borrows, custom.spelling, holder, subject);
}

Verdict JudgeOutcome(const ir::Outcome& outcome, Holder holder, const Subject& subject) {
  constexpr ir::Uses kGivenOnly = {false, true, false};
  if (Verdict verdict = JudgeUse(kGivenOnly, false, outcome.spelling, holder, subject))
    return verdict;
  return std::visit(ElementRule(TemplateKind::kTuple, holder, subject), outcome.value->kind);
}

Verdict JudgeCallback(const ir::Callback& callback, Holder holder, const Subject& subject) {
  if (callback.kind == ir::CallbackKind::kPointer) return CallOfCpp(callback, subject);
  switch (holder) {
    case Holder::kCall:
      return CallOfPython(callback, subject);
    case Holder::kPython:
      return CallOfCpp(callback, subject);
    case Holder::kObject:
      if (Verdict verdict = CallOfPython(callback, subject)) return verdict;
      return CallOfCpp(callback, subject);
  }
  return kFine;
}

Verdict JudgeContextCallback(const ir::Callback& callback, const Subject& subject) {
  return CallOfPython(callback, subject, ir::ContextIndex(callback));
}

Verdict JudgeOverrideArgument(const ir::PassedType& type, const Subject& subject) {
  const bool is_lent = type.type.Is<ir::ClassRef>() && type.passing != ir::Passing::kValue &&
                       type.passing != ir::Passing::kRvalueRef;
  if (is_lent) return kFine;
  const ir::Callback call = {ir::CallbackKind::kFunction, ir::PassedType{{ir::Void{}}}, {type}};
  return CallOfPython(call, subject);
}

Verdict JudgeOverrideResult(const ir::PassedType& type, const Subject& subject) {
  return CallOfPython({ir::CallbackKind::kFunction, type, {}}, subject);
}

Verdict JudgeKeptArray(const ir::Array& array, const Subject& subject) {
  if (array.kind == ir::ArrayKind::kNdArray) return kFine;
  return Misplaced(subject, Spelling(array, subject), "a parameter by itself",
                   "use a ferrule::NdArray, which holds the memory");
}

}  // namespace ferrule::check
