#include "core/control/attachments.h"
#include "core/control/describe.h"
#include "core/control/foreign_agent.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/reply_out.h"
#include "core/control/written_task.h"
#include "core/model/port_range.h"
#include "core/scheduler/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace quayside::control {

namespace {

using model::HealthStatus;
using model::Task;

// One entry for each container, with its name alone where nothing is overridden.
Json overrides(const model::TaskSpec& spec)
{
    Json given = spec.overrides;
    Json containers = Json::array();
    for (const auto& definition : spec.definition->containers) {
        Json entry = { { "name", definition.name } };
        for (const auto& override : part_of(given, "containerOverrides"))
            if (text_of(override, "name") == definition.name)
                entry = override;
        containers.push_back(std::move(entry));
    }
    given["containerOverrides"] = std::move(containers);
    if (!given.contains("inferenceAcceleratorOverrides"))
        given["inferenceAcceleratorOverrides"] = Json::array();
    return given;
}

template <class Out>
void put_text(Out& out, const char* name, std::string_view text)
{
    if (!text.empty())
        out.text(name, text);
}

template <class Out>
void put_time(Out& out, const char* name, TimePoint time)
{
    if (time != kNever)
        out.seconds(name, time);
}

} // namespace

// What the tasks of one spec have in common.
struct TaskWriter::Common {
    Common(model::TaskSpecPtr of, const Installation& installation)
        : kept(std::move(of))
        , spec(*kept)
        , scope(arns(installation))
        , cluster_arn(scope.cluster(spec.cluster))
        , definition_arn(scope.task_definition(spec.definition_key.family, spec.definition_key.revision))
        , overridden(overrides(spec))
        , tags(describe(spec.tags))
    {
        const auto reserved = reservation(spec);
        cpu = std::to_string(reserved.cpu);
        memory = std::to_string(reserved.memory);
        const Json& documents = part_of(spec.definition->document, "containerDefinitions");
        for (std::size_t i = 0; i < spec.definition->containers.size(); ++i) {
            containers.push_back(effective_container(spec, i));
            ranges.push_back(i < documents.size() ? model::port_ranges(documents[i])
                                                  : std::vector<std::optional<model::PortRange>>());
        }
    }

    model::TaskSpecPtr kept;
    const model::TaskSpec& spec;
    ArnScope scope;
    std::string cluster_arn;
    std::string definition_arn;
    std::string cpu;
    std::string memory;
    Part overridden;
    Part tags;
    std::vector<model::ContainerDefinition> containers; // as they run
    std::vector<std::vector<std::optional<model::PortRange>>> ranges; // of each container's ports
};

namespace {

template <class Out>
void put_binding(Out& out, const model::NetworkBinding& first, const model::NetworkBinding& last)
{
    out.text("bindIP", first.bind_ip);
    if (first.container_port == last.container_port) {
        out.number("containerPort", first.container_port);
        out.number("hostPort", first.host_port);
    } else {
        out.text("containerPortRange", fmt::format("{}-{}", first.container_port, last.container_port));
        out.text("hostPortRange", fmt::format("{}-{}", first.host_port, last.host_port));
    }
    out.text("protocol", to_string(first.protocol));
}

using Ranges = std::vector<std::optional<model::PortRange>>;

// Those of one range are together: the index behind the last one of each.
std::vector<std::size_t> ends_of_ranges(const std::vector<model::NetworkBinding>& bindings, const Ranges& ranges)
{
    const auto range_of = [&](std::size_t i) {
        const auto port = bindings[i].container_port;
        const auto found = std::ranges::find_if(
            ranges, [port](const auto& range) { return range && range->first <= port && port <= range->last; });
        return found == ranges.end() ? std::nullopt : *found;
    };
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < bindings.size(); ++i)
        if (i + 1 == bindings.size() || !range_of(i) || range_of(i) != range_of(i + 1))
            ends.push_back(i + 1);
    return ends;
}

template <class Out>
void put_bindings(Out& out, const model::Container& container, const Ranges& ranges)
{
    const auto& bindings = container.network_bindings;
    if (std::ranges::none_of(ranges, [](const auto& range) { return range.has_value(); }))
        return out.list("networkBindings", bindings.size(),
            [&](auto& inner, std::size_t i) { put_binding(inner, bindings[i], bindings[i]); });
    auto sorted = bindings; // the engine has them in no order
    std::ranges::sort(sorted, {}, &model::NetworkBinding::container_port);
    const auto ends = ends_of_ranges(sorted, ranges);
    out.list("networkBindings", ends.size(),
        [&](auto& inner, std::size_t i) { put_binding(inner, sorted[i == 0 ? 0 : ends[i - 1]], sorted[ends[i] - 1]); });
}

std::string_view address_of(const Task& task)
{
    return task.network_interfaces.empty() ? std::string_view()
                                           : std::string_view(task.network_interfaces.front().private_ipv4_address);
}

// All containers of a task share its interface.
template <class Out>
void put_interfaces(Out& out, const model::TaskSpec& spec, const Task& task)
{
    out.list("networkInterfaces", has_attachment(spec) ? 1 : 0, [&](auto& inner, std::size_t) {
        inner.text("attachmentId", attachment_id(task.id));
        put_text(inner, "privateIpv4Address", address_of(task));
    });
}

using Details = std::vector<std::pair<const char*, std::string>>;

Details attachment_details(const model::TaskSpec& spec, const Task& task, const std::string& region)
{
    Details details;
    if (auto subnet = subnet_of(spec); !subnet.empty())
        details.emplace_back("subnetId", std::move(subnet));
    if (task.network_interfaces.empty())
        return details;
    const auto& interface = task.network_interfaces.front();
    details.emplace_back("networkInterfaceId", network_interface_id(task.id));
    details.emplace_back("macAddress", interface.mac_address);
    details.emplace_back("privateDnsName", private_dns_name(interface.private_ipv4_address, region));
    details.emplace_back("privateIPv4Address", interface.private_ipv4_address);
    return details;
}

template <class Out>
void put_attachments(Out& out, const model::TaskSpec& spec, const Task& task, const std::string& region, bool ours)
{
    out.list("attachments", has_attachment(spec) ? 1 : 0, [&](auto& inner, std::size_t) {
        inner.text("id", attachment_id(task.id));
        inner.text("type", "ElasticNetworkInterface");
        inner.text("status", to_string(attachment_status(task, ours)));
        const auto details = attachment_details(spec, task, region);
        inner.list("details", details.size(), [&](auto& detail, std::size_t i) {
            detail.text("name", details[i].first);
            detail.text("value", details[i].second);
        });
    });
}

template <class Out>
void put_managed_agents(Out& out, const Task& task, std::size_t index, bool ours)
{
    const auto agent = managed_agent(task, index, ours);
    out.list("managedAgents", 1, [&](auto& inner, std::size_t) {
        inner.text("name", "ExecuteCommandAgent");
        inner.text("lastStatus", agent.last_status);
        put_text(inner, "reason", agent.reason);
        put_time(inner, "lastStartedAt", agent.last_started_at);
    });
}

// `common` is TaskWriter's.
template <class Out>
void put_container(
    Out& out, const auto& common, const Task& task, std::string_view task_arn, std::size_t index, bool ours)
{
    const auto& seen = task.containers[index];
    const auto& definition = common.containers[index];
    out.text("containerArn", common.scope.container(common.spec.cluster, task.id, index));
    out.text("taskArn", task_arn);
    out.text("name", definition.name);
    out.text("image", definition.image);
    out.text("lastStatus", to_string(seen.last_status));
    put_bindings(out, seen, common.ranges[index]);
    put_interfaces(out, common.spec, task);
    out.text("healthStatus", to_string(seen.health));
    out.text("cpu", std::to_string(definition.cpu));
    put_text(out, "imageDigest", seen.image_digest);
    put_text(out, "runtimeId", seen.runtime_id);
    put_text(out, "reason", seen.reason);
    if (seen.exit_code)
        out.number("exitCode", *seen.exit_code);
    if (definition.memory > 0)
        out.text("memory", std::to_string(definition.memory));
    if (definition.memory_reservation > 0)
        out.text("memoryReservation", std::to_string(definition.memory_reservation));
    if (common.spec.enable_execute_command)
        put_managed_agents(out, task, index, ours);
}

// What Fargate runs it on: LATEST is resolved.
template <class Out>
void put_platform(Out& out, const model::TaskSpec& spec)
{
    if (spec.launch_type != model::LaunchType::Fargate)
        return;
    out.text("platformVersion", spec.platform_version == "1.3.0" ? "1.3.0" : "1.4.0");
    out.text("platformFamily", "Linux");
}

template <class Out>
void put_place(Out& out, const Task& task, const model::State& state, const ArnScope& scope)
{
    const auto instance
        = task.container_instance.is_null() ? nullptr : state.container_instances().find(task.container_instance);
    const auto architecture
        = instance ? scheduler::attribute_of(*instance, "ecs.cpu-architecture") : scheduler::AttributeValue{};
    out.list("attributes", architecture.found ? 1 : 0, [&](auto& inner, std::size_t) {
        inner.text("name", "ecs.cpu-architecture");
        inner.text("value", architecture.value);
    });
    if (instance)
        put_text(out, "availabilityZone", instance->availability_zone);
    if (!task.container_instance.is_null() && task.spec->launch_type != model::LaunchType::Fargate)
        out.text("containerInstanceArn", scope.container_instance(task.spec->cluster, task.container_instance));
}

template <class Out>
void put_times(Out& out, const Task& task)
{
    put_time(out, "createdAt", task.created_at);
    put_time(out, "connectivityAt", task.connectivity_at);
    put_time(out, "pullStartedAt", task.pull_started_at);
    put_time(out, "pullStoppedAt", task.pull_stopped_at);
    put_time(out, "startedAt", task.started_at);
    put_time(out, "stoppingAt", task.stopping_at);
    put_time(out, "executionStoppedAt", task.execution_stopped_at);
    put_time(out, "stoppedAt", task.stopped_at);
}

template <class Out>
void put_end(Out& out, const Task& task)
{
    if (task.stop_code != model::StopCode::None)
        out.text("stopCode", to_string(task.stop_code));
    put_text(out, "stoppedReason", task.stopped_reason);
}

bool is_ours(const Task& task, const model::State& state)
{
    const auto instance = state.container_instances().find(task.container_instance);
    return !instance || !is_foreign(*instance);
}

template <class Out>
void put_task(Out& out, const auto& common, const Task& task, const model::State& state, TaskWriter::Tags tags)
{
    const auto& spec = common.spec;
    const auto arn = common.scope.task(spec.cluster, task.id);
    const bool ours = (spec.enable_execute_command || has_attachment(spec)) && is_ours(task, state);
    put_attachments(out, spec, task, common.scope.region, ours);
    put_place(out, task, state, common.scope);
    out.text("clusterArn", common.cluster_arn);
    out.text("connectivity", task.connected ? "CONNECTED" : "DISCONNECTED");
    out.list("containers", std::min(task.containers.size(), common.containers.size()),
        [&](auto& inner, std::size_t i) { put_container(inner, common, task, arn, i, ours); });
    out.text("cpu", common.cpu);
    out.text("desiredStatus", to_string(task.desired_status));
    out.flag("enableExecuteCommand", spec.enable_execute_command);
    out.text("group", spec.group);
    out.text("healthStatus", to_string(task.health));
    out.text("lastStatus", to_string(task.last_status));
    out.text("launchType", to_string(spec.launch_type));
    out.text("memory", common.memory);
    out.part("overrides", common.overridden);
    if (tags == TaskWriter::Tags::With)
        out.part("tags", common.tags);
    out.text("taskArn", arn);
    out.text("taskDefinitionArn", common.definition_arn);
    out.number("version", task.version);
    put_text(out, "startedBy", spec.started_by);
    put_text(out, "capacityProviderName", spec.capacity_provider);
    put_platform(out, spec);
    put_times(out, task);
    put_end(out, task);
}

} // namespace

TaskWriter::TaskWriter(const Operation& operation, Tags tags)
    : operation_(operation)
    , tags_(tags)
{
}

TaskWriter::~TaskWriter() = default;

Json TaskWriter::write(const Task& task)
{
    if (!common_ || common_->kept != task.spec)
        common_ = std::make_unique<Common>(task.spec, operation_.installation);
    std::string text;
    text.reserve(2'048);
    {
        TextOut out(text);
        put_task(out, *common_, task, operation_.state(), tags_);
    }
    return api::written(text);
}

Json Describer::task(const Task& task) const
{
    Json json = Json::object();
    ValueOut out(json);
    put_task(out, TaskWriter::Common(task.spec, installation_), task, state_, TaskWriter::Tags::With);
    return json;
}

} // namespace quayside::control
