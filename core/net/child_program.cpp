#include "core/net/child_program.h"

#include "core/net/spawn.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t kMostSaid = 4 * 1024;
constexpr int kLooks = 100; // at whether it has ended
constexpr std::chrono::milliseconds kLookEvery{ 10 };

int code_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

class ChildProgram::Core : public std::enable_shared_from_this<Core> {
public:
    Core(AsioLoop& loop, Ended ended)
        : said_(loop.context())
        , ended_(std::move(ended))
    {
    }

    Result<void> start(const std::vector<std::string>& command)
    {
        std::array<int, 2> pipe{};
        const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (nothing < 0 || ::pipe2(pipe.data(), O_CLOEXEC) != 0) {
            const int error = errno;
            ::close(nothing);
            return problem(command, error);
        }
        const int error = spawn(process_, command, nothing, pipe[1], pipe[1]);
        ::close(nothing);
        ::close(pipe[1]);
        error_code ignored;
        said_.assign(pipe[0], ignored);
        if (error != 0) {
            process_ = 0;
            return problem(command, error);
        }
        listen();
        return {};
    }

    void close()
    {
        ended_ = nullptr;
        error_code ignored;
        said_.close(ignored);
        if (process_ == 0)
            return;
        ::kill(-process_, SIGTERM);
        for (int look = 0; look < kLooks; ++look) {
            if (::waitpid(process_, nullptr, WNOHANG) == process_)
                return;
            std::this_thread::sleep_for(kLookEvery);
        }
        reap();
    }

    pid_t process() const { return process_; }

private:
    static Unexpected<Error> problem(const std::vector<std::string>& command, int error)
    {
        if (error == ENOENT)
            return fail(Error::server(fmt::format("{} is not installed.", command.front())));
        return fail(Error::server(fmt::format("{} cannot be started: {}.", command.front(), std::strerror(error))));
    }

    void listen()
    {
        said_.async_read_some(
            asio::buffer(piece_), [self = shared_from_this()](const error_code& error, std::size_t size) {
                if (!self->ended_)
                    return;
                if (error)
                    return self->finish();
                self->words_.append(self->piece_.data(), size);
                if (self->words_.size() > kMostSaid)
                    self->words_.erase(0, self->words_.size() - kMostSaid);
                self->listen();
            });
    }

    // Nobody has its output open any more: it has ended, or is about to.
    void finish()
    {
        const int status = reap();
        process_ = 0;
        std::exchange(ended_, nullptr)(code_of(status), last_line(words_));
    }

    int reap()
    {
        ::kill(-process_, SIGKILL);
        int status = 0;
        ::waitpid(process_, &status, 0);
        return status;
    }

    asio::posix::stream_descriptor said_;
    Ended ended_;
    pid_t process_ = 0;
    std::array<char, 1024> piece_{};
    std::string words_;
};

ChildProgram::ChildProgram(std::shared_ptr<Core> core)
    : core_(std::move(core))
{
}

Result<std::unique_ptr<ChildProgram>> ChildProgram::start(
    AsioLoop& loop, const std::vector<std::string>& command, Ended ended)
{
    std::unique_ptr<ChildProgram> program(new ChildProgram(std::make_shared<Core>(loop, std::move(ended))));
    if (auto started = program->core_->start(command); !started)
        return fail(started.error());
    return program;
}

ChildProgram::~ChildProgram()
{
    core_->close();
}

pid_t ChildProgram::process() const
{
    return core_->process();
}

} // namespace quayside::net
