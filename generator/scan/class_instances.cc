#include "generator/scan/class_instances.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "generator/scan/attributes.h"
#include "generator/scan/bases.h"
#include "generator/scan/clang_errors.h"
#include "generator/scan/code.h"
#include "generator/scan/file_scope.h"
#include "generator/scan/foreign.h"
#include "generator/scan/lexer.h"
#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

constexpr const char kStructName[] = "ferrule_class_";
constexpr const char kBaseName[] = "ferrule_base_";
constexpr const char kDefaultName[] = "ferrule_default";

std::string Spelling(CXType type) {
  return Text(clang_getTypeSpelling(clang_getCanonicalType(type)));
}

// `using T = int;`: names of the template's parameters, for what is written with them. Of a
// specialisation that is a template itself, clang does not tell what they are.
std::string ParameterAliases(CXCursor pattern, CXType instance) {
  if (KindOf(pattern) != CXCursor_ClassTemplate) return "";
  std::string code;
  unsigned index = 0;
  for (CXCursor child : ChildrenOf(pattern)) {
    const bool is_type = KindOf(child) == CXCursor_TemplateTypeParameter;
    const bool is_parameter = is_type || KindOf(child) == CXCursor_NonTypeTemplateParameter ||
                              KindOf(child) == CXCursor_TemplateTemplateParameter;
    if (!is_parameter) continue;
    const unsigned at = index++;
    const CXCursor declaration = clang_getTypeDeclaration(instance);
    if (is_type) {
      const CXType argument = clang_Type_getTemplateArgumentAsType(instance, at);
      if (argument.kind != CXType_Invalid && !NameOf(child).empty())
        code += "using " + NameOf(child) + " = " + Spelling(argument) + "; ";
    } else if (clang_Cursor_getTemplateArgumentKind(declaration, at) ==
               CXTemplateArgumentKind_Integral) {
      const unsigned long long value =
          clang_Cursor_getTemplateArgumentUnsignedValue(declaration, at);
      code += "static constexpr auto " + NameOf(child) + " = static_cast<" +
              Spelling(clang_getCursorType(child)) + ">(" + std::to_string(value) + "ull); ";
    }
  }
  return code;
}

// A base as the template names it, without how it is derived from.
std::string BaseText(CXCursor specifier, const Sources& sources) {
  constexpr std::array<std::string_view, 4> kWords = {"public", "protected", "private", "virtual"};
  std::string text;
  for (const Token& token : Lex(sources.TextOf(clang_getCursorExtent(specifier)))) {
    const bool is_word = text.empty() && std::ranges::find(kWords, token.text) != kWords.end();
    if (!is_word) text += std::string(token.text) + " ";
  }
  return text;
}

// Whether a using-declaration outside can name it. Fields clang shows by itself.
bool IsNamed(CXCursor member) {
  if (clang_getCXXAccessSpecifier(member) == CX_CXXPrivate) return false;
  switch (KindOf(member)) {
    case CXCursor_Constructor:
    case CXCursor_CXXMethod:
    case CXCursor_ConversionFunction:
    case CXCursor_FunctionTemplate:
    case CXCursor_VarDecl:
      return true;
    case CXCursor_StructDecl:
    case CXCursor_ClassDecl:
    case CXCursor_EnumDecl:
      return !clang_Cursor_isAnonymous(member);
    default:
      return false;
  }
}

// `operator type-parameter-0-0` has a name that nobody can write.
std::string WrittenName(CXCursor member, CXCursor pattern) {
  const CXCursorKind kind = KindOf(member) == CXCursor_FunctionTemplate
                                ? clang_getTemplateCursorKind(member)
                                : KindOf(member);
  if (kind == CXCursor_Constructor) return NameOf(pattern);
  const std::string name = NameOf(member);
  return name.find("type-parameter-") == std::string::npos ? name : "";
}

std::vector<std::string> NamesOfMembers(CXCursor pattern) {
  std::vector<std::string> names;
  for (CXCursor member : ChildrenOf(pattern)) {
    if (!IsNamed(member)) continue;
    const std::string name = WrittenName(member, pattern);
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<CXCursor> SpecifiersOf(CXCursor pattern) {
  std::vector<CXCursor> specifiers = ChildrenOf(pattern);
  std::erase_if(specifiers,
                [](CXCursor child) { return KindOf(child) != CXCursor_CXXBaseSpecifier; });
  return specifiers;
}

// Types that are nested in an instance are defined where something needs them to be.
std::string UseOf(CXCursor type, const std::string& name) {
  if (KindOf(type) != CXCursor_EnumDecl) return "static_assert(sizeof(" + name + ") > 0); ";
  for (CXCursor child : ChildrenOf(type)) {
    if (KindOf(child) == CXCursor_EnumConstantDecl)
      return "static_assert(" + name + "::" + NameOf(child) + " == " + name + "::" + NameOf(child) +
             "); ";
  }
  return "";
}

// What a derived class does not inherit.
bool IsPublicDefaultConstructor(CXCursor member) {
  return KindOf(member) == CXCursor_Constructor && IsPublic(member) &&
         clang_CXXConstructor_isDefaultConstructor(member) != 0;
}

std::string CodeFor(CXCursor instance, std::size_t number, const Sources& sources) {
  const CXCursor pattern = PatternOf(instance);
  const CXType type = clang_getCanonicalType(clang_getCursorType(instance));
  const std::string name = "::" + Spelling(type);
  const Enclosing namespaces = NamespacesOf(pattern);
  std::string code = namespaces.begin + "struct " + kStructName + std::to_string(number) + " : " +
                     name + " { " + ParameterAliases(pattern, type);
  std::size_t index = 0;
  for (CXCursor specifier : SpecifiersOf(pattern)) {
    code += "using " + std::string(kBaseName) + std::to_string(index++) + " = " +
            BaseText(specifier, sources) + "; ";
  }
  for (const std::string& member : NamesOfMembers(pattern)) {
    code += "using " + name + "::" + member + "; ";
  }
  for (CXCursor member : ChildrenOf(pattern)) {
    const bool is_type = KindOf(member) == CXCursor_EnumDecl ||
                         KindOf(member) == CXCursor_StructDecl ||
                         KindOf(member) == CXCursor_ClassDecl;
    if (is_type && IsNamed(member) && clang_isCursorDefinition(member))
      code += UseOf(member, name + "::" + NameOf(member));
    if (IsPublicDefaultConstructor(member))
      code += "using " + std::string(kDefaultName) + " = decltype(" + name + "()); ";
  }
  return code + "};" + namespaces.end + "\n";
}

// What the code tells of the instance.
struct Answers {
  std::vector<CXCursor> members;
  std::map<std::string, CXType> bases;  // by the name of the alias
};

std::optional<CXCursor> ConstructorIn(CXCursor alias) {
  for (CXCursor cursor : WithDescendants(alias)) {
    const CXCursor used = clang_getCursorReferenced(cursor);
    if (KindOf(cursor) == CXCursor_CallExpr && KindOf(used) == CXCursor_Constructor) return used;
  }
  return std::nullopt;
}

Answers AnswersIn(CXCursor code) {
  Answers answers;
  for (CXCursor child : ChildrenOf(code)) {
    if (NameOf(child) == kDefaultName) {
      if (const std::optional<CXCursor> used = ConstructorIn(child))
        answers.members.push_back(*used);
    } else if (KindOf(child) == CXCursor_TypeAliasDecl) {
      answers.bases[NameOf(child)] =
          clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(child));
    }
    if (KindOf(child) != CXCursor_UsingDeclaration) continue;
    for (CXCursor name : ChildrenOf(child)) {
      const unsigned count = clang_getNumOverloadedDecls(name);
      for (unsigned i = 0; i < count; ++i)
        answers.members.push_back(clang_getOverloadedDecl(name, i));
    }
  }
  return answers;
}

// In the order of the template.
void Sort(std::vector<CXCursor>& members) {
  const auto offset = [](CXCursor member) {
    unsigned at = 0;
    clang_getExpansionLocation(clang_getCursorLocation(member), nullptr, nullptr, nullptr, &at);
    return at;
  };
  std::ranges::stable_sort(members, {}, offset);
}

// A derived class has constructors of its own beside those that it inherits.
void DropMembersOfOthers(std::vector<CXCursor>& members, CXCursor instance) {
  std::erase_if(members, [&](CXCursor member) {
    return !EntityEqual()(clang_getCursorSemanticParent(member), instance);
  });
}

}  // namespace

bool ClassInstances::Look(CXTranslationUnit unit, const Sources& sources, const Members& members) {
  const std::size_t before = asked_.size();
  looked_at_.clear();
  diag::Sink reported_later;  // whoever takes the annotations reports what is wrong with them
  const Attributes attributes(unit, sources, reported_later);
  for (const Attributes::Leftover& leftover : attributes.Leftovers()) {
    if (leftover.kind != ir::AnnotationKind::kClass) continue;
    const CXCursor declaration = leftover.declaration;
    const CXCursor bound = IsAlias(declaration)                 ? AliasedBy(declaration)
                           : IsStandIn(declaration, attributes) ? StoodInFor(declaration)
                                                                : declaration;
    LookAt(bound, sources.LocationOf(declaration), sources, members);
  }
  return asked_.size() > before;
}

// Of an instance whose members are not known, the bases are not known either.
void ClassInstances::LookAt(CXCursor declaration, const diag::Location& location,
                            const Sources& sources, const Members& members) {
  if (!looked_at_.emplace(declaration, true).second) return;
  if (members.AreKnownOf(declaration)) {
    LookAtBases(declaration, sources, members);
    for (CXCursor member : members.Of(declaration)) {
      const bool is_class =
          KindOf(member) == CXCursor_ClassDecl || KindOf(member) == CXCursor_StructDecl;
      if (is_class && IsPublic(member)) LookAtBases(member, sources, members);
    }
  } else if (!IsFinal(PatternOf(declaration))) {
    Ask(declaration, location, sources);
  }
}

void ClassInstances::LookAtBases(CXCursor declaration, const Sources& sources,
                                 const Members& members) {
  for (const BaseSpecifier& base : members.BasesOf(declaration)) {
    if (clang_isInvalid(KindOf(BaseOf(base))) || IsOfLibrary(base)) continue;
    LookAt(BaseOf(base), sources.LocationOf(base.specifier), sources, members);
  }
}

void ClassInstances::Ask(CXCursor instance, const diag::Location& location,
                         const Sources& sources) {
  if (!seen_.insert(Text(clang_getCursorUSR(instance))).second) return;
  code_ += CodeFor(instance, asked_.size(), sources);
  asked_.push_back({QualifiedName(instance), location});
}

Members ClassInstances::Find(CXTranslationUnit unit, const Sources& sources,
                             std::size_t lines_before, diag::Sink& sink) const {
  Members members;
  const std::map<unsigned, CXCursor> code = DeclarationsOfCode(unit);
  const std::vector<ErrorOnLines> errors = ErrorsIn(unit, clang_getFile(unit, kMainFile), &sources);
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    const unsigned line = static_cast<unsigned>(lines_before + i + 1);
    std::vector<diag::Note> notes;
    for (const ErrorOnLines& error : errors) {
      if (std::ranges::count(error.lines, line) == 0) continue;
      // What is wrong with the code alone is about names that it cannot use.
      notes.insert(notes.end(), error.elsewhere.begin(), error.elsewhere.end());
    }
    if (!notes.empty()) {
      sink.Report(diag::Code::kBadInstance, asked_[i].location,
                  {{"problem", "C++ makes no instance '" + asked_[i].name + "'"}, {"help", ""}})
          .notes = std::move(notes);
    }
    const auto found = code.find(line);
    if (found == code.end()) continue;
    const std::vector<CXCursor> specifiers = SpecifiersOf(found->second);
    if (specifiers.empty()) continue;
    const CXType type = clang_getCanonicalType(clang_getCursorType(specifiers.front()));
    const CXCursor instance = clang_getTypeDeclaration(type);
    Answers answers = AnswersIn(found->second);
    DropMembersOfOthers(answers.members, instance);
    for (CXCursor field : FieldsOf(type)) answers.members.push_back(field);
    Sort(answers.members);
    std::vector<BaseSpecifier> bases;
    for (CXCursor specifier : SpecifiersOf(PatternOf(instance))) {
      const auto base = answers.bases.find(kBaseName + std::to_string(bases.size()));
      bases.push_back({specifier, base == answers.bases.end()
                                      ? clang_getCanonicalType(clang_getCursorType(specifier))
                                      : base->second});
    }
    members.Add(instance, std::move(answers.members), std::move(bases));
  }
  return members;
}

}  // namespace ferrule::scan
