#pragma once

#include "core/model/task.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

// What an agent should do next. Pure: no I/O, no clock. Whatever was interrupted, and however often, the same questions
// lead to the same end: one container for each container of a task that should run, none for others.
namespace quayside::agent {

// What the engine is known to have under a container's name.
enum class Fact : std::uint8_t {
    Unknown, // nobody asked yet, or an answer was lost
    Absent,
    Created, // never started
    Running,
    Ended,
};

// What an agent knows of one container of a task.
struct Observed {
    Fact fact = Fact::Unknown;
    model::ContainerStatus reported = model::ContainerStatus::Pending; // by this agent, perhaps not yet published
    bool busy = false; // an action for it is under way
    bool pulling = false; // `busy` with its image: may be broken off
    bool image_ready = false; // the image is on the engine
    bool failed = false; // cannot be created or started; not tried again
    bool pause = false; // holds the network of the others
    bool spare = false; // one from the pool can be had for it
    bool of_pool = false; // it came from there, and has not got its own name yet
    bool restart = false; // it has ended, and its restart policy has it started again
    bool left_alone = false; // it runs again and again although it has stopped: somebody else starts it
    TimePoint retry_at; // nothing before this moment
};

enum class ActionKind : std::uint8_t {
    Inspect,
    GetImage,
    DropImage, // stop waiting for it
    Claim, // one from the pool
    Rename, // one that came from there, to what it is called as a container of the task
    Create,
    Start,
    Stop,
    Remove,
    ReportStopped, // there is nothing that runs or will run
};

struct Action {
    ActionKind kind = ActionKind::Inspect;
    std::size_t index = 0; // of the container in the task
    std::string reason{}; // of a ReportStopped because of what it depends on

    bool operator==(const Action&) const = default;
};

struct HostPlan {
    std::vector<Action> actions; // at most one for each container, but a ReportStopped may follow a DropImage
    std::optional<TimePoint> wake; // plan again then
};

// `task` is null when its record is gone: what is left of it on the engine is then removed. Containers that the task
// has and `observed` has not count as Unknown.
HostPlan plan_task(const model::Task* task, std::span<const Observed> observed, TimePoint now);

} // namespace quayside::agent
