#include "core/images/machine_registry_host.h"

#include "core/net/child_program.h"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <random>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace quayside::images {

namespace {

// Below those that the system gives to outgoing connections, so that it is free again at the next start.
constexpr std::uint16_t kFirstPort = 20'000;
constexpr std::uint16_t kLastPort = 29'999;
constexpr int kMoment = 10; // milliseconds

struct Child final : RegistryHost::Program {
    std::unique_ptr<net::ChildProgram> program;

    pid_t process() const override { return program->process(); }
};

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

class Socket {
public:
    Socket()
        : file_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
    }
    ~Socket() { ::close(file_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool binds(std::uint16_t port) const
    {
        const auto address = loopback(port);
        return ::bind(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    // On loopback the answer is there at once, unless somebody listens who is too busy to give one.
    bool reaches(std::uint16_t port) const
    {
        const auto address = loopback(port);
        if (::connect(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            return true;
        pollfd answer{ file_, POLLOUT, 0 };
        int error = 0;
        socklen_t size = sizeof error;
        if (errno != EINPROGRESS || ::poll(&answer, 1, kMoment) < 0)
            return false;
        return ::getsockopt(file_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
    }

private:
    int file_;
};

std::string command_line_of(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/cmdline", std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

} // namespace

MachineRegistryHost::MachineRegistryHost(net::AsioLoop& loop)
    : loop_(loop)
{
}

MachineRegistryHost::~MachineRegistryHost()
{
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

Result<std::unique_ptr<RegistryHost::Program>> MachineRegistryHost::run(const Command& command, Ended ended)
{
    auto started = net::ChildProgram::start(loop_, command, std::move(ended));
    if (!started)
        return fail(started.error());
    auto child = std::make_unique<Child>();
    child->program = std::move(*started);
    return std::unique_ptr<Program>(std::move(child));
}

bool MachineRegistryHost::end_stray(pid_t process, const Command& command, bool at_once)
{
    std::string wanted;
    for (const auto& word : command)
        wanted += word + '\0';
    if (process <= 1 || command_line_of(process) != wanted)
        return false;
    ::kill(process, at_once ? SIGKILL : SIGTERM);
    return true;
}

bool MachineRegistryHost::is_taken(std::uint16_t port)
{
    return Socket().reaches(port);
}

std::uint16_t MachineRegistryHost::free_port()
{
    std::random_device device;
    std::uniform_int_distribution<std::uint16_t> any(kFirstPort, kLastPort);
    for (;;)
        if (const auto port = any(device); Socket().binds(port))
            return port;
}

Result<std::uint16_t> MachineRegistryHost::listen(net::HttpServer::Handler handler)
{
    net::HttpServerSettings settings;
    settings.only_own_user = true; // that is us, and engines, which are root's
    auto server = net::HttpServer::listen(loop_, std::move(handler), std::move(settings));
    if (!server)
        return fail(server.error());
    server_ = std::move(*server);
    return server_->port();
}

void MachineRegistryHost::aside(Function<void()> work)
{
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(work));
    }
    if (!thread_.joinable())
        thread_ = std::thread([this] { this->work(); });
    changed_.notify_one();
}

void MachineRegistryHost::work()
{
    pthread_setname_np(pthread_self(), "registry");
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ends_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        const auto next = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        next();
        lock.lock();
    }
}

} // namespace quayside::images
