#include "generator/scan/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "generator/interrupt.h"

namespace ferrule::scan {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() : path_(fs::temp_directory_path() / "ferrule-XXXXXX") {
  if (mkdtemp(path_.data()) == nullptr) {
    throw fs::filesystem_error("cannot make a temporary folder", path_,
                               {errno, std::generic_category()});
  }
  RemoveWhenInterrupted(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what can't be removed is left to whoever cleans the folder above
  fs::remove_all(path_, ignored);
  KeepWhenInterrupted(path_);
}

}  // namespace ferrule::scan
