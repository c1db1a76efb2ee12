#include "core/docker/pull_meter.h"

#include "core/docker/json_access.h"

#include <array>
#include <string_view>
#include <utility>

namespace quayside::docker {

namespace {

// The first that occurs decides.
constexpr std::array<std::pair<std::string_view, int>, 5> kRefusals{ { { "toomanyrequests", 429 },
    { "no basic auth credentials", 401 }, { "unauthorized: ", 401 }, { "401 Unauthorized", 401 },
    { "denied: ", 403 } } };

} // namespace

Error registry_error(Error error)
{
    if (error.http_status == 500)
        for (const auto& [words, status] : kRefusals)
            if (error.message.find(words) != std::string::npos) {
                error.http_status = status;
                break;
            }
    return error;
}

Result<PullProgress> PullMeter::take(const Json& report)
{
    if (const auto error = text(report, "error"); !error.empty())
        return fail(registry_error(Error{ "EngineError", error, 500 }));
    PullProgress progress;
    progress.status = text(report, "status");
    const auto& detail = member(report, "progressDetail");
    if (const auto id = text(report, "id"); !id.empty()) {
        auto& layer = layers_[id];
        // Unpacking has its own count: only what goes over the line is added up.
        if ((progress.status == "Downloading" || progress.status == "Pushing") && number(detail, "total") > 0)
            layer = { number<std::uint64_t>(detail, "current"), number<std::uint64_t>(detail, "total") };
        else if (progress.status == "Download complete" || progress.status == "Pull complete"
            || progress.status == "Pushed")
            layer.current = layer.total;
    }
    for (const auto& [id, layer] : layers_) {
        progress.current += layer.current;
        progress.total += layer.total;
    }
    return progress;
}

} // namespace quayside::docker
