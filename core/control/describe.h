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
    // With what ECS fills in where nothing was given; without tags.
    Json definition(const model::TaskDefinition& definition) const;
    Json engine(const model::Engine& engine) const;
    Json event(const model::Event& event) const;

private:
    Json container(const model::Task& task, std::size_t index) const;

    const model::State& state_;
    const Installation& installation_;
};

} // namespace quayside::control
