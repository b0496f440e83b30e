// The first stage: reads annotated headers with libclang and makes the model of them.
//
// The only folder of the generator that knows clang. What Scan returns is what the headers say,
// whether ferrule can bind it or not; the judgement is Check's. Only what keeps the headers from
// being understood at all is reported here: errors of clang's, annotations that land on nothing or
// cannot be read.
#ifndef FERRULE_GENERATOR_SCAN_SCAN_H_
#define FERRULE_GENERATOR_SCAN_SCAN_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::scan {

struct Request {
  std::string module_name;
  std::vector<std::string> headers;        // as the glue shall include them
  std::vector<std::string> compile_flags;  // after the `--`
  std::vector<ir::Interface> imports;      // of the modules whose types may be used
  std::string
      depfile_target;  // what a dependency file says depends on the headers; empty: none is made
};

struct Result {
  ir::Module module;
  std::string depfile;  // a rule of Make that lists every file read
};

// The folders that headers are looked for in, the current one ("") first. Locations call a header
// what the command line calls it: this is how to find it.
std::vector<std::string> SearchFolders(const std::vector<std::string>& compile_flags);

// Returns nothing when the headers cannot be understood at all. What comes back may lack
// declarations about which an error was reported; the rest is as good for finding more.
std::optional<Result> Scan(const Request& request, diag::Sink& sink);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_SCAN_H_
