#include "tests/sim/faults.h"

#include "core/agent/container_config.h"

#include <algorithm>

namespace quayside::sim {

using docker::RunState;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const std::vector<Faults::Kind>& Faults::kinds()
{
    static const std::vector<Kind> kinds{
        { "connection refused", "F1", 4, &Faults::refuse_connections },
        { "black hole", "F2 F3 F32", 4, &Faults::black_hole },
        { "engine stopped, goes on later", "F4 F32", 4, &Faults::freeze },
        { "engine killed, containers too", "F6", 3, &Faults::crash_engine },
        { "engine killed, live-restore", "F5", 3, &Faults::crash_engine_live },
        { "engine restarted twice", "F7", 1, &Faults::restart_often },
        { "5xx storm", "F9", 4, &Faults::answer_errors },
        { "replies lost", "F10", 5, &Faults::lose_replies },
        { "5xx after the effect", "F10", 3, &Faults::answer_errors_after },
        { "slow replies", "F11", 4, &Faults::answer_slowly },
        { "events lost", "F13", 3, &Faults::lose_events },
        { "events late", "F13", 3, &Faults::delay_events },
        { "events repeated", "F13", 2, &Faults::repeat_events },
        { "events swapped", "F13", 2, &Faults::swap_events },
        { "lists of the past", "F14", 3, &Faults::list_the_past },
        { "no space left on the engine", "F15", 2, &Faults::fill_engine_disk },
        { "name taken", "F16", 2, &Faults::take_name },
        { "port taken by a stranger", "F17", 3, &Faults::take_port },
        { "images gone", "F18", 2, &Faults::forget_images },
        { "pulls stall", "F18", 2, &Faults::stall_pulls },
        { "pulls refused", "F18", 2, &Faults::refuse_pulls },
        { "another engine at the address", "F23", 1, &Faults::change_identity },
        { "all engines cut off", "F32", 2, &Faults::cut_all },
        { "container killed from outside", "F20 F21", 6, &Faults::kill_container },
        { "container removed from outside", "F20", 5, &Faults::remove_container },
        { "ended container started from outside", "F20", 1, &Faults::start_container_again },
        { "container ends by itself", "F21", 4, &Faults::end_container },
        { "all containers of an engine killed", "F20", 1, &Faults::kill_all_containers },
        { "program killed", "F24", 8, &Faults::kill_program },
        { "program killed inside a write", "F24", 10, &Faults::cut_write },
        { "power lost", "F24 F28", 2, &Faults::lose_power },
        { "program suspended", "F25", 3, &Faults::suspend_program },
        { "clock set", "F26", 2, &Faults::set_clock },
        { "disk full", "F27", 2, &Faults::fill_disk },
        { "disk broken", "F27", 2, &Faults::break_disk },
    };
    return kinds;
}

const std::vector<Faults::Missing>& Faults::not_covered()
{
    static const std::vector<Missing> missing{
        { "F8", "a simulated engine has one API version; negotiation is tst_http_engine's" },
        { "F12", "bytes that are no HTTP or JSON are tst_http_engine's; here they are replies lost" },
        { "F19", "no networks are made yet" },
        { "F22", "a simulated engine is one machine by its name; the check is tst_ops_engines'" },
        { "F29", "memory, threads and file descriptors are the process's" },
        { "F30", "the lock is the program's, tst_program has it" },
        { "F31", "time here is virtual" },
        { "F33", "delay and loss are slow and lost replies here" },
        { "F34", "names and certificates are the HTTP client's" },
        { "F35", "likewise" },
        { "F36", "the endpoint's, tst_endpoint has it" },
        { "F39", "there is no import yet" },
    };
    return missing;
}

Faults::Faults(SimWorld& world)
    : world_(world)
    , random_(world.options().seed ^ 0xFA017)
{
}

void Faults::inject()
{
    int sum = 0;
    for (const auto& kind : kinds())
        sum += kind.weight;
    auto roll = static_cast<int>(random_.below(static_cast<std::uint64_t>(sum)));
    for (const auto& kind : kinds())
        if ((roll -= kind.weight) < 0) {
            world_.trace.note(world_.loop.now(), "fault", kind.name);
            ++counts_[kind.name];
            return (this->*kind.inject)();
        }
}

Duration Faults::up_to(Duration most)
{
    return Duration(1 + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(most.count()))));
}

Machine* Faults::any_machine()
{
    if (world_.machines.empty())
        return nullptr;
    return std::next(world_.machines.begin(), static_cast<std::ptrdiff_t>(random_.below(world_.machines.size())))
        ->second.get();
}

docker::SimulatedContainer* Faults::any_container(Machine& machine, bool running)
{
    std::vector<docker::SimulatedContainer*> found;
    for (const auto& [id, container] : machine.engine.host().containers())
        if ((container->state == RunState::Running) == running && container->state != RunState::Created)
            found.push_back(container.get());
    if (found.empty())
        return nullptr;
    std::ranges::sort(found, {}, &docker::SimulatedContainer::name);
    return found[random_.below(found.size())];
}

void Faults::mend(Machine& machine)
{
    machine.late_effects_at = machine.line.frozen ? world_.loop.now() : machine.late_effects_at;
    machine.line = { .frozen = machine.line.frozen };
    machine.thaw();
    machine.engine.set_faults({});
    if (!machine.engine.up())
        machine.engine.start_again(chance(50));
    if (const auto other = other_identity_.find(machine.name); other != other_identity_.end()) {
        if (!was_added_as_it_is(machine))
            machine.engine.host().set_id(other->second);
        other_identity_.erase(other);
    }
}

// Who adds an engine while a stranger answers there adds the stranger: then that one stays.
bool Faults::was_added_as_it_is(Machine& machine) const
{
    return std::ranges::any_of(world_.durable().engines(), [&](const auto& entry) {
        return entry.second->name == machine.name && entry.second->docker_id == machine.engine.host().settings().id;
    });
}

void Faults::mend_later(Machine& machine, Duration most)
{
    mending_[machine.name] = world_.loop.after(up_to(most), [this, &machine] { mend(machine); });
}

template <class Change>
void Faults::change_line(Change change, Duration most)
{
    if (Machine* machine = any_machine()) {
        change(machine->line);
        mend_later(*machine, most);
    }
}

template <class Change>
void Faults::change_engine(Change change, Duration most)
{
    if (Machine* machine = any_machine()) {
        auto faults = machine->engine.faults();
        change(faults);
        machine->engine.set_faults(faults);
        mend_later(*machine, most);
    }
}

void Faults::refuse_connections()
{
    change_engine([](auto& faults) { faults.unreachable = true; }, minutes{ 4 });
}

void Faults::black_hole()
{
    change_engine([](auto& faults) { faults.black_hole = true; }, minutes{ 4 });
}

void Faults::freeze()
{
    change_line([](auto& line) { line.frozen = true; }, chance(50) ? Duration(seconds{ 30 }) : Duration(minutes{ 4 }));
}

void Faults::crash_engine()
{
    if (Machine* machine = any_machine()) {
        machine->engine.kill();
        mending_[machine->name]
            = world_.loop.after(up_to(minutes{ 2 }), [machine] { machine->engine.start_again(false); });
    }
}

void Faults::crash_engine_live()
{
    if (Machine* machine = any_machine()) {
        machine->engine.kill();
        mending_[machine->name]
            = world_.loop.after(up_to(minutes{ 2 }), [machine] { machine->engine.start_again(true); });
    }
}

void Faults::restart_often()
{
    Machine* machine = any_machine();
    if (!machine)
        return;
    machine->engine.kill();
    machine->engine.start_again(true);
    mending_[machine->name] = world_.loop.after(up_to(seconds{ 3 }), [machine] {
        machine->engine.kill();
        machine->engine.start_again(false);
    });
}

void Faults::answer_errors()
{
    change_line([this](auto& line) { line.errors = chance(50) ? 1 : 0.3; }, minutes{ 2 });
}

void Faults::lose_replies()
{
    change_engine([](auto& faults) { faults.lost_replies = 0.5; }, minutes{ 2 });
}

void Faults::answer_errors_after()
{
    change_line([](auto& line) { line.errors_after = 0.4; }, minutes{ 1 });
}

void Faults::answer_slowly()
{
    const Duration slow = chance(70) ? up_to(seconds{ 8 }) : up_to(seconds{ 100 });
    change_engine([slow](auto& faults) { faults.slow = slow; }, minutes{ 3 });
}

void Faults::lose_events()
{
    change_engine([](auto& faults) { faults.lose_events = true; }, minutes{ 4 });
}

void Faults::delay_events()
{
    const Duration late = up_to(seconds{ 10 });
    change_engine([late](auto& faults) { faults.late_events = late; }, minutes{ 4 });
}

void Faults::repeat_events()
{
    change_line([](auto& line) { line.repeated_events = 0.5; }, minutes{ 5 });
}

void Faults::swap_events()
{
    change_line([](auto& line) { line.swapped_events = 0.3; }, minutes{ 5 });
}

void Faults::list_the_past()
{
    change_line([](auto& line) { line.stale_lists = 0.5; }, minutes{ 5 });
}

void Faults::fill_engine_disk()
{
    const bool create = chance(50);
    change_engine(
        [create](auto& faults) { (create ? faults.refuse_create : faults.refuse_start) = true; }, minutes{ 1 });
}

// Somebody has a container of the name that a task which has not started yet will want.
void Faults::take_name()
{
    for (const auto& [id, task] : world_.durable().tasks()) {
        const auto instance = world_.durable().container_instances().find(task->container_instance);
        const auto engine = instance ? world_.durable().engines().find(instance->engine) : nullptr;
        const auto machine = engine ? world_.machines.find(engine->name) : world_.machines.end();
        if (task->last_status != model::TaskStatus::Pending || machine == world_.machines.end())
            continue;
        docker::ContainerConfig config{ agent::container_name(world_.installation(), *task, 0), Json::object() };
        config.body["Image"] = std::string(kImagePrefix) + "web:1";
        (void)machine->second->engine.host().finish_pull(config.body["Image"].get<std::string>());
        (void)machine->second->engine.host().create(config);
        return;
    }
}

void Faults::take_port()
{
    Machine* machine = any_machine();
    if (!machine)
        return;
    const model::Port port{ static_cast<std::uint16_t>(chance(50) ? 8080 : 61000 + random_.below(40)),
        model::Protocol::Tcp };
    machine->engine.host().take_port(port);
    taken_ports_.emplace_back(machine, port);
    if (taken_ports_.size() > 4) {
        taken_ports_.front().first->engine.host().free_port(taken_ports_.front().second);
        taken_ports_.erase(taken_ports_.begin());
    }
}

void Faults::forget_images()
{
    if (Machine* machine = any_machine())
        for (const auto& [name, family] : world_.catalogue.all())
            machine->engine.host().forget_image(std::string(kImagePrefix) + name + ":1");
}

void Faults::stall_pulls()
{
    forget_images();
    change_line([](auto& line) { line.stalled_pulls = true; }, minutes{ 3 });
}

void Faults::refuse_pulls()
{
    forget_images();
    change_line([](auto& line) { line.refused_pulls = 0.7; }, minutes{ 1 });
}

// The program notices only when it connects anew.
void Faults::change_identity()
{
    Machine* machine = any_machine();
    if (!machine || !other_identity_.try_emplace(machine->name, machine->engine.host().settings().id).second)
        return;
    machine->engine.kill();
    machine->engine.host().set_id("stranger " + std::to_string(++strangers_));
    machine->engine.start_again(true);
    mend_later(*machine, minutes{ 3 });
}

void Faults::cut_all()
{
    for (const auto& [name, machine] : world_.machines) {
        auto faults = machine->engine.faults();
        (chance(50) ? faults.black_hole : faults.unreachable) = true;
        machine->engine.set_faults(faults);
        mend_later(*machine, minutes{ 3 });
    }
}

void Faults::kill_container()
{
    if (Machine* machine = any_machine())
        if (auto* container = any_container(*machine, true))
            machine->engine.host().kill(*container);
}

void Faults::remove_container()
{
    if (Machine* machine = any_machine())
        if (const auto* container = any_container(*machine, chance(80)))
            (void)machine->engine.host().remove(std::string(container->id));
}

void Faults::start_container_again()
{
    Machine* machine = any_machine();
    const auto* container = machine ? any_container(*machine, false) : nullptr;
    if (!container)
        return;
    const std::string id = container->id;
    world_.invariants.started_by_others(id);
    (void)machine->engine.host().start(id);
}

void Faults::end_container()
{
    if (Machine* machine = any_machine())
        if (const auto* container = any_container(*machine, true))
            (void)machine->engine.host().stop(std::string(container->id), seconds{ 5 }, [] {});
}

void Faults::kill_all_containers()
{
    if (Machine* machine = any_machine())
        machine->engine.kill_containers();
}

void Faults::kill_program()
{
    world_.kill(false, wait_of(random_, chance(80) ? Duration(seconds{ 3 }) : Duration(minutes{ 2 })));
}

void Faults::cut_write()
{
    world_.disk.cut_after(1 + random_.below(chance(70) ? 12 : 60));
}

void Faults::lose_power()
{
    world_.kill(true, wait_of(random_, seconds{ 20 }));
}

void Faults::suspend_program()
{
    world_.suspend(chance(80) ? up_to(minutes{ 2 }) : up_to(hours{ 12 }));
}

// A second, or a day, or years, forward or backward; it is put right later.
void Faults::set_clock()
{
    static const Duration sizes[] = { seconds{ 1 }, minutes{ 1 }, hours{ 1 }, hours{ 24 }, hours{ 24 * 365 } };
    const Duration size = up_to(sizes[random_.below(std::size(sizes))]);
    world_.set_clock_error(chance(50) ? size : -size);
    clock_ = world_.loop.after(up_to(minutes{ 10 }), [this] { world_.set_clock_error({}); });
}

void Faults::fill_disk()
{
    world_.disk.set_trouble(CrashDisk::Trouble::Full);
    disk_ = world_.loop.after(up_to(seconds{ 40 }), [this] { world_.disk.set_trouble(CrashDisk::Trouble::None); });
}

void Faults::break_disk()
{
    world_.disk.set_trouble(CrashDisk::Trouble::Broken);
    disk_ = world_.loop.after(up_to(seconds{ 10 }), [this] { world_.disk.set_trouble(CrashDisk::Trouble::None); });
}

void Faults::heal()
{
    world_.trace.note(world_.loop.now(), "healed");
    mending_.clear();
    disk_.cancel();
    clock_.cancel();
    world_.disk.set_trouble(CrashDisk::Trouble::None);
    world_.disk.cut_after(0);
    for (const auto& [machine, port] : std::exchange(taken_ports_, {}))
        machine->engine.host().free_port(port);
    for (const auto& [name, machine] : world_.machines)
        mend(*machine);
    world_.set_clock_error({});
    world_.resume();
}

} // namespace quayside::sim
