#include "core/docker/simulated_shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace quayside::docker {

namespace {

constexpr std::size_t kLongestLine = 4095; // as of a terminal of Linux
constexpr std::int64_t kMostCounted = 1'000'000'000;
constexpr int kNotFound = 127;
constexpr int kInterrupted = 130;

constexpr const char* kHelp = "This container is simulated: no program can run in it. What this shell knows:\r\n"
                              "  cat        repeats what is typed, up to Ctrl+D\r\n"
                              "  echo TEXT  $? is the last exit code\r\n"
                              "  exit [N]\r\n"
                              "  hostname\r\n"
                              "  seq N\r\n"
                              "  stty size\r\n";

bool is_shell(const std::string& word)
{
    const auto name = word.substr(word.rfind('/') + 1);
    return name == "sh" || name == "bash" || name == "ash" || name == "dash";
}

std::vector<std::string> words_of(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(word);
    return words;
}

std::optional<std::int64_t> number_in(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace

SimulatedShell::SimulatedShell(std::string host_name, const std::vector<std::string>& command, TerminalSize size)
    : host_name_(std::move(host_name))
    , size_(size)
{
    const bool shell = !command.empty() && is_shell(command.front());
    dialogue_ = shell && command.size() == 1;
    if (shell && command.size() >= 3 && command[1] == "-c")
        run(words_of(command[2]));
    else if (!dialogue_)
        run(command);
    else
        line("This container is simulated: no program can run in it. help tells what can be typed here.");
    prompt();
}

void SimulatedShell::type(std::string_view bytes)
{
    for (const char c : bytes)
        if (!ended_)
            key(c);
}

void SimulatedShell::key(char c)
{
    constexpr char interrupt_key = 3, end_key = 4, backspace = 8, erase = 127;
    if (c == interrupt_key)
        interrupt();
    else if (c == end_key)
        end_of_input();
    else if (c == '\r' || c == '\n')
        enter();
    else if (c == backspace || c == erase) {
        if (!typed_.empty()) {
            typed_.pop_back();
            output_ += "\b \b";
        }
    } else if (typed_.size() < kLongestLine && static_cast<unsigned char>(c) >= ' ') {
        typed_ += c;
        output_ += c;
    }
}

void SimulatedShell::enter()
{
    output_ += "\r\n";
    const auto text = std::exchange(typed_, {});
    if (repeating_)
        return line(text);
    if (next_ <= last_)
        return; // a command that runs does not read it
    if (const auto words = words_of(text); !words.empty())
        run(words);
    prompt();
}

void SimulatedShell::interrupt()
{
    typed_.clear();
    output_ += "^C\r\n";
    repeating_ = false;
    last_ = 0;
    status_ = kInterrupted;
    prompt();
}

void SimulatedShell::end_of_input()
{
    if (!typed_.empty() || next_ <= last_)
        return;
    if (!std::exchange(repeating_, false))
        return finish(status_);
    status_ = 0;
    prompt();
}

void SimulatedShell::run(std::vector<std::string> words)
{
    std::ranges::replace(words, "$?", std::to_string(status_));
    const std::string name = words.empty() ? std::string() : words.front();
    status_ = 0;
    if (name == "exit") {
        const auto code = words.size() > 1 ? number_in(words[1]) : 0;
        return finish(static_cast<int>(code.value_or(2) & 0xff));
    }
    if (name == "help")
        output_ += kHelp;
    else if (name == "hostname")
        line(host_name_);
    else if (name == "cat" && words.size() == 1)
        repeating_ = true;
    else if (name == "stty" && words.size() == 2 && words[1] == "size")
        line(fmt::format("{} {}", size_.rows, size_.columns));
    else if (name == "seq" && words.size() == 2)
        begin_counting(words);
    else if (name == "echo")
        line(fmt::format("{}", fmt::join(words.begin() + 1, words.end(), " ")));
    else {
        line(fmt::format("{}: not found: this container is simulated, and no program can run in it", name));
        status_ = kNotFound;
    }
}

void SimulatedShell::begin_counting(const std::vector<std::string>& words)
{
    next_ = 1;
    last_ = std::clamp<std::int64_t>(number_in(words[1]).value_or(0), 0, kMostCounted);
}

// Of a command that is over: the next one is asked for, or that was the only one.
void SimulatedShell::prompt()
{
    if (repeating_ || next_ <= last_ || ended_)
        return;
    if (dialogue_)
        output_ += "# ";
    else
        finish(status_);
}

void SimulatedShell::finish(int code)
{
    last_ = 0;
    repeating_ = false;
    ended_ = code;
}

std::string SimulatedShell::read(std::size_t most)
{
    while (output_.size() < most && next_ <= last_) {
        line(std::to_string(next_++));
        prompt();
    }
    const auto piece = output_.substr(0, most);
    output_.erase(0, most);
    return piece;
}

std::optional<int> SimulatedShell::exit_code() const
{
    return output_.empty() ? ended_ : std::nullopt;
}

} // namespace quayside::docker
