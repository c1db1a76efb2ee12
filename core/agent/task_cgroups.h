#pragma once

#include "core/docker/types.h"
#include "core/model/task_size.h"

#include <string>

namespace quayside::agent {

// The cgroups of tasks on an engine of this machine: each task that states its size has one, with that size as the
// limit of all its containers together. They are written as files, which only root may do.
class TaskCgroups {
public:
    // `root` is /sys/fs/cgroup; empty: there are none.
    explicit TaskCgroups(std::string root);

    void set_engine(const docker::EngineInfo& info);

    // HostConfig.CgroupParent of the task's containers, whose limits are in place then. Empty where the task states no
    // size, or a cgroup cannot be had: containers then have limits of their own.
    std::string prepare(const model::Task& task) const;
    // Of a task whose containers are gone.
    void remove(const model::Task& task) const;

private:
    bool limit(const std::string& parent, const model::TaskSize& size, const model::TaskSpec& spec) const;
    bool limit_unified(const std::string& parent, const model::TaskSize& size, const model::TaskSpec& spec) const;

    std::string root_;
    std::string version_; // of the engine's cgroups, "1" or "2"; empty: they cannot be written
};

} // namespace quayside::agent
