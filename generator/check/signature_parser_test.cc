#include "generator/check/signature_parser.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::check {
namespace {

// One letter a kind, the name, and the default: "pa kb=1 *args Kc **kwargs".
std::string Shown(std::string_view text) {
  auto parsed = ParseSignature(text);
  if (const auto* problem = std::get_if<SyntaxProblem>(&parsed)) {
    return problem->text + " @" + std::to_string(problem->token.offset);
  }
  std::string shown;
  for (const WrittenArgument& argument : std::get<std::vector<WrittenArgument>>(parsed)) {
    static const std::vector<std::string> kKinds = {"p", "k", "*", "K", "**"};
    shown += shown.empty() ? "" : " ";
    shown += kKinds[static_cast<std::size_t>(argument.kind)] + argument.name.text;
    if (!argument.default_value.text.empty()) shown += "=" + argument.default_value.text;
  }
  return shown;
}

TEST(SignatureParserTest, Grammar) {
  const std::vector<std::vector<std::string>> rows = {
      {"()", ""},
      {"( )", ""},
      {"(a)", "ka"},
      {"(a, b=1,)", "ka kb=1"},
      {"(a, /)", "pa"},
      {"(a, /, b)", "pa kb"},
      {"(a, b, /, c=..., *, d)", "pa pb kc=... Kd"},
      {"(*args)", "*args"},
      {"(*args, a=1, **kwargs)", "*args Ka=1 **kwargs"},
      {"(**kwargs,)", "**kwargs"},
      {"(* args, ** kwargs)", "*args **kwargs"},
      {"(a = f(1, 2), b = ',', c = [1, {2: 3}])", "ka=f(1, 2) kb=',' kc=[1, {2: 3}]"},
      {"(a=')\\'', b)", "ka=')\\'' kb"},
      {"(a /* first */, // or\n b)", "ka kb"},
  };
  for (const auto& row : rows) EXPECT_EQ(Shown(row[0]), row[1]) << row[0];
}

TEST(SignatureParserTest, ProblemsPointAtTheToken) {
  const std::vector<std::vector<std::string>> rows = {
      {"(a b)", "an unexpected 'b' @3"},
      {"(a: int)", "an unexpected ':' @2"},
      {"(,)", "an unexpected ',' @1"},
      {"(1)", "an unexpected '1' @1"},
      {"(a, a)", "a second 'a' @4"},
      {"(/)", "no parameter before '/' @1"},
      {"(a, /, /)", "a second '/' @7"},
      {"(*, a, /)", "a '/' behind '*' @7"},
      {"(*)", "no parameter behind '*' @1"},
      {"(*, **k)", "no parameter behind '*' @1"},
      {"(*, *a)", "a second '*' @4"},
      {"(*a, *b)", "a second '*' @5"},
      {"(**k, a)", "something behind '**k' @6"},
      {"(a=)", "no default behind '=' @2"},
      {"(a=, b)", "no default behind '=' @2"},
      {"(class)", "the keyword 'class' as a name @1"},
      {"(*1)", "an unexpected '1' @2"},
      {"(a) -> b)", "an unexpected '-' @4"},
      {"(*args=1)", "an unexpected '=' @6"},
      {"(a", "a missing ')' @2"},
  };
  for (const auto& row : rows) EXPECT_EQ(Shown(row[0]), row[1]) << row[0];
}

}  // namespace
}  // namespace ferrule::check
