#include "generator/render/overloads.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "generator/ir/form.h"
#include "generator/ir/python.h"
#include "generator/ir/shape.h"
#include "generator/render/binding.h"
#include "generator/render/dispatch.h"
#include "generator/render/entry.h"
#include "generator/render/signature_text.h"
#include "generator/render/spell.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

using ir::Function;
using ir::Module;
using ir::OverloadSet;
using ir::Role;

std::string Bool(bool value) { return value ? "true" : "false"; }

// `Point` for the constructor, which is called by that name, `Point.move`, `area`.
std::string PathOf(const Function& function, const std::optional<ClassScope>& scope,
                   const Module& module) {
  if (!scope) return function.python_name;
  const std::string path = ir::PythonPath(scope->id, module);
  return function.role == Role::kConstructor ? path : path + "." + function.python_name;
}

// The number of a form: how many others came before it.
std::size_t NumberOf(const ir::Form& form, std::vector<ir::Form>& forms) {
  const auto found = std::ranges::find(forms, form);
  if (found != forms.end()) return static_cast<std::size_t>(found - forms.begin());
  forms.push_back(form);
  return forms.size() - 1;
}

class SetMaker {
 public:
  SetMaker(const std::vector<Function>& functions, const OverloadSet& set,
           const std::optional<ClassScope>& scope, GlueParts& parts)
      : functions_(functions), set_(set), scope_(scope), parts_(parts) {}

  Entrance Make(std::vector<TextView>& definitions) {
    const Function& first = functions_[set_.functions.front()];
    const std::string base = CallableName(first, scope_, parts_.module);
    view_.name = parts_.names.Take(base);
    view_.path = PathOf(first, scope_, parts_.module);
    view_.literal = StringLiteral(view_.path);
    view_.count = std::to_string(set_.functions.size());
    SetTypes(first.role);
    for (std::size_t i = 0; i < set_.functions.size(); ++i) {
      AddOverload(functions_[set_.functions[i]], i + 1, definitions);
    }
    view_.table = parts_.names.Take(base + "_table");
    view_.set = parts_.names.Take(base + "_overloads");
    view_.calls = parts_.names.Take(base + "_calls");
    Tests tests = MakeTests(choosables_, parts_.module);
    view_.plain_cases = std::move(tests.plain);
    view_.tells_classes = tests.tells_classes;
    view_.has_plain_cases = !view_.plain_cases.empty();
    view_.cases = std::move(tests.all);
    view_.has_cases = !view_.cases.empty();
    view_.choose = view_.has_cases ? parts_.names.Take(base + "_choose") : "nullptr";
    definitions.push_back({RenderPart(kOverloadsTemplate, view_)});
    return {view_.name, FlagsOf(Entry::kFastcall, first.role)};
  }

 private:
  void SetTypes(Role role) {
    view_.unpacks_nargs = role == Role::kCall;
    view_.result = role == Role::kConstructor ? "bool" : "PyObject*";
    view_.nargs_type = view_.unpacks_nargs ? "std::size_t" : "Py_ssize_t";
    view_.nargs = view_.unpacks_nargs ? "nargsf" : "nargs";
  }

  void AddOverload(const Function& function, std::size_t number,
                   std::vector<TextView>& definitions) {
    const Module& module = parts_.module;
    const Callable callable = WrapOverload(function, number, scope_, module, parts_.names);
    const ir::Shape shape = ir::ShapeOf(function, module);
    OverloadView overload;
    overload.call = callable.view.name;
    overload.names =
        callable.interned ? "offsetof(ModuleState, " + InternedMember(callable) + ")" : "0";
    overload.signature = callable.signature->name;
    overload.slots = AddSlots(function, shape, callable.view.name);
    overload.text = StringLiteral(PathOf(function, scope_, module) + "(" +
                                  MessageParameters(function, module) + ")");
    overload.args = "{" + Bool(shape.takes_args) + ", " + NameOf(shape.each_of_args) + ", " +
                    AddRest(shape.each_of_args, callable.view.name) + "}";
    overload.kwargs = "{" + Bool(shape.takes_kwargs) + ", " + NameOf(shape.each_of_kwargs) + ", " +
                      AddRest(shape.each_of_kwargs, callable.view.name) + "}";
    view_.overloads.push_back(overload);
    choosables_.push_back({shape, "return " + overload.call + "(self, values, nargs, nullptr);",
                           "return " + std::to_string(number - 1) + ";"});
    definitions.push_back(AddCallable(callable, parts_));
  }

  SlotView MakeSlot(const ir::Place& place) {
    return {AcceptedType(place, parts_.module), std::to_string(NumberOf(place.form, forms_)),
            Bool(ir::IsDeep(place.form))};
  }

  // In the order of the signature, which has those by name last.
  std::string AddSlots(const Function& function, const ir::Shape& shape, const std::string& base) {
    SlotsView slots;
    for (const ir::Place& place : shape.positional) slots.slots.push_back(MakeSlot(place));
    for (const ir::Argument& argument : function.signature.arguments) {
      if (argument.kind != ir::ArgumentKind::kKeywordOnly) continue;
      slots.slots.push_back(
          MakeSlot(*std::ranges::find(shape.keyword_only, argument.name, &ir::Place::name)));
    }
    if (slots.slots.empty()) return "nullptr";
    slots.name = parts_.names.Take(base + "_slots");
    view_.slots.push_back({RenderPart(kOverloadSlotsTemplate, slots)});
    return slots.name;
  }

  // What *args or **kwargs take, if it is converted.
  std::string AddRest(const std::optional<ir::Place>& each, const std::string& base) {
    if (!each) return "nullptr";
    const SlotsView slots = {parts_.names.Take(base + "_" + each->name), {MakeSlot(*each)}};
    view_.slots.push_back({RenderPart(kOverloadSlotsTemplate, slots)});
    return slots.name;
  }

  static std::string NameOf(const std::optional<ir::Place>& each) {
    return each ? StringLiteral(each->name) : "nullptr";
  }

  const std::vector<Function>& functions_;
  const OverloadSet& set_;
  const std::optional<ClassScope>& scope_;
  GlueParts& parts_;
  OverloadsView view_;
  std::vector<ir::Form> forms_;
  std::vector<Choosable> choosables_;
};

// `$self, /, *args, **kwargs`: what is true of all the overloads. As with a function that
// typing.overload declares, what they are can be read in the stub.
std::string TextSignatureOfAll(const std::vector<Function>& functions, const OverloadSet& set) {
  bool takes_positional = false;
  bool takes_keywords = false;
  for (const std::size_t index : set.functions) {
    for (const ir::Argument& argument : functions[index].signature.arguments) {
      takes_positional = takes_positional || argument.kind < ir::ArgumentKind::kKeywordOnly;
      takes_keywords = takes_keywords || (argument.kind != ir::ArgumentKind::kPositionalOnly &&
                                          argument.kind != ir::ArgumentKind::kVarPositional);
    }
  }
  const Role role = functions[set.functions.front()].role;
  std::string text;
  if (role == Role::kMethod || role == Role::kCall) text = "$self, /";
  if (role == Role::kClassMethod) text = "$type, /";
  if (takes_positional) text += text.empty() ? "*args" : ", *args";
  if (takes_keywords) text += text.empty() ? "**kwargs" : ", **kwargs";
  return text;
}

std::string Indented(const std::string& doc) {
  std::string text;
  bool begins_line = true;
  for (const char c : doc) {
    if (begins_line && c != '\n') text += "    ";
    text += c;
    begins_line = c == '\n';
  }
  return text;
}

// Each overload with its own documentation below it.
std::string ListOverloads(const std::string& name, const std::vector<Function>& functions,
                          const OverloadSet& set, const Module& module) {
  std::string text;
  for (const VisibleOverload& overload : VisibleOverloads(functions, set, module)) {
    const Function& function = *overload.function;
    if (!text.empty()) text += "\n";
    text += name + "(" + MessageParameters(function, module) + ")";
    if (function.role != Role::kConstructor) text += " -> " + WithoutModules(overload.result);
    if (!function.doc.empty()) text += "\n" + Indented(function.doc);
  }
  return text;
}

}  // namespace

Entrance DefineCallable(const std::vector<Function>& functions, const OverloadSet& set,
                        const std::optional<ClassScope>& scope, GlueParts& parts,
                        std::vector<TextView>& definitions) {
  if (set.functions.size() > 1) return SetMaker(functions, set, scope, parts).Make(definitions);
  const Callable callable =
      WrapFunction(functions[set.functions.front()], scope, parts.module, parts.names);
  definitions.push_back(AddCallable(callable, parts));
  if (!scope && callable.view.is_one) {
    parts.view.ones.push_back(
        {StringLiteral(set.python_name), callable.view.name, callable.view.signature});
  }
  return {callable.view.name, callable.flags};
}

MethodView DefineMethod(const std::vector<Function>& functions, const OverloadSet& set,
                        const std::optional<ClassScope>& scope, const std::string& base,
                        GlueParts& parts, std::vector<TextView>& definitions) {
  const Entrance entrance = DefineCallable(functions, set, scope, parts, definitions);
  const bool is_one = VisibleOverloads(functions, set, parts.module).size() == 1;
  const std::string own_doc = is_one ? functions[set.functions.front()].doc : "";
  const std::string doc = DocOf(set.python_name, functions, set, own_doc, parts.module);
  return {StringLiteral(set.python_name), entrance.name, entrance.flags, AddDoc(base, doc, parts)};
}

std::string DocOf(const std::string& name, const std::vector<Function>& functions,
                  const OverloadSet& set, const std::string& doc, const Module& module) {
  if (VisibleOverloads(functions, set, module).size() == 1) {
    return DocWithSignature(name, TextSignature(functions[set.functions.front()], module), doc);
  }
  const std::string list = ListOverloads(name, functions, set, module);
  return DocWithSignature(name, TextSignatureOfAll(functions, set),
                          doc.empty() ? list : doc + "\n\n" + list);
}

}  // namespace ferrule::render
