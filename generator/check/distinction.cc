#include "generator/check/distinction.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "generator/check/ranking.h"
#include "generator/check/words.h"
#include "generator/ir/form.h"

namespace ferrule::check {
namespace {

using ir::Alternative;
using ir::Form;
using ir::FormKind;
using ir::Place;
using ir::Shape;

// A way to call a candidate: how many positional arguments, which keyword-only ones, and whether
// there is a keyword beside them.
struct Call {
  std::size_t count = 0;
  std::vector<std::string> keywords;
  bool has_other_keyword = false;
};

// One argument of a call, of a kind that the candidate takes in this place.
struct Given {
  Alternative kind;
  const ir::Scalar* integer = nullptr;  // the parameter, if it is one
  bool goes_by_value = false;           // among those that take integers and nothing else
};
using Row = std::vector<Given>;

// More combinations of kinds than this are not looked at: the candidate counts as reached.
constexpr std::size_t kMostRows = 4096;

const Place* FindKeyword(const Shape& shape, const std::string& name) {
  const auto found = std::ranges::find(shape.keyword_only, name, &Place::name);
  return found == shape.keyword_only.end() ? nullptr : &*found;
}

// --- The calls that a candidate takes ---

std::vector<std::vector<std::string>> KeywordChoices(const Shape& shape) {
  std::vector<std::string> required;
  std::vector<std::string> all;
  for (const Place& place : shape.keyword_only) {
    if (!place.has_default) required.push_back(place.name);
    all.push_back(place.name);
  }
  if (required == all) return {all};
  return {required, all};
}

// `beyond`: more positional arguments than any candidate names.
std::vector<Call> CallsOf(const Shape& shape, std::size_t beyond) {
  std::vector<std::size_t> counts;
  for (std::size_t i = shape.required; i <= shape.positional.size(); ++i) counts.push_back(i);
  if (shape.takes_args) {
    for (std::size_t i = shape.positional.size() + 1; i <= beyond; ++i) counts.push_back(i);
  }
  std::vector<Call> calls;
  for (const std::size_t count : counts) {
    for (const std::vector<std::string>& keywords : KeywordChoices(shape)) {
      calls.push_back({count, keywords, false});
      if (shape.takes_kwargs) calls.push_back({count, keywords, true});
    }
  }
  return calls;
}

void AddArgument(const std::vector<Given>& kinds, std::vector<Row>& rows) {
  std::vector<Row> longer;
  for (const Row& row : rows) {
    for (const Given& kind : kinds) {
      longer.push_back(row);
      longer.back().push_back(kind);
    }
  }
  rows = std::move(longer);
}

std::vector<Given> KindsOf(const Place& place) {
  std::vector<Given> kinds;
  for (const Alternative& alternative : place.form.alternatives) {
    const bool goes_by_value =
        alternative.kind == FormKind::kInteger && place.form.alternatives.size() == 1;
    kinds.push_back({alternative, place.integer(), goes_by_value});
  }
  return kinds;
}

// What *args take.
std::vector<Given> KindsOfRest(const Shape& shape) {
  if (shape.each_of_args) return KindsOf(*shape.each_of_args);
  return {{{FormKind::kObject}}};
}

// Every combination of kinds of arguments in such a call; nothing if they are too many.
std::vector<Row> RowsOf(const Shape& shape, const Call& call) {
  std::vector<Row> rows = {{}};
  const auto add = [&](const std::vector<Given>& kinds) {
    if (rows.size() * kinds.size() > kMostRows) rows.clear();
    AddArgument(kinds, rows);
  };
  for (std::size_t i = 0; i < call.count; ++i) {
    const bool is_rest = i >= shape.positional.size();
    add(is_rest ? KindsOfRest(shape) : KindsOf(shape.positional[i]));
  }
  for (const std::string& name : call.keywords) add(KindsOf(*FindKeyword(shape, name)));
  return rows;
}

// --- Those of them that another one takes ---

bool Takes(const Place& place, const Given& given) {
  if (ir::TakesAnything(place.form)) return true;
  const auto takes = [&](const Alternative& alternative) {
    return alternative == given.kind ||
           (alternative.kind == FormKind::kClass &&
            std::ranges::count(given.kind.bases, alternative.name) > 0);
  };
  if (std::ranges::none_of(place.form.alternatives, takes)) return false;
  const auto* const integer = place.integer();
  if (!given.goes_by_value || integer == nullptr) return true;
  return given.integer != nullptr && ir::Holds(*integer, *given.integer);
}

bool TakesKeywords(const Shape& shape, const Call& call) {
  if (call.has_other_keyword && !shape.takes_kwargs) return false;
  const bool has_required = std::ranges::all_of(shape.keyword_only, [&](const Place& place) {
    return place.has_default || std::ranges::find(call.keywords, place.name) != call.keywords.end();
  });
  return has_required && std::ranges::all_of(call.keywords, [&](const std::string& name) {
           return shape.takes_kwargs || FindKeyword(shape, name) != nullptr;
         });
}

bool Takes(const Shape& shape, const Call& call, const Row& row) {
  const bool fits = call.count >= shape.required &&
                    (shape.takes_args || call.count <= shape.positional.size()) &&
                    TakesKeywords(shape, call);
  if (!fits) return false;
  for (std::size_t i = 0; i < call.count; ++i) {
    const bool is_rest = i >= shape.positional.size();
    if (is_rest && !shape.each_of_args) break;
    if (!Takes(is_rest ? *shape.each_of_args : shape.positional[i], row[i])) return false;
  }
  for (std::size_t i = 0; i < call.keywords.size(); ++i) {
    const Place* place = FindKeyword(shape, call.keywords[i]);
    if (place == nullptr && shape.each_of_kwargs) place = &*shape.each_of_kwargs;
    if (place != nullptr && !Takes(*place, row[call.count + i])) return false;
  }
  return true;
}

// The earlier candidates that take what the candidate takes; none if some call is left for it.
std::set<const Candidate*> TakersOf(const Candidate& candidate,
                                    std::span<const Candidate> earlier) {
  std::size_t beyond = candidate.shape.positional.size() + 1;
  for (const Candidate& other : earlier) {
    beyond = std::max(beyond, other.shape.positional.size() + 1);
  }
  std::set<const Candidate*> takers;
  for (const Call& call : CallsOf(candidate.shape, beyond)) {
    const std::vector<Row> rows = RowsOf(candidate.shape, call);
    if (rows.empty()) return {};
    for (const Row& row : rows) {
      const auto taker = std::ranges::find_if(
          earlier, [&](const Candidate& other) { return Takes(other.shape, call, row); });
      if (taker == earlier.end()) return {};
      takers.insert(&*taker);
    }
  }
  return takers;
}

// --- Reports ---

void ReportSame(const Candidate& candidate, const Candidate& other, diag::Sink& sink) {
  const ir::Function& function = *candidate.function;
  sink.Report(diag::Code::kIndistinguishableOverloads, function.location,
              {{"problem", "no argument can tell " + Describe(function) +
                               " from another overload of '" + function.python_name + "'"},
               {"help", "give one of the two another name with `name = ...`, or " +
                            HowToLeaveOut(function)}})
      .notes.push_back({other.function->location, "the other is here"});
}

void ReportUnreachable(const Candidate& candidate, const std::set<const Candidate*>& takers,
                       diag::Sink& sink) {
  const ir::Function& function = *candidate.function;
  diag::Diagnostic& diagnostic = sink.Report(diag::Code::kUnreachableOverload, function.location,
                                             {{"what", Describe(function)},
                                              {"name", function.python_name},
                                              {"skip", HowToLeaveOut(function)}});
  for (const Candidate* const taker : takers) {
    diagnostic.notes.push_back({taker->function->location, "this one is tried before it"});
  }
}

}  // namespace

void CheckDistinction(const std::vector<Candidate>& candidates, diag::Sink& sink) {
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    const std::span<const Candidate> earlier(candidates.data(), i);
    const auto same = std::ranges::find_if(earlier, [&](const Candidate& other) {
      return Compare(other.shape, candidates[i].shape) == 0;
    });
    if (same != earlier.end()) {
      ReportSame(candidates[i], *same, sink);
    } else if (const auto takers = TakersOf(candidates[i], earlier); !takers.empty()) {
      ReportUnreachable(candidates[i], takers, sink);
    }
  }
}

}  // namespace ferrule::check
