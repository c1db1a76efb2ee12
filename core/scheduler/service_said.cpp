#include "core/scheduler/service_said.h"

#include "core/base/arn.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::scheduler {

namespace {

constexpr Duration kRepeat = std::chrono::hours{ 6 };

} // namespace

std::string subject_of(const model::Service& service)
{
    return fmt::format("({} {})", is_daemon_name(service.name) ? "daemon" : "service", plain_name(service.name));
}

bool may_say(model::Service& service, std::string_view topic, TimePoint now)
{
    const auto found = std::ranges::find(service.said, topic, &model::Service::Said::topic);
    if (found == service.said.end()) {
        service.said.push_back({ std::string(topic), now });
        return true;
    }
    if (now < found->at + kRepeat)
        return false;
    found->at = now;
    return true;
}

void unsay(model::Service& service, std::string_view topic)
{
    std::erase_if(service.said, [topic](const auto& said) { return said.topic.starts_with(topic); });
}

const model::Service::Said* said(const model::Service& service, std::string_view topic)
{
    const auto found = std::ranges::find(service.said, topic, &model::Service::Said::topic);
    return found == service.said.end() ? nullptr : &*found;
}

} // namespace quayside::scheduler
