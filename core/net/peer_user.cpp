#include "core/net/peer_user.h"

#include "core/net/socket_table.h"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

namespace quayside::net {

namespace {

constexpr timeval kPatience{ 0, 100'000 }; // the kernel answers at once or not at all

struct Question {
    nlmsghdr header{};
    inet_diag_req_v2 asked{};
};

class Netlink {
public:
    Netlink()
        : descriptor_(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
    {
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    }
    ~Netlink() { ::close(descriptor_); }
    Netlink(const Netlink&) = delete;
    Netlink& operator=(const Netlink&) = delete;

    std::optional<inet_diag_msg> ask(Question question) const
    {
        question.header.nlmsg_len = sizeof question;
        question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
        question.header.nlmsg_flags = NLM_F_REQUEST;
        if (::send(descriptor_, &question, sizeof question, 0) != static_cast<ssize_t>(sizeof question))
            return std::nullopt;
        alignas(nlmsghdr) char answer[4096];
        const auto size = ::recv(descriptor_, answer, sizeof answer, 0);
        nlmsghdr header;
        inet_diag_msg found;
        if (size < static_cast<ssize_t>(NLMSG_HDRLEN + sizeof found))
            return std::nullopt;
        std::memcpy(&header, answer, sizeof header);
        std::memcpy(&found, answer + NLMSG_HDRLEN, sizeof found);
        return header.nlmsg_type == SOCK_DIAG_BY_FAMILY ? std::optional(found) : std::nullopt;
    }

private:
    int descriptor_;
};

// The address and port of one end, as the kernel compares them.
bool read_end(const sockaddr_storage& end, __be32 (&address)[4], __be16& port)
{
    if (end.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(end);
        address[0] = v4.sin_addr.s_addr;
        port = v4.sin_port;
        return true;
    }
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(end);
    std::memcpy(address, &v6.sin6_addr, sizeof v6.sin6_addr);
    port = v6.sin6_port;
    return end.ss_family == AF_INET6;
}

// The kernel's answer; nothing if it gives none.
std::optional<inet_diag_msg> ask(const sockaddr_storage& ours, const sockaddr_storage& theirs)
{
    Question question;
    auto& asked = question.asked;
    asked.sdiag_family = static_cast<__u8>(theirs.ss_family);
    asked.sdiag_protocol = IPPROTO_TCP;
    asked.idiag_states = ~0U;
    asked.id.idiag_cookie[0] = asked.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    // Their socket, seen from their side.
    if (!read_end(theirs, asked.id.idiag_src, asked.id.idiag_sport)
        || !read_end(ours, asked.id.idiag_dst, asked.id.idiag_dport))
        return std::nullopt;
    return Netlink().ask(question);
}

// Some kernels are built without inet_diag. Their table has to be read whole, which takes a millisecond for some
// thousand sockets.
std::optional<std::uint32_t> look_up(const sockaddr_storage& ours, const sockaddr_storage& theirs)
{
    std::ifstream file(theirs.ss_family == AF_INET6 ? "/proc/self/net/tcp6" : "/proc/self/net/tcp");
    const std::string table{ std::istreambuf_iterator<char>(file), {} };
    return user_in_table(table, theirs, ours);
}

} // namespace

std::optional<std::uint32_t> peer_user(int socket)
{
    sockaddr_storage ours{}, theirs{};
    socklen_t ours_size = sizeof ours, theirs_size = sizeof theirs;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&ours), &ours_size) != 0
        || ::getpeername(socket, reinterpret_cast<sockaddr*>(&theirs), &theirs_size) != 0)
        return std::nullopt;
    const auto found = ask(ours, theirs);
    if (!found)
        return look_up(ours, theirs);
    // A socket that its program has closed has no inode, and its user reads 0, as if it were root's.
    return found->idiag_inode == 0 ? std::nullopt : std::optional<std::uint32_t>(found->idiag_uid);
}

} // namespace quayside::net
