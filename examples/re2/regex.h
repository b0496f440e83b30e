// Google's RE2, bound from outside.
#ifndef FERRULE_EXAMPLES_RE2_REGEX_H_
#define FERRULE_EXAMPLES_RE2_REGEX_H_

#include <re2/re2.h>

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace regex {

// What RE2's functions hand back through pointers is a result in Python.
using Groups = std::vector<std::optional<std::string>>;

inline std::optional<Groups> Find(const re2::RE2& pattern, std::string_view text,
                                  re2::RE2::Anchor anchor) {
  if (!pattern.ok()) throw std::invalid_argument(pattern.error());
  std::vector<re2::StringPiece> found(
      static_cast<std::size_t>(1 + pattern.NumberOfCapturingGroups()));
  const re2::StringPiece piece(text.data(), text.size());
  if (!pattern.Match(piece, 0, text.size(), anchor, found.data(), static_cast<int>(found.size()))) {
    return std::nullopt;
  }
  Groups groups;
  for (const re2::StringPiece& group : found) {
    groups.push_back(group.data() == nullptr ? std::nullopt : std::optional(group.as_string()));
  }
  return groups;
}

struct FERRULE_CLASS(of = re2::RE2) RE2 : re2::RE2 {
  using re2::RE2::CapturingGroupNames FERRULE_GETTER(name = group_names);
  using re2::RE2::NamedCapturingGroups FERRULE_GETTER(name = named_groups);
  using re2::RE2::NumberOfCapturingGroups FERRULE_GETTER(name = groups);
  using re2::RE2::ProgramSize FERRULE_GETTER(name = program_size);
  using re2::RE2::error FERRULE_GETTER();
  using re2::RE2::error_code FERRULE_GETTER();
  using re2::RE2::ok FERRULE_GETTER();
  using re2::RE2::options FERRULE_SKIP();
  using re2::RE2::pattern FERRULE_GETTER();
  // Theirs are the arguments of functions that are templates.
  using re2::RE2::Arg FERRULE_SKIP();

  /// The groups of the first match anywhere in the text, or None.
  static std::optional<Groups> search(const re2::RE2& self, std::string_view text)
      FERRULE_METHOD() {
    return Find(self, text, re2::RE2::UNANCHORED);
  }
  /// The groups of a match of the whole text, or None.
  static std::optional<Groups> full_match(const re2::RE2& self, std::string_view text)
      FERRULE_METHOD() {
    return Find(self, text, re2::RE2::ANCHOR_BOTH);
  }
  /// The text with every match replaced; \1 and so on stand for groups.
  static std::string replace_all(const re2::RE2& self, std::string text, const std::string& rewrite)
      FERRULE_METHOD() {
    re2::RE2::GlobalReplace(&text, self, rewrite);
    return text;
  }
  static std::string show(const re2::RE2& self) FERRULE_METHOD(name = "__repr__") {
    return "RE2('" + self.pattern() + "')";
  }
  /// The text as a pattern that matches nothing else.
  static std::string escape(const std::string& text) FERRULE_STATIC() {
    return re2::RE2::QuoteMeta(text);
  }
};

}  // namespace regex

#endif  // FERRULE_EXAMPLES_RE2_REGEX_H_
