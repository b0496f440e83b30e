// A second unit on top of the headers: code that asks clang what it has no question for.
//
// What is asked is declared on a line of its own, so that whatever is wrong with it can be told
// from the rest. The headers are read back rather than parsed again.
#ifndef FERRULE_GENERATOR_SCAN_PROBE_H_
#define FERRULE_GENERATOR_SCAN_PROBE_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "generator/scan/clang.h"
#include "generator/scan/clang_errors.h"
#include "generator/scan/flags.h"

namespace ferrule::scan {

class Probe {
 public:
  // What was asked, for its answer.
  using Question = std::size_t;

  // `declaration` is one line, and declares `name` in the global namespace.
  Question Add(std::string name, const std::string& declaration);

  // Asks, if there is anything to be asked. `headers` is the unit of the headers, `folder` one to
  // write to.
  void Run(CXIndex index, CXTranslationUnit headers, const std::vector<Flag>& flags,
           const std::string& folder);

  // Why the answer cannot be relied on; empty where it can.
  std::string ReasonAgainst(Question question) const;

  // The unit that has the answers, or null.
  CXTranslationUnit unit() const { return unit_.get(); }

  // What was declared, or null.
  CXCursor AnswerTo(Question question) const;

 private:
  void FindAnswers();

  std::string text_;
  std::vector<std::string> names_;  // by question
  Unit unit_;
  std::map<std::string, CXCursor> answers_;  // by name
  std::vector<ErrorOnLines> errors_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_PROBE_H_
