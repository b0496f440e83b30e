#include "generator/scan/doc.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

TEST(DocTest, CleansComments) {
  struct Row {
    std::string comment, text;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"/// One line.", "One line."},
      {"/// One.\n/// Two.", "One.\nTwo."},
      {"    /// Indented.\n    ///\n    /// A paragraph.  \n", "Indented.\n\nA paragraph."},
      {"/// A list:\n///   - one\n///   - two", "A list:\n  - one\n  - two"},
      {"//! Of Qt.\n//! More.", "Of Qt.\nMore."},
      {"///< Behind.", "Behind."},
      {"//!< Behind.", "Behind."},
      {"// Plain.", "Plain."},
      {"///", ""},
      {"/// One.\r\n/// Two.\r\n", "One.\nTwo."},
      {"/** One line. */", "One line."},
      {"/*! Of Qt. */", "Of Qt."},
      {"/**< Behind. */", "Behind."},
      {"/**\n * Stars.\n *\n *   Indented.\n */", "Stars.\n\n  Indented."},
      {"/** First.\n * Second. */", "First.\nSecond."},
      {"/**\n   No stars.\n     Indented.\n*/", "No stars.\n  Indented."},
      {"/**\n * A list:\n * * one\n * * two\n **/", "A list:\n* one\n* two"},
      {"/**\n  * not all\n  have stars\n*/", "* not all\nhave stars"},
      {"/***/", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(CleanDoc(row.comment), row.text) << row.comment;
}

}  // namespace
}  // namespace ferrule::scan
