// What the C++ compiler says of classes, and libclang has no question for.
#ifndef FERRULE_GENERATOR_SCAN_TRAITS_H_
#define FERRULE_GENERATOR_SCAN_TRAITS_H_

#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"
#include "generator/scan/probe.h"

namespace ferrule::scan {

// Asks for the traits of all classes that can be named, and fills them in once that has been
// answered.
class TraitsReader {
 public:
  TraitsReader(const std::vector<ir::Class>& classes, Probe& probe);
  void Fill(std::vector<ir::Class>& classes, diag::Sink& sink) const;

 private:
  struct Asked {
    std::size_t index = 0;  // of the class
    Probe::Question question = 0;
  };

  const Probe& probe_;
  std::vector<Asked> asked_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_TRAITS_H_
