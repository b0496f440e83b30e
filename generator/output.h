// The folder that generated files go to: all of them, or none.
#ifndef FERRULE_GENERATOR_OUTPUT_H_
#define FERRULE_GENERATOR_OUTPUT_H_

#include <string>
#include <utility>
#include <vector>

#include "generator/diag/sink.h"

namespace ferrule {

class OutputFolder {
 public:
  explicit OutputFolder(std::string folder) : folder_(std::move(folder)) {}
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  // Removes what was written and never put in its place.
  ~OutputFolder();

  std::string PathOf(const std::string& name) const;

  // A file to write; it need not be in the folder.
  void Add(const std::string& path, std::string text) {
    files_.emplace_back(path, std::move(text));
  }

  // Makes folders where they are missing and puts all files in their places, complete ones only.
  // Reports kOutputNotWritable, and then leaves every file as it was.
  void Write(diag::Sink& sink);

 private:
  std::string folder_;
  std::vector<std::pair<std::string, std::string>> files_;  // path, text
  std::vector<std::string> staged_;  // paths of files that stand beside them for now
};

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_OUTPUT_H_
