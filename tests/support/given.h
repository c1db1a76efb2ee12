#pragma once

#include <QtGlobal>

namespace quayside::test {

// What the environment says: how often a long test does what it does, or the seed of a run to repeat.
inline int given(const char* variable, int otherwise)
{
    bool is_number = false;
    const int number = qEnvironmentVariableIntValue(variable, &is_number);
    return is_number ? number : otherwise;
}

} // namespace quayside::test
