#include "tests/sim/planted.h"

namespace quayside::sim {

namespace {

std::string the_bug;

std::vector<std::string>& lost()
{
    static std::vector<std::string> names;
    return names;
}

} // namespace

void set_planted(std::string name)
{
    the_bug = std::move(name);
}

bool planted(std::string_view name)
{
    return the_bug == name;
}

bool lost_bug(const char* name)
{
    lost().push_back(name);
    return true;
}

const std::vector<std::string>& lost_bugs()
{
    return lost();
}

} // namespace quayside::sim
