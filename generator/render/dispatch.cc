#include "generator/render/dispatch.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "generator/ir/form.h"
#include "generator/render/identifiers.h"
#include "generator/render/spell.h"

namespace ferrule::render {
namespace {

using ir::Module;
using ir::Place;

// In the first one an argument must be what a parameter is, in the second it may be converted.
enum class Round { kExact, kConverting };

bool IsOfClass(const ir::Form& form) {
  const ir::FormKind kind = form.alternatives[0].kind;
  return kind == ir::FormKind::kClass || kind == ir::FormKind::kEnum;
}

// The test by which an object is known at first sight for what a form takes, without a call of any
// function; empty where there is none. None of these holds for an object that a form which comes
// before takes as what it is: classes derived from others come before them. `state` is the
// module's.
std::string PlainTest(const Place& place, const std::string& value, const Module& module) {
  const auto& alternatives = place.form.alternatives;
  const bool is_one = alternatives.size() == 1 ||
                      (alternatives.size() == 2 && alternatives[1].kind == ir::FormKind::kNone);
  if (!is_one) return "";
  const auto is_instance = [&](const std::string& identifier) {
    return "glue::IsJust(" + value + ", state." + identifier + "_type)";
  };
  const ir::Alternative& alternative = alternatives[0];
  switch (alternative.kind) {
    case ir::FormKind::kBool:
      return "PyBool_Check(" + value + ")";
    case ir::FormKind::kInteger:
      return "PyLong_CheckExact(" + value + ")";
    case ir::FormKind::kFloat:
      return "PyFloat_CheckExact(" + value + ")";
    case ir::FormKind::kText:
      return "PyUnicode_CheckExact(" + value + ")";
    case ir::FormKind::kEnum: {
      const auto node =
          std::ranges::find(module.enums, alternative.name, &ir::Enum::qualified_name);
      return is_instance(
          IdentifierOf(ir::EnumId{static_cast<std::size_t>(node - module.enums.begin())}, module));
    }
    case ir::FormKind::kClass: {
      const auto node =
          std::ranges::find(module.classes, alternative.name, &ir::Class::qualified_name);
      return is_instance(IdentifierOf(
          ir::ClassId{static_cast<std::size_t>(node - module.classes.begin())}, module));
    }
    default:
      return "";
  }
}

const ir::Scalar* IntegerAt(const Place* place) {
  return place == nullptr ? nullptr : place->integer();
}

// An overload that takes the number of arguments.
class Runner {
 public:
  Runner(const Choosable& choosable, std::size_t count) : choosable_(&choosable) {
    for (std::size_t i = 0; i < count; ++i) {
      const ir::Shape& shape = choosable.shape;
      const bool is_rest = i >= shape.positional.size();
      const Place* const rest = shape.each_of_args ? &*shape.each_of_args : nullptr;
      places_.push_back(is_rest ? rest : &shape.positional[i]);
    }
  }

  const std::string& call() const { return choosable_->call; }
  const std::string& answer() const { return choosable_->answer; }

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
  const Choosable* choosable_;
};

// What is tried for one number of arguments.
class CaseMaker {
 public:
  // The arguments are in an array, or else in variables of these names.
  CaseMaker(const std::vector<Choosable>& choosables, std::size_t count,
            std::vector<std::string> operands, const Module& module)
      : module_(module), count_(count), operands_(std::move(operands)) {
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

  bool empty() const { return runners_.empty(); }
  bool tells_classes() const { return tells_classes_; }

  // The tests at first sight, of the overloads up to one that has none. Each calls its overload.
  std::vector<LineView> MakePlain() {
    std::vector<LineView> lines;
    for (const Runner& runner : runners_) {
      std::vector<std::string> tests;
      bool tells_class = false;
      for (std::size_t i = 0; i < count_; ++i) {
        // What takes anything is for what the others do not take, which is not known here.
        if (!is_alike_[i] && !HasQuestion(runner, i)) return lines;
        if (!HasQuestion(runner, i)) continue;
        tests.push_back(PlainTest(*runner.at(i), Value(i), module_));
        if (tests.back().empty() || IsLeftOver(runner, i)) return lines;
        tells_class = tells_class || IsOfClass(runner.at(i)->form);
        if (GoesByValue(runner, i)) tests.back() = Instantiate("IsSmall", runner, i);
      }
      AddAttempt(tests, runner.call(), lines);
      tells_classes_ = tells_classes_ || tells_class;
      if (tests.empty()) break;
    }
    return lines;
  }

  // All tests. Each gives the number of its overload.
  std::vector<LineView> Make() {
    AskForIndexes(true);
    const bool one_round = std::ranges::find(is_alike_, false) == is_alike_.end();
    if (!one_round) {
      AddRound(Round::kExact);
      DropLastOfFirstRound();
      AskForIndexes(false);
    }
    AddRound(Round::kConverting);
    if (!is_certain_ && operands_.empty()) Add("break;");
    return std::move(lines_);
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

  // Whether the runner takes the values that are in the range of no other.
  bool IsLeftOver(const Runner& runner, std::size_t argument) const {
    return !GoesByValue(runner, argument) &&
           std::ranges::any_of(runners_, [&](const Runner& other) {
             return runner.IsPeerOf(other) && GoesByValue(other, argument);
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
    if (!operands_.empty()) return;
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
    std::vector<std::string> tests;
    for (std::size_t i = 0; i < count_; ++i) {
      if (HasQuestion(runner, i)) tests.push_back(Test(runner, i, round));
    }
    is_certain_ = tests.empty();
    AddAttempt(tests, runner.answer(), lines_);
  }

  static void AddAttempt(const std::vector<std::string>& tests, const std::string& statement,
                         std::vector<LineView>& lines) {
    constexpr std::size_t kLongest = 100;
    if (tests.empty()) return lines.push_back({statement});
    std::string on_one_line;
    std::string on_several;
    for (const std::string& test : tests) {
      on_one_line += (on_one_line.empty() ? "" : " && ") + test;
      on_several += (on_several.empty() ? "" : " &&\n            ") + test;
    }
    if (on_one_line.size() + statement.size() <= kLongest) {
      return lines.push_back({"if (" + on_one_line + ") " + statement});
    }
    lines.push_back({"if (" + (on_one_line.size() <= kLongest ? on_one_line : on_several) + ") {"});
    lines.push_back({"  " + statement});
    lines.push_back({"}"});
  }

  // Whether it takes to look at the argument to know if the runner takes it.
  bool HasQuestion(const Runner& runner, std::size_t argument) const {
    const Place* const place = runner.at(argument);
    if (place == nullptr || ir::TakesAnything(place->form)) return false;
    return !is_alike_[argument] || !ir::IsDeep(place->form) || !operands_.empty();
  }

  // Whether the runner takes the argument.
  std::string Test(const Runner& runner, std::size_t argument, Round round) const {
    const bool asks_for_value = AsksForValue(runner, argument);
    const bool is_exact = round == Round::kExact && !is_alike_[argument];
    return Instantiate(
        asks_for_value ? (is_exact ? "IsInRange" : "TakesInRange") : (is_exact ? "Is" : "Takes"),
        runner, argument);
  }

  std::string Instantiate(const std::string& test, const Runner& runner,
                          std::size_t argument) const {
    return "glue::" + test + "<" + AcceptedType(*runner.at(argument), module_) + ">(" +
           Value(argument) + ")";
  }

  std::string Value(std::size_t argument) const {
    if (!operands_.empty()) return operands_[argument];
    return "values[" + std::to_string(argument) + "]";
  }

  const Module& module_;
  std::size_t count_;
  std::vector<std::string> operands_;
  std::vector<Runner> runners_;
  std::vector<bool> is_alike_;  // all runners take the argument in one form
  std::vector<LineView> lines_;
  std::vector<std::size_t> pending_;       // arguments that may have to be asked for their values
  const Runner* last_ = nullptr;           // that was tried
  std::size_t last_begin_ = 0;             // where its lines begin
  std::vector<std::size_t> last_pending_;  // what was pending before it
  bool tells_classes_ = false;             // one of the plain tests needs the module's state
  bool is_certain_ = false;                // the last attempt needs no test
};

}  // namespace

std::string AcceptedType(const Place& place, const Module& module) {
  std::string type = ConverterType(place.type, module);
  if (place.is_nullable) type = "ferrule::convert::Nullable<" + type + ">";
  return place.is_exact ? "glue::Exactly<" + type + ">" : type;
}

Tests MakeTests(const std::vector<Choosable>& choosables, const Module& module) {
  std::size_t most = 0;
  bool takes_more = false;
  bool converts_rest = false;  // of which there may be any number
  for (const Choosable& choosable : choosables) {
    most = std::max(most, choosable.shape.positional.size());
    takes_more = takes_more || choosable.shape.takes_args;
    converts_rest = converts_rest || choosable.shape.each_of_args;
  }
  Tests tests;
  const auto add = [&](std::size_t count, const std::string& label) {
    CaseMaker maker(choosables, count, {}, module);
    if (maker.empty()) return;
    CaseView plain = {label, maker.MakePlain()};
    tests.tells_classes = tests.tells_classes || maker.tells_classes();
    tests.all.push_back({label, maker.Make()});
    if (!plain.lines.empty()) tests.plain.push_back(std::move(plain));
  };
  for (std::size_t count = 0; count <= most; ++count) add(count, "case " + std::to_string(count));
  if (takes_more && !converts_rest) add(most + 1, "default");
  return tests;
}

std::vector<LineView> MakeAttempts(const std::vector<Choosable>& choosables,
                                   const std::vector<std::string>& operands, const Module& module) {
  CaseMaker maker(choosables, operands.size(), operands, module);
  return maker.empty() ? std::vector<LineView>() : maker.Make();
}

}  // namespace ferrule::render
