#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/ir/cpp.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/python.h"
#include "generator/ir/references.h"
#include "generator/render/file_scope.h"
#include "generator/render/glue_parts.h"
#include "generator/render/layout.h"
#include "generator/render/overloads.h"
#include "generator/render/overrides.h"
#include "generator/render/pickling.h"
#include "generator/render/protocols.h"
#include "generator/render/signature_text.h"
#include "generator/render/spell.h"
#include "generator/render/storage.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

using ir::Class;
using ir::ClassId;
using ir::Function;
using ir::Module;
using ir::Role;

bool HasCall(const Class& node) {
  return std::ranges::find(node.methods, Role::kCall, &Function::role) != node.methods.end();
}

// Everything that holds references, each of which is visited once.
class ShownReferences {
 public:
  ShownReferences(ClassId id, const std::string& identifier, GlueParts& parts, ClassView& view)
      : id_(id), identifier_(identifier), parts_(parts), view_(view) {}

  void Add() {
    const Module& module = parts_.module;
    const Class& node = module.classes[id_.index];
    for (const ir::Field& field : node.fields) {
      if (ir::IsPartOfObject(field) && !ir::IsShownByFunction(field, node, module) &&
          ir::HoldsReferences(field.type, module))
        AddMember(field);
    }
    AddFunctions(id_);
    for (const ClassId base : ir::AncestorsOf(id_, module)) AddFunctions(base);
  }

 private:
  // The object as what it is derived from.
  static std::string AsBase(const std::string& base) {
    return "glue::AsBase<" + base + ">(object)";
  }

  void AddMember(const ir::Field& field) {
    MemberView member;
    member.tag = parts_.names.Take(identifier_ + "_" + field.name);
    member.member = "&" + field.owner + "::" + field.name;
    member.object = field.is_inherited ? AsBase("const " + field.owner) : "object";
    view_.members.push_back(member);
    if (field.is_const) return;
    if (field.is_inherited) member.object = AsBase(field.owner);
    view_.clearable.push_back(member);
  }

  // What FERRULE_TRAVERSE stands on.
  void AddFunctions(ClassId id) {
    const Class& node = parts_.module.classes[id.index];
    for (const Function& function : node.traverses) {
      const std::string& base = function.inherited_from;
      const std::string& owner = base.empty() ? node.qualified_name : base;
      const bool is_own = id == id_ && base.empty();
      MemberView member;
      member.tag = parts_.names.Take(identifier_ + "_" + function.name);
      member.member = "static_cast<void (" + owner + "::*)(ferrule::Visitor&)" +
                      (function.is_const ? " const" : "") + ">(&" + owner + "::" + function.name +
                      ")";
      member.object = is_own ? "object" : AsBase("const " + owner);
      view_.shown.push_back(member);
      if (!is_own) member.object = AsBase(owner);
      view_.shown_clearable.push_back(member);
    }
  }

  ClassId id_;
  const std::string& identifier_;
  GlueParts& parts_;
  ClassView& view_;
};

std::string TypeFlags(const ClassView& view, bool is_subclassable) {
  std::string flags = "Py_TPFLAGS_DEFAULT";
  if (is_subclassable || view.is_sealed) flags += " | Py_TPFLAGS_BASETYPE";
  if (view.is_collected) flags += " | Py_TPFLAGS_HAVE_GC";
  if (view.has_vectorcall) flags += " | ferrule::compat::kCallableTypeFlags";
  if (!view.has_construct) flags += " | Py_TPFLAGS_DISALLOW_INSTANTIATION";
  return flags;
}

void NameParts(const std::string& identifier, GlueParts& parts, ClassView& view) {
  const auto take = [&](const char* suffix) { return parts.names.Take(identifier + suffix); };
  view.layout = take("_Instance");
  view.allocate = take("_allocate");
  view.new_function = take("_new");
  view.init = take("_initialize");
  view.vectorcall = take("_vectorcall");
  view.visit = take("_visit");
  view.release = take("_release");
  view.traverse = take("_traverse");
  view.clear = take("_clear");
  view.add = take("_add");
  view.spec = take("_spec");
  view.record = take("_record");
  view.ancestors_name = take("_ancestors");
  view.methods_name = take("_methods");
  view.properties_name = take("_properties");
  view.members_name = take("_members");
  view.deallocate_name = take("_deallocate");
  view.free_name = take("_free");
  view.slots_name = take("_slots");
  view.type = identifier + "_type";
}

PropertyView MakeProperty(const std::string& name, const Callable& getter, const Callable* setter,
                          const std::string& doc) {
  return {StringLiteral(name), "&" + getter.view.name,
          setter == nullptr ? "nullptr" : "&" + setter->view.name,
          doc.empty() ? "nullptr" : StringLiteral(doc)};
}

class ClassMaker {
 public:
  ClassMaker(ClassId id, GlueParts& parts)
      : node_(parts.module.classes[id.index]),
        identifier_(IdentifierOf(id, parts.module)),
        parts_(parts) {
    NameParts(identifier_, parts, view_);
    scope_ = ClassScope{id, view_.record};
  }

  ClassView Make() {
    Describe();
    DescribeBases();
    AddConstructor();
    AddMethods();
    AddProperties();
    AddFields();
    view_.type_slots = DefineProtocols(scope_, shown_, parts_, view_.callables);
    SetMore();
    view_.has_methods = !view_.methods.empty();
    view_.has_properties = !view_.properties.empty();
    if (view_.is_visited) ShownReferences(scope_.id, identifier_, parts_, view_).Add();
    view_.has_shown = !view_.members.empty() || !view_.shown.empty();
    view_.flags = TypeFlags(view_, node_.is_subclassable);
    return view_;
  }

 private:
  void Describe() {
    const Module& module = parts_.module;
    view_.cpp_type = node_.qualified_name;
    view_.file_scope_type = WithFileScope(node_.qualified_name);
    view_.glue_namespace = GlueNamespace(module);
    view_.module_literal = StringLiteral(module.name);
    view_.cpp_name_literal = StringLiteral(view_.file_scope_type.substr(2));
    view_.layout_hash = std::to_string(LayoutHash(node_, module)) + "u";
    view_.scope = ScopeExpression(node_.outer, module);
    view_.path_literal = StringLiteral(ir::PythonPath(scope_.id, module));
    view_.spec_name = StringLiteral(module.name + "." + node_.python_name);
    view_.instance = InstanceType(node_);
    view_.storage_argument = StorageArgument(node_.storage);
    view_.is_collected = node_.is_collected;
    view_.is_visited = node_.holds_references;
    if (view_.is_visited) {
      view_.with_references = "glue::WithReferences<" + view_.cpp_type + ", &" + view_.visit +
                              ", &" + view_.release + ">(";
      view_.end_of_references = ")";
    }
    view_.is_tracked = node_.holds_references || node_.keeps_arguments;
    view_.is_copyable = node_.traits.is_copy_constructible ? "true" : "false";
    view_.is_callable = HasCall(node_);
    view_.has_construct = !node_.constructors.empty();
    view_.has_init = view_.has_construct && node_.is_subclassable;
    view_.is_made_by_new = view_.has_construct && !node_.is_subclassable;
    view_.vectorcall_entry = view_.has_construct ? "&" + view_.vectorcall : "nullptr";
  }

  void DescribeBases() {
    const Module& module = parts_.module;
    for (const ClassId id : ir::AncestorsOf(scope_.id, module)) {
      std::string types = StorageName(node_.storage) + ", " + node_.qualified_name;
      for (const ClassId base : ir::WayTo(id, scope_.id, module)) {
        types += ", " + module.classes[base.index].qualified_name;
      }
      view_.ancestors.push_back({types, StringLiteral(module.classes[id.index].qualified_name)});
    }
    view_.has_ancestors = !view_.ancestors.empty();
    std::string types;
    for (const ClassId id : node_.python_bases) {
      types += (types.empty() ? "" : ", ") + ("state." + IdentifierOf(id, module) + "_type");
    }
    if (!types.empty()) view_.base_types = ", {" + types + "}";
    view_.is_owning = node_.storage != ir::Storage::kInline;
    view_.is_guarded_init = view_.has_init && !view_.is_owning && node_.has_derived;
    view_.is_sealed = node_.has_derived && !node_.is_subclassable;
    view_.is_overridable = node_.is_overridable;
    std::string overrider;
    if (node_.is_overridable) {
      view_.overrider = OverriderName(scope_.id, module);
      view_.overrides = RenderPart(kOverrideTemplate, MakeOverrides(scope_.id, module));
      overrider = ", " + view_.overrider;
    }
    DescribeReferences();
    view_.kept_arguments = view_.cpp_type + ", " + StorageName(node_.storage) + overrider;
    std::string arguments = view_.storage_argument + overrider;
    if (view_.is_referable) {
      arguments = ", " + StorageName(node_.storage) + (overrider.empty() ? ", void" : overrider) +
                  view_.referent;
    }
    view_.destroy = "glue::Deallocate<" + view_.cpp_type + arguments + ">";
    view_.deallocate = "&glue::Deallocate" + std::string(view_.is_collected ? "Collected" : "") +
                       "<" + view_.cpp_type + arguments + ">";
    arguments = view_.is_owning ? "(type, " + view_.record + ")" : "(type)";
    view_.allocation = AllocationFunction(node_) + arguments;
    view_.blank = view_.is_owning ? "glue::NewOwning" + arguments : "glue::NewPlain(type)";
    view_.has_vectorcall = view_.is_callable && !ir::HasFamily(node_);
    view_.has_call_alone = view_.is_callable && ir::HasFamily(node_);
  }

  void DescribeReferences() {
    view_.is_referable = node_.is_referable;
    view_.has_referent = node_.is_referable && !view_.is_owning;
    if (view_.is_referable) {
      view_.referent =
          view_.is_owning ? ", glue::kReferable" : ", offsetof(" + view_.layout + ", referent)";
    }
  }

  // What an instance has beside its C++ object.
  void SetMore() {
    view_.has_dict = node_.has_dict;
    view_.has_weakrefs = node_.has_weakrefs;
    view_.is_view = node_.is_view;
    view_.keeps_arguments = node_.keeps_arguments;
    view_.has_more = node_.has_dict || node_.has_weakrefs || node_.keeps_arguments;
    view_.has_members = node_.has_dict || node_.has_weakrefs || view_.has_vectorcall;
    view_.is_made_in_steps = view_.has_members || view_.has_referent;
    if (view_.has_more) view_.deallocate = "&" + view_.deallocate_name;
    if (node_.has_dict) {
      view_.properties.push_back(
          {"\"__dict__\"", "&PyObject_GenericGetDict", "&PyObject_GenericSetDict", "nullptr"});
    }
    for (const std::string& name : node_.match_args)
      view_.match_args.push_back({StringLiteral(name)});
    view_.has_match_args = !view_.match_args.empty();
    AddPickling({scope_, identifier_, shown_, restorer_}, parts_, view_);
  }

  Callable Wrap(const Function& function) {
    return WrapFunction(function, scope_, parts_.module, parts_.names);
  }
  void Define(const Callable& callable) {
    view_.callables.push_back(AddCallable(callable, parts_));
  }

  void AddConstructor() {
    std::string doc = node_.doc;
    if (node_.constructor_set) {
      view_.construct = DefineCallable(node_.constructors, *node_.constructor_set, scope_, parts_,
                                       view_.callables)
                            .name;
      doc = DocOf(node_.python_name, node_.constructors, *node_.constructor_set, node_.doc,
                  parts_.module);
    }
    view_.doc = doc.empty() ? "\"\"" : AddDoc(identifier_, doc, parts_);
  }

  void AddMethods() {
    for (const ir::OverloadSet& set : node_.method_sets) {
      const Role role = node_.methods[set.functions.front()].role;
      if (role == Role::kSlot) continue;  // DefineProtocols has it
      if (role == Role::kConstructor) {
        DefineRestorer(set);
        continue;
      }
      if (role == Role::kCall) {
        view_.methods.push_back(DefineCallMethod(set));
      } else {
        view_.methods.push_back(DefineMethod(node_.methods, set, scope_,
                                             identifier_ + "_" + set.python_name, parts_,
                                             view_.callables));
      }
    }
  }

  // AddPickling makes the method that calls it.
  void DefineRestorer(const ir::OverloadSet& set) {
    restorer_ = DefineMethod(node_.methods, set, scope_, identifier_ + "_setstate", parts_,
                             view_.callables);
  }

  // Of the slot alone, CPython would make a `__call__` that says nothing of its arguments.
  MethodView DefineCallMethod(const ir::OverloadSet& set) {
    MethodView view =
        DefineMethod(node_.methods, set, scope_, identifier_ + "_call", parts_, view_.callables);
    view.literal = StringLiteral("__call__");
    view_.call = view.entry;
    view.entry = "glue::CallMethod<&" + view_.call + ">";
    view.flags = "METH_FASTCALL | METH_KEYWORDS | METH_COEXIST";
    return view;
  }

  void AddProperties() {
    for (const ir::Property& property : node_.properties) {
      const Function& read = node_.methods[property.getter];
      const Callable getter = Wrap(read);
      Define(getter);
      if (!property.setter) {
        view_.properties.push_back(MakeProperty(property.python_name, getter, nullptr, read.doc));
        continue;
      }
      const Callable setter = Wrap(node_.methods[*property.setter]);
      Define(setter);
      view_.properties.push_back(MakeProperty(property.python_name, getter, &setter, read.doc));
    }
  }

  void AddFields() {
    for (const ir::Field& field : node_.fields) {
      if (!field.is_exported || field.is_static) continue;
      const Callable getter = WrapFieldGetter(field, scope_, parts_.module, parts_.names);
      Define(getter);
      if (!field.is_static) shown_.push_back({field.python_name, getter.view.name});
      if (field.is_read_only) {
        view_.properties.push_back(MakeProperty(field.python_name, getter, nullptr, field.doc));
        continue;
      }
      const Callable setter = WrapFieldSetter(field, getter, scope_, parts_.module, parts_.names);
      Define(setter);
      view_.properties.push_back(MakeProperty(field.python_name, getter, &setter, field.doc));
    }
  }

  const Class& node_;
  std::string identifier_;
  GlueParts& parts_;
  ClassScope scope_;
  std::vector<ShownField> shown_;
  MethodView restorer_;
  ClassView view_;
};

}  // namespace

void AddClass(ClassId id, GlueParts& parts) {
  const ClassView view = ClassMaker(id, parts).Make();
  parts.view.state.push_back({"PyTypeObject* " + view.type});
  parts.view.objects.push_back({view.type});
  parts.view.types.push_back({view.type});
  parts.view.layouts.push_back({RenderPart(kClassLayoutTemplate, view)});
  parts.view.conversions.push_back({RenderPart(kClassConversionsTemplate, view)});
  parts.view.definitions.push_back({RenderPart(kClassTemplate, view)});
  parts.view.additions.push_back({view.add});
  if (view.is_sealed) parts.view.sealed.push_back({view.type});
  parts.view.reaches_private = parts.view.reaches_private || view.has_shown;
}

}  // namespace ferrule::render
