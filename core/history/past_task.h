#pragma once

#include "core/model/task.h"

#include <optional>
#include <string>
#include <vector>

namespace quayside::history {

// A container of a task that has stopped.
struct PastContainer {
    std::string name;
    std::string image;
    bool essential = true;
    model::Container seen; // at the end
    bool operator==(const PastContainer&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("image", self.image);
        v("essential", self.essential);
        v("seen", self.seen);
    }
};

// What is kept of a task that has stopped: what it was, where it ran and why it ended. Nothing of its definition's
// variables, in which there may be secrets.
struct PastTask {
    Id id;
    std::string cluster;
    std::string family;
    std::int64_t revision = 0;
    std::string group;
    std::string service; // empty: started by RunTask or StartTask
    std::string started_by;
    std::string capacity_provider;
    model::LaunchType launch_type = model::LaunchType::Ec2;
    Id container_instance; // null: it was never placed
    std::string instance_name;
    model::StopCode stop_code = model::StopCode::None;
    std::string stopped_reason;
    TimePoint created_at;
    TimePoint pull_started_at;
    TimePoint pull_stopped_at;
    TimePoint started_at;
    TimePoint stopping_at;
    TimePoint execution_stopped_at;
    TimePoint stopped_at;
    std::vector<PastContainer> containers;

    bool operator==(const PastTask&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("id", self.id);
        v("cluster", self.cluster);
        v("family", self.family);
        v("revision", self.revision);
        v("group", self.group);
        v("service", self.service);
        v("startedBy", self.started_by);
        v("capacityProvider", self.capacity_provider);
        v("launchType", self.launch_type);
        v("containerInstance", self.container_instance);
        v("instanceName", self.instance_name);
        v("stopCode", self.stop_code);
        v("stoppedReason", self.stopped_reason);
        v("createdAt", self.created_at);
        v("pullStartedAt", self.pull_started_at);
        v("pullStoppedAt", self.pull_stopped_at);
        v("startedAt", self.started_at);
        v("stoppingAt", self.stopping_at);
        v("executionStoppedAt", self.execution_stopped_at);
        v("stoppedAt", self.stopped_at);
        v("containers", self.containers);
    }
};

PastTask past_task(const model::Task& task, std::string instance_name);

} // namespace quayside::history
