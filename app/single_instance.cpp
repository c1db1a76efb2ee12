#include "app/single_instance.h"

#include "core/base/json.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <string_view>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace quayside::app {

namespace {

constexpr std::string_view kRaise = "raise\n";
constexpr int kPatienceMs = 500;

std::string reason(int error)
{
    return std::error_code(error, std::generic_category()).message();
}

LockFailure unusable(const std::string& directory, int error)
{
    return { false, {},
        fmt::format(
            "The state directory {} cannot be used: {}. Make it writable, free some space, or name another with "
            "--state-dir.",
            directory, reason(error)) };
}

Holder read_holder(int file)
{
    std::array<char, 512> text{};
    const auto length = ::pread(file, text.data(), text.size(), 0);
    const auto json = parse_json(std::string_view(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0));
    Holder holder;
    if (json)
        fields_from_json(*json, holder);
    return holder;
}

bool write_holder(int file, const Holder& holder)
{
    const std::string text = fields_to_json(holder).dump() + "\n";
    return ::ftruncate(file, 0) == 0
        && ::pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

LockFailure held_by(const std::string& directory, const Holder& holder)
{
    const std::string where = holder.endpoint.empty() ? "" : ", serving " + holder.endpoint;
    return { true, holder,
        fmt::format(
            "Quayside is already running on {} (process {}{}). Use that one, end it, or name another directory with "
            "--state-dir.",
            directory, holder.pid, where) };
}

int make_directory(const std::string& directory)
{
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(directory).parent_path(), error);
    if (error)
        return error.value();
    return ::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST ? 0 : errno;
}

// A socket and its address. Paths longer than an address are reached through /proc/self/fd of their directory.
class RaiseSocket {
public:
    explicit RaiseSocket(const std::string& directory)
        : directory_(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
        , socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        address_.sun_family = AF_UNIX;
        const std::string path = fmt::format("/proc/self/fd/{}/raise.sock", directory_);
        path.copy(address_.sun_path, sizeof address_.sun_path - 1);
    }
    RaiseSocket(const RaiseSocket&) = delete;
    RaiseSocket& operator=(const RaiseSocket&) = delete;
    ~RaiseSocket()
    {
        ::close(directory_);
        if (socket_ >= 0)
            ::close(socket_);
    }

    int fd() const { return socket_; }
    int release() { return std::exchange(socket_, -1); }
    const sockaddr* address() const { return reinterpret_cast<const sockaddr*>(&address_); }
    static constexpr socklen_t size = sizeof(sockaddr_un);

private:
    int directory_;
    int socket_;
    sockaddr_un address_{};
};

bool readable(int fd)
{
    pollfd wanted{ fd, POLLIN, 0 };
    return ::poll(&wanted, 1, kPatienceMs) == 1;
}

} // namespace

Expected<InstanceLock, LockFailure> InstanceLock::acquire(const std::string& directory, bool window)
{
    if (const int error = make_directory(directory))
        return Unexpected{ unusable(directory, error) };
    const int file = ::open((directory + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return Unexpected{ unusable(directory, errno) };
    InstanceLock lock(file, window);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return Unexpected{ errno == EWOULDBLOCK ? held_by(directory, read_holder(file)) : unusable(directory, errno) };
    ::chmod(directory.c_str(), 0700);
    if (!write_holder(file, { ::getpid(), window, {} }))
        return Unexpected{ unusable(directory, errno) };
    return lock;
}

InstanceLock::InstanceLock(InstanceLock&& other) noexcept
    : file_(std::exchange(other.file_, -1))
    , window_(other.window_)
{
}

InstanceLock& InstanceLock::operator=(InstanceLock&& other) noexcept
{
    std::swap(file_, other.file_);
    std::swap(window_, other.window_);
    return *this;
}

InstanceLock::~InstanceLock()
{
    if (file_ >= 0)
        ::close(file_);
}

void InstanceLock::announce(const std::string& endpoint)
{
    if (file_ >= 0)
        write_holder(file_, { ::getpid(), window_, endpoint });
}

std::string raise_socket_path(const std::string& directory)
{
    return directory + "/raise.sock";
}

int listen_for_raise(const std::string& directory)
{
    RaiseSocket socket(directory);
    ::unlink(raise_socket_path(directory).c_str()); // of an instance that was killed: the lock says that it is gone
    const mode_t before = ::umask(0177);
    const bool bound = ::bind(socket.fd(), socket.address(), RaiseSocket::size) == 0;
    ::umask(before);
    return bound && ::listen(socket.fd(), 4) == 0 ? socket.release() : -1;
}

bool accept_raise(int listener)
{
    const int connection = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (connection < 0)
        return false;
    std::array<char, 16> text{};
    const auto length = readable(connection) ? ::read(connection, text.data(), text.size()) : 0;
    const bool raise = length > 0 && std::string_view(text.data(), static_cast<std::size_t>(length)) == kRaise;
    const bool answered = raise && ::send(connection, "ok\n", 3, MSG_NOSIGNAL) == 3;
    ::close(connection);
    return answered;
}

bool ask_to_raise(const std::string& directory)
{
    RaiseSocket socket(directory);
    if (::connect(socket.fd(), socket.address(), RaiseSocket::size) != 0)
        return false;
    if (::send(socket.fd(), kRaise.data(), kRaise.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(kRaise.size()))
        return false;
    std::array<char, 4> answer{};
    return readable(socket.fd()) && ::read(socket.fd(), answer.data(), answer.size()) > 0;
}

} // namespace quayside::app
