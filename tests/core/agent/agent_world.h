#pragma once

#include "core/agent/container_config.h"
#include "core/agent/host_agent.h"
#include "core/agent/lifecycle.h"
#include "core/docker/simulated_engine.h"
#include "tests/support/builders.h"
#include "tests/support/sim_loop.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quayside::test {

// A simulated engine, an agent that can be killed and started at any moment, and the part of the control plane that an
// agent needs: it records reports, one turn later, and publishes what they change. What must always hold is checked
// with every publication and whenever check() is called; the first violation is kept in `broken`.
class AgentWorld : public agent::Reporter {
public:
    explicit AgentWorld(docker::SimulatedEngineSettings settings = {})
        : engine(loop, std::move(settings))
    {
        agent_settings.installation = "test-installation";
        agent_settings.probe_ports = false;
    }

    void start_agent()
    {
        agent = std::make_unique<agent::HostAgent>(loop, engine, engine_id, agent_settings, *this);
        agent->apply(state.everything(), state);
    }
    // As kill -9: reports that were not recorded are lost.
    void kill_agent()
    {
        agent.reset();
        ++generation_;
        waiting_.clear();
        recording_ = false;
    }

    Id add_instance(std::uint16_t first_port = 61000, std::uint16_t last_port = 65535)
    {
        auto instance = std::make_shared<model::ContainerInstance>();
        instance->id = random.id();
        instance->engine = engine_id;
        instance->cluster = "default";
        instance->first_dynamic_port = first_port;
        instance->last_dynamic_port = last_port;
        model::ChangeSet changes;
        changes.of<model::ContainerInstance>().push_back({ nullptr, instance });
        publish(std::move(changes));
        return instance->id;
    }
    Id run(const Json& document, const Id& instance)
    {
        model::Task task = *make_task(make_spec(document, next_row_++), random.id(), instance, loop.now());
        if (task.spec->definition->network_mode == model::NetworkMode::Awsvpc)
            task.last_status = model::TaskStatus::Provisioning;
        change(nullptr, task);
        return task.id;
    }
    Id run(const Json& document)
    {
        if (instance_.is_null())
            instance_ = add_instance();
        return run(document, instance_);
    }
    void stop(const Id& id) // as StopTask
    {
        const auto before = task(id);
        change(
            before, agent::request_stop(*before, model::StopCode::UserInitiated, "Task stopped by user", loop.now()));
    }
    void forget(const Id& id) { change(task(id), nullptr); } // as the end of the retention
    void lose(const Id& id) { change(task(id), agent::lose_task(*task(id), loop.now())); }

    model::TaskPtr task(const Id& id) const { return state.tasks().find(id); }
    bool reaches(const Id& id, model::TaskStatus status, Duration within = std::chrono::minutes{ 1 })
    {
        return loop.advance_until([&] { return task(id)->last_status == status; }, within);
    }

    // The engine's view.
    std::vector<const docker::SimulatedContainer*> containers_of(const Id& id) const
    {
        const std::string label = std::string(docker::kTaskLabel) + "=" + id.hex();
        std::vector<const docker::SimulatedContainer*> found;
        for (const auto& [container_id, container] : engine_host().containers())
            if (docker::SimulatedHost::has_label(*container->labels, label))
                found.push_back(container.get());
        return found;
    }
    const docker::SimulatedContainer* only_container_of(const Id& id) const
    {
        const auto found = containers_of(id);
        return found.size() == 1 ? found.front() : nullptr;
    }

    void check()
    {
        std::set<std::pair<std::string, std::string>> alive;
        for (const auto& [id, container] : engine_host().containers()) {
            const auto labels = engine_host().inspect(id)->labels;
            const auto owner = labels.find(docker::kInstallationLabel);
            if (owner == labels.end() || owner->second != agent_settings.installation)
                continue;
            const bool runs = container->state == docker::RunState::Running;
            const auto name = labels.find("com.amazonaws.ecs.container-name");
            if (runs && name != labels.end() && !alive.emplace(labels.at(docker::kTaskLabel), name->second).second)
                violated("two live containers for one container of a task");
            const auto [known, added] = started_.emplace(id, container->started_at);
            if (!added && known->second != kNever && known->second != container->started_at && !may_restart(labels))
                violated("a container was started twice");
            known->second = container->started_at;
        }
        if (engine.counts().foreign_changes > 0)
            violated("a container without our label was changed");
        if (engine.counts().most_pulls > agent_settings.parallel_pulls)
            violated("too many pulls at once");
    }

    void report(const Id&, const agent::EngineReport& report) override { engine_reports.push_back(report); }
    void report(const Id&, std::vector<agent::ContainerReport> reports) override
    {
        reports_count += reports.size();
        for (auto& each : reports)
            waiting_.push_back(std::move(each));
        if (!std::exchange(recording_, true))
            loop.post([this, generation = generation_] {
                if (generation == generation_)
                    record();
            });
    }

    SimLoop loop;
    Random random{ 7 };
    docker::SimulatedEngine engine;
    Id engine_id = random.id();
    model::State state;
    agent::AgentSettings agent_settings;
    std::unique_ptr<agent::HostAgent> agent;
    std::vector<agent::EngineReport> engine_reports;
    std::size_t reports_count = 0;
    std::string broken;

private:
    const docker::SimulatedHost& engine_host() const { return const_cast<AgentWorld*>(this)->engine.host(); }
    void violated(const std::string& what)
    {
        if (broken.empty())
            broken = what;
    }
    bool may_restart(const docker::Labels& labels) const
    {
        const auto owner = Id::parse(labels.at(docker::kTaskLabel));
        const auto found = owner ? task(*owner) : nullptr;
        return found && std::ranges::any_of(found->spec->definition->containers, [&](const auto& container) {
            return container.restart_policy && container.name == labels.at("com.amazonaws.ecs.container-name");
        });
    }
    void record()
    {
        recording_ = false;
        std::map<Id, std::vector<agent::ContainerReport>> by_task;
        for (auto& each : std::exchange(waiting_, {}))
            by_task[each.task].push_back(std::move(each));
        model::ChangeSet changes;
        for (const auto& [id, reports] : by_task) {
            const auto before = task(id);
            if (!before)
                continue;
            auto after = std::make_shared<const model::Task>(agent::apply_reports(*before, reports, loop.now()));
            if (!(*after == *before))
                changes.of<model::Task>().push_back({ before, after });
        }
        if (!changes.empty())
            publish(std::move(changes));
    }
    void change(model::TaskPtr before, model::TaskPtr after)
    {
        model::ChangeSet changes;
        changes.of<model::Task>().push_back({ std::move(before), std::move(after) });
        publish(std::move(changes));
    }
    void change(model::TaskPtr before, model::Task after)
    {
        change(std::move(before), std::make_shared<const model::Task>(std::move(after)));
    }
    void publish(model::ChangeSet changes)
    {
        for (const auto& each : changes.of<model::Task>())
            if (each.before && each.after)
                check_step(*each.before, *each.after);
        state.apply(changes);
        if (agent)
            agent->apply(changes, state);
        check();
    }
    void check_step(const model::Task& before, const model::Task& after)
    {
        if (after.last_status < before.last_status || after.version < before.version)
            violated("a task went back");
        if (before.last_status == model::TaskStatus::Stopped)
            violated("a stopped task changed");
        TimePoint last;
        for (const TimePoint at : { after.created_at, after.pull_started_at, after.pull_stopped_at, after.started_at,
                 after.stopping_at, after.execution_stopped_at, after.stopped_at }) {
            if (at != kNever && at < last)
                violated("the timestamps of a task are out of order: " + fields_to_json(after).dump());
            last = std::max(last, at);
        }
        for (std::size_t i = 0; i < before.containers.size(); ++i)
            if (before.containers[i].started_at != kNever
                && before.containers[i].started_at != after.containers[i].started_at)
                violated("a container's startedAt changed");
    }

    Id instance_;
    RowId next_row_ = 1;
    std::vector<agent::ContainerReport> waiting_;
    bool recording_ = false;
    int generation_ = 0;
    std::map<std::string, TimePoint> started_;
};

} // namespace quayside::test
