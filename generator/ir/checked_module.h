// A module that Check approved. Having one is the proof: Render takes nothing else and so cannot
// fail on user input.
#ifndef FERRULE_GENERATOR_IR_CHECKED_MODULE_H_
#define FERRULE_GENERATOR_IR_CHECKED_MODULE_H_

#include <utility>

#include "generator/ir/module.h"

namespace ferrule::check {
class Approval;
}

namespace ferrule::ir {

class CheckedModule {
 public:
  const Module& operator*() const { return module_; }
  const Module* operator->() const { return &module_; }

 private:
  friend class check::Approval;  // made by Check alone
  explicit CheckedModule(Module module) : module_(std::move(module)) {}

  Module module_;
};

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_CHECKED_MODULE_H_
