// For the tests of this folder: the text of a header in, what Scan made of it as text out.
#ifndef FERRULE_GENERATOR_SCAN_HARNESS_H_
#define FERRULE_GENERATOR_SCAN_HARNESS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/scan.h"

namespace ferrule::scan {

// A folder for the files of one test.
class Headers {
 public:
  Headers();
  ~Headers();
  Headers(const Headers&) = delete;
  Headers& operator=(const Headers&) = delete;

  void Add(const std::string& name, std::string_view text) const;
  std::string PathOf(const std::string& name) const { return folder_ + "/" + name; }
  std::string TextOf(const std::string& name) const;

  // A request to scan `headers` of this folder, with the flags that let clang find them and
  // ferrule's.
  Request RequestFor(std::vector<std::string> headers) const;

 private:
  std::string folder_;
};

// What a scan without errors comes to.
struct Scanned {
  std::optional<ir::Module> module;
  std::string depfile;
  std::string text;  // the model's dump, without the lines that say where it comes from
  std::string
      errors;  // a line a diagnostic: "h.h:2:7: [slug] text (help)", and those of its notes below
};

Scanned ScanRequest(const Request& request);

// Scans a header h.h that has `text` behind the includes that it needs, which take the first line.
Scanned ScanText(std::string_view text);

// As above, with the names of the runtime in place: declarations like those of ferrule's own
// headers, at less cost.
Scanned ScanTextWithRuntime(std::string_view text);

// The lines of a dump that begin with `word`, without it and without their places.
std::vector<std::string> LinesOf(const std::string& dump, std::string_view word);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_HARNESS_H_
