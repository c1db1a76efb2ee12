#include "core/images/registry_runner.h"

#include "core/base/log.h"
#include "core/store/private_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace quayside::images {

namespace {

constexpr const char* kRoom = "images";
constexpr Duration kLookEvery = std::chrono::milliseconds{ 20 };
constexpr Duration kPatience = std::chrono::seconds{ 20 }; // with one that starts
constexpr Duration kStrayPatience = std::chrono::seconds{ 3 }; // with one that is asked to end
constexpr Duration kFirstPause = std::chrono::seconds{ 1 };
constexpr Duration kLongestPause = std::chrono::minutes{ 1 }; // and what ran longer begins anew with the first

pid_t read_pid(const std::string& path)
{
    std::ifstream file(path);
    pid_t process = 0;
    file >> process;
    return process;
}

// time="…" level=fatal msg="listen tcp …"
std::string sentence_of(const std::string& line)
{
    constexpr std::string_view mark = "msg=\"";
    const auto start = line.find(mark);
    if (start == std::string::npos)
        return line;
    const auto text = line.substr(start + mark.size());
    return text.substr(0, text.rfind('"'));
}

} // namespace

std::string_view name_of(RegistryStatus status)
{
    switch (status) {
    case RegistryStatus::Stopped:
        return "STOPPED";
    case RegistryStatus::Starting:
        return "STARTING";
    case RegistryStatus::Running:
        return "RUNNING";
    case RegistryStatus::Failed:
        break;
    }
    return "FAILED";
}

RegistryRunner::RegistryRunner(Loop& loop, RegistryHost& host, Place place)
    : loop_(loop)
    , host_(host)
    , place_(std::move(place))
    , pause_(kFirstPause)
{
}

RegistryRunner::~RegistryRunner()
{
    if (std::exchange(program_, nullptr))
        ::unlink(place_.pid_file.c_str());
}

void RegistryRunner::when_ready(Function<void(Result<void>)> done)
{
    waiting_.push_back(std::move(done));
    if (status_ == RegistryStatus::Running)
        loop_.post(alive_.guard([this] { answer({}); }));
    else if (status_ != RegistryStatus::Starting) {
        status_ = RegistryStatus::Starting;
        began_at_ = loop_.now();
        timer_ = loop_.after(Duration::zero(), [this] { begin(); });
    }
}

void RegistryRunner::begin()
{
    if (host_.end_stray(read_pid(place_.pid_file), place_.command, loop_.now() - began_at_ >= kStrayPatience)) {
        timer_ = loop_.after(kLookEvery, [this] { begin(); });
        return;
    }
    if (host_.is_taken(place_.port))
        return failed(fmt::format("Port {} of 127.0.0.1, by which the images of the registry are named, is taken by "
                                  "another program: end that one.",
            place_.port));
    began_at_ = loop_.now();
    auto program = host_.run(
        place_.command, alive_.guard([this](int code, const std::string& last_words) { ended(code, last_words); }));
    if (!program)
        return failed(program.error().message);
    program_ = std::move(*program);
    if (!store::write_private_file(place_.pid_file, std::to_string(program_->process()) + "\n"))
        log::warning(kRoom, "{} could not be written: after a crash the registry will not be found", place_.pid_file);
    look();
}

void RegistryRunner::look()
{
    if (host_.is_taken(place_.port)) {
        status_ = RegistryStatus::Running;
        problem_.clear();
        log::info(kRoom, "the registry serves 127.0.0.1:{}", place_.port);
        answer({});
    } else if (loop_.now() - began_at_ < kPatience) {
        timer_ = loop_.after(kLookEvery, [this] { look(); });
    } else {
        program_.reset();
        failed(fmt::format("{} does not answer on port {}.", place_.command.front(), place_.port));
    }
}

void RegistryRunner::ended(int code, const std::string& last_words)
{
    if (loop_.now() - began_at_ >= kLongestPause)
        pause_ = kFirstPause;
    // It is not to be let go of inside its own callback.
    loop_.post([program = std::move(program_)] {});
    const auto words = sentence_of(last_words);
    failed(fmt::format(
        "{} has ended{}", place_.command.front(), words.empty() ? fmt::format(" with code {}.", code) : ": " + words));
}

void RegistryRunner::failed(const std::string& why)
{
    if (problem_ != why)
        log::warning(kRoom, "the registry does not run: {}", why);
    status_ = RegistryStatus::Failed;
    problem_ = why;
    timer_ = loop_.after(pause_, [this] { when_ready([](const Result<void>&) {}); });
    pause_ = std::min(2 * pause_, kLongestPause);
    answer(fail(Error::server(why)));
}

void RegistryRunner::answer(const Result<void>& result)
{
    for (auto& done : std::exchange(waiting_, {}))
        done(result);
}

} // namespace quayside::images
