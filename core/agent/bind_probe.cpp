#include "core/agent/ports.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace quayside::agent {

bool can_bind(model::Port port)
{
    const bool tcp = port.protocol == model::Protocol::Tcp;
    const int socket_fd = ::socket(AF_INET, (tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0);
    if (socket_fd < 0)
        return true; // cannot tell: the engine will
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port.number);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    const bool bound = ::bind(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0
        && (!tcp || ::listen(socket_fd, 1) == 0);
    ::close(socket_fd);
    return bound;
}

} // namespace quayside::agent
