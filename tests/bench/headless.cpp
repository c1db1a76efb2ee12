#include "tests/bench/headless.h"

#include "tests/bench/registry.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <set>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace quayside::bench {

namespace {

constexpr auto kStartTime = std::chrono::seconds(60);

[[noreturn]] void give_up(const std::string& why)
{
    fmt::print(stderr, "{}\n", why);
    std::exit(1);
}

std::string read_file(const std::string& path)
{
    std::ifstream file(path);
    return { std::istreambuf_iterator<char>(file), {} };
}

std::uint16_t port_of(const std::string& ready)
{
    const auto facts = parse_json(ready);
    if (!facts || !facts->contains("endpoint"))
        return 0;
    const auto endpoint = (*facts)["endpoint"].get<std::string>();
    return static_cast<std::uint16_t>(std::stoul(endpoint.substr(endpoint.rfind(':') + 1)));
}

// So that a bench which gives up leaves none behind.
struct Running {
    std::set<pid_t> processes;
    ~Running()
    {
        for (const auto process : processes)
            ::kill(process, SIGTERM);
    }
} running;

pid_t start(std::vector<std::string> arguments, int output)
{
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "quayside";
    arguments.insert(arguments.begin(), program.string());
    std::vector<char*> words;
    for (auto& argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t process = -1;
    if (posix_spawn(&process, words[0], &actions, nullptr, words.data(), environ) != 0)
        give_up(program.string() + " cannot be started.");
    posix_spawn_file_actions_destroy(&actions);
    return process;
}

// The first line, or what came of it until the other side closed or the time was over.
std::string read_line(int input, std::chrono::milliseconds limit)
{
    std::string line;
    const auto end = std::chrono::steady_clock::now() + limit;
    while (line.find('\n') == std::string::npos) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd readable{ input, POLLIN, 0 };
        char piece[1024];
        if (left.count() <= 0 || ::poll(&readable, 1, static_cast<int>(left.count())) <= 0)
            break;
        const auto size = ::read(input, piece, sizeof piece);
        if (size <= 0)
            break;
        line.append(piece, static_cast<std::size_t>(size));
    }
    return line;
}

} // namespace

Headless::Headless(std::vector<std::string> arguments)
{
    for (const char* word : { "--headless", "--port", "0", "--log-level", "error", "--ready-json" })
        arguments.emplace_back(word);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        give_up("There is no pipe.");
    process_ = start(std::move(arguments), ends[1]);
    running.processes.insert(process_);
    ::close(ends[1]);
    port_ = port_of(read_line(ends[0], kStartTime));
    ::close(ends[0]); // it says nothing more there
    if (port_ == 0)
        give_up("The program did not start.");
}

Headless::~Headless()
{
    ::kill(process_, SIGTERM);
    running.processes.erase(process_);
    ::waitpid(process_, nullptr, 0);
}

double Headless::memory_mb() const
{
    const auto status = read_file(fmt::format("/proc/{}/status", process_));
    const auto line = status.find("VmRSS:");
    return line == std::string::npos ? 0 : std::stod(status.substr(line + 6)) / 1024;
}

double Headless::cpu_ms() const
{
    const auto stat = read_file(fmt::format("/proc/{}/stat", process_));
    std::istringstream words(stat.substr(stat.rfind(')') + 2));
    std::string word;
    double ticks = 0;
    for (int place = 3; words >> word && place <= 15; ++place) // fields 14 and 15 of proc(5)
        ticks += place >= 14 ? std::stod(word) : 0;
    return ticks * 1e3 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::string message(std::uint16_t port, std::string_view operation, std::string_view body)
{
    return fmt::format("POST / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/x-amz-json-1.1\r\n"
                       "X-Amz-Target: {}{}\r\nContent-Length: {}\r\n\r\n{}",
        port, operation.find('.') == std::string_view::npos ? "AmazonEC2ContainerServiceV20141113." : "", operation,
        body.size(), body);
}

std::string Caller::answer(const std::string& message)
{
    socket_.write(message);
    auto answer = socket_.read_message();
    if (!answer.starts_with("HTTP/1.1 200 "))
        give_up("A call failed: " + answer.substr(0, 1'000));
    return answer;
}

double Caller::call(const std::string& message)
{
    return wall_ms([&] { (void)answer(message); });
}

Json Caller::ask(std::uint16_t port, std::string_view operation, const Json& input)
{
    const auto text = answer(message(port, operation, input.dump()));
    return parse_json(text.substr(text.find("\r\n\r\n") + 4)).value_or(Json());
}

} // namespace quayside::bench
