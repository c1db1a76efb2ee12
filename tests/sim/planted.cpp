#include "tests/sim/planted.h"

namespace quayside::sim {

namespace {

std::string the_bug;

} // namespace

void set_planted(std::string name)
{
    the_bug = std::move(name);
}

bool planted(std::string_view name)
{
    return the_bug == name;
}

} // namespace quayside::sim
