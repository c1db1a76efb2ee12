#include "tests/bench/child.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace quayside::bench {

namespace {

[[noreturn]] void become_child(int output, const std::string& name, const std::vector<std::string>& arguments)
{
    ::dup2(output, STDOUT_FILENO);
    std::vector<std::string> words{ "quayside-bench", "--child", name };
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv("/proc/self/exe", pointers.data());
    ::_exit(127);
}

std::string read_all(int file)
{
    std::string text;
    char buffer[4096];
    for (ssize_t got; (got = ::read(file, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    return text;
}

double status_mib(const std::string& field)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field + ":"))
            return std::stod(line.substr(field.size() + 1)) / 1024;
    return 0;
}

} // namespace

std::optional<std::vector<double>> run_in_child(const std::string& name, const std::vector<std::string>& arguments)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return std::nullopt;
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0)
        become_child(ends[1], name, arguments);
    ::close(ends[1]);
    std::istringstream words(read_all(ends[0]));
    ::close(ends[0]);
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) < 0 || status != 0)
        return std::nullopt;
    std::vector<double> figures;
    for (double figure; words >> figure;)
        figures.push_back(figure);
    return figures;
}

int be_child(const std::vector<std::string>& name_and_arguments)
{
    for (const auto& bench : child_benches()) {
        if (bench.name != name_and_arguments.front())
            continue;
        for (const double figure : bench.function({ name_and_arguments.begin() + 1, name_and_arguments.end() }))
            fmt::print("{}\n", figure);
        return 0;
    }
    return 1;
}

double resident_mib()
{
    return status_mib("VmRSS");
}

double peak_resident_mib()
{
    return status_mib("VmHWM");
}

} // namespace quayside::bench
