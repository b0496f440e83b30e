#include "generator/render/pickling.h"

#include <algorithm>
#include <utility>

#include "generator/ir/python.h"
#include "generator/render/spell.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

class PicklingMaker {
 public:
  PicklingMaker(const PickledClass& pickled, GlueParts& parts, ClassView& view)
      : pickled_(pickled),
        node_(parts.module.classes[pickled.scope.id.index]),
        parts_(parts),
        view_(view) {}

  void Make() {
    if (node_.copies_fields) {
      AddFieldState();
    } else if (!pickled_.restorer.entry.empty()) {
      AddSetState({{"return glue::Restore(self, state, &" + pickled_.restorer.entry + ", " +
                    Record() + ");"}},
                  pickled_.restorer.doc);
    }
    if (node_.copies_fields || node_.copies_state) AddReduce();
  }

 private:
  const std::string& Record() const { return pickled_.scope.record; }

  std::string Define(const std::string& purpose, const char* suffix, const std::string& parameters,
                     std::vector<LineView> lines) {
    const std::string name = parts_.names.Take("py_" + pickled_.identifier + suffix);
    view_.callables.push_back(
        {RenderPart(kSlotFunctionTemplate,
                    SlotFunctionView{ir::PythonPath(pickled_.scope.id, parts_.module) + purpose,
                                     "PyObject*", name, parameters, std::move(lines)})});
    return name;
  }

  void AddSetState(std::vector<LineView> lines, const std::string& doc) {
    set_state_ = Define(" made of its state", "_setstate", "PyObject* self, PyObject* state",
                        std::move(lines));
    view_.methods.push_back({"\"__setstate__\"", set_state_, "METH_O", doc});
  }

  // The state of an object is a dict of its fields.
  void AddFieldState() {
    const std::string get = Define(" as its state", "_getstate", "PyObject* self, PyObject*",
                                   LinesWithFields(pickled_.fields, "glue::FieldsOf"));
    view_.methods.push_back({"\"__getstate__\"", get, "METH_NOARGS", "nullptr"});
    std::vector<LineView> lines = {{"static constexpr glue::StateField kFields[] = {"}};
    for (const ir::Argument& argument : node_.constructors[0].signature.arguments) {
      lines.push_back({"    {" + StringLiteral(argument.name) + ", " +
                       (argument.has_default ? "true" : "false") + "},"});
    }
    lines.push_back({"};"});
    lines.push_back({"return glue::RestoreFields(self, state, kFields, std::size(kFields), &" +
                     view_.construct + ", " + Record() + ");"});
    AddSetState(std::move(lines), "nullptr");
  }

  // `__new__` makes no instance without an object of a class that Python may not subclass.
  void AddReduce() {
    const std::string function = view_.has_init ? "Reduce" : "ReduceWhole";
    const std::string reduce = Define(" as it is made anew", "_reduce", "PyObject* self, PyObject*",
                                      {{"return glue::" + function + "(self, " + Record() + ");"}});
    view_.methods.push_back({"\"__reduce__\"", reduce, "METH_NOARGS", "nullptr"});
    if (view_.has_init) return;
    const std::string make =
        Define(" of a state", "_of_state", "PyObject* type, PyObject* state",
               {{"return glue::MakeOfState(type, state, &" + set_state_ + ", " + Record() + ");"}});
    view_.methods.push_back({"\"_of_state\"", make, "METH_O | METH_CLASS", "nullptr"});
  }

  const PickledClass& pickled_;
  const ir::Class& node_;
  GlueParts& parts_;
  ClassView& view_;
  std::string set_state_;
};

}  // namespace

void AddPickling(const PickledClass& pickled, GlueParts& parts, ClassView& view) {
  PicklingMaker(pickled, parts, view).Make();
}

}  // namespace ferrule::render
