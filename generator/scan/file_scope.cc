#include "generator/scan/file_scope.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>

#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

// Adds all that is below `parent`.
void AddDescendants(CXCursor parent, std::vector<CXCursor>& all) {
  clang_visitChildren(
      parent,
      [](CXCursor child, CXCursor, CXClientData data) {
        static_cast<std::vector<CXCursor>*>(data)->push_back(child);
        return CXChildVisit_Recurse;
      },
      &all);
}

bool IsName(CXCursor cursor) {
  switch (KindOf(cursor)) {
    case CXCursor_DeclRefExpr:
    case CXCursor_TypeRef:
    case CXCursor_TemplateRef:
    case CXCursor_NamespaceRef:
      return true;
    default:
      return false;
  }
}

struct FileOffset {
  CXFile file = nullptr;
  unsigned offset = 0;
};

FileOffset OffsetOf(CXSourceLocation location) {
  FileOffset place;
  clang_getExpansionLocation(location, &place.file, nullptr, nullptr, &place.offset);
  return place;
}

// The text, in the making.
class Rewriter {
 public:
  Rewriter(CXSourceRange range, const std::vector<CXCursor>& cursors, const Sources& sources)
      : sources_(sources), range_(range) {
    begin_ = sources.PlaceOf(clang_getRangeStart(range_));
    text_ = sources.TextOf(range_);
    tokens_ = Lex(text_);
    for (CXCursor cursor : cursors) {
      if (IsName(cursor)) Qualify(cursor);
    }
  }

  // On one line; nothing where that cannot be.
  std::optional<std::string> Write() const {
    std::string written;
    std::size_t end = 0;  // of the token before
    for (const Token& token : tokens_) {
      if (token.kind == TokenKind::kUnterminated || token.text.find('\n') != std::string::npos) {
        return std::nullopt;
      }
      // That of a braced default belongs to it.
      if (token.offset == 0 && token.text == "=") continue;
      if (end < token.offset && !written.empty()) written += ' ';
      const auto name = names_.find(token.offset);
      written += name == names_.end() ? token.text : name->second;
      end = token.offset + token.text.size();
    }
    return written.empty() ? std::nullopt : std::optional(written);
  }

 private:
  // A name that others qualify, as in `b` of `a::b`, `a.b` and `a->b`, stays as it is.
  bool IsHead(std::vector<Token>::const_iterator token) const {
    if (token == tokens_.begin()) return true;
    const Token& before = *(token - 1);
    if (before.text == ".") return false;
    if (before.offset == 0) return true;
    const std::string_view two = text_.substr(before.offset - 1, 2);
    return two != "::" && two != "->";
  }

  void Qualify(CXCursor reference) {
    const CXCursor declaration = clang_getCursorReferenced(reference);
    const Place place = sources_.PlaceOf(reference);
    if (IsNull(declaration) || place.file != begin_.file || place.offset < begin_.offset) return;
    const auto token = std::ranges::find(tokens_, place.offset - begin_.offset, &Token::offset);
    if (token == tokens_.end() || token->kind != TokenKind::kName) return;
    const std::string name = NameOf(declaration);
    // A macro, or a name for what is called otherwise.
    if (token->text != name.substr(0, name.find('<'))) return;
    if (!IsHead(token) || IsDeclaredIn(range_, declaration)) return;
    names_[token->offset] = "::" + QualifiedName(declaration);
  }

  const Sources& sources_;
  CXSourceRange range_;
  Place begin_;
  std::string_view text_;
  std::vector<Token> tokens_;
  std::map<std::size_t, std::string> names_;  // by the offset of the token that they replace
};

}  // namespace

std::vector<CXCursor> WithDescendants(CXCursor cursor) {
  std::vector<CXCursor> all = {cursor};
  AddDescendants(cursor, all);
  return all;
}

bool IsDeclaredIn(CXSourceRange range, CXCursor declaration) {
  const FileOffset begin = OffsetOf(clang_getRangeStart(range));
  const FileOffset end = OffsetOf(clang_getRangeEnd(range));
  const FileOffset place = OffsetOf(clang_getCursorLocation(declaration));
  return clang_File_isEqual(place.file, begin.file) && place.offset >= begin.offset &&
         place.offset < end.offset;
}

std::optional<std::string> WriteAtFileScope(CXSourceRange range,
                                            const std::vector<CXCursor>& cursors,
                                            const Sources& sources) {
  return Rewriter(range, cursors, sources).Write();
}

}  // namespace ferrule::scan
