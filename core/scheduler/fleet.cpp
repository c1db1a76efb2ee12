#include "core/scheduler/fleet.h"

#include "core/scheduler/attributes.h"
#include "core/scheduler/kept_room.h"
#include "core/scheduler/ports.h"
#include "core/scheduler/rules.h"

#include <algorithm>

namespace quayside::scheduler {

namespace {

constexpr std::size_t kMostEligible = 256; // answers kept for a cluster
constexpr const char* kZone = "ecs.availability-zone";

void mix(std::uint64_t& hash, std::uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29;
}

void mix(std::uint64_t& hash, std::string_view text)
{
    mix(hash, std::hash<std::string_view>()(text));
}

// Of what decides who is eligible, and nothing else.
std::uint64_t hash_of(const PlacementRequest& request)
{
    std::uint64_t hash = static_cast<std::uint64_t>(request.launch_type);
    mix(hash, request.capacity_provider);
    for (const auto& attribute : request.attributes) {
        mix(hash, attribute.name);
        mix(hash, attribute.value);
    }
    for (const auto& zone : request.zones)
        mix(hash, zone);
    for (const auto& expression : request.member_of)
        if (!expression.asks_for_tasks())
            mix(hash, expression.text());
    return hash;
}

PlacementRequest deciding_part(const PlacementRequest& request)
{
    PlacementRequest part;
    part.cluster = request.cluster;
    part.launch_type = request.launch_type;
    part.capacity_provider = request.capacity_provider;
    part.attributes = request.attributes;
    part.zones = request.zones;
    std::ranges::copy_if(request.member_of, std::back_inserter(part.member_of),
        [](const Expression& expression) { return !expression.asks_for_tasks(); });
    return part;
}

bool decides_the_same(const PlacementRequest& part, const PlacementRequest& request)
{
    if (part.launch_type != request.launch_type || part.capacity_provider != request.capacity_provider
        || part.attributes != request.attributes || part.zones != request.zones)
        return false;
    auto mine = part.member_of.begin();
    for (const auto& expression : request.member_of) {
        if (expression.asks_for_tasks())
            continue;
        if (mine == part.member_of.end() || mine->text() != expression.text())
            return false;
        ++mine;
    }
    return mine == part.member_of.end();
}

} // namespace

std::uint32_t ClusterFleet::add(const Id& instance)
{
    std::uint32_t member = 0;
    if (!vacant_.empty()) {
        member = vacant_.back();
        vacant_.pop_back();
    } else {
        member = static_cast<std::uint32_t>(instances_.size());
        const std::size_t size = instances_.size() + 1;
        instances_.resize(size);
        ids_.resize(size);
        free_cpu_.resize(size);
        free_memory_.resize(size);
        free_gpus_.resize(size);
        tasks_.resize(size);
        place_in_load_.resize(size);
        zones_.of_member.resize(size);
        if (!daemons_.empty())
            kept_.resize(size);
        for (auto& [name, values] : values_)
            values.of_member.resize(size);
        for (auto& [hash, some] : eligible_)
            for (auto& eligible : some)
                eligible->bits.resize((size + 63) / 64);
    }
    ids_[member] = instance;
    member_of_[instance] = member;
    return member;
}

std::uint32_t ClusterFleet::update(const model::State& state, const Id& id, const model::Usage& usage)
{
    const auto known = member_of_.find(id);
    const bool fresh = known == member_of_.end();
    const std::uint32_t member = fresh ? add(id) : known->second;
    if (!fresh)
        leave_loads(member);
    instances_[member] = state.container_instances().find(id);
    set_value(zones_, member);
    for (auto& [name, values] : values_)
        set_value(values, member);
    for (auto& [hash, some] : eligible_)
        for (auto& eligible : some)
            set_bit(state, *eligible, member);
    set_room(state, member, usage);
    return member;
}

void ClusterFleet::use(const model::State& state, std::uint32_t member, const model::Usage& usage)
{
    leave_loads(member);
    set_room(state, member, usage);
}

void ClusterFleet::set_room(const model::State& state, std::uint32_t member, const model::Usage& usage)
{
    const auto& registered = instances_[member]->registered;
    free_cpu_[member] = registered.cpu - usage.cpu;
    free_memory_[member] = registered.memory - usage.memory;
    free_gpus_[member] = registered.gpus - usage.gpus;
    tasks_[member] = usage.tasks;
    enter_loads(member);
    keep_for_daemons(state, member);
}

void ClusterFleet::leave(const Id& id)
{
    const auto found = member_of_.find(id);
    if (found == member_of_.end())
        return;
    const std::uint32_t member = found->second;
    member_of_.erase(id);
    leave_loads(member);
    instances_[member].reset();
    for (auto& [hash, some] : eligible_)
        for (auto& eligible : some)
            eligible->bits[member / 64] &= ~(std::uint64_t{ 1 } << (member % 64));
    vacant_.push_back(member);
}

void ClusterFleet::set_value(AttributeValues& values, std::uint32_t member)
{
    const auto value = std::string(attribute_of(*instances_[member], values.name).value);
    values.of_member[member]
        = values.numbers.try_emplace(value, static_cast<std::uint32_t>(values.numbers.size())).first->second;
}

void ClusterFleet::set_bit(const model::State& state, Eligible& eligible, std::uint32_t member)
{
    const View view(state, eligible.request, View::nothing(), View::WithoutDaemons());
    Host host;
    host.instance = instances_[member].get();
    const std::uint64_t bit = std::uint64_t{ 1 } << (member % 64);
    if (is_for(view, host))
        eligible.bits[member / 64] |= bit;
    else
        eligible.bits[member / 64] &= ~bit;
}

void ClusterFleet::enter_loads(std::uint32_t member)
{
    const std::uint32_t zone = zones_.of_member[member];
    if (loads_.size() <= zone)
        loads_.resize(zone + 1);
    auto& loads = loads_[zone];
    const std::uint32_t tasks = tasks_[member];
    if (loads.by_tasks.size() <= tasks)
        loads.by_tasks.resize(tasks + 1);
    place_in_load_[member] = static_cast<std::uint32_t>(loads.by_tasks[tasks].size());
    loads.by_tasks[tasks].push_back(member);
    ++loads.members;
}

void ClusterFleet::leave_loads(std::uint32_t member)
{
    auto& loads = loads_[zones_.of_member[member]];
    auto& row = loads.by_tasks[tasks_[member]];
    const std::uint32_t place = place_in_load_[member];
    row[place] = row.back();
    place_in_load_[row[place]] = place;
    row.pop_back();
    --loads.members;
}

// What daemons need that are for the instance and are not on it.
void ClusterFleet::keep_for_daemons(const model::State& state, std::uint32_t member)
{
    if (daemons_.empty())
        return;
    const auto& instance = *instances_[member];
    auto& kept = kept_[member];
    kept = {};
    for (const auto& daemon : daemons_) {
        if (!eligible_for(state, daemon).has(member) || state.group_in(cluster_, daemon.group).contains(instance.id))
            continue;
        const View view(state, daemon, View::nothing(), View::WithoutDaemons());
        Host host;
        host.instance = &instance;
        if (!is_for(view, host)) // those of its constraints that ask for tasks
            continue;
        kept.cpu += daemon.need.cpu;
        kept.memory += daemon.need.memory;
        kept.gpus += daemon.need.gpus;
        kept.ports.insert(kept.ports.end(), daemon.need.ports.begin(), daemon.need.ports.end());
    }
    std::ranges::sort(kept.ports);
    free_cpu_[member] -= kept.cpu;
    free_memory_[member] -= kept.memory;
    free_gpus_[member] -= kept.gpus;
}

void ClusterFleet::update_daemons(const model::State& state)
{
    if (daemons_seen_ == state.daemon_changes())
        return;
    daemons_seen_ = state.daemon_changes();
    auto daemons = daemons_in(state, cluster_);
    if (daemons.empty() && daemons_.empty())
        return;
    daemons_ = std::move(daemons);
    const auto had = std::exchange(kept_, std::vector<model::Resources>(daemons_.empty() ? 0 : instances_.size()));
    for (std::uint32_t member = 0; member < instances_.size(); ++member) {
        if (!instances_[member])
            continue;
        if (!had.empty()) {
            free_cpu_[member] += had[member].cpu;
            free_memory_[member] += had[member].memory;
            free_gpus_[member] += had[member].gpus;
        }
        keep_for_daemons(state, member);
    }
}

bool ClusterFleet::ports_free(
    const model::State& state, const std::vector<model::Port>& ports, std::uint32_t member, bool daemon) const
{
    if (!daemon && !kept_.empty())
        for (const auto& port : ports)
            if (std::ranges::binary_search(kept_[member].ports, port))
                return false;
    return !taken_port(state, *instances_[member], ports);
}

bool ClusterFleet::matches_tasks(
    const model::State& state, const PlacementRequest& request, std::uint32_t member, bool planned) const
{
    if (std::ranges::none_of(request.member_of, &Expression::asks_for_tasks))
        return true;
    auto facts = facts_of(*instances_[member], state);
    if (planned)
        facts.groups.push_back(request.group);
    return std::ranges::all_of(request.member_of,
        [&facts](const Expression& expression) { return !expression.asks_for_tasks() || expression.matches(facts); });
}

const Eligible& ClusterFleet::eligible_for(const model::State& state, const PlacementRequest& request)
{
    const std::uint64_t hash = hash_of(request);
    auto& some = eligible_[hash];
    for (auto& eligible : some)
        if (decides_the_same(eligible->request, request)) {
            eligible->used = ++uses_;
            return *eligible;
        }
    auto made = std::make_unique<Eligible>();
    made->request = deciding_part(request);
    made->bits.resize((instances_.size() + 63) / 64);
    made->used = ++uses_;
    for (std::uint32_t member = 0; member < instances_.size(); ++member)
        if (instances_[member])
            set_bit(state, *made, member);
    some.push_back(std::move(made));
    const Eligible& answer = *some.back();
    if (++eligible_count_ > kMostEligible)
        forget_eligible();
    return answer;
}

// The half that was not asked for lately.
void ClusterFleet::forget_eligible()
{
    for (auto entry = eligible_.begin(); entry != eligible_.end();) {
        eligible_count_ -= std::erase_if(
            entry->second, [this](const auto& eligible) { return eligible->used + kMostEligible / 2 <= uses_; });
        entry = entry->second.empty() ? eligible_.erase(entry) : std::next(entry);
    }
}

const AttributeValues& ClusterFleet::values_of(const std::string& attribute)
{
    if (attribute == kZone)
        return zones_;
    auto& values = values_[attribute];
    if (!values.name.empty())
        return values;
    values.name = attribute;
    values.of_member.resize(instances_.size());
    for (std::uint32_t member = 0; member < instances_.size(); ++member)
        if (instances_[member])
            set_value(values, member);
    return values;
}

ClusterFleet& Fleet::of(const model::State& state, const std::string& name)
{
    auto& fleet = state.follower<Fleet>();
    fleet.follow(state);
    auto& found = fleet.cluster(name);
    found.update_daemons(state);
    return found;
}

ClusterFleet& Fleet::cluster(const std::string& name)
{
    auto& found = clusters_[name];
    if (!found)
        found = std::make_unique<ClusterFleet>(name);
    return *found;
}

void Fleet::follow(const model::State& state)
{
    state.take_touched([&](const model::State::Touched& touched) {
        if (whereabouts_.size() <= touched.place)
            whereabouts_.resize(touched.place + 1);
        auto& there = whereabouts_[touched.place];
        if (there.cluster && !touched.record)
            return there.cluster->use(state, there.member, touched.usage);
        const auto instance = state.container_instances().find(touched.instance);
        ClusterFleet* now = instance ? &cluster(instance->cluster) : nullptr;
        if (there.cluster && there.cluster != now)
            there.cluster->leave(touched.instance);
        there.cluster = now;
        if (now)
            there.member = now->update(state, touched.instance, touched.usage);
    });
}

} // namespace quayside::scheduler
