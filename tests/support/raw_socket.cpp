#include "tests/support/raw_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace quayside::test {

namespace {

void limit_waiting(int descriptor)
{
    const timeval limit{ 10, 0 };
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

RawSocket::RawSocket(int descriptor)
    : descriptor_(descriptor)
{
    limit_waiting(descriptor_);
}

RawSocket RawSocket::connect(std::uint16_t port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return RawSocket(descriptor);
}

RawSocket::~RawSocket()
{
    close();
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
    , buffer_(std::move(other.buffer_))
{
}

void RawSocket::close()
{
    if (descriptor_ >= 0)
        ::close(std::exchange(descriptor_, -1));
}

bool RawSocket::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool RawSocket::read_some()
{
    char bytes[16 * 1024];
    errno = 0;
    const auto size = recv(descriptor_, bytes, sizeof bytes, 0);
    if (size <= 0)
        return false;
    buffer_.append(bytes, static_cast<std::size_t>(size));
    return true;
}

std::string RawSocket::read_until(std::string_view end)
{
    std::size_t found;
    while ((found = buffer_.find(end)) == std::string::npos)
        if (!read_some())
            return std::exchange(buffer_, {});
    auto text = buffer_.substr(0, found + end.size());
    buffer_.erase(0, text.size());
    return text;
}

std::string RawSocket::read_all()
{
    while (read_some()) { }
    return std::exchange(buffer_, {});
}

std::string RawSocket::read_message()
{
    auto message = read_until("\r\n\r\n");
    const auto length = message.find("Content-Length: ");
    if (length == std::string::npos)
        return message;
    const auto size = std::strtoul(message.c_str() + length + 16, nullptr, 10);
    while (buffer_.size() < size && read_some()) { }
    message += buffer_.substr(0, size);
    buffer_.erase(0, size);
    return message;
}

bool RawSocket::wait_for_close()
{
    while (read_some())
        buffer_.clear();
    return errno != EAGAIN;
}

RawServer::RawServer(Script script)
    : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , script_(std::move(script))
{
    auto address = loopback(0);
    socklen_t size = sizeof address;
    bind(listener_, reinterpret_cast<const sockaddr*>(&address), size);
    listen(listener_, 64);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { serve(); });
}

RawServer::RawServer(const std::string& unix_path, Script script)
    : listener_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , script_(std::move(script))
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, unix_path.c_str(), std::min(unix_path.size(), sizeof address.sun_path - 1));
    bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    listen(listener_, 64);
    accepting_ = std::thread([this] { serve(); });
}

void RawServer::serve()
{
    std::mutex mutex;
    std::vector<int> open;
    std::list<std::thread> threads;
    for (;;) {
        const int descriptor = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0)
            break;
        ++connections_;
        const std::lock_guard lock(mutex);
        open.push_back(descriptor);
        threads.emplace_back([this, descriptor, &mutex, &open] {
            RawSocket peer(descriptor);
            script_(peer);
            const std::lock_guard unlisting(mutex);
            std::erase(open, descriptor);
            peer.close();
        });
    }
    {
        const std::lock_guard lock(mutex);
        for (const int descriptor : open)
            shutdown(descriptor, SHUT_RDWR);
    }
    for (auto& thread : threads)
        thread.join();
}

RawServer::~RawServer()
{
    shutdown(listener_, SHUT_RDWR);
    accepting_.join();
    ::close(listener_);
}

} // namespace quayside::test
