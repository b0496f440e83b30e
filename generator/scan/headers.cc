#include "generator/scan/headers.h"

#include <filesystem>
#include <fstream>

namespace ferrule::scan {
namespace {

namespace fs = std::filesystem;

// Why a header can't be read; empty if it can. Folders are searched on behind a folder of the
// header's name, as by clang.
std::string ProblemWith(const std::string& header, const std::vector<std::string>& folders) {
  std::string problem = "there is no such file in the current folder or on the include path";
  for (const std::string& folder : folders) {
    const fs::path path = fs::path(folder) / header;
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
      problem = "it is a folder";
    } else if (fs::exists(path, ignored)) {
      return std::ifstream(path) ? "" : "permission denied";
    }
  }
  return problem;
}

}  // namespace

void CheckHeaders(const std::vector<std::string>& headers, const std::vector<std::string>& folders,
                  diag::Sink& sink) {
  for (const std::string& header : headers) {
    const std::string problem = ProblemWith(header, folders);
    if (problem.empty()) continue;
    sink.Report(diag::Code::kHeaderNotFound, {}, {{"header", header}, {"reason", problem}});
  }
}

}  // namespace ferrule::scan
