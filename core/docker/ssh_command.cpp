#include "core/docker/ssh_command.h"

#include <fmt/format.h>

namespace quayside::docker {

std::vector<std::string> ssh_command(const EngineRoute& route)
{
    std::vector<std::string> command{ "ssh", "-T", "-a", "-x" };
    const auto option = [&command](std::string value) {
        command.emplace_back("-o");
        command.push_back(std::move(value));
    };
    option("BatchMode=yes");
    option("ConnectTimeout=8");
    option("ServerAliveInterval=5");
    option("ServerAliveCountMax=3");
    option("ClearAllForwardings=yes");
    option("StrictHostKeyChecking=yes");
    if (!route.ssh.known_hosts_file.empty())
        option(fmt::format("UserKnownHostsFile=\"{}\"", route.ssh.known_hosts_file));
    if (!route.ssh.identity_file.empty()) {
        option(fmt::format("IdentityFile=\"{}\"", route.ssh.identity_file));
        option("IdentitiesOnly=yes");
    }
    if (route.port != 0)
        option(fmt::format("Port={}", route.port));
    if (!route.user.empty())
        option("User=" + route.user);
    command.insert(command.end(), { "--", route.host, "docker" });
    if (!route.remote_socket.empty())
        command.insert(command.end(), { "-H", "unix://" + route.remote_socket });
    command.insert(command.end(), { "system", "dial-stdio" });
    return command;
}

} // namespace quayside::docker
