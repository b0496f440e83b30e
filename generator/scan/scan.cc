#include "generator/scan/scan.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "generator/scan/class.h"
#include "generator/scan/class_instances.h"
#include "generator/scan/collect.h"
#include "generator/scan/constant.h"
#include "generator/scan/context.h"
#include "generator/scan/default_expression.h"
#include "generator/scan/depfile.h"
#include "generator/scan/enum.h"
#include "generator/scan/exception.h"
#include "generator/scan/flags.h"
#include "generator/scan/function.h"
#include "generator/scan/headers.h"
#include "generator/scan/instances.h"
#include "generator/scan/leftovers.h"
#include "generator/scan/members.h"
#include "generator/scan/probe.h"
#include "generator/scan/ranges.h"
#include "generator/scan/temporary_folder.h"
#include "generator/scan/traits.h"
#include "generator/scan/unit.h"

namespace ferrule::scan {
namespace {

// Of several overloads that a using-declaration names, those are bound that can be.
void ReadFound(const FoundFunction& found, std::vector<ir::Function>& functions, Context& context) {
  const std::size_t first = functions.size();
  ReadFunctions(found.declaration, functions, context);
  if (IsNull(found.binder)) return;
  for (std::size_t i = first; i < functions.size(); ++i) {
    std::ranges::move(context.attributes.Take(found.binder),
                      std::back_inserter(functions[i].annotations));
    functions[i].may_be_left_out = found.is_overloaded;
  }
}

// Types are read when all bound ones are known.
ir::Module ReadModule(const Request& request, CXTranslationUnit unit, Context& context) {
  ir::Module module;
  module.name = request.module_name;
  module.headers = request.headers;
  module.imports = request.imports;
  Declarations declarations = Collect(unit, context);
  for (const FoundType& found : declarations.classes)
    module.classes.push_back(found.home.empty() ? ReadClass(found, context)
                                                : ReadImportedClass(found, context));
  for (const FoundType& found : declarations.enums)
    module.enums.push_back(ReadEnum(found, context));
  for (const FoundType& found : declarations.exceptions)
    module.exceptions.push_back(ReadException(found, context));
  for (const FoundFunction& found : declarations.functions)
    ReadFound(found, module.functions, context);
  for (const FoundOperator& found : declarations.operators) {
    const bool is_of_interest = context.attributes.AreOn(found.declaration) ||
                                IsOperatorOfBound(found.declaration, context.bound);
    if (!is_of_interest) continue;
    ReadFunctions(found.declaration, module.functions, context);
    module.functions.back().is_hidden_friend = found.is_hidden;
    module.functions.back().may_be_left_out = found.is_foreign;
  }
  for (CXCursor hashed : declarations.hashed) {
    const auto id = context.bound.classes.find(hashed);
    if (id != context.bound.classes.end()) module.classes[id->second.index].has_std_hash = true;
  }
  for (const FoundVariable& found : declarations.variables)
    module.constants.push_back(ReadConstant(found, context));
  module.settings = std::move(declarations.settings);
  module.namespaces = std::move(declarations.namespaces);
  return module;
}

Sources SourcesOf(CXTranslationUnit unit, const Request& request) {
  return Sources(unit, request.headers, IncludedFiles(unit));
}

// The unit with the instances of templates that the headers ask for.
struct Instantiated {
  Unit unit;  // null where there are none
  Instances functions;
  Members members;
};

Instantiated Instantiate(CXIndex index, CXTranslationUnit headers, const Request& request,
                         const std::vector<Flag>& flags, diag::Sink& sink) {
  Instantiated result = {nullptr, Instances(headers, SourcesOf(headers, request), sink), {}};
  const std::string& functions = result.functions.Code();
  const std::size_t lines =
      request.headers.size() + static_cast<std::size_t>(std::ranges::count(functions, '\n'));
  ClassInstances classes;
  CXTranslationUnit unit = headers;
  diag::Sink errors;  // of the last round, which has those of all
  while (classes.Look(unit, SourcesOf(unit, request), result.members) ||
         (unit == headers && !functions.empty())) {
    Unit next = ParseWithCode(index, request.headers, flags, functions + classes.Code());
    if (next == nullptr) break;
    unit = next.get();
    errors = diag::Sink();
    result.members = classes.Find(unit, SourcesOf(unit, request), lines, errors);
    result.unit = std::move(next);
  }
  sink.Append(errors);
  result.functions.Find(unit, SourcesOf(unit, request), request.headers.size(), sink);
  return result;
}

// The main file that clang was given is nobody's dependency.
std::string ReadDepfile(const std::string& path) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return WithoutDependency(text, kMainFile);
}

std::unique_ptr<TemporaryFolder> MakeFolder(diag::Sink& sink) {
  try {
    return std::make_unique<TemporaryFolder>();
  } catch (const std::filesystem::filesystem_error& error) {
    const std::string path = error.path1().empty() ? "$TMPDIR" : error.path1().string();
    sink.Report(diag::Code::kOutputNotWritable, {},
                {{"path", path}, {"reason", error.code().message()}});
    return nullptr;
  }
}

}  // namespace

std::vector<std::string> SearchFolders(const std::vector<std::string>& compile_flags) {
  return IncludeFolders(ReadFlags(compile_flags));
}

std::optional<Result> Scan(const Request& request, diag::Sink& sink) {
  const std::vector<Flag> flags = ReadFlags(request.compile_flags);
  CheckLibclang(sink);
  CheckHeaders(request.headers, IncludeFolders(flags), sink);
  if (sink.HasErrors()) return std::nullopt;

  const Index index = MakeIndex();
  const std::unique_ptr<TemporaryFolder> folder = MakeFolder(sink);
  if (folder == nullptr) return std::nullopt;
  const std::string depfile = request.depfile_target.empty() ? "" : folder->path() + "/headers.d";
  const Unit headers =
      ParseHeaders(index.get(), request.headers, flags, depfile, request.depfile_target, sink);
  if (headers == nullptr) return std::nullopt;
  const Instantiated instantiated = Instantiate(index.get(), headers.get(), request, flags, sink);
  const CXTranslationUnit unit =
      instantiated.unit == nullptr ? headers.get() : instantiated.unit.get();
  const Sources sources = SourcesOf(unit, request);
  Attributes attributes(unit, sources, sink);
  BoundTypes bound;
  bound.user_types = UserTypes(unit);
  Records records(instantiated.members);
  bound.records = &records;
  Probe probe;
  DefaultExpressions defaults(sources, probe);
  const Imports imports(request.imports);
  Context context = {sources, attributes,           bound, defaults, instantiated.functions,
                     imports, instantiated.members, sink};
  Result result;
  result.module = ReadModule(request, unit, context);
  ReportLeftovers(context);
  attributes.ReportUnattached();
  const TraitsReader traits(result.module.classes, probe);
  RangeReader ranges(result.module, probe);
  // Clang saves no unit that has errors, as the one with the instances may.
  probe.Run(index.get(), headers.get(), flags, folder->path());
  traits.Fill(result.module.classes, sink);
  defaults.Fill(result.module);
  ranges.Fill(result.module);
  result.module.records = records.Take();
  if (!depfile.empty()) result.depfile = ReadDepfile(depfile);
  return result;
}

}  // namespace ferrule::scan
