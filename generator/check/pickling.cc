#include "generator/check/pickling.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

using ir::Function;

const Function* Find(const ir::Class& node, std::string_view name) {
  const auto found = std::ranges::find(node.methods, name, &Function::python_name);
  return found == node.methods.end() ? nullptr : &*found;
}

void Report(const Function& function, std::string problem, std::string help, diag::Sink& sink) {
  sink.Report(diag::Code::kBadSpecialMethod, function.location,
              {{"problem", std::move(problem)}, {"help", std::move(help)}});
}

std::string HowToRestore(const ir::Class& node) {
  return "write `FERRULE_INIT(name = \"__setstate__\") static " + node.name +
         " f(State state)`, which makes an object of what `__getstate__` returns";
}

// FERRULE_INIT has a name only where it makes an object of its state.
void CheckNameOfInit(const Function& function, diag::Sink& sink) {
  const ir::AnnotationArgument* const name = FindArgument(function.annotations, "name");
  if (name == nullptr || function.role != ir::Role::kConstructor) return;
  const bool is_static = function.kind == ir::FunctionKind::kStaticMethod;
  if (is_static && function.python_name == "__setstate__") return;
  sink.Report(
      diag::Code::kBadValue, name->value_location,
      {{"value", name->value.value_or("")},
       {"key", "name"},
       {"macro", "FERRULE_INIT"},
       {"help", is_static
                    ? "remove it: Python calls a constructor by the name of the class. "
                      "Only \"__setstate__\" has another one"
                    : "remove it, or write it before a static function that returns the object"}});
}

void CheckMakesObject(const ir::Class& node, const Function& method, diag::Sink& sink) {
  if (method.python_name == "__setstate__" && !ir::IsRestorer(method)) {
    Report(method,
           Describe(method) +
               " cannot be __setstate__: Python calls that on an object that is not made yet",
           HowToRestore(node), sink);
  }
  // What `__new__` is given, it ignores where `__init__` makes the object.
  const bool is_made_by_new = !node.constructors.empty() && !node.is_subclassable;
  const bool is_for_new =
      method.python_name == "__getnewargs__" || method.python_name == "__getnewargs_ex__";
  if (is_for_new && !is_made_by_new) {
    Report(method,
           Describe(method) + " cannot be " + method.python_name +
               ": Python gives what it returns to `__new__`, and `__init__` makes the object",
           "make it __getstate__, and " + HowToRestore(node), sink);
  }
}

// That there are both, or none: of a pair that is not `__reduce__`'s affair.
void CheckPair(const ir::Class& node, const Function* get, const Function* set, diag::Sink& sink) {
  if (get != nullptr && set == nullptr) {
    Report(*get,
           "'" + node.qualified_name +
               "' has a __getstate__ and no __setstate__: nothing makes an object of the state",
           HowToRestore(node), sink);
  } else if (set != nullptr && get == nullptr && ir::IsRestorer(*set)) {
    Report(*set,
           "'" + node.qualified_name +
               "' has a __setstate__ and no __getstate__: nothing gives it a state",
           "write `FERRULE_METHOD(name = \"__getstate__\") State f() const`, too", sink);
  }
}

}  // namespace

void SettlePickling(ir::Class& node, diag::Sink& sink) {
  for (const Function& constructor : node.constructors) CheckNameOfInit(constructor, sink);
  for (const Function& method : node.methods) {
    CheckNameOfInit(method, sink);
    CheckMakesObject(node, method, sink);
  }
  if (Find(node, "__reduce__") != nullptr || Find(node, "__reduce_ex__") != nullptr) return;
  // The state of a base says nothing of what is derived from it.
  if (Find(node, "__setstate__") == nullptr) {
    std::erase_if(node.methods, [](const Function& method) {
      return method.python_name == "__getstate__" && !method.inherited_from.empty();
    });
  }
  const Function* const get = Find(node, "__getstate__");
  const Function* const set = Find(node, "__setstate__");
  CheckPair(node, get, set, sink);
  node.copies_state = get != nullptr && set != nullptr;
}

void CheckRestorer(const Function& function, diag::Sink& sink) {
  if (!ir::IsRestorer(function)) return;
  const auto& arguments = function.signature.arguments;
  if (arguments.size() == 1 && arguments[0].kind == ir::ArgumentKind::kPositionalOnly) return;
  Report(function,
         Describe(function) + " cannot be __setstate__: Python calls that with one argument",
         "let it take what `__getstate__` returns", sink);
}

}  // namespace ferrule::check
