#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/state.h"
#include "tests/support/fake_fleet.h"

#include <string>

namespace quayside::test {

// The operations that the window uses, done to a state without engines: a task that is run is RUNNING at once. Inputs
// are trusted more than the real handlers would. Used on one thread.
class FakeOperations {
public:
    explicit FakeOperations(const model::State& state)
        : state_(state)
    {
    }

    void set_demo(const FleetSize& size) { demo_ = size; }

    // What the operation answers; what it does is added to `changes`.
    Result<Json> perform(const std::string& operation, const Json& input, model::ChangeSet& changes);

private:
    using Changes = model::ChangeSet;

    Result<Json> start_demo(Changes& changes) const;
    Result<Json> find_engines() const;
    Result<Json> probe_engine(const Json& input) const;
    Result<Json> installation() const;
    Result<Json> add_engine(const Json& input, Changes& changes);
    Result<Json> stop_task(const Json& input, Changes& changes) const;
    Result<Json> run_task(const Json& input, Changes& changes);
    Result<Json> edit_attributes(const Json& input, bool remove, Changes& changes) const;
    Result<Json> update_instances(const Json& input, Changes& changes) const;
    Result<Json> change_definition(const std::string& operation, const Json& input, Changes& changes) const;
    Result<Json> register_definition(const Json& input, Changes& changes);
    Result<Json> create_cluster(const Json& input, Changes& changes);
    Result<Json> create_service(const Json& input, Changes& changes);
    Result<Json> update_service(const Json& input, Changes& changes);
    Result<Json> delete_service(const Json& input, Changes& changes) const;
    Result<Json> end_deployment(const Json& input, Changes& changes) const;
    Result<Json> protect_tasks(const Json& input, Changes& changes) const;
    Result<Json> explain_placement(const Json& input) const;
    Json explain_drain(const model::ContainerInstance& instance) const;
    Json explained(const model::ContainerInstance& instance, const model::Resources& need, int tasks) const;
    void deploy(model::Service& service, const model::TaskDefinitionPtr& definition, Changes& changes);
    model::ServicePtr find_service(const Json& input, const char* member) const;
    Result<Json> describe(const std::string& operation, const Json& input) const;
    model::TaskPtr find_task(const std::string& name) const;
    std::shared_ptr<const model::ContainerInstance> find_instance(const std::string& name) const;
    model::TaskDefinitionPtr find_definition(const std::string& name) const;

    const model::State& state_;
    FleetSize demo_;
    std::uint64_t next_number_ = 10'000'000;
};

// Now, in the precision of records.
TimePoint fake_now();

} // namespace quayside::test
