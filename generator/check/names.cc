#include "generator/check/names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <span>

#include "generator/check/imports.h"
#include "generator/check/literal.h"
#include "generator/check/operators.h"
#include "generator/check/pairs.h"
#include "generator/check/words.h"
#include "generator/ir/names.h"
#include "generator/ir/protocols.h"

namespace ferrule::check {
namespace {

using ir::AnnotationKind;
using std::string_view_literals::operator""sv;

// Special methods that CPython looks up by name, as attributes of the type. The others work through
// slots of the type, so that a method under their name would be there and never be called by the
// interpreter.
constexpr std::array kSpecialMethods = {
    "__aenter__"sv,     "__aexit__"sv,         "__array__"sv,         "__bytes__"sv,
    "__ceil__"sv,       "__complex__"sv,       "__copy__"sv,          "__deepcopy__"sv,
    "__dir__"sv,        "__dlpack__"sv,        "__dlpack_device__"sv, "__enter__"sv,
    "__exit__"sv,       "__floor__"sv,         "__format__"sv,        "__fspath__"sv,
    "__getnewargs__"sv, "__getnewargs_ex__"sv, "__getstate__"sv,      "__length_hint__"sv,
    "__reduce__"sv,     "__reduce_ex__"sv,     "__reversed__"sv,      "__round__"sv,
    "__set_name__"sv,   "__setstate__"sv,      "__sizeof__"sv,        "__trunc__"sv,
};

// Special attributes of instances that nothing else provides.
constexpr std::array kSpecialAttributes = {"__name__"sv, "__wrapped__"sv};

// What the import system and the interpreter set in a module, or read from it in ways of their own.
constexpr std::array kModuleAttributes = {
    "__annotations__"sv, "__builtins__"sv, "__cached__"sv, "__class__"sv,
    "__dict__"sv,        "__doc__"sv,      "__file__"sv,   "__loader__"sv,
    "__name__"sv,        "__package__"sv,  "__path__"sv,   "__spec__"sv,
};

bool IsIn(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

struct Named {
  const std::string& what;
  const Annotations& annotations;
  const diag::Location& location;
};

// The place where the name comes from: the annotation, if it is there.
const diag::Location& PlaceOfName(const Annotations& annotations, const diag::Location& location) {
  const ir::AnnotationArgument* written = FindArgument(annotations, "name");
  return written == nullptr ? location : written->value_location;
}

void ReportBadName(const std::string& name, const Named& named, const std::string& reason,
                   const std::string& help, diag::Sink& sink) {
  sink.Report(diag::Code::kBadName, PlaceOfName(named.annotations, named.location),
              {{"name", name}, {"what", named.what}, {"reason", reason}, {"help", help}});
}

constexpr const char* kRename = "give it another name with `name = ...`";

// --- Functions ---

ir::Role RoleOf(const ir::Function& function) {
  switch (function.kind) {
    case ir::FunctionKind::kFree:
    case ir::FunctionKind::kFreeOperator:
    case ir::FunctionKind::kStream:
    case ir::FunctionKind::kHash:
      if (IsOfObject(function)) break;
      return Has(function.annotations, AnnotationKind::kExec) ? ir::Role::kExec
                                                              : ir::Role::kFunction;
    case ir::FunctionKind::kStaticMethod:
      if (Has(function.annotations, AnnotationKind::kInit)) return ir::Role::kConstructor;
      return Has(function.annotations, AnnotationKind::kClassMethod) ? ir::Role::kClassMethod
                                                                     : ir::Role::kStaticMethod;
    case ir::FunctionKind::kConstructor:
      return ir::Role::kConstructor;
    case ir::FunctionKind::kMethod:
    case ir::FunctionKind::kOperator:
    case ir::FunctionKind::kConversion:
      break;
  }
  if (Has(function.annotations, AnnotationKind::kGetter)) return ir::Role::kGetter;
  if (Has(function.annotations, AnnotationKind::kSetter)) return ir::Role::kSetter;
  return ir::Role::kMethod;
}

// `get_size` and `set_size` are about `size`.
std::string_view WithoutAccessorPrefix(std::string_view name, ir::Role role) {
  std::string_view prefix = role == ir::Role::kGetter ? "get_" : "set_";
  if ((role != ir::Role::kGetter && role != ir::Role::kSetter) || !name.starts_with(prefix)) {
    return name;
  }
  std::string_view rest = name.substr(prefix.size());
  return ir::IsPythonIdentifier(rest) ? rest : name;
}

// What CPython calls on a class, or on its way to a new one.
bool IsClassHook(const ir::Function& function) {
  return function.role == ir::Role::kClassMethod && (function.python_name == "__init_subclass__" ||
                                                     function.python_name == "__class_getitem__");
}

void CheckSpecialName(const ir::Function& function, diag::Sink& sink) {
  const std::string& name = function.python_name;
  const bool is_accessor = function.role == ir::Role::kGetter || function.role == ir::Role::kSetter;
  if (!ir::IsDunderName(name) || function.role == ir::Role::kCall ||
      function.role == ir::Role::kSlot || IsClassHook(function) ||
      IsIn(name, is_accessor ? std::span<const std::string_view>(kSpecialAttributes)
                             : std::span<const std::string_view>(kSpecialMethods))) {
    return;
  }
  sink.Report(diag::Code::kNotCovered, PlaceOfName(function.annotations, function.location),
              {{"what", "the special " + std::string(is_accessor ? "attribute" : "method") + " '" +
                            name + "'"},
               {"help", kRename}});
}

// One of a pair that its class is asked to find.
void NameAccessor(ir::Function& function, const Accessor& accessor, diag::Sink& sink) {
  function.role = accessor.role;
  function.python_name =
      NameFor(function.annotations, accessor.name, Describe(function), function.location, sink);
}

void NameMember(ir::Function& function, diag::Sink& sink) {
  function.role = RoleOf(function);
  std::string_view cpp_name = WithoutAccessorPrefix(function.name, function.role);
  const std::string special(SpecialNameOf(function));
  if (!special.empty()) cpp_name = special;
  function.python_name =
      NameFor(function.annotations, cpp_name, Describe(function), function.location, sink);
  if (function.role == ir::Role::kMethod && function.python_name == "__call__") {
    function.role = ir::Role::kCall;
  } else if (function.role == ir::Role::kMethod &&
             ir::FindSpecialMethod(function.python_name) != nullptr) {
    function.role = ir::Role::kSlot;
  }
  CheckSpecialName(function, sink);
}

// --- Classes, enums, constants ---

void CheckModuleLevel(const std::string& name, const Named& named, diag::Sink& sink) {
  if (!IsIn(name, kModuleAttributes)) return;
  ReportBadName(name, named, "every module has its own", kRename, sink);
}

// What it is called in C++ by whatever binds it.
template <class Node>
const std::string& CppNameOf(const Node& node) {
  if constexpr (requires { node.alias; }) {
    if (!node.alias.empty()) return node.alias;
  }
  return node.name;
}

template <class Node>
void NameNode(Node& node, bool is_module_level, diag::Sink& sink) {
  const std::string what = Describe(node);
  node.python_name = NameFor(node.annotations, CppNameOf(node), what, node.location, sink);
  const Named named = {what, node.annotations, node.location};
  if (is_module_level) {
    CheckModuleLevel(node.python_name, named, sink);
  } else if (ir::IsDunderName(node.python_name)) {
    ReportBadName(node.python_name, named, "Python keeps names like it in a class for itself",
                  kRename, sink);
  }
}

void NameField(ir::Field& field, diag::Sink& sink) {
  if (!field.is_exported || field.name.empty()) return;  // an unnamed union has no name to give
  const std::string what = Describe(field);
  field.python_name = NameFor(field.annotations, field.name, what, field.location, sink);
  if (ir::IsDunderName(field.python_name) && !IsIn(field.python_name, kSpecialAttributes)) {
    ReportBadName(field.python_name, {what, field.annotations, field.location},
                  "Python keeps names like it in a class for itself", kRename, sink);
  }
}

// What every exception has, and what a translated one would lose by an attribute of that name.
constexpr std::array kExceptionAttributes = {"args"sv, "add_note"sv, "with_traceback"sv};

void NameAttributes(ir::Exception& node, diag::Sink& sink) {
  const auto check = [&](const std::string& name, const Named& named) {
    if (ir::IsDunderName(name)) {
      ReportBadName(name, named, "Python keeps names like it in a class for itself", kRename, sink);
    } else if (IsIn(name, kExceptionAttributes)) {
      ReportBadName(name, named, "every exception of Python's has its own", kRename, sink);
    }
  };
  for (ir::Function& getter : node.methods) {
    getter.role = ir::Role::kGetter;
    const std::string what = Describe(getter);
    getter.python_name =
        NameFor(getter.annotations, WithoutAccessorPrefix(getter.name, getter.role), what,
                getter.location, sink);
    check(getter.python_name, {what, getter.annotations, getter.location});
  }
  for (ir::Field& field : node.fields) {
    if (!field.is_exported || field.name.empty()) continue;
    const std::string what = Describe(field);
    field.python_name = NameFor(field.annotations, field.name, what, field.location, sink);
    check(field.python_name, {what, field.annotations, field.location});
  }
}

// Names in the body of an Enum that do not become members (tried on CPython 3.11 to 3.13): `mro`,
// _x_, __x__, and what is private to the class by its name.
std::string WhyNoEnumerator(std::string_view name, std::string_view enum_name) {
  if (name == "mro") return "it is a method of every class";
  const bool is_sunder = name.size() > 2 && name.starts_with('_') && name.ends_with('_');
  if (is_sunder && name.find_first_not_of('_') != std::string_view::npos) {
    return "Python's Enum keeps names between underscores for itself";
  }
  std::string private_prefix = "_" + std::string(enum_name) + "__";
  if (name.size() > private_prefix.size() && name.starts_with(private_prefix)) {
    return "to Python's Enum it is a private name of the class";
  }
  return {};
}

void NameEnumerators(ir::Enum& node, diag::Sink& sink) {
  for (ir::Enumerator& enumerator : node.enumerators) {
    const std::string what = Describe(enumerator);
    enumerator.python_name =
        NameFor(enumerator.annotations, enumerator.name, what, enumerator.location, sink);
    std::string reason = WhyNoEnumerator(enumerator.python_name, node.python_name);
    if (reason.empty()) continue;
    ReportBadName(enumerator.python_name, {what, enumerator.annotations, enumerator.location},
                  reason, "write FERRULE_CONSTANT(name = ...) behind it", sink);
  }
}

}  // namespace

std::string NameFor(const Annotations& annotations, std::string_view cpp_name,
                    const std::string& what, const diag::Location& location, diag::Sink& sink) {
  const ir::AnnotationArgument* written = FindArgument(annotations, "name");
  std::optional<std::string> name =
      written != nullptr && written->value ? ParseName(*written->value) : std::nullopt;
  // What cannot be read was reported with the annotation.
  if (!name) name = ir::PythonNameOf(cpp_name);
  const Named named = {what, annotations, location};
  if (ir::IsPythonKeyword(*name)) {
    ReportBadName(*name, named, "it is a keyword of Python", "write `name = " + *name + "_`", sink);
  } else if (!ir::IsPythonIdentifier(*name)) {
    const bool is_ascii = std::ranges::all_of(*name, [](char c) { return (c & 0x80) == 0; });
    ReportBadName(
        *name, named,
        is_ascii ? "it is no Python identifier" : "letters beyond ASCII are not covered yet",
        "give it an ASCII identifier with `name = ...`", sink);
  }
  return *name;
}

void AssignNames(ir::Module& module, diag::Sink& sink) {
  for (ir::Class& node : module.classes) {
    if (IsImported(node)) continue;
    NameNode(node, !node.outer, sink);
    for (ir::Function& constructor : node.constructors) {
      constructor.role = ir::Role::kConstructor;
      constructor.python_name = "__init__";
    }
    const std::map<std::size_t, Accessor> pairs = FindPairs(node, module);
    for (std::size_t i = 0; i < node.methods.size(); ++i) {
      const auto accessor = pairs.find(i);
      if (accessor != pairs.end()) {
        NameAccessor(node.methods[i], accessor->second, sink);
      } else {
        NameMember(node.methods[i], sink);
      }
    }
    for (ir::Field& field : node.fields) NameField(field, sink);
  }
  for (ir::Enum& node : module.enums) {
    if (IsImported(node)) continue;
    NameNode(node, !node.outer, sink);
    NameEnumerators(node, sink);
  }
  for (ir::Exception& node : module.exceptions) {
    NameNode(node, !node.outer, sink);
    NameAttributes(node, sink);
  }
  for (ir::Function& function : module.functions) {
    function.role = RoleOf(function);
    NameNode(function, true, sink);
  }
  for (ir::Constant& constant : module.constants) NameNode(constant, true, sink);
}

}  // namespace ferrule::check
