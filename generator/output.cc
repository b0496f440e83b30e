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
  for (const std::string& staged : staged_) {
    fs::remove(staged, ignored);
    KeepWhenInterrupted(staged);
  }
}

std::string OutputFolder::PathOf(const std::string& name) const {
  return folder_.empty() ? name : (fs::path(folder_) / name).string();
}

void OutputFolder::Write(diag::Sink& sink) {
  const auto report = [&sink](const std::string& path, const std::string& reason) {
    sink.Report(diag::Code::kOutputNotWritable, {}, {{"path", path}, {"reason", reason}});
  };
  std::error_code error;
  for (const auto& [path, text] : files_) {
    const std::string folder = fs::path(path).parent_path().string();
    if (!folder.empty()) fs::create_directories(folder, error);
    if (error) return report(folder, error.message());
    if (fs::is_directory(path, error)) return report(path, "it is a folder");
    staged_.push_back(StagedPath(path));
    RemoveWhenInterrupted(staged_.back());
    if (const std::string reason = WriteFile(staged_.back(), text); !reason.empty())
      return report(path, reason);
  }
  for (const auto& [path, text] : files_) {
    fs::rename(StagedPath(path), path, error);
    if (error) return report(path, error.message());
  }
}

}  // namespace ferrule
