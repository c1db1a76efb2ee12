#pragma once

#include "app/engine_option.h"
#include "core/base/expected.h"
#include "core/base/log.h"
#include "core/base/time.h"
#include "core/control/endpoint.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quayside::app {

// How the program ends; --help lists them.
enum ExitCode : int {
    kClean = 0,
    kFailed = 1,
    kUsage = 2,
    kPortTaken = 3,
    kStateUnusable = 4,
    kAlreadyRunning = 5,
    kTlsUnusable = 6,
};

struct Options {
    bool headless = false;
    bool demo = false;
    bool dump_state = false;
    std::string state_directory; // absolute; empty: in memory only
    std::string listen = "127.0.0.1"; // elsewhere than on loopback only with strict signatures and TLS
    std::uint16_t port = 9470; // 0: any free one
    std::string tls_certificate; // absolute paths of PEM files; both or none
    std::string tls_key;
    control::Signatures signatures = control::Signatures::Lenient;
    int simulate = 0;
    std::vector<EngineOption> engines;
    std::string ready_file;
    bool ready_json = false; // the line on standard output that says that the API answers
    log::Level log_level = log::Level::Info;
    log::Form log_form = log::Form::Text;
    std::string screenshots;
    std::string language; // of the window, "de"; empty: the one chosen in it, else the system's
    Duration lost_after = std::chrono::seconds{ 120 }; // zero: never
    bool aws_timing = false; // waits as long as ECS does
    Duration cleanup_wait = std::chrono::hours{ 1 };
    std::chrono::days keep_stopped{ 30 }; // in the history of tasks
    std::string account = "123456789012";
    std::string region = "us-east-1";
};

// The program ends before it starts: --help and --version (code 0, text for standard output) or a mistake on the
// command line (code 2, text for standard error).
struct EarlyExit {
    int code = kClean;
    std::string text;
};

using Environment = std::function<std::optional<std::string>(const char* name)>;

// Reads a command line, without the program's name. Pure.
Expected<Options, EarlyExit> parse_options(std::vector<std::string> arguments, const Environment& environment);

// $XDG_STATE_HOME/quayside, else $HOME/.local/state/quayside; empty if neither is known.
std::string default_state_directory(const Environment& environment);

} // namespace quayside::app
