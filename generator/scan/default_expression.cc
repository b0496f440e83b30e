#include "generator/scan/default_expression.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

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

std::vector<CXCursor> WithDescendants(CXCursor cursor) {
  std::vector<CXCursor> all = {cursor};
  AddDescendants(cursor, all);
  return all;
}

bool IsValue(CXCursor cursor) {
  return KindOf(cursor) == CXCursor_DeclRefExpr || KindOf(cursor) == CXCursor_MemberRefExpr;
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

// Whether a lambda in an expression declares what is named there.
bool IsDeclaredIn(CXSourceRange range, CXCursor declaration) {
  const FileOffset begin = OffsetOf(clang_getRangeStart(range));
  const FileOffset end = OffsetOf(clang_getRangeEnd(range));
  const FileOffset place = OffsetOf(clang_getCursorLocation(declaration));
  return clang_File_isEqual(place.file, begin.file) && place.offset >= begin.offset &&
         place.offset < end.offset;
}

// The functions, variables, members and enumerators that an expression names, in its order.
std::vector<std::string> ReferencesOf(CXCursor expression) {
  const CXSourceRange range = clang_getCursorExtent(expression);
  std::vector<std::string> references;
  for (CXCursor cursor : WithDescendants(expression)) {
    const CXCursor declaration = clang_getCursorReferenced(cursor);
    if (!IsValue(cursor) || IsDeclaredIn(range, declaration)) continue;
    std::string reference = Text(clang_getCursorUSR(declaration));
    // What the question about objects adds.
    if (reference.find("__builtin_addressof") == std::string::npos) {
      references.push_back(std::move(reference));
    }
  }
  return references;
}

// The text of one default argument, in the making.
class Rewriter {
 public:
  Rewriter(CXCursor expression, const Sources& sources)
      : sources_(sources), range_(clang_getCursorExtent(expression)) {
    begin_ = sources.PlaceOf(clang_getRangeStart(range_));
    text_ = sources.TextOf(range_);
    tokens_ = Lex(text_);
    for (CXCursor cursor : WithDescendants(expression)) {
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

std::optional<ir::DefaultExpression> DefaultExpressions::Ask(CXCursor expression,
                                                             CXType parameter) {
  const std::optional<std::string> text = Rewriter(expression, sources_).Write();
  if (!text) return std::nullopt;
  const CXType canonical = clang_getCanonicalType(parameter);
  const bool is_reference = canonical.kind == CXType_LValueReference;
  const CXType referred = is_reference || canonical.kind == CXType_RValueReference
                              ? clang_getPointeeType(canonical)
                              : canonical;
  const bool is_mutable_reference = is_reference && clang_isConstQualifiedType(referred) == 0;
  const std::string type = Text(clang_getTypeSpelling(clang_getUnqualifiedType(referred)));
  const std::string number = std::to_string(asked_.size());
  Asked asked = {*text, ReferencesOf(expression), std::nullopt, std::nullopt};
  if (!is_mutable_reference) {
    const std::string name = "ferrule_value_" + number;
    asked.value = probe_.Add(name, "auto " + name + "() -> " + type + " { return " + *text + "; }");
  }
  if (is_reference && !text->starts_with('{')) {
    const std::string name = "ferrule_reference_" + number;
    asked.reference =
        probe_.Add(name, "auto " + name + "() -> " + Text(clang_getTypeSpelling(referred)) +
                             "* { return __builtin_addressof(" + *text + "); }");
  }
  asked_.emplace(number, std::move(asked));
  return ir::DefaultExpression{number};
}

bool DefaultExpressions::IsRight(std::optional<Probe::Question> question,
                                 const Asked& asked) const {
  return question && probe_.ReasonAgainst(*question).empty() &&
         ReferencesOf(probe_.AnswerTo(*question)) == asked.references;
}

void DefaultExpressions::Fill(std::vector<ir::Function>& functions) const {
  for (ir::Function& function : functions) {
    for (ir::Parameter& parameter : function.parameters) {
      if (!parameter.default_argument || !parameter.default_argument->expression) continue;
      std::optional<ir::DefaultExpression>& expression = parameter.default_argument->expression;
      const Asked& asked = asked_.at(expression->text);
      expression->text = asked.text;
      expression->is_reference = IsRight(asked.reference, asked);
      if (!expression->is_reference && !IsRight(asked.value, asked)) expression.reset();
    }
  }
}

void DefaultExpressions::Fill(ir::Module& module) const {
  Fill(module.functions);
  for (ir::Class& node : module.classes) {
    Fill(node.constructors);
    Fill(node.methods);
  }
}

}  // namespace ferrule::scan
