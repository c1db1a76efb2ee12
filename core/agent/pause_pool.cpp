#include "core/agent/pause_pool.h"

#include "core/agent/container_config.h"
#include "core/agent/observe.h"
#include "core/base/log.h"

#include <algorithm>

namespace quayside::agent {

PausePool::PausePool(Loop& loop, docker::Engine& engine, const AgentSettings& settings, const Id& engine_id,
    TaskNetworks& networks, Slots& starts, const Retry& retry, IsClaimed is_claimed)
    : loop_(loop)
    , engine_(engine)
    , settings_(settings)
    , engine_id_(engine_id.hex())
    , networks_(networks)
    , starts_(starts)
    , retry_(retry)
    , is_claimed_(std::move(is_claimed))
    , demand_(static_cast<std::size_t>(std::max(settings.pooled_pauses, 0)), settings.pool_memory)
{
}

void PausePool::begun(const std::string& cluster, TimePoint at)
{
    demand_.begun(cluster, at);
    asked();
}

void PausePool::set_clusters(std::set<std::string> clusters)
{
    if (std::exchange(clusters_, std::move(clusters)) != clusters_)
        asked();
}

void PausePool::set_connected(bool connected)
{
    connected_ = connected;
    failures_ = 0;
    for (auto& member : members_)
        member.state = State::Unknown;
    asked();
}

// The wait begins anew.
void PausePool::asked()
{
    if (!demand_.empty() || !members_.empty())
        rest();
}

void PausePool::rest()
{
    const Duration wait = failures_ > 0 ? retry_.after(failures_) : Duration::zero();
    timer_ = loop_.after(std::max(settings_.pool_rest, wait), [this] {
        timer_.cancel();
        go_on();
    });
}

void PausePool::go_on()
{
    if (!connected_ || working_ || timer_.active())
        return;
    if (!starts_.idle())
        return rest();
    const auto unsettled
        = std::ranges::find_if(members_, [](const Member& each) { return each.state != State::Ready; });
    if (unsettled != members_.end())
        return step(*unsettled);
    const PoolStep next = next_step(demand_.wanted(clusters_, loop_.now()), present());
    if (next.kind == PoolStep::Kind::Make)
        return make(next.cluster);
    if (next.kind == PoolStep::Kind::Remove)
        remove(*std::ranges::find(members_, next.cluster, &Member::cluster));
}

void PausePool::step(Member& member)
{
    switch (member.state) {
    case State::Wanted:
        return create(member);
    case State::Unknown:
        return inspect(member);
    case State::Created:
        return start(member);
    case State::Ready:
    case State::Ended:
        return remove(member);
    }
}

PoolCounts PausePool::present() const
{
    PoolCounts counts;
    for (const auto& member : members_)
        ++counts[member.cluster];
    return counts;
}

void PausePool::make(const std::string& cluster)
{
    working_ = true;
    networks_.prepare(cluster, alive_.guard([this, cluster](const Result<void>& ready) {
        if (!ready)
            return done(&ready.error());
        const auto name = spare_name(settings_.installation, engine_id_, loop_.now(), ++names_);
        members_.push_back({ name, cluster, State::Wanted, {} });
        done(nullptr);
    }));
}

// One call for a member. Its answer is the last that is heard of it.
template <class T>
void PausePool::with_slot(const std::string& name, Function<void(docker::Engine::Callback<T>)> call,
    Function<void(Member&, const Result<T>&)> then)
{
    working_ = true;
    auto answered = alive_.guard([this, name, then = std::move(then)](const Result<T>& result) {
        starts_.release();
        if (Member* member = find(name)) {
            member->state = State::Unknown;
            then(*member, result);
        }
        done(result ? nullptr : &result.error());
    });
    starts_.take([call = std::move(call), answered = std::move(answered)]() mutable { call(std::move(answered)); });
}

void PausePool::create(const Member& member)
{
    with_slot<std::string>(
        member.name,
        [this, config = spare_config(settings_, engine_id_, member.cluster, member.name)](
            auto answer) { engine_.create(config, std::move(answer)); },
        [](Member& made, const Result<std::string>& id) {
            if (!id)
                return;
            made.spare.id = *id;
            made.state = State::Created;
        });
}

void PausePool::start(const Member& member)
{
    with_slot<void>(
        member.name, [this, id = member.spare.id](auto answer) { engine_.start(id, std::move(answer)); },
        [](Member&, const Result<void>&) {}); // what it is now, the inspection says
}

void PausePool::inspect(const Member& member)
{
    working_ = true;
    engine_.inspect(member.spare.id.empty() ? member.name : member.spare.id,
        alive_.guard([this, name = member.name](const Result<docker::ContainerState>& state) {
            if (state)
                inspected(name, state);
            else if (state.error().http_status == 404)
                drop(name);
            done(state || state.error().http_status == 404 ? nullptr : &state.error());
        }));
}

void PausePool::inspected(const std::string& name, const Result<docker::ContainerState>& state)
{
    Member* member = find(name);
    if (!member)
        return;
    if (state->name != name || !is_of_a_pool(state->labels, settings_.installation) || is_claimed_(state->id))
        return drop(name);
    member->spare.id = state->id;
    const Fact fact = fact_of(*state);
    const auto network = network_name(settings_.installation, member->cluster);
    const bool has_place = !state->networks.empty() && state->networks.front().network == network
        && !state->networks.front().ipv4_address.empty();
    if (fact == Fact::Created)
        member->state = State::Created;
    else
        member->state = State::Ended;
    if (fact != Fact::Running || !has_place)
        return;
    member->state = State::Ready;
    member->spare.place = state->networks.front();
    failures_ = 0;
}

void PausePool::remove(const Member& member)
{
    working_ = true;
    Member& going = *find(member.name);
    going.state = State::Ended;
    engine_.remove(going.spare.id, alive_.guard([this, name = going.name](const Result<void>& removed) {
        const bool gone = removed || removed.error().http_status == 404;
        if (gone)
            drop(name);
        done(gone ? nullptr : &removed.error());
    }));
}

// What failed is left for a while; what else there is to do follows at once, unless something was asked meanwhile.
void PausePool::done(const Error* error)
{
    working_ = false;
    if (!error)
        return go_on();
    if (++failures_ == 1)
        log::info("agent", "no pause container stands ready for now: {}", error->message);
    if (error->http_status == 404)
        networks_.forget(); // somebody may have removed what it needs
    rest();
}

PausePool::Member* PausePool::find(const std::string& name)
{
    const auto found = std::ranges::find(members_, name, &Member::name);
    return found == members_.end() ? nullptr : &*found;
}

void PausePool::drop(const std::string& name)
{
    std::erase_if(members_, [&name](const Member& each) { return each.name == name; });
}

bool PausePool::has(const std::string& cluster) const
{
    return std::ranges::any_of(
        members_, [&](const Member& each) { return each.state == State::Ready && each.cluster == cluster; });
}

std::optional<PausePool::Spare> PausePool::take(const std::string& cluster)
{
    const auto found = std::ranges::find_if(
        members_, [&](const Member& each) { return each.state == State::Ready && each.cluster == cluster; });
    if (found == members_.end())
        return std::nullopt;
    auto spare = found->spare;
    members_.erase(found);
    return spare;
}

void PausePool::on_list(const std::vector<docker::ContainerSummary>& rows)
{
    for (auto& member : members_) {
        const auto row = std::ranges::find(rows, member.spare.id, &docker::ContainerSummary::id);
        if (member.state == State::Ready && (row == rows.end() || fact_of(*row) != Fact::Running))
            member.state = State::Unknown; // a list can be older than what we know: the inspection decides
    }
    for (const auto& row : rows)
        if (!find(row.name))
            members_.push_back({ row.name, label_of(row.labels, kClusterLabel), State::Unknown, { row.id, {} } });
    if (!timer_.active() && !working_)
        asked();
}

void PausePool::on_event(const docker::Event& event)
{
    const auto member = std::ranges::find_if(members_,
        [&](const Member& each) { return each.state == State::Ready && each.spare.id == event.container_id; });
    if (member == members_.end() || event.action == "create" || event.action == "start")
        return;
    member->state = State::Unknown;
    asked();
}

} // namespace quayside::agent
