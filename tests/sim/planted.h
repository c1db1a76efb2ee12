#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quayside::sim {

// The bug that is planted in this process. Only the copies of product sources that plant.cmake makes ask for it.
void set_planted(std::string name);
bool planted(std::string_view name);

// Bugs whose place in the sources plant.cmake did not find.
bool lost_bug(const char* name);
const std::vector<std::string>& lost_bugs();

} // namespace quayside::sim
