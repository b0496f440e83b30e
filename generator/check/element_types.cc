#include "generator/check/element_types.h"

#include <string>

#include "generator/ir/cpp.h"

namespace ferrule::check {
namespace {

enum class Container { kOptional, kVector };

class ElementRule {
 public:
  ElementRule(Container container, Holder holder, const Subject& subject)
      : container_(container), holder_(holder), subject_(subject) {}

  Verdict operator()(const ir::Void&) const { return kFine; }  // C++ has no such containers
  Verdict operator()(const ir::Bool&) const { return kFine; }
  Verdict operator()(const ir::Integer&) const { return kFine; }
  Verdict operator()(const ir::Float&) const { return kFine; }
  Verdict operator()(const ir::String&) const { return kFine; }
  Verdict operator()(const ir::EnumRef&) const { return kFine; }

  // Of a call, an optional view shows the argument, which lives as long as the call; views in a
  // vector show items that the sequence may have made for the conversion alone.
  Verdict operator()(const ir::StringView&) const {
    switch (holder_) {
      case Holder::kPython:
        return kFine;
      case Holder::kCall:
        if (container_ == Container::kOptional) return kFine;
        break;
      case Holder::kObject:
        break;
    }
    return Dangling(subject_, container_ == Container::kOptional ? "std::optional<std::string_view>"
                                                                 : "std::vector<std::string_view>");
  }

  Verdict operator()(const ir::ClassRef& ref) const {
    return JudgeCopy(subject_, subject_.module.classes[ref.id.index], subject_.skip);
  }

  Verdict operator()(const ir::Optional& optional) const {
    if (container_ == Container::kOptional) {
      return NotCovered("optionals of optionals", "use one std::optional: Python has one None");
    }
    return JudgeElement(optional, holder_, subject_);
  }
  Verdict operator()(const ir::Vector& vector) const {
    return JudgeElement(vector, holder_, subject_);
  }

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
                     "a parameter or a result by itself", "use ferrule::Py in containers");
  }

  Verdict operator()(const ir::Token&) const { return OnlyParameter("ferrule::Python"); }
  Verdict operator()(const ir::Args&) const { return OnlyParameter("ferrule::Args"); }
  Verdict operator()(const ir::Kwargs&) const { return OnlyParameter("ferrule::Kwargs"); }
  Verdict operator()(const ir::Unsupported& type) const { return JudgeUnsupported(subject_, type); }

 private:
  Verdict OnlyParameter(const std::string& type) const {
    return Misplaced(subject_, type, "a parameter, by value", subject_.skip);
  }

  Container container_;
  Holder holder_;
  const Subject& subject_;
};

}  // namespace

Verdict JudgeElement(const ir::Optional& optional, Holder holder, const Subject& subject) {
  return std::visit(ElementRule(Container::kOptional, holder, subject), optional.element->kind);
}

Verdict JudgeElement(const ir::Vector& vector, Holder holder, const Subject& subject) {
  return std::visit(ElementRule(Container::kVector, holder, subject), vector.element->kind);
}

}  // namespace ferrule::check
