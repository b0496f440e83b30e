#include "generator/output.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "generator/interrupt.h"

namespace ferrule {
namespace {

namespace fs = std::filesystem;

std::string StagedPath(const std::string& path) { return path + ".ferrule-new"; }

// Empty when all went well, else the reason.
std::string WriteFile(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  return file ? "" : std::error_code(errno, std::generic_category()).message();
}

}  // namespace

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  for (const std::string& path : staged_) {
    fs::remove(StagedPath(path), ignored);
    KeepWhenInterrupted(StagedPath(path));
  }
}

std::string OutputFolder::PathOf(const std::string& name) const {
  return folder_.empty() ? name : (fs::path(folder_) / name).string();
}

std::string OutputFolder::Staged(const std::string& path) const {
  staged_.push_back(path);
  RemoveWhenInterrupted(StagedPath(path));
  return StagedPath(path);
}

void OutputFolder::Write(diag::Sink& sink) {
  const auto report = [&sink](const std::string& path, const std::string& reason) {
    sink.Report(diag::Code::kOutputNotWritable, {}, {{"path", path}, {"reason", reason}});
  };
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return report(folder_, error.message());
  for (const auto& [name, text] : files_) {
    const std::string path = PathOf(name);
    if (fs::is_directory(path, error)) return report(path, "it is a folder");
    if (const std::string reason = WriteFile(Staged(path), text); !reason.empty()) return report(path, reason);
  }
  for (const std::string& path : staged_) {
    if (!fs::exists(StagedPath(path), error)) continue;
    fs::rename(StagedPath(path), path, error);
    if (error) return report(path, error.message());
  }
}

}  // namespace ferrule
