#include "app/headless.h"

#include "app/runtime.h"

#include <csignal>
#include <cstdio>

namespace quayside::app {

namespace {

// The one line on standard output, for whoever started this.
void say_ready(const Options& options, const Runtime& runtime)
{
    if (options.ready_json)
        std::printf("%s\n", runtime.ready().c_str());
    else
        std::printf("Quayside serves %s; its state is in %s.\n", runtime.url().c_str(),
            options.state_directory.empty() ? "memory" : options.state_directory.c_str());
    std::fflush(stdout);
}

} // namespace

int run_headless(const Options& options, InstanceLock lock)
{
    auto opened = Runtime::open(options, std::move(lock));
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return opened.error().code;
    }
    Runtime& runtime = **opened;
    int code = kClean;
    auto signals = runtime.loop().on_signals({ SIGTERM, SIGINT }, [&runtime](int) { runtime.stop(); });
    runtime.loop().post([&] {
        runtime.start([&](const Expected<std::string, Failure>& started) {
            if (started)
                return say_ready(options, runtime);
            std::fprintf(stderr, "%s\n", started.error().message.c_str());
            code = started.error().code;
            runtime.stop();
        });
    });
    runtime.loop().run();
    signals = {};
    for (const int asked : { SIGTERM, SIGINT })
        std::signal(asked, SIG_IGN); // it ends already, and cleanly
    return code;
}

} // namespace quayside::app
