#include "core/net/command_bridge.h"

#include "core/net/spawn.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using asio::local::stream_protocol;
using boost::system::error_code;

namespace {

constexpr std::size_t kMostSaid = 16 * 1024; // of a command's standard error
constexpr std::size_t kMostCommands = 256; // a connection beyond them waits

} // namespace

class CommandBridge::Core : public std::enable_shared_from_this<Core> {
    // One connection and its command. The connection is kept open here until the command has said all and is reaped:
    // whoever sees it end can ask why.
    struct Run {
        Run(asio::io_context& context, stream_protocol::socket accepted)
            : connection(std::move(accepted))
            , said(context)
        {
        }
        stream_protocol::socket connection;
        asio::posix::stream_descriptor said;
        pid_t process = 0;
        std::array<char, 1024> piece{};
        std::string words;
    };
    using Runs = std::map<std::uint64_t, std::shared_ptr<Run>>;

public:
    Core(AsioLoop& loop, std::vector<std::string> command)
        : command_(std::move(command))
        , context_(loop.context())
        , acceptor_(loop.context())
    {
    }

    Result<void> listen()
    {
        auto name = (std::filesystem::temp_directory_path() / "quayside-XXXXXX").string();
        if (!::mkdtemp(name.data())) // for this user alone
            return fail(Error::server(fmt::format("No directory {}: {}.", name, std::strerror(errno))));
        directory_ = name;
        socket_ = name + "/s";
        error_code error;
        acceptor_.open(stream_protocol(), error);
        if (!error)
            acceptor_.bind(stream_protocol::endpoint(socket_), error);
        if (!error)
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return fail(Error::server(fmt::format("No socket {}: {}.", socket_, error.message())));
        accept();
        return {};
    }

    void close()
    {
        error_code ignored;
        acceptor_.close(ignored);
        for (const auto& [number, run] : std::exchange(runs_, {})) {
            end(*run);
            ::waitpid(run->process, nullptr, 0);
            run->said.close(ignored);
            run->connection.close(ignored);
        }
        std::error_code unimportant;
        std::filesystem::remove_all(directory_, unimportant);
    }

    const std::string& socket() const { return socket_; }
    const std::string& problem() const { return problem_; }
    void forget_problem() { problem_.clear(); }

private:
    // Asio calls back also after close().
    template <class F>
    auto guard(std::uint64_t number, F callback)
    {
        return [self = shared_from_this(), number, callback](const error_code& error, auto&&... more) {
            const auto found = self->runs_.find(number);
            if (const auto run = found == self->runs_.end() ? nullptr : found->second)
                callback(run, error, more...);
        };
    }

    static void end(const Run& run) { ::kill(-run.process, SIGKILL); } // a group of its own

    void accept()
    {
        if (std::exchange(accepting_, true))
            return;
        acceptor_.async_accept([self = shared_from_this()](const error_code& error, stream_protocol::socket peer) {
            self->accepting_ = false;
            if (error == asio::error::operation_aborted || !self->acceptor_.is_open())
                return;
            if (!error)
                self->start(std::move(peer));
            if (self->runs_.size() < kMostCommands)
                self->accept();
        });
    }

    void start(stream_protocol::socket peer)
    {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
            problem_ = std::strerror(errno);
            return;
        }
        const auto number = ++last_;
        auto run = std::make_shared<Run>(context_, std::move(peer));
        runs_.emplace(number, run);
        // Whoever connected has gone: what the command still does is for nobody.
        run->connection.async_wait(stream_protocol::socket::wait_error,
            guard(number, [](const std::shared_ptr<Run>& ended, const error_code& failed) {
                if (!failed)
                    end(*ended);
            }));
        error_code ignored;
        run->connection.native_non_blocking(false, ignored); // as programs expect their input and output
        const int error
            = spawn(run->process, command_, run->connection.native_handle(), run->connection.native_handle(), pipe[1]);
        ::close(pipe[1]);
        run->said.assign(pipe[0], ignored);
        if (error == 0)
            return listen_to(run, number);
        problem_ = fmt::format("{} cannot be started: {}", command_.front(), std::strerror(error));
        runs_.erase(number);
    }

    void listen_to(const std::shared_ptr<Run>& run, std::uint64_t number)
    {
        run->said.async_read_some(asio::buffer(run->piece),
            guard(number, [this, number](const std::shared_ptr<Run>& heard, const error_code& error, std::size_t size) {
                if (error)
                    return finish(heard, number);
                heard->words.append(heard->piece.data(), size);
                if (heard->words.size() > kMostSaid)
                    heard->words.erase(0, heard->words.size() - kMostSaid);
                listen_to(heard, number);
            }));
    }

    // Nobody has its standard error open any more: it has ended, or is about to.
    void finish(const std::shared_ptr<Run>& run, std::uint64_t number)
    {
        runs_.erase(number);
        end(*run);
        int status = 0;
        ::waitpid(run->process, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
            problem_ = last_line(run->words);
        error_code ignored;
        run->connection.close(ignored);
        accept();
    }

    std::vector<std::string> command_;
    asio::io_context& context_;
    stream_protocol::acceptor acceptor_;
    std::string directory_;
    std::string socket_;
    std::string problem_;
    Runs runs_;
    std::uint64_t last_ = 0;
    bool accepting_ = false;
};

CommandBridge::CommandBridge(std::shared_ptr<Core> core)
    : core_(std::move(core))
{
}

Result<std::unique_ptr<CommandBridge>> CommandBridge::open(AsioLoop& loop, std::vector<std::string> command)
{
    std::unique_ptr<CommandBridge> bridge(new CommandBridge(std::make_shared<Core>(loop, std::move(command))));
    if (auto listening = bridge->core_->listen(); !listening)
        return fail(listening.error());
    return bridge;
}

CommandBridge::~CommandBridge()
{
    core_->close();
}

const std::string& CommandBridge::socket() const
{
    return core_->socket();
}

const std::string& CommandBridge::problem() const
{
    return core_->problem();
}

void CommandBridge::forget_problem()
{
    core_->forget_problem();
}

} // namespace quayside::net
