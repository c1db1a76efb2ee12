#include "app/headless.h"
#include "app/options.h"
#include "app/single_instance.h"
#include "core/store/dump.h"
#ifdef QUAYSIDE_WINDOW
#include "app/desktop.h"
#endif

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

using namespace quayside;
using namespace quayside::app;

std::optional<std::string> environment(const char* name)
{
    const char* value = std::getenv(name);
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

// Why there can be no window; empty if there can be one.
std::string no_window()
{
#ifdef QUAYSIDE_WINDOW
    for (const char* name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        if (environment(name))
            return {};
    return "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)";
#else
    return "This build has no window";
#endif
}

int report_held(const Options& options, const LockFailure& failure)
{
    if (failure.held && !options.headless && !options.dump_state && failure.holder.window
        && ask_to_raise(options.state_directory)) {
        std::printf("Quayside is already running (process %d): its window was raised.\n", failure.holder.pid);
        return kClean;
    }
    std::fprintf(stderr, "%s\n", failure.message.c_str());
    return failure.held ? kAlreadyRunning : kStateUnusable;
}

int dump_state(const Options& options)
{
    if (const auto dumped = store::dump(options.state_directory, std::cout); !dumped) {
        std::fprintf(stderr, "%s\n", dumped.error().message.c_str());
        return kStateUnusable;
    }
    return kClean;
}

// As many as the system lets this user have: every connection is an open file.
void allow_many_connections()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

int run(Options options)
{
    if (!options.screenshots.empty())
        setenv("QT_QPA_PLATFORM", "offscreen", 0);
    if (const auto reason = no_window(); !options.headless && !options.dump_state && !reason.empty()) {
        std::fprintf(stderr, "%s: serving headless.\n", reason.c_str());
        options.headless = true;
    }
    InstanceLock lock;
    if (!options.state_directory.empty()) {
        auto acquired = InstanceLock::acquire(options.state_directory, !options.headless && !options.dump_state);
        if (!acquired)
            return report_held(options, acquired.error());
        lock = std::move(*acquired);
    }
    if (options.dump_state)
        return dump_state(options);
#ifdef QUAYSIDE_WINDOW
    if (!options.headless)
        return run_desktop(options, std::move(lock));
#endif
    return run_headless(options, std::move(lock));
}

} // namespace

int main(int argc, char** argv)
{
    umask(077);
    allow_many_connections();
    const auto options = parse_options({ argv + 1, argv + argc }, environment);
    if (!options) {
        std::fputs(options.error().text.c_str(), options.error().code == kClean ? stdout : stderr);
        return options.error().code;
    }
    log::set_level(options->log_level);
    log::set_form(options->log_form);
    return run(*options);
}
