#include "core/control/demo_world.h"

namespace quayside::control {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const std::vector<DemoEngine>& demo_engines()
{
    static const std::vector<DemoEngine> engines = {
        { "quay-a1", "local-1a" },
        { "quay-a2", "local-1a" },
        { "quay-b1", "local-1b" },
        { "quay-b2", "local-1b" },
        { "quay-c1", "local-1c" },
    };
    return engines;
}

const std::vector<DemoFamily>& demo_families()
{
    static const std::vector<DemoFamily> families = {
        { "web", 3, 6, hours{ 5 },
            { { "web", "harbour/web:2.8.1", 384, 768, 8080 }, { "log-router", "harbour/log-router:1.4", 128, 128 } },
            true },
        { "api", 4, 5, hours{ 29 }, { { "api", "harbour/api:5.1.0", 512, 768, 9000 } }, true },
        { "worker", 2, 4, days{ 2 }, { { "worker", "harbour/worker:3.0.2", 768, 1024 } }, true },
        { "cache", 1, 3, days{ 21 }, { { "cache", "harbour/cache:7.2", 256, 1024, 6379 } }, true },
        { "gateway", 2, 3, days{ 9 }, { { "gateway", "harbour/gateway:1.9.3", 256, 256, 80 } } },
        { "log-agent", 1, 5, days{ 40 }, { { "log-agent", "harbour/log-agent:4.0", 64, 128 } } },
        { "mailer", 1, 2, days{ 27 }, { { "mailer", "harbour/mailer:1.2.0", 128, 256 } } },
        { "search", 2, 2, days{ 18 }, { { "search", "harbour/search:8.11", 512, 1536, 9200 } } },
        { "cron-report", 1, 1, minutes{ 34 }, { { "cron-report", "harbour/report:0.9", 256, 512 } } },
    };
    return families;
}

} // namespace quayside::control
