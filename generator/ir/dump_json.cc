// The JSON form: an object a node, its keys named and ordered as the members in module.h.
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/dump.h"
#include "generator/ir/macros.h"
#include "generator/ir/type_table.h"

namespace ferrule::ir {
namespace {

using Json = nlohmann::ordered_json;

// --- Names of enumerators ---

template <class Kind, std::size_t kCount>
std::string_view NameIn(const std::string_view (&names)[kCount], Kind kind) {
  return names[static_cast<std::size_t>(kind)];
}

std::string_view Name(ChronoKind kind) {
  static constexpr std::string_view kNames[] = {"duration",   "system time", "system days",
                                                "local time", "clock time",  "time of day"};
  return NameIn(kNames, kind);
}
std::string_view Name(CallbackKind kind) {
  static constexpr std::string_view kNames[] = {"function", "pointer"};
  return NameIn(kNames, kind);
}
std::string_view Name(ArrayKind kind) {
  static constexpr std::string_view kNames[] = {"Buffer", "NdArray"};
  return NameIn(kNames, kind);
}
std::string_view Name(ArrayOptionKind kind) {
  static constexpr std::string_view kNames[] = {"Shape",     "Ndim",  "CContig",   "FContig",
                                                "AnyContig", "NumPy", "MemoryView"};
  return NameIn(kNames, kind);
}
std::string_view Name(HandleKind kind) {
  static constexpr std::string_view kNames[] = {"Py", "Bound", "Borrowed", "SharedPy"};
  return NameIn(kNames, kind);
}
std::string_view Name(ObjectKind kind) {
  static constexpr std::string_view kNames[] = {"Object", "Bool",   "Int",      "Float",   "Str",
                                                "Bytes",  "Tuple",  "List",     "Dict",    "Set",
                                                "Type",   "Module", "Iterator", "Callable"};
  return NameIn(kNames, kind);
}
std::string_view Name(Obstacle kind) {
  static constexpr std::string_view kNames[] = {"unknown type", "unbound class"};
  return NameIn(kNames, kind);
}
std::string_view Name(Passing kind) {
  static constexpr std::string_view kNames[] = {
      "value", "const reference", "reference", "rvalue reference", "const pointer", "pointer"};
  return NameIn(kNames, kind);
}
std::string_view Name(FunctionKind kind) {
  static constexpr std::string_view kNames[] = {"free",          "method",   "static method",
                                                "constructor",   "operator", "conversion",
                                                "free operator", "stream",   "hash"};
  return NameIn(kNames, kind);
}
std::string_view Name(Returns returns) {
  switch (returns) {
    case Returns::kByType:
      return "by_type";
    case Returns::kCopy:
      return "copy";
    case Returns::kReference:
      return "reference";
    case Returns::kOwned:
      return "owned";
    case Returns::kView:
      return "view";
  }
  return {};
}

std::string_view Name(Keeper keeper) {
  switch (keeper) {
    case Keeper::kNone:
      return "none";
    case Keeper::kResult:
      return "result";
    case Keeper::kSelf:
      return "self";
  }
  return {};
}

std::string_view Name(RefQualifier kind) {
  static constexpr std::string_view kNames[] = {"none", "&", "&&"};
  return NameIn(kNames, kind);
}
std::string_view Name(Role kind) {
  static constexpr std::string_view kNames[] = {
      "function", "method", "static method", "class method", "constructor",
      "call",     "slot",   "getter",        "setter",       "exec"};
  return NameIn(kNames, kind);
}
std::string_view Name(ArgumentKind kind) {
  static constexpr std::string_view kNames[] = {"positional-only", "positional or keyword",
                                                "var-positional", "keyword-only", "var-keyword"};
  return NameIn(kNames, kind);
}
std::string_view Name(Interpreters kind) {
  static constexpr std::string_view kNames[] = {"main", "shared_gil", "own_gil"};
  return NameIn(kNames, kind);
}
std::string_view Name(Storage kind) {
  static constexpr std::string_view kNames[] = {"inline", "heap", "shared"};
  return NameIn(kNames, kind);
}
std::string_view Name(EnumBase kind) {
  static constexpr std::string_view kNames[] = {"Enum", "IntEnum", "Flag", "IntFlag"};
  return NameIn(kNames, kind);
}
std::string_view Name(UnknownValues kind) {
  static constexpr std::string_view kNames[] = {"refused", "kept"};
  return NameIn(kNames, kind);
}

// One overload a node and a part of one. A class, so that they find each other in any order.
struct Writer {
  // --- Parts of nodes. An index stands for a class or an enum; null for what there is none of. ---

  template <class Node>
  static Json List(const std::vector<Node>& nodes) {
    Json list = Json::array();
    for (const Node& node : nodes) list.push_back(Of(node));
    return list;
  }

  template <class Node>
  static Json OrNull(const std::optional<Node>& node) {
    return node ? Of(*node) : Json();
  }

  static Json Of(ClassId id) { return id.index; }
  static Json Of(RecordId id) { return id.index; }
  static Json Of(std::size_t index) { return index; }
  static Json Of(const std::string& text) { return text; }

  static Json Of(const Location& location) {
    return {{"file", location.file},
            {"line", location.line},
            {"column", location.column},
            {"length", location.length}};
  }

  static Json OfTemplate(const Template& instance) {
    return {{"kind", "template"},
            {"template", RowOf(instance.kind).cpp},
            {"arguments", List(instance.arguments)},
            {"extent", instance.extent},
            {"has_const_element", instance.has_const_element}};
  }

  static Json Of(const Type& type) {
    return std::visit(
        Overloaded{
            [](const Void&) -> Json { return {{"kind", "void"}}; },
            [](const Scalar& scalar) -> Json {
              return {{"kind", "scalar"}, {"type", RowOf(scalar.kind).cpp}};
            },
            [](const ClassRef& ref) -> Json {
              return {{"kind", "class"}, {"class", ref.id.index}};
            },
            [](const EnumRef& ref) -> Json { return {{"kind", "enum"}, {"enum", ref.id.index}}; },
            [](const Template& instance) { return OfTemplate(instance); },
            [](const Chrono& chrono) -> Json {
              return {{"kind", "chrono"},
                      {"chrono", Name(chrono.kind)},
                      {"rep", RowOf(chrono.rep).cpp},
                      {"numerator", chrono.numerator},
                      {"denominator", chrono.denominator},
                      {"clock", chrono.clock}};
            },
            [](const Callback& callback) -> Json {
              return {{"kind", "callback"},
                      {"callback", Name(callback.kind)},
                      {"result", Of(*callback.result)},
                      {"parameters", List(callback.parameters)},
                      {"is_noexcept", callback.is_noexcept}};
            },
            [](const Array& array) -> Json {
              Json options = Json::array();
              for (const ArrayOption& option : array.options)
                options.push_back({{"option", Name(option.kind)}, {"numbers", option.numbers}});
              return {{"kind", "array"},
                      {"array", Name(array.kind)},
                      {"element", array.element ? RowOf(*array.element).cpp : "std::byte"},
                      {"is_const", array.is_const},
                      {"ndim", array.ndim},
                      {"options", std::move(options)}};
            },
            [](const Custom& custom) -> Json {
              return {{"kind", "custom"},
                      {"spelling", custom.spelling},
                      {"taken", custom.taken},
                      {"given", custom.given},
                      {"is_taken", custom.is_taken},
                      {"is_given", custom.is_given},
                      {"borrows", custom.borrows},
                      {"holds_references", custom.holds_references},
                      {"record", OrNull(custom.record)}};
            },
            [](const Outcome& outcome) -> Json {
              return {{"kind", "outcome"},
                      {"spelling", outcome.spelling},
                      {"value", Of(*outcome.value)},
                      {"is_standard", outcome.is_standard}};
            },
            [](const Handle& handle) -> Json {
              const auto* object = std::get_if<ObjectKind>(&handle.object);
              return {{"kind", "handle"},
                      {"handle", Name(handle.kind)},
                      {"object", object != nullptr ? Json(Name(*object)) : Json()},
                      {"class", object != nullptr ? Json() : Of(std::get<ClassId>(handle.object))}};
            },
            [](const Token&) -> Json { return {{"kind", "token"}}; },
            [](const Args&) -> Json { return {{"kind", "args"}}; },
            [](const Kwargs&) -> Json { return {{"kind", "kwargs"}}; },
            [](const Unsupported& unsupported) -> Json {
              return {{"kind", "unsupported"},
                      {"obstacle", Name(unsupported.obstacle)},
                      {"spelling", unsupported.spelling},
                      {"holds_references", unsupported.holds_references},
                      {"record", OrNull(unsupported.record)}};
            },
        },
        type.kind);
  }

  static Json Of(const PassedType& type) {
    return {{"type", Of(type.type)}, {"passing", Name(type.passing)}};
  }

  static Json Of(const AnnotationArgument& argument) {
    return {{"key", argument.key},
            {"value", OrNull(argument.value)},
            {"location", Of(argument.location)},
            {"value_location", Of(argument.value_location)}};
  }

  static Json Of(const Annotation& annotation) {
    return {{"kind", MacroName(annotation.kind)},
            {"arguments", List(annotation.arguments)},
            {"location", Of(annotation.location)}};
  }

  // A value of its own, as JSON would confuse none with unknown.
  static Json Of(const ConstantValue& value) {
    return std::visit(Overloaded{
                          [](NoneConstant) -> Json { return {{"none", true}}; },
                          [](EmptyConstant) -> Json { return {{"empty", true}}; },
                          [](bool truth) -> Json { return {{"bool", truth}}; },
                          [](double number) -> Json {
                            // Others are no numbers to JSON.
                            if (!std::isfinite(number)) return {{"float", std::to_string(number)}};
                            return {{"float", number}};
                          },
                          [](const std::string& text) -> Json { return {{"string", text}}; },
                          [](auto number) -> Json { return {{"integer", number}}; },
                      },
                      value);
  }

  static Json Of(const DefaultExpression& expression) {
    return {{"text", expression.text}, {"is_reference", expression.is_reference}};
  }

  static Json Of(const DefaultArgument& argument) {
    return {{"text", argument.text},
            {"value", OrNull(argument.value)},
            {"expression", OrNull(argument.expression)}};
  }

  static Json Of(const Parameter& parameter) {
    return {{"name", parameter.name},
            {"type", Of(parameter.type)},
            {"default_argument", OrNull(parameter.default_argument)},
            {"is_lifetime_bound", parameter.is_lifetime_bound},
            {"annotations", List(parameter.annotations)},
            {"location", Of(parameter.location)},
            {"keeper", Name(parameter.keeper)},
            {"pack_index", parameter.pack_index ? Json(*parameter.pack_index) : Json()}};
  }

  static Json Of(const Argument& argument) {
    return {{"kind", Name(argument.kind)},
            {"name", argument.name},
            {"parameter", argument.parameter},
            {"has_default", argument.has_default},
            {"default_python", argument.default_python}};
  }

  static Json Of(const Signature& signature) { return {{"arguments", List(signature.arguments)}}; }

  // --- Nodes ---

  static Json Of(const Function& node) {
    return {{"kind", Name(node.kind)},
            {"name", node.name},
            {"qualified_name", node.qualified_name},
            {"parameters", List(node.parameters)},
            {"result", Of(node.result)},
            {"is_const", node.is_const},
            {"is_volatile", node.is_volatile},
            {"result_is_const", node.result_is_const},
            {"is_noexcept", node.is_noexcept},
            {"is_pure", node.is_pure},
            {"is_protected", node.is_protected},
            {"inherited_from", node.inherited_from},
            {"is_introduced", node.is_introduced},
            {"is_virtual", node.is_virtual},
            {"is_variadic", node.is_variadic},
            {"is_template", node.is_template},
            {"is_instance", node.is_instance},
            {"template_arguments", node.template_arguments},
            {"is_deleted", node.is_deleted},
            {"is_explicit", node.is_explicit},
            {"is_defaulted", node.is_defaulted},
            {"is_hidden_friend", node.is_hidden_friend},
            {"is_public", node.is_public},
            {"is_added", node.is_added},
            {"may_be_left_out", node.may_be_left_out},
            {"uncovered", node.uncovered},
            {"ref_qualifier", Name(node.ref_qualifier)},
            {"is_lifetime_bound", node.is_lifetime_bound},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"role", Name(node.role)},
            {"python_name", node.python_name},
            {"signature", Of(node.signature)},
            {"is_derived", node.is_derived},
            {"by_index", node.by_index},
            {"returns", Name(node.returns)},
            {"is_kept_by_self", node.is_kept_by_self},
            {"makes_views", node.makes_views},
            {"is_synchronized", node.is_synchronized}};
  }

  static Json Of(const OverloadSet& set) {
    return {{"python_name", set.python_name},
            {"functions", List(set.functions)},
            {"folded", List(set.folded)}};
  }

  static Json Of(const Field& node) {
    return {{"name", node.name},
            {"owner", node.owner},
            {"type", Of(node.type)},
            {"passing", Name(node.passing)},
            {"is_public", node.is_public},
            {"is_const", node.is_const},
            {"is_static", node.is_static},
            {"is_mutable", node.is_mutable},
            {"is_inherited", node.is_inherited},
            {"is_introduced", node.is_introduced},
            {"is_enumerator", node.is_enumerator},
            {"is_in_unnamed", node.is_in_unnamed},
            {"is_bit_field", node.is_bit_field},
            {"width", node.width},
            {"may_be_left_out", node.may_be_left_out},
            {"initializer", OrNull(node.initializer)},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"is_exported", node.is_exported},
            {"is_read_only", node.is_read_only},
            {"is_live", node.is_live},
            {"is_view", node.is_view},
            {"returns", Name(node.returns)},
            {"python_name", node.python_name}};
  }

  static Json Of(const Base& base) {
    return {{"qualified_name", base.qualified_name},
            {"bound", OrNull(base.bound)},
            {"is_public", base.is_public},
            {"is_virtual", base.is_virtual},
            {"shares_its_object", base.shares_its_object},
            {"is_flattened", base.is_flattened},
            {"is_indirect", base.is_indirect},
            {"location", Of(base.location)}};
  }

  static Json Of(const ClassTraits& traits) {
    return {{"is_default_constructible", traits.is_default_constructible},
            {"is_copy_constructible", traits.is_copy_constructible},
            {"is_move_constructible", traits.is_move_constructible},
            {"is_destructible", traits.is_destructible},
            {"is_trivially_destructible", traits.is_trivially_destructible},
            {"is_abstract", traits.is_abstract},
            {"is_polymorphic", traits.is_polymorphic},
            {"is_final", traits.is_final},
            {"is_aggregate", traits.is_aggregate},
            {"is_copy_assignable", traits.is_copy_assignable},
            {"size", traits.size},
            {"alignment", traits.alignment}};
  }

  static Json Of(const Property& property) {
    return {{"python_name", property.python_name},
            {"getter", property.getter},
            {"setter", OrNull(property.setter)}};
  }

  static Json Of(const Range& range) {
    return {
        {"item", Of(range.item)}, {"is_const", range.is_const}, {"location", Of(range.location)}};
  }

  static Json Of(const Class& node) {
    return {{"name", node.name},
            {"qualified_name", node.qualified_name},
            {"alias", node.alias},
            {"is_foreign", node.is_foreign},
            {"outer", OrNull(node.outer)},
            {"is_public", node.is_public},
            {"bases", List(node.bases)},
            {"constructors", List(node.constructors)},
            {"methods", List(node.methods)},
            {"virtuals", List(node.virtuals)},
            {"declares_constructors", node.declares_constructors},
            {"provides_copy_constructor", node.provides_copy_constructor},
            {"fields", List(node.fields)},
            {"traits", Of(node.traits)},
            {"has_std_hash", node.has_std_hash},
            {"range", OrNull(node.range)},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"python_name", node.python_name},
            {"is_subclassable", node.is_subclassable},
            {"is_overridable", node.is_overridable},
            {"holds_references", node.holds_references},
            {"is_busy_in_const_calls", node.is_busy_in_const_calls},
            {"traverses", List(node.traverses)},
            {"is_referable", node.is_referable},
            {"is_collected", node.is_collected},
            {"is_view", node.is_view},
            {"keeps_arguments", node.keeps_arguments},
            {"has_iterable_parts", node.has_iterable_parts},
            {"storage", Name(node.storage)},
            {"python_bases", List(node.python_bases)},
            {"has_derived", node.has_derived},
            {"implicit_sources", List(node.implicit_sources)},
            {"takes_dict", node.takes_dict},
            {"is_unhashable", node.is_unhashable},
            {"shows_fields", node.shows_fields},
            {"copies_fields", node.copies_fields},
            {"copies_state", node.copies_state},
            {"has_dict", node.has_dict},
            {"has_weakrefs", node.has_weakrefs},
            {"is_frozen", node.is_frozen},
            {"can_change", node.can_change},
            {"is_synchronized", node.is_synchronized},
            {"is_borrow_checked", node.is_borrow_checked},
            {"match_args", List(node.match_args)},
            {"properties", List(node.properties)},
            {"method_sets", List(node.method_sets)},
            {"constructor_set", OrNull(node.constructor_set)}};
  }

  static Json Of(const Enumerator& node) {
    return {{"name", node.name},
            {"value", std::visit([](auto number) { return Json(number); }, node.value)},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"python_name", node.python_name}};
  }

  static Json Of(const Enum& node) {
    return {{"name", node.name},
            {"qualified_name", node.qualified_name},
            {"alias", node.alias},
            {"is_foreign", node.is_foreign},
            {"outer", OrNull(node.outer)},
            {"is_public", node.is_public},
            {"is_scoped", node.is_scoped},
            {"enumerators", List(node.enumerators)},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"python_name", node.python_name},
            {"base", Name(node.base)},
            {"unknown_values", Name(node.unknown_values)}};
  }

  static Json Of(ExceptionId id) { return id.index; }

  static Json Of(const Ancestor& ancestor) {
    return {{"qualified_name", ancestor.qualified_name}, {"bound", OrNull(ancestor.bound)}};
  }

  static Json Of(const Exception& node) {
    return {{"name", node.name},
            {"qualified_name", node.qualified_name},
            {"alias", node.alias},
            {"outer", OrNull(node.outer)},
            {"is_public", node.is_public},
            {"ancestors", List(node.ancestors)},
            {"methods", List(node.methods)},
            {"fields", List(node.fields)},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"python_name", node.python_name},
            {"bases", List(node.bases)},
            {"python_base", node.python_base}};
  }

  static Json Of(const Record::Part& part) {
    return {{"owner", part.owner},
            {"name", part.name},
            {"type", Of(part.type)},
            {"is_mutable", part.is_mutable}};
  }

  static Json Of(const Record& record) {
    return {{"qualified_name", record.qualified_name},
            {"parts", List(record.parts)},
            {"is_container", record.is_container}};
  }

  static Json Of(const Constant& node) {
    return {{"name", node.name},
            {"qualified_name", node.qualified_name},
            {"type", Of(node.type)},
            {"doc", node.doc},
            {"annotations", List(node.annotations)},
            {"location", Of(node.location)},
            {"python_name", node.python_name}};
  }

  static Json Of(const LeftOut& node) {
    return {{"what", node.what}, {"reason", node.reason}, {"location", Of(node.location)}};
  }

  static Json Of(const Module& module) {
    return {{"name", module.name},
            {"headers", List(module.headers)},
            {"classes", List(module.classes)},
            {"enums", List(module.enums)},
            {"exceptions", List(module.exceptions)},
            {"functions", List(module.functions)},
            {"constants", List(module.constants)},
            {"records", List(module.records)},
            {"settings", List(module.settings)},
            {"namespaces", List(module.namespaces)},
            {"doc", module.doc},
            {"interpreters", Name(module.interpreters)},
            {"is_free_threaded", module.is_free_threaded},
            {"exec", OrNull(module.exec)},
            {"left_out", List(module.left_out)},
            {"function_sets", List(module.function_sets)}};
  }
};

}  // namespace

std::string DumpJson(const Module& module) {
  // Text of the headers may be no UTF-8, which JSON has no other way to write.
  return Writer::Of(module).dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace ferrule::ir
