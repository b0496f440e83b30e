#include "generator/check/element_types.h"

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
    return JudgeScalar(scalar, holder_, subject_);
  }
  Verdict operator()(const ir::EnumRef&) const { return kFine; }
  Verdict operator()(const ir::ClassRef& ref) const {
    if (IsPointer()) return kFine;
    return JudgeCopy(subject_, subject_.module.classes[ref.id.index], subject_.skip);
  }

  Verdict operator()(const ir::Template& instance) const {
    if (container_ == TemplateKind::kOptional && instance.kind == TemplateKind::kOptional) {
      return NotCovered("optionals of optionals", "use one std::optional: Python has one None");
    }
    return JudgeTemplate(instance, holder_, subject_);
  }
  Verdict operator()(const ir::Chrono&) const { return kFine; }
  Verdict operator()(const ir::Callback& callback) const {
    return JudgeCallback(subject_, Spelling(callback, subject_));
  }
  Verdict operator()(const ir::Array& array) const { return JudgeKeptArray(array, subject_); }

  Verdict operator()(const ir::Handle& handle) const {
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
    switch (container_) {
      case TemplateKind::kReferenceWrapper:
      case TemplateKind::kUniquePointer:
      case TemplateKind::kSharedPointer:
      case TemplateKind::kWeakPointer:
        return true;
      default:
        return false;
    }
  }

  Verdict OnlyParameter(const std::string& type) const {
    return Misplaced(subject_, type, "a parameter, by value", subject_.skip);
  }

  TemplateKind container_;
  Holder holder_;
  const Subject& subject_;
};

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
  for (const ir::Type& argument : instance.arguments) {
    if (Verdict verdict = std::visit(ElementRule(instance.kind, holder, subject), argument.kind))
      return verdict;
  }
  return kFine;
}

Verdict JudgeCallback(const Subject& subject, const std::string& spelling) {
  return NotCovered("callbacks such as '" + spelling + "'", subject.skip);
}

Verdict JudgeKeptArray(const ir::Array& array, const Subject& subject) {
  if (array.kind == ir::ArrayKind::kNdArray) return kFine;
  return Misplaced(subject, Spelling(array, subject), "a parameter by itself",
                   "use a ferrule::NdArray, which holds the memory");
}

}  // namespace ferrule::check
