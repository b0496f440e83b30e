// The place to say what a new type takes.
#include "generator/ir/form.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "generator/ir/cpp.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/type_table.h"

namespace ferrule::ir {
namespace {

Form FormOf(const Type& type, const Module& module);

Form Single(FormKind kind, std::vector<Form> elements = {}) {
  return {{{kind, "", 0, std::move(elements)}}};
}

// What any of the forms takes.
Form AnyOf(const std::vector<Form>& forms) {
  Form any;
  for (const Form& form : forms) {
    any.alternatives.insert(any.alternatives.end(), form.alternatives.begin(),
                            form.alternatives.end());
  }
  std::ranges::sort(any.alternatives);
  const auto rest = std::ranges::unique(any.alternatives);
  any.alternatives.erase(rest.begin(), rest.end());
  return any;
}

// More for a derived class than for its bases.
int CountBases(ClassId id, const Module& module) {
  int most = 0;
  for (const ClassId base : module.classes[id.index].python_bases) {
    most = std::max(most, CountBases(base, module) + 1);
  }
  return most;
}

Form ClassForm(ClassId id, const Module& module) {
  const Class& node = module.classes[id.index];
  Alternative alternative = {FormKind::kClass, node.qualified_name, CountBases(id, module)};
  for (const ClassId base : AncestorsOf(id, module)) {
    alternative.bases.push_back(module.classes[base.index].qualified_name);
  }
  alternative.is_made_of_others = !node.implicit_sources.empty() || node.takes_dict;
  return {{alternative}};
}

Form EnumForm(EnumId id, const Module& module) {
  const Enum& node = module.enums[id.index];
  const Form members = {{{FormKind::kEnum, node.qualified_name}}};
  return TakesNumbers(node) ? AnyOf({members, Single(FormKind::kInteger)}) : members;
}

// --- Scalars ---

// Of characters that fit each other's type the smaller one comes first.
int NarrownessOf(ScalarKind character) {
  if (character == ScalarKind::kChar || character == ScalarKind::kChar8) return 2;
  return character == ScalarKind::kChar16 ? 1 : 0;
}

Form ScalarForm(ScalarKind kind) {
  switch (RowOf(kind).family) {
    case Family::kTruth:
      return Single(FormKind::kBool);
    case Family::kInteger:
      return Single(FormKind::kInteger);
    case Family::kFloat:
      return Single(FormKind::kFloat);
    case Family::kComplex:
      return Single(FormKind::kComplex);
    case Family::kCharacter:
      return {{{FormKind::kCharacter, "", NarrownessOf(kind)}}};
    case Family::kText:
      return Single(FormKind::kText);
    case Family::kBytes:
      return Single(kind == ScalarKind::kMutableByteSpan ? FormKind::kWritableBytes
                                                         : FormKind::kBytes);
    case Family::kPath:
      return Single(FormKind::kPath);
    case Family::kDate:
      return Single(FormKind::kDate);
    case Family::kNone:
      return Single(FormKind::kNone);
  }
  return Single(FormKind::kUnknown);
}

// --- Templates ---

Form TemplateForm(const Template& instance, const Module& module) {
  std::vector<Form> arguments;
  for (const Type& argument : instance.arguments) arguments.push_back(FormOf(argument, module));
  switch (instance.kind) {
    case TemplateKind::kOptional:
    case TemplateKind::kUniquePointer:
    case TemplateKind::kSharedPointer:
    case TemplateKind::kWeakPointer:
      return OrNone(arguments[0]);
    case TemplateKind::kReferenceWrapper:
      return arguments[0];
    case TemplateKind::kVariant:
      return AnyOf(arguments);
    case TemplateKind::kPair:
    case TemplateKind::kTuple:
      return Single(FormKind::kTuple, std::move(arguments));
    case TemplateKind::kCArray:
      if (IsTextArray({instance})) return Single(FormKind::kText);
      [[fallthrough]];
    case TemplateKind::kArray:
    case TemplateKind::kVector:
    case TemplateKind::kDeque:
    case TemplateKind::kList:
    case TemplateKind::kForwardList:
    case TemplateKind::kSpan:
    case TemplateKind::kInitializerList:
    case TemplateKind::kMultiset:
    case TemplateKind::kUnorderedMultiset:
      return Single(FormKind::kSequence, std::move(arguments));
    case TemplateKind::kMultimap:
    case TemplateKind::kUnorderedMultimap:
      return Single(FormKind::kSequence, {Single(FormKind::kTuple, std::move(arguments))});
    case TemplateKind::kIterable:
      return Single(FormKind::kIterable, std::move(arguments));
    case TemplateKind::kSet:
    case TemplateKind::kUnorderedSet:
      return Single(FormKind::kSet, std::move(arguments));
    case TemplateKind::kMap:
    case TemplateKind::kUnorderedMap:
      return Single(FormKind::kMapping, std::move(arguments));
  }
  return Single(FormKind::kUnknown);
}

// --- Other types ---

FormKind KindOf(ChronoKind kind) {
  switch (kind) {
    case ChronoKind::kDuration:
    case ChronoKind::kClockTime:
      return FormKind::kDuration;
    case ChronoKind::kSystemTime:
    case ChronoKind::kLocalTime:
      return FormKind::kDateTime;
    case ChronoKind::kSystemDays:
      return FormKind::kDate;
    case ChronoKind::kTimeOfDay:
      return FormKind::kTime;
  }
  return FormKind::kUnknown;
}

// A pointer takes C++ functions of its very type; any callable can become a std::function.
Form CallbackForm(const Callback& callback, const Module& module) {
  if (callback.kind == CallbackKind::kFunction) return Single(FormKind::kCallable);
  return {{{FormKind::kFunctionPointer, CppSpelling(Type{callback}, module)}}};
}

// Told apart by their elements, which an array has to match: no two types of arrays are alike. What
// asks for more is more special.
Form ArrayForm(const Array& array, const Module& module) {
  const int narrowness = 2 * static_cast<int>(array.options.size()) + (array.is_const ? 0 : 1);
  return {{{FormKind::kArray, CppSpelling(Type{array}, module), narrowness}}};
}

FormKind KindOf(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kObject:
      return FormKind::kObject;
    case ObjectKind::kBool:
      return FormKind::kBool;
    case ObjectKind::kInt:
      return FormKind::kInteger;
    case ObjectKind::kFloat:
      return FormKind::kFloat;
    case ObjectKind::kStr:
      return FormKind::kText;
    case ObjectKind::kBytes:
      return FormKind::kBytes;
    case ObjectKind::kTuple:
      return FormKind::kTupleObject;
    case ObjectKind::kList:
      return FormKind::kListObject;
    case ObjectKind::kDict:
      return FormKind::kDictObject;
    case ObjectKind::kSet:
      return FormKind::kSetObject;
    case ObjectKind::kType:
      return FormKind::kTypeObject;
    case ObjectKind::kModule:
      return FormKind::kModuleObject;
    case ObjectKind::kIterator:
      return FormKind::kIterator;
    case ObjectKind::kCallable:
      return FormKind::kCallable;
  }
  return FormKind::kUnknown;
}

Form HandleForm(const Handle& handle, const Module& module) {
  if (const auto* id = std::get_if<ClassId>(&handle.object)) return ClassForm(*id, module);
  return Single(KindOf(std::get<ObjectKind>(handle.object)));
}

Form FormOf(const Type& type, const Module& module) {
  return std::visit(Overloaded{
                        [](const Scalar& t) { return ScalarForm(t.kind); },
                        [&](const ClassRef& t) { return ClassForm(t.id, module); },
                        [&](const EnumRef& t) { return EnumForm(t.id, module); },
                        [&](const Template& t) { return TemplateForm(t, module); },
                        [](const Chrono& t) { return Single(KindOf(t.kind)); },
                        [&](const Callback& t) { return CallbackForm(t, module); },
                        [](const Custom& t) -> Form { return {{{FormKind::kCustom, t.spelling}}}; },
                        [&](const Array& t) { return ArrayForm(t, module); },
                        [&](const Handle& t) { return HandleForm(t, module); },
                        // No arguments of their own, or not approved.
                        [](const Void&) { return Single(FormKind::kUnknown); },
                        [](const Token&) { return Single(FormKind::kUnknown); },
                        [](const Outcome&) { return Single(FormKind::kUnknown); },
                        [](const Args&) { return Single(FormKind::kObject); },
                        [](const Kwargs&) { return Single(FormKind::kObject); },
                        [](const Unsupported&) { return Single(FormKind::kUnknown); },
                    },
                    type.kind);
}

// --- Questions ---

bool Converts(const Alternative& alternative) {
  switch (alternative.kind) {
    case FormKind::kClass:
      return alternative.is_made_of_others;
    case FormKind::kEnum:
    case FormKind::kCharacter:
    case FormKind::kText:
    case FormKind::kTupleObject:
    case FormKind::kListObject:
    case FormKind::kDictObject:
    case FormKind::kSetObject:
    case FormKind::kTypeObject:
    case FormKind::kModuleObject:
    case FormKind::kFunctionPointer:
    case FormKind::kCallable:
    case FormKind::kIterator:
    case FormKind::kNone:
      return false;
    default:
      return true;
  }
}

// Bits, and whether there is a sign: as on every platform with a `long` of eight bytes. Elsewhere a
// `long` may be asked in vain.
std::pair<int, bool> WidthOf(const Scalar& integer) {
  switch (integer.kind) {
    case ScalarKind::kSignedChar:
      return {8, true};
    case ScalarKind::kUnsignedChar:
      return {8, false};
    case ScalarKind::kShort:
      return {16, true};
    case ScalarKind::kUnsignedShort:
      return {16, false};
    case ScalarKind::kInt:
      return {32, true};
    case ScalarKind::kUnsignedInt:
      return {32, false};
    case ScalarKind::kUnsignedLong:
    case ScalarKind::kUnsignedLongLong:
      return {64, false};
    default:
      return {64, true};
  }
}

}  // namespace

Form OrNone(const Form& form) { return AnyOf({form, Single(FormKind::kNone)}); }

std::strong_ordering Alternative::operator<=>(const Alternative& other) const {
  if (const auto order = kind <=> other.kind; order != 0) return order;
  if (const auto order = other.narrowness <=> narrowness; order != 0) return order;
  if (const auto order = name <=> other.name; order != 0) return order;
  return std::lexicographical_compare_three_way(elements.begin(), elements.end(),
                                                other.elements.begin(), other.elements.end());
}

// By the most general alternatives, so that what takes less comes before what takes more. None
// counts last, and alone it is the most special.
std::strong_ordering Form::operator<=>(const Form& other) const {
  const auto ends_with_none = [](const Form& form) {
    return !form.alternatives.empty() && form.alternatives.back().kind == FormKind::kNone;
  };
  const std::ptrdiff_t skipped = ends_with_none(*this);
  const std::ptrdiff_t other_skipped = ends_with_none(other);
  const auto order = std::lexicographical_compare_three_way(
      alternatives.rbegin() + skipped, alternatives.rend(),
      other.alternatives.rbegin() + other_skipped, other.alternatives.rend());
  return order != 0 ? order : skipped <=> other_skipped;
}

Form FormOf(const PassedType& type, const Module& module) {
  const Form form = FormOf(type.type, module);
  const bool is_pointer =
      type.passing == Passing::kPointer || type.passing == Passing::kConstPointer;
  return is_pointer ? OrNone(form) : form;
}

bool TakesAnything(const Form& form) {
  return std::ranges::any_of(form.alternatives, [](const Alternative& alternative) {
    return alternative.kind == FormKind::kObject;
  });
}

bool Converts(const Form& form) {
  return std::ranges::any_of(form.alternatives,
                             [](const Alternative& alternative) { return Converts(alternative); });
}

bool IsDeep(const Form& form) {
  return std::ranges::any_of(form.alternatives, [](const Alternative& alternative) {
    return !alternative.elements.empty();
  });
}

const Scalar* AsInteger(const Type& type) {
  const auto* const scalar = type.As<Scalar>();
  return scalar != nullptr && RowOf(scalar->kind).family == Family::kInteger ? scalar : nullptr;
}

bool Holds(const Scalar& a, const Scalar& b) {
  const auto [bits, is_signed] = WidthOf(a);
  const auto [other_bits, other_is_signed] = WidthOf(b);
  if (is_signed == other_is_signed) return bits >= other_bits;
  return is_signed && bits > other_bits;
}

std::strong_ordering CompareWidths(const Scalar& a, const Scalar& b) {
  const auto [bits, is_signed] = WidthOf(a);
  const auto [other_bits, other_is_signed] = WidthOf(b);
  return std::tuple(bits, !is_signed) <=> std::tuple(other_bits, !other_is_signed);
}

}  // namespace ferrule::ir
