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
  // Removes what was staged and never written.
  ~OutputFolder();

  std::string PathOf(const std::string& name) const;

  // Where somebody else may write the file `path` for now; Write moves it to its place. The file may stay unwritten.
  std::string Staged(const std::string& path) const;

  void Add(const std::string& name, std::string text) { files_.emplace_back(name, std::move(text)); }

  // Makes the folder where it is missing and puts all files in their places, complete ones only. Reports
  // kOutputNotWritable, and then leaves every file as it was.
  void Write(diag::Sink& sink);

 private:
  std::string folder_;
  std::vector<std::pair<std::string, std::string>> files_;  // name, text
  mutable std::vector<std::string> staged_;                 // final paths
};

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_OUTPUT_H_
