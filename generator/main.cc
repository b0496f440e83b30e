// ferrule, the binding compiler.
#include <iostream>

#include "generator/interrupt.h"
#include "generator/options.h"
#include "generator/pipeline.h"

int main(int argc, char** argv) {
  ferrule::EndCleanlyWhenInterrupted();
  const ferrule::ParsedOptions parsed = ferrule::ParseOptions(argc, argv);
  return parsed.options ? ferrule::Run(*parsed.options, std::cout, std::cerr) : parsed.exit_code;
}
