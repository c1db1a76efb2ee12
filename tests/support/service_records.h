#pragma once

#include "core/scheduler/rollout.h"

#include <string>
#include <utility>

// Services and what they consist of, put straight into a store or a book.
namespace quayside::test {

inline model::ServiceRevision service_revision(
    std::uint64_t number, const std::string& service, const std::string& family, std::int64_t revision = 1)
{
    model::ServiceRevision made;
    made.number = number;
    made.cluster = "default";
    made.service = service;
    made.definition_key = { family, revision };
    return made;
}

inline model::Service service_record(const std::string& name, std::int64_t desired)
{
    model::Service made;
    made.cluster = "default";
    made.name = name;
    made.desired_count = desired;
    return made;
}

// As CreateService and UpdateService do: the revision is put if it is new, and a deployment of it becomes PRIMARY.
template <class Writer>
void deploy(Writer& writer, model::Service service, const model::ServiceRevision& revision, std::uint64_t deployment,
    TimePoint now)
{
    if (!writer.state().service_revisions().find(revision.number))
        writer.put(revision);
    auto rollout = scheduler::begin_deployment(
        writer.state(), std::move(service), *writer.state().service_revisions().find(revision.number), deployment, now);
    for (auto& changed : rollout.deployments)
        writer.put(std::move(changed));
    writer.put(std::move(rollout.service));
}

} // namespace quayside::test
