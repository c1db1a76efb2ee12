#include "core/agent/task_cgroups.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace quayside::agent {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPeriod = 100'000; // microseconds
constexpr std::int64_t kMiB = 1 << 20;
constexpr std::int64_t kLeastShares = 2;
constexpr std::int64_t kMostShares = 262'144;

std::string parent_of(const model::Task& task)
{
    return "/quayside/" + task.id.hex();
}

// What the containers ask for together.
std::int64_t shares_of(const model::TaskSpec& spec)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < spec.definition->containers.size(); ++i)
        sum += std::max<std::int64_t>(effective_container(spec, i).cpu, kLeastShares);
    return std::min(sum, kMostShares);
}

// The same on the scale of version 2.
std::int64_t weight_of(std::int64_t shares)
{
    return 1 + (shares - kLeastShares) * 9999 / (kMostShares - kLeastShares);
}

// Of the processors, in one period.
std::int64_t quota_of(const model::TaskSize& size)
{
    return size.cpu * kPeriod / 1024;
}

bool make(const std::string& directory)
{
    std::error_code problem;
    fs::create_directories(directory, problem);
    return !problem;
}

bool write(const std::string& path, const std::string& value)
{
    std::ofstream file(path);
    file << value;
    file.close();
    return !file.fail();
}

} // namespace

TaskCgroups::TaskCgroups(std::string root)
    : root_(std::move(root))
{
}

// An engine that goes by another name of the machine is in a container, or around ours: its cgroups are others.
void TaskCgroups::set_engine(const docker::EngineInfo& info)
{
    char name[256] = "";
    const bool same_machine = ::gethostname(name, sizeof name - 1) == 0 && info.host_name == name;
    version_ = same_machine && info.cgroup_driver == "cgroupfs" ? info.cgroup_version : std::string();
}

std::string TaskCgroups::prepare(const model::Task& task) const
{
    const auto size = model::task_size(*task.spec);
    if (root_.empty() || version_.empty() || (size.cpu == 0 && size.memory == 0))
        return {};
    const auto parent = parent_of(task);
    const bool done = version_ == "2" ? limit_unified(parent, size, *task.spec) : limit(parent, size, *task.spec);
    return done ? parent : std::string();
}

// Version 1: a tree for each kind of limit.
bool TaskCgroups::limit(const std::string& parent, const model::TaskSize& size, const model::TaskSpec& spec) const
{
    const auto cpu = root_ + "/cpu" + parent;
    const auto memory = root_ + "/memory" + parent;
    const bool cpu_done = make(cpu)
        && (size.cpu == 0 ? write(cpu + "/cpu.shares", std::to_string(shares_of(spec)))
                          : write(cpu + "/cpu.cfs_period_us", std::to_string(kPeriod))
                    && write(cpu + "/cpu.cfs_quota_us", std::to_string(quota_of(size))));
    return cpu_done
        && (size.memory == 0
            || (make(memory) && write(memory + "/memory.limit_in_bytes", std::to_string(size.memory * kMiB))));
}

// Version 2: one tree, in which each level has to let the next one have limits.
bool TaskCgroups::limit_unified(
    const std::string& parent, const model::TaskSize& size, const model::TaskSpec& spec) const
{
    if (!make(root_ + parent))
        return false;
    const auto above = fs::path(parent).parent_path().string();
    for (const auto& level : { std::string(), above, parent })
        if (!write(root_ + level + "/cgroup.subtree_control", "+cpu +memory"))
            return false;
    const auto directory = root_ + parent;
    return (size.cpu == 0 ? write(directory + "/cpu.weight", std::to_string(weight_of(shares_of(spec))))
                          : write(directory + "/cpu.max", fmt::format("{} {}", quota_of(size), kPeriod)))
        && (size.memory == 0 || write(directory + "/memory.max", std::to_string(size.memory * kMiB)));
}

void TaskCgroups::remove(const model::Task& task) const
{
    std::error_code problem;
    if (root_.empty() || version_.empty())
        return;
    if (version_ == "2")
        fs::remove(root_ + parent_of(task), problem);
    else
        for (const auto& controller : fs::directory_iterator(root_, problem)) // the engine has made the others
            fs::remove(controller.path().string() + parent_of(task), problem);
}

} // namespace quayside::agent
