#include "generator/scan/attributes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "generator/ir/macros.h"
#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

// Nothing for what is not one of ferrule's. The result refers to `storage`.
std::optional<AnnotationText> TextOfAttribute(CXCursor cursor, std::string& storage) {
  if (KindOf(cursor) != CXCursor_AnnotateAttr) return std::nullopt;
  storage = NameOf(cursor);
  return SplitAnnotation(storage);
}

// Whether a macro of the user's is made of one of ours.
bool IsWrapper(CXCursor expansion, const Sources& sources) {
  const CXCursor definition = clang_getCursorReferenced(expansion);
  if (IsNull(definition)) return false;
  const std::vector<Token> tokens = Lex(sources.TextOf(clang_getCursorExtent(definition)));
  return std::ranges::any_of(
      tokens, [](const Token& token) { return ir::KindOfMacro(token.text).has_value(); });
}

constexpr std::string_view kLifetimeBound = "lifetimebound";

bool StandsForLifetimeBound(CXCursor expansion, const Sources& sources) {
  const CXCursor definition = clang_getCursorReferenced(expansion);
  return !IsNull(definition) &&
         sources.TextOf(clang_getCursorExtent(definition)).find(kLifetimeBound) !=
             std::string_view::npos;
}

// Whether the line of the place begins with `using`.
bool IsInUsing(Place place, const Sources& sources) {
  if (place.column == 0) return false;
  const std::string_view text = sources.TextOf(place.file);
  const std::vector<Token> tokens =
      Lex(text.substr(place.offset - (place.column - 1), place.column - 1));
  return !tokens.empty() && tokens.front().text == "using";
}

// Where a macro has to stand, for one that stands elsewhere.
std::string_view RightPlace(const std::string& macro) {
  using enum ir::AnnotationKind;
  const std::optional<ir::AnnotationKind> kind = ir::KindOfMacro(macro);
  if (!kind) return "write it where the macros that it is made of may stand";
  switch (*kind) {
    case kClass:
    case kException:
      return "write it behind the keyword: `class FERRULE_CLASS() Name`";
    case kEnum:
      return "write it behind the keyword: `enum class FERRULE_ENUM() Name`";
    case kFunction:
    case kExec:
      return "write it in front of the declaration of a function, outside of function bodies";
    case kMethod:
    case kStatic:
    case kClassMethod:
    case kInit:
    case kGetter:
    case kSetter:
    case kField:
    case kTraverse:
      return "write it in front of the declaration of a member, inside of its class";
    case kConstant:
      return "write it in front of the declaration of a variable, outside of function bodies";
    case kArg:
      return "write it in front of a parameter, inside of the parentheses";
    case kModule:
      return "write it as a declaration of its own, with a semicolon behind it";
    case kNamespace:
      return "write it behind the keyword: `namespace FERRULE_NAMESPACE() name`";
    case kSkip:
      return "write it in front of a declaration, or behind the keyword of a class or an enum";
  }
  return {};
}

}  // namespace

Attributes::Attributes(CXTranslationUnit unit, const Sources& sources, diag::Sink& sink)
    : sources_(sources), sink_(sink) {
  std::vector<CXCursor> top_level = ChildrenOf(clang_getTranslationUnitCursor(unit));
  std::erase_if(top_level, [&](CXCursor cursor) { return !sources_.IsInHeaders(cursor); });
  FindExpansions(top_level);
  for (CXCursor cursor : top_level) {
    if (!clang_isPreprocessing(KindOf(cursor))) FindAttributes(cursor);
  }
}

void Attributes::FindExpansions(const std::vector<CXCursor>& top_level) {
  for (CXCursor cursor : top_level) {
    if (KindOf(cursor) != CXCursor_MacroExpansion) continue;
    std::string macro = NameOf(cursor);
    if (StandsForLifetimeBound(cursor, sources_)) lifetime_macros_.insert(macro);
    if (!ir::KindOfMacro(macro) && !IsWrapper(cursor, sources_)) continue;
    const diag::Location location = sources_.LocationOf(sources_.PlaceOf(cursor));
    const std::size_t size = sources_.TextOf(clang_getCursorExtent(cursor)).size();
    expansions_.emplace(location, Expansion{std::move(macro), size, sources_.PlaceOf(cursor)});
  }
}

void Attributes::FindAttributes(CXCursor parent) {
  for (CXCursor child : ChildrenOf(parent)) {
    std::string storage;
    if (const std::optional<AnnotationText> text = TextOfAttribute(child, storage)) {
      const Key key = KeyOf(child);
      attributes_.emplace(key, Attribute{text->kind, parent});
      if (auto expansion = expansions_.find(key.first); expansion != expansions_.end()) {
        expansion->second.is_attached = true;
      }
    } else {
      FindAttributes(child);
    }
  }
}

Attributes::Key Attributes::KeyOf(CXCursor attribute) const {
  return {sources_.LocationOf(sources_.PlaceOf(attribute)), NameOf(attribute)};
}

bool Attributes::AreOn(CXCursor declaration) const {
  return std::ranges::any_of(ChildrenOf(declaration), [](CXCursor child) {
    std::string storage;
    return TextOfAttribute(child, storage).has_value();
  });
}

bool Attributes::Has(CXCursor declaration, ir::AnnotationKind kind) const {
  return std::ranges::any_of(ChildrenOf(declaration), [&](CXCursor child) {
    std::string storage;
    const std::optional<AnnotationText> text = TextOfAttribute(child, storage);
    return text && text->kind == kind;
  });
}

std::optional<std::string> Attributes::Find(CXCursor declaration, ir::AnnotationKind kind,
                                            std::string_view key) const {
  for (CXCursor child : ChildrenOf(declaration)) {
    std::string storage;
    const std::optional<AnnotationText> text = TextOfAttribute(child, storage);
    if (!text || text->kind != kind) continue;
    for (const ArgumentText& argument : ParseArguments(text->arguments).arguments) {
      if (argument.key == key) return argument.value.value_or("");
    }
  }
  return std::nullopt;
}

std::size_t Attributes::CountOn(CXCursor declaration) const {
  std::set<Key> keys;
  for (CXCursor child : ChildrenOf(declaration)) {
    std::string storage;
    if (TextOfAttribute(child, storage)) keys.insert(KeyOf(child));
  }
  return keys.size();
}

std::vector<ir::Annotation> Attributes::Take(CXCursor declaration) {
  std::map<Key, ir::Annotation> taken;
  for (CXCursor child : ChildrenOf(declaration)) {
    std::string storage;
    const std::optional<AnnotationText> text = TextOfAttribute(child, storage);
    if (!text) continue;
    const Key key = KeyOf(child);
    if (auto attribute = attributes_.find(key); attribute != attributes_.end()) {
      attribute->second.is_taken = true;
    }
    if (!taken.contains(key)) taken.emplace(key, Read(child, *text));
  }
  std::vector<ir::Annotation> annotations;
  for (auto& [key, annotation] : taken) annotations.push_back(std::move(annotation));
  return annotations;
}

void Attributes::TakeAll(CXCursor declaration) {
  Take(declaration);
  for (CXCursor child : ChildrenOf(declaration)) TakeAll(child);
}

ir::Annotation Attributes::Read(CXCursor attribute, const AnnotationText& text) const {
  const Place place = sources_.PlaceOf(attribute);
  ir::Annotation annotation = {text.kind, {}, sources_.LocationOf(place)};
  const ArgumentsText said = ParseArguments(text.arguments);

  // The attribute has the arguments as one string; their places are in the source, where the macro
  // was expanded.
  Place begin = place;
  ArgumentsText written;
  const auto expansion = expansions_.find(annotation.location);
  if (expansion != expansions_.end() && expansion->second.macro == ir::MacroName(text.kind)) {
    std::string_view source = sources_.TextBehind(place).substr(0, expansion->second.size);
    const std::size_t open = source.find('(');
    if (open != std::string_view::npos && source.ends_with(')')) {
      begin = sources_.PlaceBehind(place, open + 1);
      source.remove_suffix(1);
      written = ParseArguments(source.substr(open + 1));
    }
  }
  const bool is_as_written = SameArguments(said, written);
  const auto locate = [&](Extent extent) {
    if (!is_as_written) return annotation.location;
    return sources_.LocationOf(sources_.PlaceBehind(begin, extent.offset), extent.size);
  };
  const ArgumentsText& places = is_as_written ? written : said;
  // The value is the text of the source where there is one, so that Check can point into it.
  for (const ArgumentText& argument : places.arguments) {
    annotation.arguments.push_back(
        {argument.key, argument.value, locate(argument.key_extent), locate(argument.value_extent)});
  }
  for (const SyntaxProblem& problem : places.problems) {
    sink_.Report(diag::Code::kBadAnnotationSyntax, locate(problem.extent),
                 {{"problem", problem.text}, {"macro", std::string(ir::MacroName(text.kind))}});
  }
  return annotation;
}

bool Attributes::SaysLifetimeBound(std::string_view text) const {
  const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return has(kLifetimeBound) || std::ranges::any_of(lifetime_macros_, has);
}

std::vector<Attributes::Leftover> Attributes::Leftovers() const {
  std::vector<Leftover> leftovers;
  for (const auto& [key, attribute] : attributes_) {
    if (!attribute.is_taken)
      leftovers.push_back({attribute.kind, attribute.declaration, key.first});
  }
  return leftovers;
}

void Attributes::ReportUnattached() const {
  for (const auto& [location, expansion] : expansions_) {
    if (expansion.is_attached) continue;
    const std::string help = IsInUsing(expansion.place, sources_)
                                 ? "write it behind the name: `using Name " + expansion.macro +
                                       "() = ...;`, `using other::name " + expansion.macro + "();`"
                                 : std::string(RightPlace(expansion.macro));
    sink_.Report(diag::Code::kAnnotatesNothing, location,
                 {{"macro", expansion.macro}, {"help", help}});
  }
}

}  // namespace ferrule::scan
