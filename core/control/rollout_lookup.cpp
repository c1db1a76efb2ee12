#include "core/control/rollout_lookup.h"

#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace quayside::control {

namespace {

using model::Deployment;
using model::Service;

constexpr std::size_t kMostDescribed = 20;
constexpr std::size_t kMostListed = 100;
constexpr std::size_t kUsuallyListed = 20;

// CLUSTER/NAME/ID of an ARN of this type.
struct Parts {
    Service::Key service;
    std::string id;
};

std::optional<Parts> parts_of(const std::string& text, std::string_view type)
{
    const auto arn = Arn::parse(text);
    if (!arn || arn->type != type)
        return std::nullopt;
    const auto first = arn->resource.find('/');
    const auto last = arn->resource.rfind('/');
    if (first == std::string::npos || last == first)
        return std::nullopt;
    const auto name = arn->resource.substr(first + 1, last - first - 1);
    return Parts{ { arn->resource.substr(0, first), type.starts_with("daemon") ? daemon_name(name) : name },
        arn->resource.substr(last + 1) };
}

bool is_wanted(const Deployment& deployment, const Json& input)
{
    const auto statuses = texts_of(input, "status");
    const auto status = to_string(deployment.service_deployment_status);
    const Json& between = part_of(input, "createdAt");
    const double at = to_epoch_seconds(deployment.created_at);
    return !deployment.task_set && (statuses.empty() || std::ranges::find(statuses, status) != statuses.end())
        && (!has(between, "before") || at < between["before"].get<double>())
        && (!has(between, "after") || at > between["after"].get<double>());
}

// Keys of pages: rows as text, which sort as they were made.
std::string key_of(RowId row)
{
    return fmt::format("{:020}", row);
}

} // namespace

// The id in an ARN cannot be turned back into the number, so the service's deployments are tried.
model::DeploymentPtr find_deployment(const Operation& operation, const std::string& arn, std::string_view type)
{
    const auto parts = parts_of(arn, type);
    if (!parts)
        return nullptr;
    const auto& state = operation.state();
    const auto& [cluster, name] = parts->service;
    for (const auto& [row, number] : state.deployments_of(parts->service)) {
        auto deployment = state.deployments().find(number);
        if (!deployment->task_set && arns(operation.installation).service_deployment(cluster, name, number) == arn)
            return deployment;
    }
    return nullptr;
}

model::ServiceRevisionPtr find_revision(const Operation& operation, const std::string& arn, std::string_view type)
{
    const auto parts = parts_of(arn, type);
    std::uint64_t number = 0;
    if (!parts)
        return nullptr;
    const auto [end, problem] = std::from_chars(parts->id.data(), parts->id.data() + parts->id.size(), number);
    if (problem != std::errc{} || end != parts->id.data() + parts->id.size())
        return nullptr;
    auto revision = operation.state().service_revisions().find(number);
    return revision && Service::Key{ revision->cluster, revision->service } == parts->service
            && is_daemon_name(revision->service) == type.starts_with("daemon")
        ? revision
        : nullptr;
}

Result<Json> page_of(const Operation& operation, const DeploymentList& list, const Json& input)
{
    const auto pager = Pager::read(list.operation, input, kMostListed, kUsuallyListed);
    if (!pager)
        return fail(pager.error());
    const auto& state = operation.state();
    const auto& numbers = state.deployments_of(list.service);
    std::vector<std::string> keys;
    for (const auto& [row, number] : numbers)
        if (is_wanted(*state.deployments().find(number), input))
            keys.push_back(key_of(row));
    const auto element = [&](const std::string& key) {
        return list.describe(*state.deployments().find(numbers.at(std::stoull(key))));
    };
    return pager->page(list.member, std::move(keys), element, true);
}

Result<Json> describe_each(const Json& input, const char* names, const char* member,
    const std::function<Json(const std::string& arn)>& describe)
{
    const auto given = texts_of(input, names);
    if (given.empty() || given.size() > kMostDescribed)
        return fail(
            Error::invalid_parameter(fmt::format("{}: between 1 and {} must be named.", names, kMostDescribed)));
    Json found = Json::array();
    Json failures = Json::array();
    for (const auto& arn : given)
        if (auto shown = describe(arn); !shown.is_null())
            found.push_back(std::move(shown));
        else
            failures.push_back(failure(arn, "MISSING"));
    return Json{ { member, std::move(found) }, { "failures", std::move(failures) } };
}

} // namespace quayside::control
