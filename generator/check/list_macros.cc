// Prints the macros and their keys, for a test to hold the guide against: `FERRULE_CLASS name
// covered` is a key, `FERRULE_CLASS - covered` the macro itself. What is not covered yet is
// `later`.
#include <iostream>

#include "generator/check/macro_rules.h"
#include "generator/ir/macros.h"

int main() {
  using ferrule::check::Coverage;
  using ferrule::ir::AnnotationKind;
  const auto word = [](Coverage coverage) {
    return coverage == Coverage::kCovered ? "covered" : "later";
  };
  for (int i = 0; i <= static_cast<int>(AnnotationKind::kArg); ++i) {
    const auto& rule = ferrule::check::RuleFor(static_cast<AnnotationKind>(i));
    const auto macro = ferrule::ir::MacroName(rule.kind);
    std::cout << macro << " - " << word(rule.coverage) << '\n';
    for (const auto& key : rule.keys)
      std::cout << macro << ' ' << key.key << ' ' << word(key.coverage) << '\n';
  }
}
