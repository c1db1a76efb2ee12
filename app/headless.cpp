#include "app/headless.h"

#include "app/runtime.h"

#include <csignal>
#include <cstdio>

namespace quayside::app {

int run_headless(const Options& options, InstanceLock lock)
{
    auto opened = Runtime::open(options, std::move(lock));
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return opened.error().code;
    }
    Runtime& runtime = **opened;
    int code = kClean;
    const auto signals = runtime.loop().on_signals({ SIGTERM, SIGINT }, [&runtime](int) { runtime.stop(); });
    runtime.loop().post([&] {
        runtime.start([&](const Expected<std::string, Failure>& started) {
            if (started)
                return;
            std::fprintf(stderr, "%s\n", started.error().message.c_str());
            code = started.error().code;
            runtime.stop();
        });
    });
    runtime.loop().run();
    return code;
}

} // namespace quayside::app
