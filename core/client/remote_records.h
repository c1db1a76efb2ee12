#pragma once

#include "core/base/json.h"
#include "core/model/state.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace quayside::client {

// What an ECS endpoint answered to one look at all it has, as it was answered; what it was not asked is empty.
struct RemoteLook {
    std::vector<Json> clusters; // of DescribeClusters, and so on
    std::vector<Json> instances;
    std::vector<Json> services;
    std::vector<Json> tasks;
    std::vector<Json> definitions; // replies of DescribeTaskDefinition: taskDefinition and tags
    std::map<std::string, model::TaskDefinitionStatus> listed; // "family:revision" of all that ListTaskDefinitions has
    std::vector<Json> capacity_providers;
    std::vector<Json> service_deployments;
    std::vector<Json> protected_tasks;
    std::vector<Json> engines; // of Quayside's own ListEngines
    std::vector<Json> events; // of Quayside's own ListEvents, newest first
};

// Makes records of it. What is the same as at the last look is the same value. Of deployments only those are known that
// still count, and no daemons. Used on one thread.
class RemoteRecords {
public:
    // What has changed since the last look; the first one is full.
    model::ChangeSet take(const RemoteLook& look);
    const model::State& state() const { return state_; }
    // Whether "family:revision" has been described and not been forgotten: it never changes but for its tags.
    bool knows_definition(const std::string& name) const { return definitions_.contains(name); }
    void forget_definition(const std::string& name) { definitions_.erase(name); }
    // The endpoint's own ARN of what Quayside would give another one: of a service deployment.
    std::string own_arn(const std::string& arn) const;
    std::string account() const { return account_; } // as the ARNs of clusters have it

private:
    template <class T>
    std::shared_ptr<const T> put(T value);
    void take_clusters(const RemoteLook& look);
    void take_capacity_providers(const RemoteLook& look);
    void take_engines(const RemoteLook& look);
    void take_instances(const RemoteLook& look);
    void take_definitions(const RemoteLook& look);
    void take_services(const RemoteLook& look);
    void take_deployment(model::Service& service, const Json& deployment);
    void take_service_deployment(model::Deployment& deployment, const Json& said);
    void take_tasks(const RemoteLook& look);
    void take_events(const RemoteLook& look);
    void add_event(model::Event event);
    model::TaskDefinitionPtr definition_of(const std::string& arn, const Json& containers);
    model::TaskSpecPtr spec_of(const Json& task);

    model::State state_;
    model::PerKind<model::Table> next_; // of the look that is being taken
    std::map<std::string, model::TaskDefinition> definitions_; // as described
    std::map<std::string, RowId> rows_; // of specs and events, by what they say
    std::map<std::string, Json> service_deployments_; // of this look, by ARN
    std::map<std::string, std::string> arns_;
    std::map<Id, TimePoint> protected_; // of this look
    std::map<Id, std::pair<Id, std::string>> engine_of_; // of this look: engine and name, by container instance
    std::string account_;
    RowId last_row_ = 0;
    bool looked_ = false;
};

} // namespace quayside::client
