#include "generator/scan/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "generator/interrupt.h"

namespace ferrule::scan {

namespace fs = std::filesystem;

namespace {

std::string MakeFolder() {
  std::string path = fs::temp_directory_path() / "ferrule-XXXXXX";
  if (mkdtemp(path.data()) == nullptr) {
    throw fs::filesystem_error("cannot make a temporary folder", path,
                               {errno, std::generic_category()});
  }
  return path;
}

}  // namespace

TemporaryFolder::TemporaryFolder() : path_(MakeRemovedWhenInterrupted(MakeFolder)) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what can't be removed is left to whoever cleans the folder above
  fs::remove_all(path_, ignored);
  KeepWhenInterrupted(path_);
}

}  // namespace ferrule::scan
