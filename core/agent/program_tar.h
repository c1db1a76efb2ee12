#pragma once

#include <string>
#include <vector>

namespace quayside::agent {

struct Program {
    std::string name;
    std::string content;
};

// A tar with these files, which everybody may execute: what an image that is made here consists of.
std::string program_tar(const std::vector<Program>& programs);

} // namespace quayside::agent
