#include "generator/render/dispatch.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "generator/ir/form.h"
#include "generator/render/spell.h"

namespace ferrule::render {
namespace {

using ir::Module;
using ir::Place;

// In the first one an argument must be what a parameter is, in the second it may be converted.
enum class Round { kExact, kConverting };

const ir::Scalar* IntegerAt(const Place* place) {
  return place == nullptr ? nullptr : place->integer();
}

// An overload that takes the number of arguments.
class Runner {
 public:
  Runner(const Choosable& choosable, std::size_t count) : call_(&choosable.call) {
    for (std::size_t i = 0; i < count; ++i) {
      const ir::Shape& shape = choosable.shape;
      const bool is_rest = i >= shape.positional.size();
      const Place* const rest = shape.each_of_args ? &*shape.each_of_args : nullptr;
      places_.push_back(is_rest ? rest : &shape.positional[i]);
    }
  }

  const std::string& call() const { return *call_; }

  // Where the argument goes: null for what *args takes.
  const Place* at(std::size_t argument) const { return places_[argument]; }

  bool HasFormOf(const Runner& other, std::size_t argument) const {
    const Place* const one = at(argument);
    const Place* const two = other.at(argument);
    return one == nullptr || two == nullptr ? one == two : one->form == two->form;
  }

  // Whether the two may differ in nothing but the widths of integers.
  bool IsPeerOf(const Runner& other) const {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!HasFormOf(other, i)) return false;
    }
    return true;
  }

  // Whether it takes every call that `other` takes.
  bool TakesAllOf(const Runner& other) const {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!HasFormOf(other, i)) return false;
      const auto* const one = IntegerAt(at(i));
      const auto* const two = IntegerAt(other.at(i));
      if (one != nullptr && (two == nullptr || !ir::Holds(*one, *two))) return false;
    }
    return true;
  }

 private:
  std::vector<const Place*> places_;
  const std::string* call_;
};

// What is tried for one number of arguments.
class CaseMaker {
 public:
  CaseMaker(const std::vector<Choosable>& choosables, std::size_t count, const Module& module)
      : module_(module), count_(count) {
    for (const Choosable& choosable : choosables) {
      if (!choosable.shape.TakesCount(count)) continue;
      const Runner runner(choosable, count);
      const bool is_hidden = std::ranges::any_of(
          runners_, [&](const Runner& earlier) { return earlier.TakesAllOf(runner); });
      if (!is_hidden) runners_.push_back(runner);
    }
    for (std::size_t i = 0; i < count; ++i) {
      is_alike_.push_back(std::ranges::all_of(
          runners_, [&](const Runner& runner) { return runner.HasFormOf(runners_.front(), i); }));
    }
  }

  // Nothing where no overload takes the number of arguments.
  std::optional<CaseView> Make(std::string label) {
    if (runners_.empty()) return std::nullopt;
    AskForIndexes(true);
    const bool one_round = std::ranges::find(is_alike_, false) == is_alike_.end();
    if (!one_round) {
      AddRound(Round::kExact);
      DropLastOfFirstRound();
      AskForIndexes(false);
    }
    AddRound(Round::kConverting);
    if (!is_certain_) Add("break;");
    return CaseView{std::move(label), std::move(lines_)};
  }

 private:
  void Add(std::string line) { lines_.push_back({std::move(line)}); }

  // Whether the value of the argument may choose between the runner and others.
  bool GoesByValue(const Runner& runner, std::size_t argument) const {
    const auto* const integer = IntegerAt(runner.at(argument));
    return integer != nullptr && std::ranges::any_of(runners_, [&](const Runner& other) {
             return runner.IsPeerOf(other) &&
                    (IntegerAt(other.at(argument)) == nullptr ||
                     IntegerAt(other.at(argument))->kind != integer->kind);
           });
  }

  bool AsksForValue(const Runner& runner, std::size_t argument) const {
    return GoesByValue(runner, argument) && !IsLastOfPeers(runner);
  }

  bool IsLastOfPeers(const Runner& runner) const {
    const auto next =
        std::ranges::find_if(runners_.rbegin(), runners_.rend(),
                             [&](const Runner& other) { return runner.IsPeerOf(other); });
    return &*next == &runner;
  }

  // What has to be asked for its value is not settled here. Such arguments are sorted out before
  // anything takes them for what is no integer with a range.
  void AskForIndexes(bool alike) {
    for (std::size_t i = 0; i < count_; ++i) {
      const bool goes_by_value = std::ranges::any_of(
          runners_, [&](const Runner& runner) { return GoesByValue(runner, i); });
      if (goes_by_value && is_alike_[i] == alike) {
        pending_.push_back(i);
      }
    }
  }

  void AddRound(Round round) {
    for (const Runner& runner : runners_) {
      if (is_certain_) return;
      if (!CanTake(runner, round)) continue;
      last_ = &runner;
      last_begin_ = lines_.size();
      last_pending_ = pending_;
      AddAttempt(runner, round);
    }
  }

  // Where the second round begins with the runner that the first one ended with, one test does.
  void DropLastOfFirstRound() {
    const auto next = std::ranges::find_if(
        runners_, [&](const Runner& runner) { return CanTake(runner, Round::kConverting); });
    if (is_certain_ || next == runners_.end() || &*next != last_) return;
    lines_.resize(last_begin_);
    pending_ = last_pending_;
  }

  // Whether a runner may take in this round what it has not taken before.
  bool CanTake(const Runner& runner, Round round) const {
    bool is_exact = true;
    bool converts = false;
    for (std::size_t i = 0; i < count_; ++i) {
      if (is_alike_[i]) continue;
      const Place* const place = runner.at(i);
      is_exact = is_exact && place != nullptr && !ir::TakesAnything(place->form);
      converts = converts || place == nullptr || ir::Converts(place->form);
    }
    if (round == Round::kExact) return is_exact;
    return converts || std::ranges::find(is_alike_, false) == is_alike_.end();
  }

  void AddIndexTests(const Runner& runner) {
    std::erase_if(pending_, [&](std::size_t argument) {
      if (AsksForValue(runner, argument)) return false;
      Add("if (glue::NeedsIndex(" + Value(argument) + ")) break;");
      return true;
    });
  }

  void AddAttempt(const Runner& runner, Round round) {
    AddIndexTests(runner);
    constexpr std::size_t kLongest = 100;
    std::vector<std::string> tests;
    for (std::size_t i = 0; i < count_; ++i) {
      if (std::string test = Test(runner, i, round); !test.empty()) tests.push_back(test);
    }
    is_certain_ = tests.empty();
    if (is_certain_) return Add(runner.call());
    std::string on_one_line;
    std::string on_several;
    for (const std::string& test : tests) {
      on_one_line += (on_one_line.empty() ? "" : " && ") + test;
      on_several += (on_several.empty() ? "" : " &&\n            ") + test;
    }
    if (on_one_line.size() + runner.call().size() <= kLongest) {
      return Add("if (" + on_one_line + ") " + runner.call());
    }
    Add("if (" + (on_one_line.size() <= kLongest ? on_one_line : on_several) + ") {");
    Add("  " + runner.call());
    Add("}");
  }

  // Whether the runner takes the argument; empty where there is no question.
  std::string Test(const Runner& runner, std::size_t argument, Round round) const {
    const Place* const place = runner.at(argument);
    const bool is_alike = is_alike_[argument];
    if (place == nullptr || ir::TakesAnything(place->form)) return "";
    if (is_alike && ir::IsDeep(place->form)) return "";
    const bool asks_for_value = AsksForValue(runner, argument);
    const bool is_exact = round == Round::kExact && !is_alike;
    const std::string name =
        asks_for_value ? (is_exact ? "IsInRange" : "TakesInRange") : (is_exact ? "Is" : "Takes");
    return "glue::" + name + "<" + AcceptedType(*place, module_) + ">(" + Value(argument) + ")";
  }

  static std::string Value(std::size_t argument) {
    return "values[" + std::to_string(argument) + "]";
  }

  const Module& module_;
  std::size_t count_;
  std::vector<Runner> runners_;
  std::vector<bool> is_alike_;  // all runners take the argument in one form
  std::vector<LineView> lines_;
  std::vector<std::size_t> pending_;       // arguments that may have to be asked for their values
  const Runner* last_ = nullptr;           // that was tried
  std::size_t last_begin_ = 0;             // where its lines begin
  std::vector<std::size_t> last_pending_;  // what was pending before it
  bool is_certain_ = false;                // the last attempt needs no test
};

}  // namespace

std::string AcceptedType(const Place& place, const Module& module) {
  std::string type = ConverterType(place.type, module);
  if (place.is_nullable) type = "ferrule::convert::Nullable<" + type + ">";
  return place.is_exact ? "glue::Exactly<" + type + ">" : type;
}

std::vector<CaseView> MakeCases(const std::vector<Choosable>& choosables, const Module& module) {
  std::size_t most = 0;
  bool takes_more = false;
  bool converts_rest = false;  // of which there may be any number
  for (const Choosable& choosable : choosables) {
    most = std::max(most, choosable.shape.positional.size());
    takes_more = takes_more || choosable.shape.takes_args;
    converts_rest = converts_rest || choosable.shape.each_of_args;
  }
  std::vector<CaseView> cases;
  const auto add = [&](std::size_t count, const std::string& label) {
    if (auto view = CaseMaker(choosables, count, module).Make(label)) cases.push_back(*view);
  };
  for (std::size_t count = 0; count <= most; ++count) add(count, "case " + std::to_string(count));
  if (takes_more && !converts_rest) add(most + 1, "default");
  return cases;
}

}  // namespace ferrule::render
