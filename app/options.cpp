#include "app/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

namespace quayside::app {

namespace {

constexpr const char* kDescription
    = "Quayside: an ECS-compatible console that runs task definitions on Docker engines.\n"
      "Without options it opens its window and serves the API on http://127.0.0.1:9470.";

constexpr const char* kFooter
    = "Exit codes:\n"
      "  0  ended as asked, or another instance showed its window\n"
      "  1  failed while running\n"
      "  2  the command line has a mistake\n"
      "  3  the port is taken\n"
      "  4  the state directory cannot be used\n"
      "  5  another instance holds the state directory\n"
      "\n"
      "Examples:\n"
      "  quayside --demo\n"
      "  quayside --headless --port 0 --state-dir /tmp/q --simulate 3 --ready-file /tmp/q.json\n"
      "  quayside --headless --engine unix:///var/run/docker.sock\n"
      "  aws --endpoint-url http://127.0.0.1:9470 ecs list-clusters";

struct Numbers {
    std::int64_t lost_after = 120;
    std::int64_t cleanup_wait = 3600;
};

std::string check_account(const std::string& text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return text.size() == 12 && digits ? "" : "An account is 12 digits, for example 123456789012.";
}

std::string check_region(const std::string& text)
{
    const bool good = std::all_of(
        text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return good && !text.empty() && text.size() <= 32 ? "" : "A region is a name such as us-east-1.";
}

std::string check_engine(const std::string& text)
{
    constexpr std::string_view scheme = "unix://";
    return text.starts_with(scheme) && text.size() > scheme.size() + 1 && text[scheme.size()] == '/'
        ? ""
        : "An engine is the address of a Docker socket, for example unix:///var/run/docker.sock.";
}

void add_options(CLI::App& parser, Options& options, Numbers& numbers)
{
    parser.add_flag("--headless", options.headless, "Serve the API without a window, until SIGTERM or SIGINT");
    parser.add_option("--state-dir", options.state_directory,
        "Where state is kept (default $XDG_STATE_HOME/quayside or ~/.local/state/quayside; with --demo: nowhere)");
    parser.add_option("--port", options.port, "Port of the API on 127.0.0.1; 0 takes any free one")
        ->capture_default_str();
    parser.add_option("--ready-file", options.ready_file,
        "Write {\"endpoint\", \"stateDir\", \"pid\"} to this file once the API answers");
    parser.add_option("--engine", options.engines, "Add this Docker engine to cluster default (repeatable)")
        ->check(CLI::Validator(check_engine, "unix:///PATH"));
    parser
        .add_option("--simulate", options.simulate, "At the first start, add N simulated instances to cluster default")
        ->check(CLI::Range(0, 5000));
    parser.add_flag("--demo", options.demo, "Start with the demo cluster \"harbour\" on simulated engines");
    parser.add_option("--screenshots", options.screenshots, "Write pictures of every view to this directory and end");
    parser
        .add_option("--lost-after", numbers.lost_after,
            "Seconds without an answer until an engine's tasks count as stopped; 0 = never")
        ->check(CLI::Range(0, 86400))
        ->capture_default_str();
    parser.add_flag("--aws-timing", options.aws_timing,
        "Wait as long as ECS does: a task without a health check is healthy after 40 s instead of 5");
    parser
        .add_option(
            "--cleanup-wait", numbers.cleanup_wait, "Seconds for which stopped tasks and their containers are kept")
        ->check(CLI::Range(1, 2592000))
        ->capture_default_str();
    parser.add_option("--account", options.account, "Account number in ARNs")
        ->check(CLI::Validator(check_account, "DIGITS"))
        ->capture_default_str();
    parser.add_option("--region", options.region, "Region in ARNs")
        ->check(CLI::Validator(check_region, "NAME"))
        ->capture_default_str();
    parser.add_flag("--dump-state", options.dump_state, "Print the whole state as lines of JSON and end");
    parser.set_version_flag("--version", "Quayside " QUAYSIDE_VERSION);
}

EarlyExit early_exit(const CLI::App& parser, const CLI::ParseError& error)
{
    if (error.get_name() == "CallForHelp")
        return { kClean, parser.help() };
    if (error.get_exit_code() == 0)
        return { kClean, std::string(error.what()) + "\n" };
    return { kUsage, std::string(error.what()) + "\nquayside --help lists the options.\n" };
}

std::string absolute_path(const std::string& path)
{
    return path.empty() ? path : std::filesystem::absolute(path).lexically_normal().string();
}

} // namespace

std::string default_state_directory(const Environment& environment)
{
    if (const auto base = environment("XDG_STATE_HOME"); base && base->starts_with('/'))
        return *base + "/quayside";
    if (const auto home = environment("HOME"); home && home->starts_with('/'))
        return *home + "/.local/state/quayside";
    return {};
}

Expected<Options, EarlyExit> parse_options(std::vector<std::string> arguments, const Environment& environment)
{
    Options options;
    Numbers numbers;
    CLI::App parser(kDescription, "quayside");
    parser.footer(kFooter);
    add_options(parser, options, numbers);
    try {
        std::reverse(arguments.begin(), arguments.end()); // the order in which CLI11 takes a vector
        parser.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        return Unexpected{ early_exit(parser, error) };
    }
    options.lost_after = std::chrono::seconds{ numbers.lost_after };
    options.cleanup_wait = std::chrono::seconds{ numbers.cleanup_wait };
    if (options.state_directory.empty() && (!options.demo || options.dump_state)) {
        options.state_directory = default_state_directory(environment);
        if (options.state_directory.empty())
            return Unexpected{ EarlyExit{
                kUsage, "Neither XDG_STATE_HOME nor HOME is set: name a directory with --state-dir.\n" } };
    }
    options.state_directory = absolute_path(options.state_directory);
    if (options.demo && options.state_directory.empty() && parser.count("--port") == 0)
        options.port = 0; // beside an instance that serves the real state
    return options;
}

} // namespace quayside::app
