#include "core/agent/program_tar.h"

#include <fmt/format.h>

namespace quayside::agent {

namespace {

constexpr std::size_t kBlock = 512;

std::string entry(const Program& program)
{
    std::string header(kBlock, '\0');
    const auto field = [&header](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
    field(0, program.name);
    field(100, "0000755");
    field(108, "0000000");
    field(116, "0000000");
    field(124, fmt::format("{:011o}", program.content.size()));
    field(136, "00000000000");
    field(148, "        "); // the sum counts itself as blanks
    field(156, "0");
    field(257,
        std::string("ustar\0"
                    "00",
            8));
    unsigned int sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    field(148, fmt::format("{:06o}", sum) + '\0');
    std::string whole = header + program.content;
    whole.resize((whole.size() + kBlock - 1) / kBlock * kBlock);
    return whole;
}

} // namespace

std::string program_tar(const std::vector<Program>& programs)
{
    std::string tar;
    for (const auto& program : programs)
        tar += entry(program);
    return tar + std::string(2 * kBlock, '\0');
}

} // namespace quayside::agent
