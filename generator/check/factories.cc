#include "generator/check/factories.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"

namespace ferrule::check {
namespace {

bool IsMarked(const ir::Function& method) {
  return method.kind == ir::FunctionKind::kStaticMethod &&
         Has(method.annotations, ir::AnnotationKind::kInit);
}

// Whether Python calls it by another name than that of the class (pickling.h).
bool IsNamed(const ir::Function& method) {
  return FindArgument(method.annotations, "name") != nullptr;
}

// Whether Python may have the result as an object of its own: by value, or by a pointer that owns.
bool MakesObject(const ir::PassedType& result, ir::ClassId id) {
  if (result.passing != ir::Passing::kValue) return false;
  if (const auto* object = result.type.As<ir::ClassRef>()) return object->id == id;
  const auto* pointer = result.type.As<ir::Template>();
  const bool owns = pointer != nullptr && (pointer->kind == ir::TemplateKind::kUniquePointer ||
                                           pointer->kind == ir::TemplateKind::kSharedPointer);
  if (!owns) return false;
  const auto* object = pointer->arguments[0].As<ir::ClassRef>();
  return object != nullptr && object->id == id;
}

}  // namespace

void TakeFactories(ir::Class& node) {
  std::ranges::copy_if(
      node.methods, std::back_inserter(node.constructors), [](const ir::Function& method) {
        return IsMarked(method) && !IsNamed(method) && method.inherited_from.empty();
      });
  std::erase_if(node.methods, [](const ir::Function& method) {
    return IsMarked(method) && (!IsNamed(method) || !method.inherited_from.empty());
  });
}

void CheckFactory(const ir::Function& factory, ir::ClassId owner, const ir::Module& module,
                  diag::Sink& sink) {
  if (MakesObject(factory.result, owner)) return;
  const std::string& name = module.classes[owner.index].qualified_name;
  sink.Report(
      diag::Code::kNoPythonForm, factory.location,
      {{"what", Describe(factory)},
       {"reason", "FERRULE_INIT makes it a constructor of '" + name + "', and it returns '" +
                      ir::CppSpelling(factory.result, module) + "'"},
       {"help", "return '" + name + "', 'std::unique_ptr<" + name + ">' or 'std::shared_ptr<" +
                    name + ">', or write FERRULE_STATIC() instead"}});
}

}  // namespace ferrule::check
