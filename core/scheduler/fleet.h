#pragma once

#include "core/scheduler/place.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quayside::scheduler {

// The instances that a request is for as far as tasks do not decide it: by status, agent, launch type, provider,
// attributes, zones and those constraints that ask for no tasks.
struct Eligible {
    PlacementRequest request; // only what decides
    std::vector<std::uint64_t> bits; // by member
    std::uint64_t used = 0; // when it was last asked for

    bool has(std::uint32_t member) const { return bits[member / 64] >> (member % 64) & 1; }
};

// The values of one attribute, numbered. Instances without it share the empty value.
struct AttributeValues {
    std::string name;
    std::vector<std::uint32_t> of_member;
    std::unordered_map<std::string, std::uint32_t> numbers;

    std::size_t size() const { return numbers.size(); }
};

// What one cluster's instances have free, as rows of numbers. A member is an instance by its place in these rows; the
// place of one that has gone is given to another later.
class ClusterFleet {
public:
    explicit ClusterFleet(std::string cluster)
        : cluster_(std::move(cluster))
    {
    }

    // Brings an instance up to date that is new here or whose record has changed; gives its place.
    std::uint32_t update(const model::State& state, const Id& instance, const model::Usage& usage);
    // Brings what tasks take from one up to date.
    void use(const model::State& state, std::uint32_t member, const model::Usage& usage);
    void leave(const Id& instance);
    // Brings the room that is kept for daemons up to date, if their services have changed.
    void update_daemons(const model::State& state);

    std::size_t size() const { return instances_.size(); }
    // Null in a place that nobody has.
    const model::ContainerInstance* instance(std::uint32_t member) const { return instances_[member].get(); }
    const Id& id(std::uint32_t member) const { return ids_[member]; }
    std::optional<std::uint32_t> member(const Id& instance) const
    {
        const auto found = member_of_.find(instance);
        return found == member_of_.end() ? std::nullopt : std::optional(found->second);
    }
    std::uint32_t tasks(std::uint32_t member) const { return tasks_[member]; }

    // What is free to a request; those of daemons may take what is kept for them.
    std::int64_t free_cpu(std::uint32_t member, bool daemon) const
    {
        return free_cpu_[member] + kept(member, daemon, &model::Resources::cpu);
    }
    std::int64_t free_memory(std::uint32_t member, bool daemon) const
    {
        return free_memory_[member] + kept(member, daemon, &model::Resources::memory);
    }
    std::int64_t free_gpus(std::uint32_t member, bool daemon) const
    {
        return free_gpus_[member] + kept(member, daemon, &model::Resources::gpus);
    }
    bool ports_free(
        const model::State& state, const std::vector<model::Port>& ports, std::uint32_t member, bool daemon) const;
    // The constraints that ask for tasks; `planned`: as if one of the request's own were there.
    bool matches_tasks(
        const model::State& state, const PlacementRequest& request, std::uint32_t member, bool planned) const;

    const Eligible& eligible_for(const model::State& state, const PlacementRequest& request);
    const AttributeValues& values_of(const std::string& attribute);

    // Members by the number of tasks on them, for each value of the availability zone.
    struct Loads {
        std::vector<std::vector<std::uint32_t>> by_tasks;
        std::size_t members = 0;
    };
    const std::vector<Loads>& loads_by_zone() const { return loads_; }
    std::uint32_t zone_of(std::uint32_t member) const { return zones_.of_member[member]; }

private:
    std::int64_t kept(std::uint32_t member, bool daemon, std::int64_t model::Resources::*what) const
    {
        return daemon && !kept_.empty() ? kept_[member].*what : 0;
    }
    std::uint32_t add(const Id& instance);
    void set_value(AttributeValues& values, std::uint32_t member);
    void set_bit(const model::State& state, Eligible& eligible, std::uint32_t member);
    void forget_eligible();
    void keep_for_daemons(const model::State& state, std::uint32_t member);
    void set_room(const model::State& state, std::uint32_t member, const model::Usage& usage);
    void enter_loads(std::uint32_t member);
    void leave_loads(std::uint32_t member);

    std::string cluster_;
    std::vector<std::shared_ptr<const model::ContainerInstance>> instances_;
    std::vector<Id> ids_;
    std::vector<std::int64_t> free_cpu_, free_memory_, free_gpus_;
    std::vector<std::uint32_t> tasks_;
    std::vector<model::Resources> kept_; // empty while the cluster has no daemons
    model::FlatMap<Id, std::uint32_t> member_of_;
    std::vector<std::uint32_t> vacant_;

    std::unordered_map<std::uint64_t, std::vector<std::unique_ptr<Eligible>>> eligible_; // by hash
    std::size_t eligible_count_ = 0;
    std::uint64_t uses_ = 0;
    std::unordered_map<std::string, AttributeValues> values_;

    AttributeValues zones_{ "ecs.availability-zone", {}, {} };
    std::vector<Loads> loads_; // by zone
    std::vector<std::uint32_t> place_in_load_; // by member

    std::uint64_t daemons_seen_ = ~std::uint64_t{ 0 };
    std::vector<PlacementRequest> daemons_;
};

// What placement keeps beside a state: the free room and the indexes of each cluster, which follow what changes.
// Nothing in it is more than a quicker way to say what the state says.
class Fleet final : public model::State::Follower {
public:
    // Of a state, brought up to date.
    static ClusterFleet& of(const model::State& state, const std::string& cluster);

private:
    void follow(const model::State& state);
    ClusterFleet& cluster(const std::string& name);

    std::unordered_map<std::string, std::unique_ptr<ClusterFleet>> clusters_;
    struct Whereabouts {
        ClusterFleet* cluster = nullptr;
        std::uint32_t member = 0;
    };
    std::vector<Whereabouts> whereabouts_; // where an instance was last, by its place in the state
};

} // namespace quayside::scheduler
