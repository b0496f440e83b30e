#include "generator/scan/harness.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "generator/diag/sink.h"
#include "generator/ir/dump.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

// The line of the includes, so that the text under test begins on the second.
constexpr std::string_view kIncludes = "#include \"ferrule/annotations.h\"\n";

constexpr std::string_view kRuntime = R"(#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/annotations.h"

namespace ferrule {
inline namespace abi_1 {
struct Object {};
struct Bool : Object {};
struct Int : Object {};
struct Float : Object {};
struct Str : Object {};
struct Bytes : Object {};
struct Tuple : Object {};
struct List : Object {};
struct Dict : Object {};
struct Set : Object {};
struct Type : Object {};
struct Module : Object {};
struct Iterator : Object {};
struct Callable : Object {};
using Any = Object;
template <class T = Object> class Py { public: Py(Py&&); ~Py(); };
template <class T = Object> class Bound {};
template <class T = Object> class Borrowed {};
template <class T = Object> class SharedPy {};
class Python {};
class Args {};
class Kwargs {};
class Unknown {};
template <class T> struct Converter {};
template <class T> struct Converter<T*> {};
template <class T> struct UserConverter {};
template <class T> struct Outcome;
}
}
)";

std::string Show(const diag::Location& location) {
  if (location.file.empty()) return "";
  return location.file + ":" + std::to_string(location.line) + ":" +
         std::to_string(location.column) + ": ";
}

std::string Show(const diag::Sink& sink) {
  std::string text;
  for (const diag::Diagnostic& diagnostic : sink.Sorted()) {
    text += Show(diagnostic.location) + "[" + std::string(Info(diagnostic.code).slug) + "] " +
            diagnostic.text;
    if (!diagnostic.help.empty()) text += " (" + diagnostic.help + ")";
    text += "\n";
    for (const diag::Note& note : diagnostic.notes)
      text += "  " + Show(note.location) + note.text + "\n";
  }
  return text;
}

std::string WithoutOrigin(const std::string& dump) {
  std::istringstream lines(dump);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    const bool is_origin = line.starts_with("module ") || line.starts_with("  header ");
    if (!is_origin && !line.empty()) text += line.substr(2) + "\n";
  }
  return text;
}

}  // namespace

Headers::Headers() : folder_(::testing::TempDir() + "ferrule-headers-XXXXXX") {
  if (mkdtemp(folder_.data()) == nullptr) ADD_FAILURE() << "cannot make " << folder_;
}

Headers::~Headers() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Headers::Add(const std::string& name, std::string_view text) const {
  std::filesystem::create_directories(std::filesystem::path(PathOf(name)).parent_path());
  std::ofstream(PathOf(name)) << text;
}

std::string Headers::TextOf(const std::string& name) const {
  std::ifstream in(PathOf(name));
  return {std::istreambuf_iterator<char>(in), {}};
}

Request Headers::RequestFor(std::vector<std::string> headers) const {
  Request request;
  request.module_name = "m";
  request.headers = std::move(headers);
  request.compile_flags = {"-I" + folder_, "-Iruntime/include"};
  // Bazel says where the builtin headers of its clang are; others have them where clang looks.
  if (const char* header = getenv("FERRULE_RESOURCE_HEADER")) {
    const std::filesystem::path include = std::filesystem::path(header).parent_path();
    request.compile_flags.push_back("-resource-dir=" + include.parent_path().string());
  }
  return request;
}

Scanned ScanRequest(const Request& request) {
  diag::Sink sink;
  Scanned scanned;
  if (std::optional<Result> result = Scan(request, sink); result && !sink.HasErrors()) {
    scanned.module = std::move(result->module);
    scanned.depfile = std::move(result->depfile);
  }
  if (scanned.module) scanned.text = WithoutOrigin(ir::DumpText(*scanned.module));
  scanned.errors = Show(sink);
  return scanned;
}

Scanned ScanText(std::string_view text) {
  const Headers headers;
  headers.Add("h.h", std::string(kIncludes) + std::string(text));
  return ScanRequest(headers.RequestFor({"h.h"}));
}

Scanned ScanTextWithRuntime(std::string_view text) {
  const Headers headers;
  headers.Add("runtime.h", kRuntime);
  headers.Add("h.h", "#include \"runtime.h\"\n" + std::string(text));
  return ScanRequest(headers.RequestFor({"h.h"}));
}

std::vector<std::string> LinesOf(const std::string& dump, std::string_view word) {
  std::istringstream lines(dump);
  std::vector<std::string> found;
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, line.find_first_not_of(' '));
    if (!line.starts_with(word)) continue;
    line.erase(0, word.size() + 1);
    found.push_back(line.substr(0, line.find("  ")));
  }
  return found;
}

}  // namespace ferrule::scan
