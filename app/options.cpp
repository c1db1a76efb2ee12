#include "app/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <filesystem>
#include <map>

namespace quayside::app {

namespace {

constexpr const char* kDescription
    = "Quayside: an ECS-compatible console that runs task definitions on Docker engines.\n"
      "Without options it opens its window and serves the API on http://127.0.0.1:9470.";

constexpr const char* kFooter
    = "Signatures:\n"
      "  off      are not looked at\n"
      "  lenient  may be absent, but not malformed\n"
      "  strict   are made with one of the keys in access-keys.json of the state directory, and verified\n"
      "  Without strict ones only programs of this user, and root's, are served.\n"
      "\n"
      "Engines:\n"
      "  unix:///PATH, tcp://HOST:PORT or ssh://[USER@]HOST[:PORT][/PATH]; of tcp ca=FILE, and cert=FILE with "
      "key=FILE\n"
      "  where it asks for them, or plaintext; of ssh identity=FILE and known-hosts=FILE. bind=ADDRESS is where\n"
      "  published ports listen.\n"
      "  zone=NAME is the availability zone; each slice=CPUxMEMORY is a container instance of so many CPU units, 1024\n"
      "  to a core, and MiB; without any the whole engine is one.\n"
      "\n"
      "Exit codes:\n"
      "  0  ended as asked, or another instance showed its window\n"
      "  1  failed while running\n"
      "  2  the command line has a mistake\n"
      "  3  the address and port cannot be listened on\n"
      "  4  the state directory cannot be used\n"
      "  5  another instance holds the state directory\n"
      "  6  the TLS certificate or key cannot be used\n"
      "\n"
      "Examples:\n"
      "  quayside --demo\n"
      "  quayside --headless --port 0 --state-dir /tmp/q --simulate 3 --ready-file /tmp/q.json\n"
      "  quayside --headless --engine unix:///var/run/docker.sock,zone=local-1a,slice=2048x4096,slice=2048x4096\n"
      "  quayside --headless --engine tcp://build-1:2376,ca=ca.pem,cert=cert.pem,key=key.pem\n"
      "  quayside --headless --listen 0.0.0.0 --signatures strict --tls-certificate c.pem --tls-key k.pem\n"
      "  aws --endpoint-url http://127.0.0.1:9470 ecs list-clusters";

// What is not yet what Options has.
struct Raw {
    std::int64_t lost_after = 120;
    std::int64_t cleanup_wait = 3600;
    int keep_stopped = 30;
    std::vector<std::string> engines;
    std::string signatures = "lenient";
    std::string log_level = "info";
    std::string log_format = "text";
};

const std::map<std::string, control::Signatures> kSignatures{ { "off", control::Signatures::Off },
    { "lenient", control::Signatures::Lenient }, { "strict", control::Signatures::Strict } };
const std::map<std::string, log::Level> kLogLevels{ { "debug", log::Level::Debug }, { "info", log::Level::Info },
    { "warning", log::Level::Warning }, { "error", log::Level::Error } };
const std::map<std::string, log::Form> kLogForms{ { "text", log::Form::Text }, { "json", log::Form::Json } };

template <class T>
std::vector<std::string> names(const std::map<std::string, T>& choices)
{
    std::vector<std::string> found;
    for (const auto& [name, value] : choices)
        found.push_back(name);
    return found;
}

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
    const auto engine = parse_engine_option(text);
    return engine ? "" : engine.error();
}

std::string check_address(const std::string& text)
{
    in6_addr address;
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1 || ::inet_pton(AF_INET6, text.c_str(), &address) == 1
        ? ""
        : "An address to listen on is one such as 127.0.0.1, 0.0.0.0 or ::1.";
}

bool is_loopback(const std::string& address)
{
    return address.starts_with("127.") || address == "::1";
}

void add_server_options(CLI::App& parser, Options& options, Raw& raw)
{
    parser.add_option("--port", options.port, "Port of the API; 0 takes any free one")->capture_default_str();
    parser
        .add_option("--listen", options.listen,
            "Address of the API; elsewhere than on loopback it needs --signatures strict and TLS")
        ->check(CLI::Validator(check_address, "ADDRESS"))
        ->capture_default_str();
    parser.add_option("--signatures", raw.signatures, "How calls must be signed: see below")
        ->check(CLI::IsMember(names(kSignatures)))
        ->capture_default_str();
    parser.add_option("--tls-certificate,--tls-cert", options.tls_certificate,
        "Serve the API over TLS with this certificate (PEM, with those that vouch for it)");
    parser.add_option("--tls-key", options.tls_key, "The key of that certificate (PEM, no passphrase)");
}

void add_talk_options(CLI::App& parser, Options& options, Raw& raw)
{
    parser.add_option("--ready-file", options.ready_file,
        "Write {\"endpoint\", \"stateDir\", \"pid\"} to this file once the API answers");
    parser.add_flag(
        "--ready-json", options.ready_json, "The line that says so on standard output (headless) is this JSON as well");
    parser.add_option("--log-level", raw.log_level, "What is logged to standard error, and what is graver")
        ->check(CLI::IsMember(names(kLogLevels)))
        ->capture_default_str();
    parser.add_option("--log-format", raw.log_format, "text, or one JSON object a line")
        ->check(CLI::IsMember(names(kLogForms)))
        ->capture_default_str();
}

void add_options(CLI::App& parser, Options& options, Raw& raw)
{
    parser.add_flag("--headless", options.headless, "Serve the API without a window, until SIGTERM or SIGINT");
    parser.add_option("--state-dir", options.state_directory,
        "Where state is kept (default $XDG_STATE_HOME/quayside or ~/.local/state/quayside; with --demo: nowhere)");
    add_server_options(parser, options, raw);
    add_talk_options(parser, options, raw);
    parser.add_option("--engine", raw.engines, "Add this Docker engine to cluster default (repeatable): see below")
        ->check(CLI::Validator(check_engine, "ENDPOINT[,NAME=VALUE]..."));
    parser
        .add_option("--simulate", options.simulate, "At the first start, add N simulated instances to cluster default")
        ->check(CLI::Range(0, 5000));
    parser.add_flag("--demo", options.demo, "Start with the demo cluster \"harbour\" on simulated engines");
    parser.add_option("--language", options.language, "What the window speaks, whatever was chosen in it")
        ->check(CLI::IsMember({ "en", "de" }));
    parser.add_option("--screenshots", options.screenshots, "Write pictures of every view to this directory and end");
    parser
        .add_option("--lost-after", raw.lost_after,
            "Seconds without an answer until an engine's tasks count as stopped; 0 = never")
        ->check(CLI::Range(0, 86400))
        ->capture_default_str();
    parser.add_flag("--aws-timing", options.aws_timing,
        "Wait as long as ECS does: a task without a health check is healthy after 40 s instead of 5");
    parser
        .add_option("--cleanup-wait", raw.cleanup_wait, "Seconds for which stopped tasks and their containers are kept")
        ->check(CLI::Range(1, 2592000))
        ->capture_default_str();
    parser
        .add_option("--keep-stopped", raw.keep_stopped,
            "Days for which the history tells of tasks that have stopped, and keeps their logs while there is room")
        ->check(CLI::Range(1, 3650))
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

void take_over(Options& options, const Raw& raw)
{
    options.lost_after = std::chrono::seconds{ raw.lost_after };
    options.cleanup_wait = std::chrono::seconds{ raw.cleanup_wait };
    options.keep_stopped = std::chrono::days{ raw.keep_stopped };
    options.signatures = kSignatures.at(raw.signatures);
    options.log_level = kLogLevels.at(raw.log_level);
    options.log_form = kLogForms.at(raw.log_format);
    for (const auto& engine : raw.engines)
        options.engines.push_back(*parse_engine_option(engine));
    options.tls_certificate = absolute_path(options.tls_certificate);
    options.tls_key = absolute_path(options.tls_key);
}

// Why the API may not be served like this; empty if it may.
std::string exposed(const Options& options)
{
    if (options.tls_certificate.empty() != options.tls_key.empty())
        return "--tls-certificate and --tls-key go together.";
    if (is_loopback(options.listen))
        return {};
    if (options.signatures == control::Signatures::Strict && !options.tls_key.empty())
        return {};
    return "Whoever reaches " + options.listen
        + " could run containers here: listening there needs --signatures strict, --tls-certificate and --tls-key.";
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
    Raw raw;
    CLI::App parser(kDescription, "quayside");
    parser.footer(kFooter);
    add_options(parser, options, raw);
    try {
        std::reverse(arguments.begin(), arguments.end()); // the order in which CLI11 takes a vector
        parser.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        return Unexpected{ early_exit(parser, error) };
    }
    take_over(options, raw);
    if (const auto problem = exposed(options); !problem.empty())
        return Unexpected{ EarlyExit{ kUsage, problem + "\n" } };
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
