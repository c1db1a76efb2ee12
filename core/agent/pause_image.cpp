#include "core/agent/pause_image.h"

#include "core/agent/program_tar.h"

#include <cstdint>
#include <cstring>
#include <span>

namespace quayside::agent {

namespace {

constexpr std::uint64_t kBase = 0x400000; // where the program is in memory
constexpr std::size_t kHeaders = 64 + 56; // of the file, and of its one segment

// Both block all signals, then for ever take one (rt_sigtimedwait); SIGTERM and SIGINT end them, after any other they
// reap what has ended (wait4 with WNOHANG).
constexpr std::uint8_t kX86[] = {
    0x31,
    0xff,
    0x48,
    0x8d,
    0x35,
    0x58,
    0x00,
    0x00,
    0x00,
    0x31,
    0xd2,
    0x41,
    0xba,
    0x08,
    0x00,
    0x00,
    0x00,
    0xb8,
    0x0e,
    0x00,
    0x00,
    0x00,
    0x0f,
    0x05,
    0x48,
    0x8d,
    0x3d,
    0x42,
    0x00,
    0x00,
    0x00,
    0x31,
    0xf6,
    0x31,
    0xd2,
    0x41,
    0xba,
    0x08,
    0x00,
    0x00,
    0x00,
    0xb8,
    0x80,
    0x00,
    0x00,
    0x00,
    0x0f,
    0x05,
    0x83,
    0xf8,
    0x0f,
    0x74,
    0x23,
    0x83,
    0xf8,
    0x02,
    0x74,
    0x1e,
    0x48,
    0xc7,
    0xc7,
    0xff,
    0xff,
    0xff,
    0xff,
    0x31,
    0xf6,
    0xba,
    0x01,
    0x00,
    0x00,
    0x00,
    0x45,
    0x31,
    0xd2,
    0xb8,
    0x3d,
    0x00,
    0x00,
    0x00,
    0x0f,
    0x05,
    0x85,
    0xc0,
    0x7f,
    0xe4,
    0xeb,
    0xc0,
    0x31,
    0xff,
    0xb8,
    0x3c,
    0x00,
    0x00,
    0x00,
    0x0f,
    0x05,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
};
constexpr std::uint8_t kArm64[] = {
    0x00,
    0x00,
    0x80,
    0xd2,
    0x61,
    0x03,
    0x00,
    0x10,
    0x02,
    0x00,
    0x80,
    0xd2,
    0x03,
    0x01,
    0x80,
    0xd2,
    0xe8,
    0x10,
    0x80,
    0xd2,
    0x01,
    0x00,
    0x00,
    0xd4,
    0xc0,
    0x02,
    0x00,
    0x10,
    0x01,
    0x00,
    0x80,
    0xd2,
    0x02,
    0x00,
    0x80,
    0xd2,
    0x03,
    0x01,
    0x80,
    0xd2,
    0x28,
    0x11,
    0x80,
    0xd2,
    0x01,
    0x00,
    0x00,
    0xd4,
    0x1f,
    0x3c,
    0x00,
    0x71,
    0x80,
    0x01,
    0x00,
    0x54,
    0x1f,
    0x08,
    0x00,
    0x71,
    0x40,
    0x01,
    0x00,
    0x54,
    0x00,
    0x00,
    0x80,
    0x92,
    0x01,
    0x00,
    0x80,
    0xd2,
    0x22,
    0x00,
    0x80,
    0xd2,
    0x03,
    0x00,
    0x80,
    0xd2,
    0x88,
    0x20,
    0x80,
    0xd2,
    0x01,
    0x00,
    0x00,
    0xd4,
    0x1f,
    0x00,
    0x00,
    0x71,
    0x2c,
    0xff,
    0xff,
    0x54,
    0xee,
    0xff,
    0xff,
    0x17,
    0x00,
    0x00,
    0x80,
    0xd2,
    0xa8,
    0x0b,
    0x80,
    0xd2,
    0x01,
    0x00,
    0x00,
    0xd4,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
    0xff,
};

struct Machine {
    const char* architecture; // as in GET /info
    std::uint16_t number; // in an ELF file
    std::span<const std::uint8_t> code;
};
constexpr Machine kMachines[] = { { "x86_64", 62, kX86 }, { "aarch64", 183, kArm64 } };

template <class... Numbers>
void put(std::string& bytes, Numbers... numbers)
{
    const auto put_one = [&bytes](auto number) {
        for (std::size_t i = 0; i < sizeof(number); ++i)
            bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xFF);
    };
    (put_one(numbers), ...);
}

using Half = std::uint16_t;
using Word = std::uint32_t;
using Long = std::uint64_t;

// A static ELF file whose whole content is one segment that may be read and executed.
std::string program(const Machine& machine)
{
    const Long size = kHeaders + machine.code.size();
    std::string file("\x7f"
                     "ELF\2\1\1",
        7);
    file.resize(16);
    put(file, Half{ 2 }, machine.number, Word{ 1 }, Long{ kBase + kHeaders }, Long{ 64 }, Long{ 0 }, Word{ 0 },
        Half{ 64 }, Half{ 56 }, Half{ 1 }, Half{ 64 }, Half{ 0 }, Half{ 0 });
    put(file, Word{ 1 }, Word{ 5 }, Long{ 0 }, Long{ kBase }, Long{ kBase }, size, size, Long{ 0x1000 });
    file.append(machine.code.begin(), machine.code.end());
    return file;
}

} // namespace

std::optional<std::string> pause_program(const std::string& architecture)
{
    for (const auto& machine : kMachines)
        if (architecture == machine.architecture)
            return program(machine);
    return std::nullopt;
}

std::optional<docker::ImageImport> pause_image(const std::string& architecture)
{
    const auto program = pause_program(architecture);
    if (!program)
        return std::nullopt;
    return docker::ImageImport{ "quayside/pause", "1", program_tar({ { "pause", *program } }), { "/pause" } };
}

} // namespace quayside::agent
