#include "core/net/own_address.h"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>

namespace quayside::net {

namespace {

// What the kernel is asked: one address, once as that of the interface and once as that of its peer.
struct Request {
    nlmsghdr header{};
    ifaddrmsg message{};
    struct {
        rtattr attribute{};
        in_addr address{};
    } own, peer;
};

Request request(std::uint16_t type, std::uint16_t flags, in_addr address)
{
    Request asked;
    asked.header.nlmsg_len = sizeof asked;
    asked.header.nlmsg_type = type;
    asked.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
    asked.message.ifa_family = AF_INET;
    asked.message.ifa_prefixlen = 32;
    asked.message.ifa_scope = RT_SCOPE_HOST;
    asked.message.ifa_index = ::if_nametoindex("lo");
    asked.own = { { sizeof asked.own, IFA_LOCAL }, address };
    asked.peer = { { sizeof asked.peer, IFA_ADDRESS }, address };
    return asked;
}

// 0 or an errno. The kernel answers from inside the call that sends.
int ask_kernel(const Request& asked)
{
    const int socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (socket < 0)
        return errno;
    struct {
        nlmsghdr header{};
        nlmsgerr error{};
    } answer;
    const bool answered = ::send(socket, &asked, sizeof asked, 0) == static_cast<ssize_t>(sizeof asked)
        && ::recv(socket, &answer, sizeof answer, MSG_DONTWAIT) >= static_cast<ssize_t>(sizeof answer);
    const int problem = answered ? -answer.error.error : errno;
    ::close(socket);
    return problem;
}

Error failure(const std::string& address, int problem)
{
    if (problem == EPERM)
        return { "AccessDenied", fmt::format("Only root can give this machine the address {}.", address), 0 };
    return { "CannotListen",
        fmt::format("This machine cannot be given the address {}: {}.", address, std::strerror(problem)), 0 };
}

} // namespace

Result<std::unique_ptr<OwnAddress>> OwnAddress::add(const std::string& address)
{
    in_addr binary{};
    if (::inet_pton(AF_INET, address.c_str(), &binary) != 1)
        return fail(Error{ "InvalidAddress", fmt::format("{} is no IPv4 address.", address), 0 });
    const int problem = ask_kernel(request(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, binary));
    if (problem != 0 && problem != EEXIST)
        return fail(failure(address, problem));
    std::unique_ptr<OwnAddress> own(new OwnAddress);
    if (problem == 0)
        own->added_ = address;
    return own;
}

OwnAddress::~OwnAddress()
{
    in_addr binary{};
    if (!added_.empty() && ::inet_pton(AF_INET, added_.c_str(), &binary) == 1)
        ask_kernel(request(RTM_DELADDR, 0, binary));
}

} // namespace quayside::net
