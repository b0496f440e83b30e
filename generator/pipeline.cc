#include "generator/pipeline.h"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "generator/check/check.h"
#include "generator/diag/print.h"
#include "generator/diag/sink.h"
#include "generator/ir/dump.h"
#include "generator/ir/interface.h"
#include "generator/ir/names.h"
#include "generator/output.h"
#include "generator/render/render.h"
#include "generator/scan/scan.h"

namespace ferrule {
namespace {

// What cannot be read is reported.
std::vector<ir::Interface> ReadImports(const std::vector<std::string>& paths, diag::Sink& sink) {
  std::vector<ir::Interface> imports;
  const auto report = [&](const std::string& path, const std::string& reason) {
    sink.Report(diag::Code::kBadImport, {}, {{"path", path}, {"reason", reason}});
  };
  for (const std::string& path : paths) {
    std::ifstream in(path);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open()) {
      report(path, std::generic_category().message(errno));
      continue;
    }
    std::variant<ir::Interface, ir::BadInterface> read = ir::InterfaceFrom(text);
    if (const auto* bad = std::get_if<ir::BadInterface>(&read)) {
      report(path, bad->reason);
    } else {
      imports.push_back(std::get<ir::Interface>(std::move(read)));
    }
  }
  return imports;
}

scan::Request MakeRequest(const Options& options, const OutputFolder& folder, diag::Sink& sink) {
  scan::Request request;
  request.module_name = options.module_name;
  request.headers = options.headers;
  request.compile_flags = options.compile_flags;
  request.imports = ReadImports(options.imports, sink);
  if (!options.depfile.empty()) {
    request.depfile_target = folder.PathOf(render::FileNames(options.module_name).front());
  }
  return request;
}

struct Checked {
  ir::CheckedModule module;
  std::string depfile;
};

std::optional<Checked> ScanAndCheck(const scan::Request& request, diag::Sink& sink) {
  if (!ir::IsModuleName(request.module_name)) {
    sink.Report(diag::Code::kBadModuleName, {}, {{"name", request.module_name}});
    return std::nullopt;
  }
  if (sink.HasErrors()) return std::nullopt;
  std::optional<scan::Result> scanned = scan::Scan(request, sink);
  if (!scanned) return std::nullopt;
  std::optional<ir::CheckedModule> module = check::Check(std::move(scanned->module), sink);
  if (!module) return std::nullopt;
  return Checked{std::move(*module), std::move(scanned->depfile)};
}

void Generate(const Checked& checked, const std::string& depfile, OutputFolder& folder,
              diag::Sink& sink) {
  for (render::File& file : render::Render(checked.module))
    folder.Add(folder.PathOf(file.name), std::move(file.text));
  if (!depfile.empty()) folder.Add(depfile, checked.depfile);
  folder.Write(sink);
}

void Dump(const ir::CheckedModule& module, DumpFormat format, std::ostream& out) {
  out << (format == DumpFormat::kJson ? ir::DumpJson(*module) : ir::DumpText(*module));
}

}  // namespace

int Run(const Options& options, std::ostream& out, std::ostream& err) {
  diag::Sink sink;
  OutputFolder folder(options.out);
  const std::optional<Checked> checked = ScanAndCheck(MakeRequest(options, folder, sink), sink);
  if (checked) {
    switch (options.command) {
      case Command::kGenerate:
        Generate(*checked, options.depfile, folder, sink);
        break;
      case Command::kCheck:
        break;
      case Command::kDump:
        Dump(checked->module, options.dump_format, out);
        break;
    }
  }
  diag::Print(sink.Sorted(), err, scan::SearchFolders(options.compile_flags));
  return sink.HasErrors() ? 1 : 0;
}

}  // namespace ferrule
