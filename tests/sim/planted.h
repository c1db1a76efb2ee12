#pragma once

#include <string>
#include <string_view>

namespace quayside::sim {

// The bug that is planted in this process; empty: none. Only the copies of product sources that plant.cmake makes ask.
void set_planted(std::string name);
bool planted(std::string_view name);

} // namespace quayside::sim
