// The text of annotations, without clang: which macro it was, and its arguments with their places
// in the text.
//
//   annotation = "ferrule:" kind " " arguments          what the macros of ferrule/annotations.h
//   hand to clang arguments  = [ argument { "," argument } [ "," ] ] argument   = key [ "=" value ]
//   key        = a letter or "_", then letters, digits, "_"
//   value      = any tokens with balanced () [] {} and without "," or "=" outside of them
//
// Comments count as white space, so that the arguments can be read from a source file as well.
#ifndef FERRULE_GENERATOR_SCAN_ANNOTATIONS_H_
#define FERRULE_GENERATOR_SCAN_ANNOTATIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::scan {

// A part of a text: the offset of its first byte and its size.
struct Extent {
  std::size_t offset = 0;
  std::size_t size = 0;
};

struct ArgumentText {
  std::string key;
  std::optional<std::string> value;  // as written, but for white space at its ends
  Extent key_extent;
  Extent value_extent;  // that of the key where there is no value
};

// Something that is not in the grammar, as a noun phrase: "an empty argument".
struct SyntaxProblem {
  std::string text;
  Extent extent;
};

struct ArgumentsText {
  std::vector<ArgumentText> arguments;
  std::vector<SyntaxProblem> problems;
};

ArgumentsText ParseArguments(std::string_view text);

// Whether both say the same, whatever their white space and comments.
bool SameArguments(const ArgumentsText& a, const ArgumentsText& b);

struct AnnotationText {
  ir::AnnotationKind kind;
  std::string_view arguments;
};

// Nothing for annotations that are not ferrule's.
std::optional<AnnotationText> SplitAnnotation(std::string_view text);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_ANNOTATIONS_H_
