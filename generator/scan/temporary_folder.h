// A folder of our own below $TMPDIR, gone with the object.
#ifndef FERRULE_GENERATOR_SCAN_TEMPORARY_FOLDER_H_
#define FERRULE_GENERATOR_SCAN_TEMPORARY_FOLDER_H_

#include <string>

namespace ferrule::scan {

class TemporaryFolder {
 public:
  // Throws std::filesystem::filesystem_error.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_TEMPORARY_FOLDER_H_
