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
    return JudgeCallback(subject_, Spelling(callback, subject_));
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
    if (pointer.kind != TemplateKind::kUniquePointer || container_ == TemplateKind::kVector)
      return kFine;
    return NotCovered("a std::unique_ptr within a " + std::string(ir::RowOf(container_).cpp),
                      "use a std::vector of them, or std::shared_ptr");
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
