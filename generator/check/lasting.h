// References that outlast a call: what Python gets of an object that another keeps alive.
#ifndef FERRULE_GENERATOR_CHECK_LASTING_H_
#define FERRULE_GENERATOR_CHECK_LASTING_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Python gets an object of one class that an object of another keeps alive.
struct Lasting {
  std::optional<ir::ClassId> owner;  // nothing: any Python object
  ir::ClassId object;
  std::string subject;  // what hands it out
  diag::Location location;
};

// Every such pair of the module, once it is settled what is live and who keeps results.
std::vector<Lasting> FindLasting(const ir::Module& module);

// Settles which fields are live, and which classes may refer to what others keep. Runs before the
// storage of classes is settled.
void SettleLasting(ir::Module& module, diag::Sink& sink);

// Refuses arguments that instances keep which may be gone before their objects. Requires: storage
// is settled.
void CheckKeeping(const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_LASTING_H_
