// Doc comments, without clang: the text that a reader of the comment would read aloud.
#ifndef FERRULE_GENERATOR_SCAN_DOC_H_
#define FERRULE_GENERATOR_SCAN_DOC_H_

#include <string>
#include <string_view>

namespace ferrule::scan {

// Takes away the comment marks, a column of stars, common indentation, and blank space around
// lines and text. Keeps line breaks and the blank lines between paragraphs.
std::string CleanDoc(std::string_view comment);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_DOC_H_
