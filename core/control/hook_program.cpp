#include "core/control/hook_program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace quayside::control {

namespace {

constexpr Duration kLookEvery = std::chrono::milliseconds{ 50 };
constexpr std::size_t kMostOutput = 64 << 10;

Unexpected<Error> problem(const std::string& what)
{
    return fail(Error::server(what + ": " + std::strerror(errno)));
}

bool fill(int file, const std::string& text)
{
    for (std::size_t done = 0; done < text.size();) {
        const auto wrote = ::write(file, text.data() + done, text.size() - done);
        if (wrote <= 0)
            return false;
        done += static_cast<std::size_t>(wrote);
    }
    return ::lseek(file, 0, SEEK_SET) == 0;
}

// Memory of a fixed size: whoever writes more gets an error.
int fixed_memory(std::size_t size)
{
    const int file = ::memfd_create("hook-output", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file >= 0
        && (::ftruncate(file, static_cast<off_t>(size)) != 0
            || ::fcntl(file, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0)) {
        ::close(file);
        return -1;
    }
    return file;
}

int spawn(pid_t& process, const std::string& path, int input, int output)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP); // so that all of it can be ended
    std::array<char*, 2> arguments{ const_cast<char*>(path.c_str()), nullptr };
    const int error = ::posix_spawn(&process, path.c_str(), &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

} // namespace

HookProgram::HookProgram(Loop& loop, const std::string& path, const std::string& input, Duration limit, Done done)
    : loop_(loop)
    , ends_at_(loop.now() + limit)
    , done_(std::move(done))
{
    if (auto started = start(path, input); !started)
        timer_ = loop_.after(Duration::zero(), [this, error = started.error()] { finish(fail(error)); });
    else
        timer_ = loop_.after(kLookEvery, [this] { look(); });
}

HookProgram::~HookProgram()
{
    if (process_ > 0) {
        ::kill(-process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    if (output_ >= 0)
        ::close(output_);
}

Result<void> HookProgram::start(const std::string& path, const std::string& input)
{
    const int in = ::memfd_create("hook-input", MFD_CLOEXEC);
    output_ = fixed_memory(kMostOutput);
    if (in < 0 || output_ < 0 || !fill(in, input)) {
        const auto error = problem("A lifecycle hook could not be prepared");
        if (in >= 0)
            ::close(in);
        return error;
    }
    const int error = spawn(process_, path, in, output_);
    ::close(in);
    if (error == 0)
        return {};
    process_ = -1;
    errno = error;
    return problem("The program of a lifecycle hook, " + path + ", could not be started");
}

void HookProgram::look()
{
    int status = 0;
    const pid_t ended = ::waitpid(process_, &status, WNOHANG);
    if (ended == 0 && loop_.now() < ends_at_) {
        timer_ = loop_.after(kLookEvery, [this] { look(); });
        return;
    }
    if (ended == 0) {
        finish(fail(Error::server("The program of a lifecycle hook took too long.")));
        return;
    }
    process_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        finish(output());
    else
        finish(fail(Error::server("The program of a lifecycle hook ended with an error.")));
}

std::string HookProgram::output() const
{
    std::string text(kMostOutput, '\0');
    const auto size = ::pread(output_, text.data(), text.size(), 0);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text.c_str(); // what was not written is zero
}

void HookProgram::finish(Result<std::string> result)
{
    const auto done = std::move(done_);
    done(std::move(result));
}

} // namespace quayside::control
