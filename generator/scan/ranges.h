// What iterating over the objects of a class gives.
#ifndef FERRULE_GENERATOR_SCAN_RANGES_H_
#define FERRULE_GENERATOR_SCAN_RANGES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/context.h"
#include "generator/scan/probe.h"

namespace ferrule::scan {

// Asks what the iterators of classes with `begin()` and `end()` refer to, and tells the classes
// once that has been answered. Where clang cannot tell, the two are methods like others.
class RangeReader {
 public:
  RangeReader(const ir::Module& module, Probe& probe);
  void Fill(ir::Module& module) const;

 private:
  struct Asked {
    std::size_t index = 0;  // of the class
    ir::Range range;
    Probe::Question question = 0;
  };

  void AskForNames(const ir::Module& module);
  BoundTypes BoundInProbe(const ir::Module& module) const;

  Probe& probe_;
  std::vector<Asked> asked_;
  std::optional<Probe::Question> names_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_RANGES_H_
