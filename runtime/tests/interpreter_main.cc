// The main function of the tests that need an interpreter from first to last.
#include <gtest/gtest.h>

#include "ferrule/interpreter.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const ferrule::Interpreter interpreter;
  return RUN_ALL_TESTS();
}
