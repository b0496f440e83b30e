// The compiler as one function: scan, check, render, write.
#ifndef FERRULE_GENERATOR_PIPELINE_H_
#define FERRULE_GENERATOR_PIPELINE_H_

#include <iosfwd>

#include "generator/options.h"

namespace ferrule {

// Does what the options ask for. Results go to `out`, diagnostics to `err`. Returns the exit code:
// 0, or 1 when there were errors, and then nothing has been written.
int Run(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_PIPELINE_H_
