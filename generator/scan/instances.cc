#include "generator/scan/instances.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "generator/scan/attributes.h"
#include "generator/scan/code.h"
#include "generator/scan/file_scope.h"
#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

constexpr const char kCodeName[] = "ferrule_instance_";

// Stands before the code, on a line of its own.
constexpr const char kHelpers[] =
    "template <class T> T&& ferrule_argument() noexcept; "
    "template <class F, class C> using ferrule_member = F C::*;\n";

constexpr const char kHelp[] =
    "write template arguments in angle brackets, as in `instances = (<int>, <double>)`";

bool IsClass(CXCursor declaration) {
  return KindOf(declaration) == CXCursor_ClassDecl || KindOf(declaration) == CXCursor_StructDecl;
}

bool IsConstructor(CXCursor function_template) {
  return clang_getTemplateCursorKind(function_template) == CXCursor_Constructor;
}

bool IsInstanceOf(CXCursor function, const std::string& template_usr) {
  const CXCursor pattern = clang_getSpecializedCursorTemplate(function);
  return !IsNull(pattern) && Text(clang_getCursorUSR(pattern)) == template_usr;
}

// A free function that is declared in a class.
bool IsFriend(CXCursor function_template) {
  return IsClass(clang_getCursorLexicalParent(function_template)) &&
         !IsClass(clang_getCursorSemanticParent(function_template));
}

// Whether its instances can be named from anywhere. What keeps them from it is reported where
// declarations are judged.
bool IsReachable(CXCursor function_template) {
  std::vector<CXCursor> declarations = ScopesOf(function_template);
  declarations.push_back(function_template);
  return std::ranges::all_of(declarations, [](CXCursor declaration) {
    const CX_CXXAccessSpecifier access = clang_getCXXAccessSpecifier(declaration);
    if (access == CX_CXXPrivate || access == CX_CXXProtected) return false;
    if (KindOf(declaration) == CXCursor_FunctionTemplate) return !IsFriend(declaration);
    if (KindOf(declaration) != CXCursor_Namespace && !IsClass(declaration)) return false;
    return !clang_Cursor_isAnonymous(declaration) &&
           IsNull(clang_getSpecializedCursorTemplate(declaration));
  });
}

const ir::AnnotationArgument* ListIn(const std::vector<ir::Annotation>& annotations) {
  for (const ir::Annotation& annotation : annotations) {
    switch (annotation.kind) {
      case ir::AnnotationKind::kFunction:
      case ir::AnnotationKind::kMethod:
      case ir::AnnotationKind::kStatic:
      case ir::AnnotationKind::kClassMethod:
      case ir::AnnotationKind::kInit:
        break;
      default:
        continue;
    }
    for (const ir::AnnotationArgument& argument : annotation.arguments) {
      if (argument.key == "instances" && argument.value) return &argument;
    }
  }
  return nullptr;
}

// The templates in `scope` that have the name of `wanted`, each once. The scope may be a namespace
// with several parts.
void FindNamesakes(CXCursor scope, CXCursor wanted, const std::vector<CXCursor>& scopes,
                   std::vector<CXCursor>& found) {
  const auto is_same = [](CXCursor a) { return [a](CXCursor b) { return EntityEqual()(a, b); }; };
  const bool is_here = scopes.empty() ? clang_isTranslationUnit(KindOf(scope)) != 0
                                      : EntityEqual()(scope, scopes.back());
  for (CXCursor child : ChildrenOf(scope)) {
    if (std::ranges::any_of(scopes, is_same(child))) FindNamesakes(child, wanted, scopes, found);
    const bool is_namesake =
        is_here && KindOf(child) == CXCursor_FunctionTemplate && NameOf(child) == NameOf(wanted);
    if (is_namesake && std::ranges::none_of(found, is_same(child))) found.push_back(child);
  }
}

bool IsOverloaded(CXCursor function_template, CXTranslationUnit unit) {
  std::vector<CXCursor> found;
  FindNamesakes(clang_getTranslationUnitCursor(unit), function_template,
                ScopesOf(function_template), found);
  return found.size() > 1;
}

// `class T, int N`.
std::string TemplateParameters(CXCursor function_template, const Sources& sources) {
  std::string list;
  for (CXCursor child : ChildrenOf(function_template)) {
    const CXCursorKind kind = KindOf(child);
    if (kind != CXCursor_TemplateTypeParameter && kind != CXCursor_NonTypeTemplateParameter &&
        kind != CXCursor_TemplateTemplateParameter) {
      continue;
    }
    list += (list.empty() ? "" : ", ") + std::string(sources.TextOf(clang_getCursorExtent(child)));
  }
  std::ranges::replace(list, '\n', ' ');
  return list;
}

// What names the instance, of templates that are told apart by their types: a cast to the type of
// the one that is meant.
struct Cast {
  std::string declaration;  // before the function that uses it
  std::string begin, end;
};

Cast MakeCast(CXCursor function_template, const std::string& number, const std::string& arguments,
              const Sources& sources) {
  const std::string type = "ferrule_type_" + number;
  const CXCursor owner = clang_getCursorSemanticParent(function_template);
  const bool is_static = !IsClass(owner) || clang_CXXMethod_isStatic(function_template) != 0;
  return {"template <" + TemplateParameters(function_template, sources) + "> using " + type +
              " = " + Text(clang_getTypeSpelling(clang_getCursorType(function_template))) + "; ",
          "static_cast<" +
              (is_static
                   ? type + arguments + "*"
                   : "::ferrule_member<" + type + arguments + ", ::" + QualifiedName(owner) + ">") +
              ">(",
          ")"};
}

// Calls the constructor with a value of each type.
std::string Construction(CXCursor constructor, const ListedInstance& listed) {
  std::string arguments;
  for (const std::string& type : listed.arguments) {
    arguments += (arguments.empty() ? "" : ", ") + ("::ferrule_argument<" + type + ">()");
  }
  const CXCursor owner = clang_getCursorSemanticParent(constructor);
  return "sizeof(::" + QualifiedName(owner) + "(" + arguments + "))";
}

// `&::store::Box::template get`.
std::string Address(CXCursor function_template) {
  const CXCursor owner = clang_getCursorSemanticParent(function_template);
  if (!IsClass(owner)) return "&::" + QualifiedName(function_template);
  return "&::" + QualifiedName(owner) + "::template " + NameOf(function_template);
}

// What the code uses: the first function that it names, or the first constructor that it calls.
std::optional<CXCursor> UseIn(const std::vector<CXCursor>& code, bool is_constructor) {
  for (CXCursor cursor : code) {
    const CXCursor used = clang_getCursorReferenced(cursor);
    if (IsNull(used)) continue;
    const CXCursorKind kind = KindOf(used);
    const bool is_function = kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod;
    const bool is_use = is_constructor
                            ? KindOf(cursor) == CXCursor_CallExpr && kind == CXCursor_Constructor
                            : KindOf(cursor) == CXCursor_DeclRefExpr && is_function;
    if (is_use) return cursor;
  }
  return std::nullopt;
}

}  // namespace

Instances::Instances(CXTranslationUnit headers, const Sources& sources, diag::Sink& sink) {
  diag::Sink reported_later;  // whoever takes the annotations reports what is wrong with them
  Attributes attributes(headers, sources, reported_later);
  for (const Attributes::Leftover& leftover : attributes.Leftovers()) {
    const CXCursor declaration = leftover.declaration;
    if (KindOf(declaration) != CXCursor_FunctionTemplate || !IsReachable(declaration)) continue;
    const bool is_left_out = std::ranges::any_of(ScopesOf(declaration), [&](CXCursor scope) {
      return attributes.Has(scope, ir::AnnotationKind::kSkip);
    });
    if (is_left_out) continue;
    const std::vector<ir::Annotation> annotations = attributes.Take(declaration);
    if (const ir::AnnotationArgument* list = ListIn(annotations)) {
      Add(declaration, *list, sources, headers, sink);
    }
  }
}

void Instances::Add(CXCursor function_template, const ir::AnnotationArgument& list,
                    const Sources& sources, CXTranslationUnit unit, diag::Sink& sink) {
  by_template_[Text(clang_getCursorUSR(function_template))];
  const InstanceList parsed = ParseInstances(*list.value);
  for (const SyntaxProblem& problem : parsed.problems) {
    sink.Report(diag::Code::kBadInstance,
                ir::LocationIn(list, problem.extent.offset, problem.extent.size),
                {{"problem", problem.text + " where instances of '" +
                                 QualifiedName(function_template) + "' are listed"},
                 {"help", kHelp}});
  }
  const bool is_overloaded =
      !IsConstructor(function_template) && IsOverloaded(function_template, unit);
  for (ListedInstance listed : parsed.instances) {
    if (IsConstructor(function_template) && listed.name) {
      sink.Report(diag::Code::kBadInstance,
                  ir::LocationIn(list, listed.name_extent.offset, listed.name_extent.size),
                  {{"problem", "an instance of a constructor has no name of its own"},
                   {"help", "remove `= " + *listed.name + "`"}});
      listed.name.reset();
    }
    Ask(function_template, list, listed, is_overloaded, sources);
  }
}

void Instances::Ask(CXCursor function_template, const ir::AnnotationArgument& list,
                    const ListedInstance& listed, bool is_overloaded, const Sources& sources) {
  if (code_.empty()) {
    code_ = kHelpers;
    lines_ = 1;
  }
  Asked asked;
  asked.template_name = QualifiedName(function_template);
  asked.template_usr = Text(clang_getCursorUSR(function_template));
  asked.is_constructor = IsConstructor(function_template);
  asked.is_member = IsClass(clang_getCursorSemanticParent(function_template));
  asked.spelling = Spelling(listed);
  asked.location = ir::LocationIn(list, listed.extent.offset, listed.extent.size);
  asked.line = ++lines_;
  if (listed.name) {
    const diag::Location place =
        ir::LocationIn(list, listed.name_extent.offset, listed.name_extent.size);
    asked.name = ir::AnnotationArgument{"name", listed.name, place, place};
  }

  const Enclosing namespaces = NamespacesOf(function_template);
  std::string code = namespaces.begin;
  const std::string number = std::to_string(asked_.size());
  const Cast cast =
      is_overloaded ? MakeCast(function_template, number, asked.spelling, sources) : Cast();
  code += cast.declaration + "inline auto " + kCodeName + number + "() { return ";
  if (asked.is_constructor) {
    code += Construction(function_template, listed);
  } else {
    code += cast.begin + Address(function_template);
    asked.column = code.size() + 1;
    code += asked.spelling + cast.end;
  }
  code_ += code + "; }" + namespaces.end + "\n";
  asked_.push_back(std::move(asked));
}

diag::Diagnostic& Instances::Report(const Asked& asked, const std::string& problem,
                                    const std::string& help, diag::Sink& sink) {
  return sink.Report(diag::Code::kBadInstance, asked.location,
                     {{"problem", problem}, {"help", help}});
}

// Reports what clang says of a line of the code. Returns whether it is anything.
bool Instances::Refuse(const Asked& asked, const std::vector<ErrorOnLines>& errors, unsigned line,
                       diag::Sink& sink) {
  std::vector<diag::Note> notes;
  bool is_about_names = false;
  for (const ErrorOnLines& error : errors) {
    if (std::ranges::count(error.lines, line) == 0) continue;
    // What clang says of the code alone stands nowhere that users know.
    if (error.elsewhere.empty()) notes.push_back({asked.location, error.message});
    is_about_names = is_about_names || error.elsewhere.empty();
    notes.insert(notes.end(), error.elsewhere.begin(), error.elsewhere.end());
  }
  if (notes.empty()) return false;
  const char* const help = asked.is_member && is_about_names
                               ? "names mean here what they mean outside of the class"
                               : "";
  Report(asked, "C++ makes no instance " + Name(asked), help, sink).notes = std::move(notes);
  return true;
}

std::optional<Instance> Instances::Answer(const Asked& asked, CXCursor code, Place place,
                                          CXTranslationUnit unit, const Sources& sources) {
  const std::optional<CXCursor> use = UseIn(WithDescendants(code), asked.is_constructor);
  if (!use || !IsInstanceOf(clang_getCursorReferenced(*use), asked.template_usr)) {
    return std::nullopt;
  }
  Instance instance = {clang_getCursorReferenced(*use), "", asked.name};
  if (asked.is_constructor) return instance;
  const auto locate = [&](std::size_t column) {
    return clang_getLocation(unit, place.file, place.line, static_cast<unsigned>(column));
  };
  const CXSourceRange arguments =
      clang_getRange(locate(asked.column), locate(asked.column + asked.spelling.size()));
  instance.arguments =
      WriteAtFileScope(arguments, WithDescendants(*use), sources).value_or(asked.spelling);
  return instance;
}

void Instances::Find(CXTranslationUnit unit, const Sources& sources, std::size_t includes,
                     diag::Sink& sink) {
  const CXFile main_file = clang_getFile(unit, kMainFile);
  const std::vector<ErrorOnLines> errors = ErrorsIn(unit, main_file, &sources);
  const std::map<unsigned, CXCursor> code = DeclarationsOfCode(unit);
  for (const Asked& asked : asked_) {
    const unsigned line = static_cast<unsigned>(includes) + asked.line;
    if (Refuse(asked, errors, line, sink)) continue;
    const auto found = code.find(line);
    std::optional<Instance> instance;
    if (found != code.end()) {
      instance = Answer(asked, found->second, {main_file, line, 1, 0}, unit, sources);
    }
    if (!instance) {
      Report(asked, "C++ calls another constructor for " + Name(asked),
             "list arguments that C++ calls this one for", sink);
      continue;
    }
    std::vector<Instance>& instances = by_template_[asked.template_usr];
    const bool is_known = std::ranges::any_of(instances, [&](const Instance& other) {
      return EntityEqual()(other.function, instance->function);
    });
    if (is_known) {
      Report(asked, Name(asked) + " is listed twice", "remove one of the two", sink);
    } else {
      instances.push_back(*std::move(instance));
    }
  }
}

const std::vector<Instance>* Instances::Of(CXCursor function_template) const {
  const auto found = by_template_.find(Text(clang_getCursorUSR(function_template)));
  return found == by_template_.end() ? nullptr : &found->second;
}

}  // namespace ferrule::scan
