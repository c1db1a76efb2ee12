#include "core/images/machine_registry_host.h"

#include "core/net/child_program.h"

#include <arpa/inet.h>
#include <csignal>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
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

// Whether `call`, bind or connect, takes the port. Neither waits on loopback.
template <class Call>
bool takes(Call call, std::uint16_t port)
{
    const auto address = loopback(port);
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int done = call(file, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const bool taken = done == 0 || errno == EINPROGRESS;
    ::close(file);
    return taken;
}

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
    return takes(::connect, port);
}

std::uint16_t MachineRegistryHost::free_port()
{
    std::random_device device;
    std::uniform_int_distribution<std::uint16_t> any(kFirstPort, kLastPort);
    for (;;)
        if (const auto port = any(device); takes(::bind, port))
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
