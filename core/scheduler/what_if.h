#pragma once

#include "core/model/state.h"

#include <set>
#include <string>
#include <unordered_map>

namespace quayside::scheduler {

// How a placement sees a state that is not quite the real one: tasks thought there or thought away, instances thought
// DRAINING. Nothing of it: the state as it is.
class WhatIf {
public:
    void add(const Id& instance, const std::string& group, const model::Resources& need)
    {
        change(instance, group, need, +1);
    }
    // The task must not have stopped.
    void remove(const model::Task& task)
    {
        change(task.container_instance, task.spec->group, model::reservation(*task.spec), -1);
        gone_.insert(task.id);
    }
    void close(const Id& instance) { closed_.insert(instance); }

    bool empty() const { return shifts_.empty() && closed_.empty(); }
    bool is_closed(const Id& instance) const { return closed_.contains(instance); }
    bool is_gone(const Id& task) const { return gone_.contains(task); }

    // What has changed on an instance; negative where something went.
    struct Shift {
        std::int64_t cpu = 0;
        std::int64_t memory = 0;
        std::int64_t gpus = 0;
        std::int64_t tasks = 0;
        std::vector<model::Port> added_ports;
        std::vector<model::Port> freed_ports;
        std::unordered_map<std::string, std::int64_t> groups;
    };
    const std::unordered_map<Id, Shift>& shifts() const { return shifts_; }
    const Shift* shift_of(const Id& instance) const
    {
        const auto found = shifts_.find(instance);
        return found == shifts_.end() ? nullptr : &found->second;
    }

private:
    void change(const Id& instance, const std::string& group, const model::Resources& need, int sign)
    {
        auto& shift = shifts_[instance];
        shift.cpu += sign * need.cpu;
        shift.memory += sign * need.memory;
        shift.gpus += sign * need.gpus;
        shift.tasks += sign;
        shift.groups[group] += sign;
        auto& ports = sign > 0 ? shift.added_ports : shift.freed_ports;
        ports.insert(ports.end(), need.ports.begin(), need.ports.end());
    }

    std::unordered_map<Id, Shift> shifts_;
    std::set<Id> closed_;
    std::set<Id> gone_;
};

} // namespace quayside::scheduler
