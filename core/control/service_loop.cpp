#include "core/control/service_loop.h"

#include "core/base/arn.h"
#include "core/base/log.h"
#include "core/control/apply_plan.h"
#include "core/control/lookup.h"
#include "core/scheduler/plan_service.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace quayside::control {

using namespace model;

namespace {

constexpr Duration kDebounce = std::chrono::milliseconds{ 20 };
constexpr Duration kLongestDebounce = std::chrono::milliseconds{ 200 };
constexpr Duration kRetry = std::chrono::seconds{ 1 };
constexpr Duration kGrace = std::chrono::seconds{ 10 };
constexpr Duration kSweep = std::chrono::seconds{ 60 };
constexpr Duration kLongestNap = std::chrono::seconds{ 60 };
constexpr Duration kHookCallBack = std::chrono::seconds{ 30 };
constexpr std::size_t kTasksPerTurn = 2'000; // then others get their turn

bool takes_tasks(const std::shared_ptr<const ContainerInstance>& instance)
{
    return instance && instance->status == ContainerInstanceStatus::Active && instance->agent_connected;
}

bool freed_room(const Change<Task>& change)
{
    return change.before && change.before->last_status < TaskStatus::Stopped
        && (!change.after || change.after->last_status >= TaskStatus::Stopped);
}

// The first of those of a cluster.
auto first_of(const std::set<Service::Key>& services, const std::string& cluster)
{
    return services.lower_bound({ cluster, {} });
}

} // namespace

ServiceLoop::ServiceLoop(Loop& loop, const State& state, const Installation& installation,
    scheduler::PlanSettings settings, HookRunner& hooks, Random& random, Update update)
    : loop_(loop)
    , state_(state)
    , installation_(installation)
    , settings_(settings)
    , hooks_(hooks)
    , random_(random)
    , update_(std::move(update))
    , veterans_(loop, state, settings.healthy_after)
{
    for (const auto& [id, engine] : state.engines())
        unheard_.insert(id);
    grace_ = loop_.after(kGrace, [this] {
        unheard_.clear();
        open_when_known();
    });
}

void ServiceLoop::apply(const ChangeSet& changes)
{
    veterans_.apply(changes);
    unconfirmed_.clear();
    ask_hooks();
    for (const auto& change : changes.of<Engine>())
        if (!change.after)
            unheard_.erase(change.before->id);
    for (const auto& change : changes.of<Service>())
        note_service(change);
    for (const auto& change : changes.of<Deployment>())
        mark({ change.any().cluster, change.any().service });
    for (const auto& change : changes.of<Task>()) {
        const TaskSpec& spec = *change.any().spec;
        if (!spec.service.empty())
            mark({ spec.cluster, spec.service });
        if (!freed_room(change))
            continue;
        note_room(spec.cluster);
        if (const auto place = state_.container_instances().find(change.any().container_instance);
            place && place->status == ContainerInstanceStatus::Draining)
            mark_daemons(spec.cluster);
    }
    for (const auto& change : changes.of<ContainerInstance>())
        note_instance(change);
    note_alarms(changes);
    open_when_known();
}

void ServiceLoop::engine_reported(const Id& engine)
{
    unheard_.erase(engine);
    open_when_known();
}

void ServiceLoop::undone()
{
    calls_.clear();
    for (const auto& service : std::exchange(unconfirmed_, {}))
        dirty_[service];
    if (open_ && !dirty_.empty())
        debounce_ = loop_.after(kRetry, [this] { look(); });
}

void ServiceLoop::open_when_known()
{
    if (open_ || !unheard_.empty())
        return;
    open_ = true;
    grace_.cancel();
    mark_all();
}

void ServiceLoop::mark_all()
{
    for (const auto& [key, service] : state_.services())
        if (service->status != ServiceStatus::Inactive)
            mark(key);
    sweep_ = loop_.after(kSweep, [this] { mark_all(); });
}

void ServiceLoop::note_service(const Change<Service>& change)
{
    const Key key = change.any().key();
    const auto& service = change.after;
    const auto keep = [&key](std::set<Key>& set, bool in) {
        if (in)
            set.insert(key);
        else
            set.erase(key);
    };
    keep(waiting_, service && service->throttled_until != kNever);
    keep(daemons_, service && service->scheduling_strategy == SchedulingStrategy::Daemon);
    if (service)
        mark(key);
}

void ServiceLoop::note_room(const std::string& cluster)
{
    for (auto key = first_of(waiting_, cluster); key != waiting_.end() && key->cluster == cluster; ++key)
        mark(*key, true);
}

void ServiceLoop::mark_daemons(const std::string& cluster)
{
    for (auto key = first_of(daemons_, cluster); key != daemons_.end() && key->cluster == cluster; ++key)
        mark(*key);
}

void ServiceLoop::note_zones(const Change<ContainerInstance>& change)
{
    const auto count = [this](const ContainerInstance& instance, bool in) {
        auto& zones = open_instances_[instance.cluster];
        auto& instances = zones[instance.availability_zone];
        instances = in ? instances + 1 : instances - 1;
        if (instances > 0) {
            zones_[instance.cluster].insert(instance.availability_zone);
            return;
        }
        zones.erase(instance.availability_zone);
        zones_[instance.cluster].erase(instance.availability_zone);
    };
    if (takes_tasks(change.before))
        count(*change.before, false);
    if (takes_tasks(change.after))
        count(*change.after, true);
}

// A change of an instance concerns those that have tasks there, those that look for a place, and daemons.
void ServiceLoop::note_instance(const Change<ContainerInstance>& change)
{
    note_zones(change);
    if (!change.after && !change.before)
        return;
    const auto& any = change.any();
    note_room(any.cluster);
    mark_daemons(any.cluster);
    for (const auto& id : state_.tasks_on(any.id)) {
        const auto task = state_.tasks().find(id);
        if (!task->spec->service.empty() && !task->settled)
            mark({ task->spec->cluster, task->spec->service });
    }
}

void ServiceLoop::note_alarms(const ChangeSet& changes)
{
    if (changes.full)
        return;
    for (const auto& change : changes.of<Alarm>())
        for (const auto& [key, service] : state_.services())
            if (const auto& names = service->deployment_configuration.alarm_names;
                std::ranges::find(names, change.any().name) != names.end())
                mark(key);
}

void ServiceLoop::mark(const Key& service, bool room_changed)
{
    auto& cause = dirty_[service];
    cause.room_changed = cause.room_changed || room_changed;
    schedule();
}

// Soon after the last change, but not much later than the first.
void ServiceLoop::schedule()
{
    if (!open_ || dirty_.empty())
        return;
    const TimePoint now = loop_.now();
    if (!debounce_.active())
        dirty_since_ = now;
    else if (now == changed_at_)
        return;
    changed_at_ = now;
    const Duration wait = std::clamp(dirty_since_ + kLongestDebounce - now, Duration::zero(), kDebounce);
    debounce_ = loop_.after(wait, [this] { look(); });
}

void ServiceLoop::look()
{
    debounce_.cancel();
    veterans_.note_clock();
    std::vector<std::pair<Key, Cause>> turn;
    for (std::size_t tasks = 0; !dirty_.empty() && tasks < kTasksPerTurn;) {
        const auto next = dirty_.begin();
        tasks += 1 + state_.open_tasks_of(next->first).size();
        turn.emplace_back(*next);
        dirty_.erase(next);
    }
    update_([&](Operation& operation) {
        for (const auto& [service, cause] : turn)
            look_at(operation, service, cause);
    });
    if (!dirty_.empty())
        loop_.post(alive_.guard([this] {
            if (!debounce_.active())
                look();
        }));
}

void ServiceLoop::look_at(Operation& operation, const Key& key, Cause cause)
{
    const auto service = state_.services().find(key);
    if (!service) {
        wake_at(key, kNever);
        return;
    }
    scheduler::Look look;
    look.now = operation.now;
    look.room_changed = cause.room_changed;
    look.zones = &zones_[key.cluster];
    look.veterans = &veterans_.tasks();
    auto plan = scheduler::plan_service(state_, *service, settings_, look, random_);
    if (!plan.empty()) {
        unconfirmed_.insert(key);
        apply_plan(operation, key, plan);
        for (auto& call : plan.hooks)
            calls_.emplace_back(key, std::move(call));
    }
    wake_at(key, plan.wake);
}

void ServiceLoop::wake_at(const Key& service, TimePoint when)
{
    const auto found = wake_of_.find(service);
    const TimePoint before = found == wake_of_.end() ? kNever : found->second;
    if (before == when)
        return;
    if (before != kNever) {
        wakes_.erase({ before, service });
        wake_of_.erase(found);
    }
    if (when != kNever) {
        wakes_.insert({ when, service });
        wake_of_[service] = when;
    }
    arm();
}

void ServiceLoop::arm()
{
    if (wakes_.empty())
        return;
    const TimePoint first = wakes_.begin()->first;
    if (wake_timer_.active() && armed_for_ <= first)
        return;
    armed_for_ = first;
    const Duration nap = std::clamp(first - loop_.now(), Duration::zero(), kLongestNap);
    wake_timer_ = loop_.after(nap, [this] { wake(); });
}

void ServiceLoop::wake()
{
    wake_timer_.cancel();
    const TimePoint now = loop_.now();
    while (!wakes_.empty() && wakes_.begin()->first <= now) {
        const Key service = wakes_.begin()->second;
        wakes_.erase(wakes_.begin());
        wake_of_.erase(service);
        mark(service);
    }
    arm();
}

Json ServiceLoop::payload_of(const Key& service, const scheduler::HookCall& call) const
{
    const auto deployment = state_.deployments().find(call.deployment);
    const auto scope = arns(installation_);
    Json details = Json::object();
    if (const auto given = call.hook.find("hookDetails"); given != call.hook.end())
        details = *given;
    return { { "executionId", call.run }, { "lifecycleStage", to_string(call.stage) },
        { "resourceArn", scope.service_deployment(service.cluster, service.name, call.deployment) },
        { "hookDetails", std::move(details) },
        { "executionDetails",
            { { "serviceArn", scope.service(service.cluster, service.name) },
                { "clusterArn", scope.cluster(service.cluster) },
                { "targetServiceRevisionArn",
                    scope.service_revision(
                        service.cluster, service.name, deployment ? deployment->revision_number : 0) },
                { "productionTrafficWeight", deployment ? static_cast<double>(deployment->production_weight) / 10 : 0 },
                { "testTrafficWeight", deployment ? static_cast<double>(deployment->test_weight) / 10 : 0 } } } };
}

// Only now is on disk that they are asked.
void ServiceLoop::ask_hooks()
{
    for (const auto& [service, call] : std::exchange(calls_, {}))
        ask(service, call);
}

void ServiceLoop::ask(const Key& service, const scheduler::HookCall& call)
{
    std::string target;
    if (const auto given = call.hook.find("hookTargetArn"); given != call.hook.end() && given->is_string())
        target = given->get<std::string>();
    hooks_.ask(std::move(target), payload_of(service, call),
        alive_.guard([this, deployment = call.deployment, run = call.run](
                         const Result<HookAnswer>& answer) { answered(deployment, run, answer); }));
}

void ServiceLoop::answered(std::uint64_t number, const std::string& run, const Result<HookAnswer>& answer)
{
    if (!answer)
        log::warning("control", "a lifecycle hook failed: {}", answer.error().message);
    update_([&](Operation& operation) {
        const auto record = state_.deployments().find(number);
        if (!record)
            return;
        Deployment deployment = *record;
        const auto found = std::ranges::find(deployment.hooks, run, &HookRun::id);
        if (found == deployment.hooks.end() || found->status != HookStatus::InProgress)
            return;
        if (answer && answer->status == HookAnswer::Status::InProgress) {
            found->next_call_at = operation.now + answer->call_back.value_or(kHookCallBack);
        } else {
            const bool succeeded = answer && answer->status == HookAnswer::Status::Succeeded;
            found->status = succeeded ? HookStatus::Succeeded : HookStatus::Failed;
            found->finished_at = operation.now;
        }
        operation.transaction.put(std::move(deployment));
    });
}

} // namespace quayside::control
