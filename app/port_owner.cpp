#include "app/port_owner.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quayside::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* kListening = "0A";

// The inode of the socket, from a line of /proc/net/tcp: "sl local_address rem_address st ... inode".
std::string listening_socket(const char* table, std::uint16_t port)
{
    std::ifstream file(table);
    std::string line;
    std::getline(file, line);
    const std::string wanted = fmt::format(":{:04X}", port);
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string number, local, remote, state, queues, timer, retransmits, user, timeout, inode;
        words >> number >> local >> remote >> state >> queues >> timer >> retransmits >> user >> timeout >> inode;
        if (state == kListening && local.ends_with(wanted))
            return inode;
    }
    return {};
}

bool has_socket(const fs::path& process, const std::string& link)
{
    std::error_code error;
    for (const auto& file : fs::directory_iterator(process / "fd", error))
        if (fs::read_symlink(file.path(), error) == link)
            return true;
    return false;
}

} // namespace

std::string port_owner(std::uint16_t port)
{
    std::string inode = listening_socket("/proc/net/tcp", port);
    if (inode.empty())
        inode = listening_socket("/proc/net/tcp6", port);
    if (inode.empty())
        return {};
    const std::string link = fmt::format("socket:[{}]", inode);
    std::error_code error;
    for (const auto& process : fs::directory_iterator("/proc", error)) {
        const std::string pid = process.path().filename().string();
        if (pid.find_first_not_of("0123456789") != std::string::npos || !has_socket(process.path(), link))
            continue;
        std::string name;
        std::getline(std::ifstream(process.path() / "comm"), name);
        return fmt::format("{} (process {})", name, pid);
    }
    return {};
}

} // namespace quayside::app
