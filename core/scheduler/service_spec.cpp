#include "core/scheduler/service_spec.h"

#include "core/base/arn.h"
#include "core/scheduler/request.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::scheduler {

using namespace model;

namespace {

void add_tags(Tags& tags, const Tags& more)
{
    for (const auto& tag : more)
        if (std::ranges::find(tags, tag.key, &Tag::key) == tags.end())
            tags.push_back(tag);
}

Tags tags_of(const Service& service, const TaskDefinition& definition)
{
    Tags tags;
    if (service.propagate_tags == PropagateTags::Service)
        add_tags(tags, service.tags);
    if (service.propagate_tags == PropagateTags::TaskDefinition)
        add_tags(tags, definition.tags);
    if (service.managed_tags)
        add_tags(tags,
            { { "aws:ecs:clusterName", service.cluster },
                { is_daemon_name(service.name) ? "aws:ecs:daemonName" : "aws:ecs:serviceName",
                    std::string(plain_name(service.name)) } });
    return tags;
}

} // namespace

TaskSpec service_spec(const Service& service, const ServiceRevision& revision, std::uint64_t deployment,
    const std::string& capacity_provider)
{
    TaskSpec spec;
    spec.cluster = service.cluster;
    spec.definition_key = revision.definition_key;
    spec.definition = revision.definition;
    spec.group = group_of(service.name);
    spec.started_by = fmt::format("ecs-svc/{}", deployment);
    spec.service = service.name;
    spec.deployment = deployment;
    spec.capacity_provider = capacity_provider;
    spec.platform_version = revision.platform_version;
    spec.network_configuration = revision.network_configuration;
    spec.launch_type = revision.launch_type;
    if (!capacity_provider.empty())
        spec.launch_type = is_fargate(capacity_provider) ? LaunchType::Fargate : LaunchType::Ec2;
    spec.enable_execute_command = service.enable_execute_command;
    spec.tags = tags_of(service, *revision.definition);
    return spec;
}

} // namespace quayside::scheduler
