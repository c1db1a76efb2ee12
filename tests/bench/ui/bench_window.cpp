// The program as a whole, from exec on, with its window on no screen: when the first frame and the state are there,
// what memory that takes, what it costs to do nothing.

#include "tests/bench/registry.h"
#include "tests/bench/world.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace quayside::bench {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kPatienceMs = 20'000;

double ms_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The program with its log on a pipe; ended when destroyed.
class Started {
public:
    explicit Started(std::vector<std::string> arguments)
    {
        const auto program = (fs::read_symlink("/proc/self/exe").parent_path() / "quayside").string();
        arguments.insert(arguments.begin(), program);
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            return;
        log_ = ends[0];
        pid_ = fork();
        if (pid_ == 0) {
            setenv("QT_QPA_PLATFORM", "offscreen", 1);
            dup2(ends[1], STDERR_FILENO);
            std::vector<char*> argv;
            for (auto& argument : arguments)
                argv.push_back(argument.data());
            argv.push_back(nullptr);
            execv(program.c_str(), argv.data());
            _exit(127);
        }
        close(ends[1]);
    }
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;
    ~Started()
    {
        kill(pid_, SIGTERM);
        waitpid(pid_, nullptr, 0);
        close(log_);
    }

    // Milliseconds from exec until the log says so; -1 if it does not.
    double until(const std::string& words)
    {
        while (seen_.find(words) == std::string::npos) {
            pollfd ready{ log_, POLLIN, 0 };
            char text[4096];
            if (poll(&ready, 1, kPatienceMs) <= 0)
                return -1;
            const auto size = read(log_, text, sizeof text);
            if (size <= 0)
                return -1;
            seen_.append(text, static_cast<std::size_t>(size));
        }
        return ms_since(start_);
    }

    // Waits for the time given, unless the program has something to say before.
    void leave_alone(double seconds)
    {
        pollfd ready{ log_, POLLIN, 0 };
        poll(&ready, 1, static_cast<int>(seconds * 1'000));
    }

    double resident_mib() const
    {
        std::ifstream statm("/proc/" + std::to_string(pid_) + "/statm");
        double pages = 0;
        double resident = 0;
        statm >> pages >> resident;
        return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
    }

    // CPU time, user and system, all threads.
    double cpu_seconds() const
    {
        std::ifstream stat("/proc/" + std::to_string(pid_) + "/stat");
        std::string text((std::istreambuf_iterator<char>(stat)), {});
        text.erase(0, text.rfind(')') + 2);
        unsigned long user = 0;
        unsigned long system = 0;
        std::sscanf(text.c_str(), "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
        return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
    }

private:
    Clock::time_point start_ = Clock::now();
    pid_t pid_ = -1;
    int log_ = -1;
    std::string seen_;
};

// A state directory that goes with its object.
class StateDirectory {
public:
    StateDirectory()
    {
        std::string pattern = (fs::temp_directory_path() / "quayside-bench-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    StateDirectory(const StateDirectory&) = delete;
    StateDirectory& operator=(const StateDirectory&) = delete;
    ~StateDirectory() { fs::remove_all(path_); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::vector<std::string> on(const StateDirectory& state)
{
    return { "--state-dir", state.path(), "--port", "0" };
}

} // namespace

QUAYSIDE_BENCH("window.start", "from exec to the first frame and to the state on the screen; memory then")
{
    std::vector<double> frame, demo, memory;
    for (int round = 0; round < 10; ++round) {
        const StateDirectory state;
        Started program(on(state));
        frame.push_back(program.until("first frame painted"));
        program.until("state shown");
        memory.push_back(program.resident_mib());
    }
    run.add({ .name = "window.first_frame/empty" }, frame);
    run.add({ .name = "window.memory/empty", .unit = "MiB" }, memory);
    for (int round = 0; round < 5; ++round) {
        Started program({ "--demo", "--port", "0" });
        demo.push_back(program.until("state shown"));
    }
    run.add({ .name = "window.demo_shown" }, demo);
}

QUAYSIDE_BENCH("window.restore", "100,000 tasks on 5,000 instances from disk to the screen; memory then")
{
    const StateDirectory state;
    const WorldSize size{ .tasks = run.size(100'000), .instances = run.size(5'000) };
    {
        auto store = store::Store::open(state.path());
        if (!store || !(*store)->restore([](std::size_t, std::size_t) {}))
            return run.note("the state could not be written");
        fill(**store, size);
        if (!(*store)->flush())
            return run.note("the state could not be written");
    }
    std::vector<double> frame, shown, memory;
    for (int round = 0; round < 5; ++round) {
        Started program(on(state));
        frame.push_back(program.until("first frame painted"));
        shown.push_back(program.until("state shown"));
        memory.push_back(program.resident_mib());
    }
    const auto name
        = [&size](const char* what) { return std::string("window.") + what + "/" + std::to_string(size.tasks); };
    run.add({ .name = name("first_frame"), .n = size.tasks }, frame);
    run.add({ .name = name("state_shown"), .n = size.tasks }, shown);
    run.add({ .name = name("memory"), .n = size.tasks, .unit = "MiB" }, memory);
}

QUAYSIDE_BENCH("window.idle", "CPU of one core while nothing happens, in percent")
{
    const StateDirectory state;
    Started program(on(state));
    program.until("state shown");
    const auto seconds = static_cast<double>(run.size(10));
    program.leave_alone(1); // what the start left to do
    const double before = program.cpu_seconds();
    const double used = [&] {
        const auto start = Clock::now();
        program.leave_alone(seconds);
        return (program.cpu_seconds() - before) / ms_since(start) * 1'000 * 100;
    }();
    run.add({ .name = "window.idle_cpu", .unit = "%" }, { used });
}

} // namespace quayside::bench
