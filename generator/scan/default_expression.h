// Default arguments that are no constants, written anew so that they can stand in the glue.
//
// A name in a default argument means what it means where the function is declared. For the glue,
// which is in another scope, each is written from the global namespace on; then clang is asked
// whether that is C++, and whether it refers to what the header does.
#ifndef FERRULE_GENERATOR_SCAN_DEFAULT_EXPRESSION_H_
#define FERRULE_GENERATOR_SCAN_DEFAULT_EXPRESSION_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/probe.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

class DefaultExpressions {
 public:
  DefaultExpressions(const Sources& sources, Probe& probe) : sources_(sources), probe_(probe) {}

  // Asks for the default of a parameter of the type `parameter`. What is returned holds its place
  // until Fill; nothing where the text cannot be written anew.
  std::optional<ir::DefaultExpression> Ask(CXCursor expression, CXType parameter);

  // Puts the answers in place, once the probe has run. What clang refused is gone.
  void Fill(ir::Module& module) const;

 private:
  struct Asked {
    std::string text;
    std::vector<std::string> references;       // what the header's expression refers to
    std::optional<Probe::Question> value;      // does it make a value
    std::optional<Probe::Question> reference;  // is it an object that there is already
  };

  bool IsRight(std::optional<Probe::Question> question, const Asked& asked) const;
  void Fill(std::vector<ir::Function>& functions) const;

  const Sources& sources_;
  Probe& probe_;
  std::map<std::string, Asked> asked_;  // by what holds the place
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_DEFAULT_EXPRESSION_H_
