#pragma once

#include "core/base/error.h"
#include "core/model/state.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::scheduler {

// What an expression can ask of a container instance.
struct Facts {
    const model::ContainerInstance* instance = nullptr;
    std::string ec2_instance_id;
    std::string_view agent_version;
    std::int64_t running_tasks = 0;
    std::vector<std::string_view> groups; // of the tasks on it that have not stopped
};

// Of an instance in a state; both must outlive the result.
Facts facts_of(const model::ContainerInstance& instance, const model::State& state);

// A condition in the cluster query language: attribute:ecs.os-type == linux and runningTasksCount < 5.
// Immutable; may be used from any thread.
class Expression {
public:
    struct Node;

    // InvalidParameterException says what was expected and at which character.
    static Result<Expression> parse(std::string_view text);

    bool matches(const Facts& facts) const;

    const std::string& text() const; // as it was written
    // Whether the answer for an instance may change with the tasks on it: it names task:group or runningTasksCount.
    bool asks_for_tasks() const;

private:
    struct Parsed;
    explicit Expression(std::shared_ptr<const Parsed> parsed);
    std::shared_ptr<const Parsed> parsed_;
};

} // namespace quayside::scheduler
