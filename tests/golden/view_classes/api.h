// Objects that point into others, whose instances keep what that is.
#ifndef FERRULE_TESTS_GOLDEN_VIEW_CLASSES_API_H_
#define FERRULE_TESTS_GOLDEN_VIEW_CLASSES_API_H_

#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS(view) Word {
 public:
  FERRULE_GETTER() const std::string& text() const { return *text_; }
  Word next() const { return *this; }

 private:
  friend class Line;
  explicit Word(const std::string* text) : text_(text) {}

  const std::string* text_;
};

class FERRULE_CLASS() Line {
 public:
  explicit Line(std::string text) : text_(std::move(text)) {}
  Word first() const { return Word(&text_); }
  std::vector<Word>::const_iterator begin() const { return words_.begin(); }
  std::vector<Word>::const_iterator end() const { return words_.end(); }

 private:
  std::string text_;
  std::vector<Word> words_;
};

FERRULE_FUNCTION()
inline std::vector<Word> words_of(FERRULE_ARG(keep_alive = result) const Line& line, Word last) {
  return {line.first(), last};
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_VIEW_CLASSES_API_H_
