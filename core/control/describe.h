#pragma once

#include "core/control/operation.h"
#include "core/model/state.h"

// Records as the API shows them.
namespace quayside::control {

class Describer {
public:
    Describer(const model::State& state, const Installation& installation)
        : state_(state)
        , installation_(installation)
    {
    }
    explicit Describer(const Operation& operation)
        : Describer(operation.state(), operation.installation)
    {
    }

    // `include`: the names of DescribeClusters.
    Json cluster(const model::Cluster& cluster, const Json& input) const;
    Json instance(const model::ContainerInstance& instance, const Json& input) const;
    // With its tags.
    Json task(const model::Task& task) const;
    // With its tags.
    Json service(const model::Service& service) const;
    // The members of a service that CreateService and UpdateService set; `revision` is that of its tasks, null if it
    // has none.
    Json settings(const model::Service& service, const model::ServiceRevision* revision) const;
    Json deployment(const model::Deployment& deployment) const; // an entry of services[].deployments
    Json task_set(const model::Service& service, const model::Deployment& deployment) const; // with its tags
    Json service_deployment(const model::Deployment& deployment) const; // as in DescribeServiceDeployments
    Json service_revision(const model::ServiceRevision& revision) const;
    // Counts of the tasks of one revision of a service.
    Json revision_summary(const model::Service::Key& service, std::uint64_t revision) const;
    // With what ECS fills in where nothing was given; without tags.
    Json definition(const model::TaskDefinition& definition) const;
    // A daemon, and its parts. They have members for several operations; the shape of the reply takes those that it
    // knows.
    Json daemon(const model::Service& daemon) const;
    Json daemon_deployment(const model::Deployment& deployment) const;
    Json daemon_revision(const model::ServiceRevision& revision) const;
    Json daemon_definition(const model::TaskDefinition& definition) const;
    Json capacity_provider(const model::CapacityProvider& provider) const; // with its tags
    Json engine(const model::Engine& engine) const;
    Json event(const model::Event& event) const;

private:
    Json container(const model::Task& task, std::size_t index) const;
    Json current_revisions(const model::Service& service) const;
    Json daemon_revision_detail(const model::Service::Key& daemon, std::uint64_t revision) const;

    const model::State& state_;
    const Installation& installation_;
};

// How the daemons of an instance are: OK, INITIALIZING, IMPAIRED; empty: it has none.
std::string_view health_of_daemons(const model::State& state, const model::ContainerInstance& instance);

// ecs-svc/<number>
std::string deployment_id(const model::Deployment& deployment);

} // namespace quayside::control
