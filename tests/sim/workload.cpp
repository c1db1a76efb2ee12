#include "tests/sim/workload.h"

#include "core/base/arn.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::sim {

using model::TaskStatus;

namespace {

std::set<std::string> ids_of(const Json& reply)
{
    std::set<std::string> ids;
    for (const auto& task : reply.at("tasks"))
        ids.insert(std::string(short_name_of(task.at("taskArn").get<std::string>())));
    return ids;
}

} // namespace

Workload::Workload(SimWorld& world)
    : world_(world)
    , random_(world.options().seed ^ 0x70AD)
    , services_(world)
{
}

void Workload::prepare()
{
    for (int i = 0; i < world_.options().engines; ++i)
        add_engine();
    for (const auto& [name, family] : world_.catalogue.all()) {
        const bool daemon = is_daemon_name(name);
        if (daemon && !world_.options().daemon)
            continue;
        world_.call(daemon ? "RegisterDaemonTaskDefinition" : "RegisterTaskDefinition",
            world_.catalogue.document(family), [this](const Result<Json>& result) {
                if (!result)
                    world_.invariants.violated("I2", "a good definition was refused: " + result.error().message);
            });
    }
    if (world_.options().daemon)
        services_.prepare_daemon();
}

void Workload::settle()
{
    ask_again();
    services_.settle();
}

void Workload::act()
{
    if (chance(45))
        return services_.act();
    const auto roll = random_.below(100);
    if (!unsure_.empty() && roll < 15)
        return ask_again();
    if (roll < 45)
        return open_tasks() < static_cast<std::size_t>(world_.options().most_tasks) ? run_task() : stop_task();
    if (roll < 50)
        return start_task();
    if (roll < 66)
        return stop_task();
    if (roll < 70)
        return change_instance();
    if (roll < 73)
        return register_definition();
    if (roll < 75)
        return add_engine();
    if (roll < 76)
        return remove_engine();
    if (roll < 77)
        return deregister_instance();
    if (roll < 80)
        return put_attribute();
    if (roll < 84)
        return list_tasks();
    if (roll < 94)
        return describe_tasks();
    bad_call();
}

// In the order of their keys: a table has none.
template <class T>
const T* Workload::any_of(const model::Table<T>& table)
{
    std::vector<const T*> all;
    for (const auto& [key, value] : table)
        all.push_back(value.get());
    if (all.empty())
        return nullptr;
    std::ranges::sort(all, {}, &T::row);
    return all[random_.below(all.size())];
}

model::TaskPtr Workload::any_task(bool alive)
{
    std::vector<model::TaskPtr> all;
    for (const auto& [id, task] : world_.durable().tasks())
        if (!alive || task->desired_status == model::DesiredStatus::Running)
            all.push_back(task);
    if (all.empty())
        return nullptr;
    std::ranges::sort(all, {}, [](const model::TaskPtr& task) { return task->row; });
    return all[random_.below(all.size())];
}

std::size_t Workload::open_tasks() const
{
    return static_cast<std::size_t>(std::ranges::count_if(world_.durable().tasks(), [](const auto& entry) {
        return entry.second->last_status < TaskStatus::Stopped && entry.second->spec->service.empty();
    }));
}

std::string Workload::some_family(bool for_service)
{
    static const char* const usual[] = { "web", "web", "web", "worker", "pair", "stubborn", "static", "large" };
    static const char* const odd[] = { "job", "crash", "hungry", "unknown", "broken" };
    if (!for_service && world_.options().addresses && chance(40))
        return "own";
    if (!for_service && chance(35))
        return odd[random_.below(std::size(odd))];
    return usual[random_.below(std::size(usual))];
}

void Workload::run_task()
{
    Run run;
    run.marker = "call-" + std::to_string(next_++);
    run.token = "token-" + run.marker;
    run.input = world_.catalogue.call(some_family(false));
    run.input["count"] = 1 + random_.below(4);
    run.input["startedBy"] = run.marker;
    run.input["clientToken"] = run.token;
    if (chance(20))
        run.input["placementStrategy"] = Json::array({ Json{ { "type", "binpack" }, { "field", "memory" } } });
    else if (chance(20))
        run.input["placementConstraints"] = Json::array({ Json{ { "type", "distinctInstance" } } });
    send(std::move(run));
}

std::set<std::string> Workload::tasks_with(const std::string& token) const
{
    std::set<std::string> found;
    for (const auto& [id, task] : world_.durable().tasks())
        if (task->spec->client_token == token)
            found.insert(id.hex());
    return found;
}

void Workload::send(Run run)
{
    const auto before = tasks_with(run.token);
    const Json input = run.input;
    world_.call(
        "RunTask", input, [this, run, before](const Result<Json>& result) { ran(run, before, result); },
        [this, run] { unsure_.push_back(run); });
}

// I1 and I7: what a reply tells of is on the disk, and the same token brings the same tasks.
void Workload::ran(const Run& run, const std::set<std::string>& before, const Result<Json>& result)
{
    auto& rules = world_.invariants;
    if (!result) {
        if (definite(result.error()) && before.empty())
            rules.refused(run.marker);
        else if (!definite(result.error()))
            unsure_.push_back(run);
        else if (world_.durable().tasks().size() > 0 && !tasks_with(run.token).empty())
            rules.violated("I7", "a repeated call was refused: " + result.error().message);
        return;
    }
    const auto ids = ids_of(*result);
    for (const auto& id : ids)
        if (!world_.durable().tasks().find(*Id::parse(id)))
            rules.violated("I1", "RunTask was answered with a task that is not on disk: " + id);
    for (const auto& id : before)
        if (!ids.contains(id) && world_.durable().tasks().find(*Id::parse(id)))
            rules.violated("I7", "the same token gave other tasks");
    if (!before.empty() && ids.size() > before.size())
        rules.violated("I7", "the same token started more tasks");
    const auto count = run.input.at("count").get<std::size_t>();
    if (ids.size() + result->at("failures").size() != count && before.empty())
        rules.violated("I2", "RunTask answered for another number of tasks than it was asked for");
}

void Workload::ask_again()
{
    for (auto& run : std::exchange(unsure_, {}))
        send(std::move(run));
}

void Workload::start_task()
{
    const auto* instance = any_of(world_.durable().container_instances());
    if (!instance)
        return;
    Json input = world_.catalogue.call(some_family(false));
    input["containerInstances"] = { instance->id.hex() };
    world_.call("StartTask", std::move(input), [this](const Result<Json>& result) {
        if (!result)
            return;
        for (const auto& id : ids_of(*result))
            if (!world_.durable().tasks().find(*Id::parse(id)))
                world_.invariants.violated("I1", "StartTask was answered with a task that is not on disk");
    });
}

void Workload::stop_task()
{
    const auto task = any_task(true);
    if (!task)
        return;
    const Id id = task->id;
    world_.call("StopTask", { { "task", id.hex() }, { "reason", "a client" } }, [this, id](const Result<Json>& result) {
        const auto now = world_.durable().tasks().find(id);
        if (result && now && now->desired_status != model::DesiredStatus::Stopped)
            world_.invariants.violated("I1", "StopTask was answered, and the task is not to stop on disk");
    });
}

void Workload::add_engine()
{
    if (world_.durable().engines().size() >= static_cast<std::size_t>(world_.options().most_engines))
        return;
    // A machine that was removed comes back now and then.
    if (next_engine_ > 2 && chance(30))
        --next_engine_;
    const std::string name = "quay-" + std::to_string(next_engine_++);
    Json input{ { "name", name }, { "kind", "simulated" },
        { "availabilityZone",
            "us-east-1" + std::string(1, static_cast<char>('a' + next_engine_ % world_.options().zones)) },
        { "simulation", { { "cpus", 2 + random_.below(3) }, { "memory", 3072 + 1024 * random_.below(4) } } } };
    if (const auto slices = 1 + random_.below(static_cast<std::uint64_t>(world_.options().most_slices)); slices > 1) {
        input["slices"] = Json::array();
        for (std::uint64_t i = 0; i < slices; ++i)
            input["slices"].push_back({ { "name", name + "-" + std::to_string(i) } });
    }
    if (world_.options().daemon && next_engine_ % 2 == 0) {
        if (const auto slices = input.find("slices"); slices != input.end())
            for (auto& slice : *slices)
                slice["capacityProvider"] = "pool";
        else
            input["capacityProvider"] = "pool";
    }
    world_.call("AddEngine", std::move(input), [](const Result<Json>&) {});
}

void Workload::remove_engine()
{
    const auto* engine = any_of(world_.durable().engines());
    if (!engine || world_.durable().engines().size() < 2)
        return;
    Json input{ { "engine", engine->id.hex() }, { "force", chance(70) } };
    world_.call("RemoveEngine", std::move(input), [this, id = engine->id](const Result<Json>& result) {
        if (result && world_.durable().engines().find(id))
            world_.invariants.violated("I1", "RemoveEngine was answered, and the engine is there");
    });
}

void Workload::change_instance()
{
    const auto* instance = any_of(world_.durable().container_instances());
    if (!instance)
        return;
    const char* status = instance->status == model::ContainerInstanceStatus::Active ? "DRAINING" : "ACTIVE";
    Json input{ { "containerInstances", { instance->id.hex() } }, { "status", status } };
    world_.call("UpdateContainerInstancesState", std::move(input), [](const Result<Json>&) {});
}

void Workload::deregister_instance()
{
    const auto* instance = any_of(world_.durable().container_instances());
    if (!instance || world_.durable().container_instances().size() < 3)
        return;
    Json input{ { "containerInstance", instance->id.hex() }, { "force", chance(50) } };
    world_.call("DeregisterContainerInstance", std::move(input), [](const Result<Json>&) {});
}

void Workload::register_definition()
{
    const auto& family = world_.catalogue[some_family(false)];
    world_.call("RegisterTaskDefinition", world_.catalogue.document(family), [this](const Result<Json>& result) {
        if (!result)
            return;
        const auto& made = result->at("taskDefinition");
        const model::TaskDefinition::Key key{ made.at("family").get<std::string>(),
            made.at("revision").get<std::int64_t>() };
        if (!world_.durable().task_definitions().find(key))
            world_.invariants.violated("I1", "a definition was acknowledged and is not on disk");
        if (key.revision <= std::exchange(revisions_[key.family], key.revision))
            world_.invariants.violated("I10", "a revision of " + key.family + " was given a number that was in use");
    });
}

void Workload::put_attribute()
{
    const auto* instance = any_of(world_.durable().container_instances());
    if (!instance)
        return;
    const std::string value = "v" + std::to_string(random_.below(3));
    Json attribute{ { "name", "stack" }, { "value", value }, { "targetType", "container-instance" },
        { "targetId", instance->id.hex() } };
    world_.call(
        "PutAttributes", { { "attributes", Json::array({ std::move(attribute) }) } }, [](const Result<Json>&) {});
}

void Workload::list_tasks()
{
    world_.call("ListTasks", { { "maxResults", 10 } }, [](const Result<Json>&) {});
}

// I10: what clients are told never goes back, over restarts either.
void Workload::describe_tasks()
{
    const auto task = any_task(chance(50));
    if (!task)
        return;
    world_.call(
        "DescribeTasks", { { "tasks", { task->id.hex() } } }, [this, id = task->id.hex()](const Result<Json>& result) {
            if (!result || result->at("tasks").empty())
                return;
            const auto& shown = result->at("tasks")[0];
            const auto status = parse_enum<TaskStatus>(shown.at("lastStatus").get<std::string>());
            const auto version = shown.at("version").get<std::int64_t>();
            if (!status)
                return world_.invariants.violated("I10", "a task has a status that ECS does not have");
            const auto [told, first] = told_.try_emplace(id, *status, version);
            if (!first && (*status < told->second.first || version < told->second.second))
                world_.invariants.violated("I10", "DescribeTasks went back for task " + id);
            told->second = { *status, version };
        });
}

// I2: bad input changes nothing.
void Workload::bad_call()
{
    Run run;
    run.marker = "bad-" + std::to_string(next_++);
    run.input = { { "taskDefinition", "web" }, { "count", 1 }, { "startedBy", run.marker } };
    switch (random_.below(6)) {
    case 0:
        run.input["taskDefinition"] = "nobody";
        break;
    case 1:
        run.input["count"] = 11;
        break;
    case 2:
        run.input["cluster"] = "nowhere";
        break;
    case 3:
        run.input["placementConstraints"]
            = Json::array({ Json{ { "type", "memberOf" }, { "expression", "attribute:stack ==" } } });
        break;
    case 4:
        run.input["placementStrategy"] = Json::array({ Json{ { "type", "spread" } } });
        break;
    default:
        run.input["overrides"]
            = { { "containerOverrides", Json::array({ Json{ { "name", "nobody" }, { "cpu", -1 } } }) } };
    }
    world_.call("RunTask", run.input, [this, run](const Result<Json>& result) {
        if (result)
            world_.invariants.violated("I2", "a bad call was accepted: " + run.input.dump());
        else
            world_.invariants.refused(run.marker);
    });
}

} // namespace quayside::sim
