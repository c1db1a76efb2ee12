// The streams and faults of SimulatedEngine.
#include "core/docker/simulated_engine.h"

#include <algorithm>

namespace quayside::docker {

namespace {

Error stream_ended()
{
    return Error::no_answer("The stream of the simulated engine ended: unexpected EOF.");
}

} // namespace

Subscription SimulatedEngine::events(
    TimePoint since, std::string label_filter, Function<void(Event)> event, Function<void(Error)> ended)
{
    const Ticket ticket = next_ticket_++;
    ++counts_.calls["events"];
    EventStream& stream = event_streams_[ticket];
    stream = { std::move(label_filter), std::move(event), std::move(ended), {}, {} };
    if (reachable())
        stream.first = loop_.after(host_.settings().latency, [this, ticket, since] { replay(ticket, since); });
    else
        stream.first = loop_.after(host_.settings().latency, [this, ticket] { end_stream(ticket, stream_ended()); });
    return Subscription(alive_.guard([this, ticket] { event_streams_.erase(ticket); }));
}

// Until it has replayed what is kept, a stream gets nothing.
void SimulatedEngine::replay(Ticket ticket, TimePoint since)
{
    const auto kept = host_.kept_events();
    for (const auto& event : kept) {
        const auto stream = event_streams_.find(ticket);
        if (stream == event_streams_.end())
            return;
        if (since != kNever && event.at >= since && SimulatedHost::has_label(*event.labels, stream->second.filter)
            && !faults_.lose_events)
            stream->second.event(SimulatedHost::to_event(event));
    }
    if (const auto stream = event_streams_.find(ticket); stream != event_streams_.end())
        stream->second.first.cancel();
}

void SimulatedEngine::deliver(const SimulatedHost::KeptEvent& kept)
{
    if (!reachable() || faults_.lose_events || event_streams_.empty())
        return;
    if (faults_.late_events == Duration::zero()) {
        deliver_now(kept);
        return;
    }
    const Ticket ticket = next_ticket_++;
    late_[ticket] = loop_.after(faults_.late_events, [this, ticket, kept] {
        const auto timer = late_.extract(ticket);
        if (reachable())
            deliver_now(kept);
    });
}

void SimulatedEngine::deliver_now(const SimulatedHost::KeptEvent& kept)
{
    std::vector<Ticket> tickets;
    for (auto& [ticket, stream] : event_streams_)
        if (!stream.first.active() && SimulatedHost::has_label(*kept.labels, stream.filter))
            tickets.push_back(ticket);
    const SimulatedHost::KeptEvent copy = kept;
    for (const Ticket ticket : tickets) {
        const auto stream = event_streams_.find(ticket);
        if (stream == event_streams_.end())
            continue;
        if (faults_.black_hole)
            stream->second.waiting.push_back(copy);
        else
            stream->second.event(SimulatedHost::to_event(copy));
    }
}

void SimulatedEngine::flush_silent_streams()
{
    std::vector<SimulatedHost::KeptEvent> waiting;
    for (auto& [ticket, stream] : event_streams_) {
        waiting.insert(waiting.end(), stream.waiting.begin(), stream.waiting.end());
        stream.waiting.clear();
    }
    for (const auto& kept : waiting)
        deliver_now(kept);
}

Subscription SimulatedEngine::stats(std::string id, Function<void(Stats)> reading, Function<void(Error)> ended)
{
    const Ticket ticket = next_ticket_++;
    ++counts_.calls["stats"];
    stats_streams_[ticket] = { std::move(id), std::move(reading), std::move(ended) };
    if (!tick_.active())
        tick_ = loop_.after(host_.settings().latency, [this] { tick(); });
    return Subscription(alive_.guard([this, ticket] { stats_streams_.erase(ticket); }));
}

// One timer for all stats streams; none while nobody looks.
void SimulatedEngine::tick()
{
    if (stats_streams_.empty()) {
        tick_.cancel();
        return;
    }
    tick_ = loop_.after(std::chrono::seconds{ 1 }, [this] { tick(); });
    std::vector<Ticket> tickets;
    for (const auto& [ticket, stream] : stats_streams_)
        tickets.push_back(ticket);
    for (const Ticket ticket : tickets) {
        const auto stream = stats_streams_.find(ticket);
        if (stream == stats_streams_.end() || faults_.black_hole)
            continue;
        const auto* container = host_.find(stream->second.id);
        if (!reachable())
            end_stream(ticket, stream_ended());
        else if (!container)
            end_stream(ticket, { "EngineError", "No such container: " + stream->second.id, 404 });
        else
            stream->second.reading(host_.stats(*container));
    }
}

void SimulatedEngine::end_stream(Ticket ticket, Error error)
{
    if (auto events = event_streams_.extract(ticket))
        events.mapped().ended(std::move(error));
    else if (auto stats = stats_streams_.extract(ticket))
        stats.mapped().ended(std::move(error));
    else if (log_streams_.contains(ticket))
        end_log(ticket, fail(std::move(error)));
    else
        end_terminal(ticket, fail(std::move(error)));
}

void SimulatedEngine::break_line()
{
    std::vector<Ticket> tickets;
    for (const auto& [ticket, stream] : event_streams_)
        tickets.push_back(ticket);
    for (const auto& [ticket, stream] : stats_streams_)
        tickets.push_back(ticket);
    for (const auto& [ticket, stream] : log_streams_)
        tickets.push_back(ticket);
    for (const auto& [ticket, terminal] : terminals_)
        tickets.push_back(ticket);
    std::vector<Ticket> calls;
    for (const auto& [ticket, pending] : pending_)
        calls.push_back(ticket);
    std::ranges::sort(calls);
    for (const Ticket ticket : tickets)
        late_[ticket] = loop_.after({}, [this, ticket] {
            const auto timer = late_.extract(ticket);
            end_stream(ticket, stream_ended());
        });
    for (const Ticket ticket : calls)
        late_[ticket] = loop_.after({}, [this, ticket] {
            const auto timer = late_.extract(ticket);
            if (const auto found = pending_.find(ticket); found != pending_.end())
                found->second.fail(Error::no_answer("The simulated engine closed the connection."));
        });
}

void SimulatedEngine::set_faults(const SimulatedFaults& faults)
{
    const bool was_reachable = reachable();
    const bool was_silent = faults_.black_hole;
    faults_ = faults;
    if (was_reachable && !reachable())
        break_line();
    if (was_silent && !faults_.black_hole)
        flush_silent_streams();
}

Result<void> SimulatedEngine::set_fault(std::string_view name)
{
    SimulatedFaults faults;
    if (name == "kill-containers") {
        kill_containers();
        return {};
    }
    if (name == "restart" || name == "restart-live") {
        kill();
        start_again(name == "restart-live");
        return {};
    }
    if (name == "unreachable")
        faults.unreachable = true;
    else if (name == "black-hole")
        faults.black_hole = true;
    else if (name == "slow")
        faults.slow = std::chrono::seconds{ 2 };
    else if (name == "refuse-create")
        faults.refuse_create = true;
    else if (name == "refuse-start")
        faults.refuse_start = true;
    else if (name == "lose-events")
        faults.lose_events = true;
    else if (name == "lose-replies")
        faults.lost_replies = 0.5;
    else if (name != "none")
        return fail(Error::client("A simulated engine has no fault named " + std::string(name) + "."));
    set_faults(faults);
    return {};
}

void SimulatedEngine::kill()
{
    if (!up_)
        return;
    up_ = false;
    break_line();
}

void SimulatedEngine::start_again(bool live_restore)
{
    if (up_)
        return;
    host_.forget_events();
    const Duration after = live_restore ? Duration(std::chrono::milliseconds{ 660 }) : host_.end_all();
    coming_up_ = loop_.after(after, [this] { up_ = true; });
}

void SimulatedEngine::kill_containers()
{
    std::vector<std::string> running;
    for (const auto& [id, container] : host_.containers())
        if (container->state == RunState::Running)
            running.push_back(id);
    std::ranges::sort(running);
    for (const auto& id : running)
        if (auto* container = host_.find(id))
            host_.kill(*container);
}

} // namespace quayside::docker
