// How diagnostics call the things that they are about. Users see these words, so that one thing has
// one name.
#ifndef FERRULE_GENERATOR_CHECK_WORDS_H_
#define FERRULE_GENERATOR_CHECK_WORDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::check {

// "method 'ns::C::m'", "class 'ns::C'".
std::string Describe(const ir::Function& function);
std::string Describe(const ir::Field& field);
std::string Describe(const ir::Class& node);
std::string Describe(const ir::Enum& node);
std::string Describe(const ir::Enumerator& enumerator);
std::string Describe(const ir::Exception& node);
std::string Describe(const ir::Constant& constant);

// "parameter 'x' of 'ns::f'"; an unnamed one is counted: "parameter 2 of 'ns::f'".
std::string DescribeParameter(const ir::Function& function, std::size_t index);

// "the result of 'ns::f'".
// `an item of 'Path'`. Requires a class that is iterated over.
std::string DescribeItem(const ir::Class& node);

std::string DescribeResult(const ir::Function& function);

// What the user can do: "remove FERRULE_FUNCTION from 'f'", "leave 'C::x' out with FERRULE_SKIP()".
std::string HowToLeaveOut(const ir::Function& function);
std::string HowToLeaveOut(const ir::Field& field);

// "a, b and c".
std::string Enumerate(const std::vector<std::string>& items);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_WORDS_H_
