#include "core/agent/container_config.h"
#include "core/agent/lifecycle.h"
#include "core/control/describe.h"
#include "core/control/events.h"
#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::Engine;
using model::Task;

constexpr Duration kGrace = std::chrono::seconds{ 10 };
constexpr int kMostLooks = 3;
constexpr const char* kReason = "Container instance deregistration forced by user";

std::size_t tasks_on(const model::State& state, const Engine& engine)
{
    std::size_t count = 0;
    for (const auto& id : state.instances_of(engine.id))
        count += state.usage_of(id).tasks;
    return count;
}

template <class F>
void for_each_task(const model::State& state, const Engine& engine, F&& f)
{
    const auto instances = state.instances_of(engine.id);
    for (const auto& instance : instances) {
        const auto tasks = state.tasks_on(instance);
        for (const auto& id : tasks)
            f(*state.tasks().find(id));
    }
}

// No more tasks come, and those that are there are asked to stop.
Result<Json> close_engine(Operation& operation, const Engine& engine)
{
    const auto instances = operation.state().instances_of(engine.id);
    for (const auto& id : instances) {
        ContainerInstance instance = *operation.state().container_instances().find(id);
        instance.status = model::ContainerInstanceStatus::Draining;
        operation.transaction.put(std::move(instance));
    }
    for_each_task(operation.state(), engine, [&operation](const Task& task) {
        operation.transaction.put(agent::request_stop(task, model::StopCode::None, kReason, operation.now));
    });
    return Json::object();
}

// Nobody will report on a task any more: what is not known to have ended counts as ended.
Task ended(Task task, TimePoint now)
{
    if (task.last_status >= model::TaskStatus::Stopped)
        return task;
    task = agent::request_stop(task, model::StopCode::None, kReason, now);
    task.last_status = model::TaskStatus::Stopped;
    task.stopped_at = now;
    for (auto& container : task.containers)
        container.last_status = model::ContainerStatus::Stopped;
    ++task.version;
    return task;
}

Result<Json> forget_engine(Operation& operation, const Id& id)
{
    const auto engine = operation.state().engines().find(id);
    if (!engine)
        return fail(Error::invalid_parameter("engine: it has been removed already."));
    const Json reply = { { "engine", Describer(operation).engine(*engine) } };
    for_each_task(operation.state(), *engine,
        [&operation](const Task& task) { operation.transaction.put(ended(task, operation.now)); });
    const auto instances = operation.state().instances_of(id);
    for (const auto& instance : instances)
        operation.transaction.erase<ContainerInstance>(instance);
    operation.transaction.erase<Engine>(id);
    record_event(operation, model::Severity::Info, model::EventKind::Engine, {}, engine->name,
        fmt::format("Engine {} removed.", engine->name));
    return reply;
}

// Removes this installation's containers and then its networks on an engine, whether or not that succeeds, then forgets
// it.
class Sweep : public std::enable_shared_from_this<Sweep> {
public:
    Sweep(std::shared_ptr<SlowOperation> operation, Id engine, client::Reply reply)
        : operation_(std::move(operation))
        , id_(engine)
        , reply_(std::move(reply))
    {
    }

    void refuse(Error error) { reply_(fail(std::move(error))); }

    void start()
    {
        const Step step = begin();
        look();
    }

private:
    // Something that is under way: it ends with the last copy, also when the engine goes and never answers.
    using Step = std::shared_ptr<void>;
    Step begin()
    {
        ++left_;
        return Step(this, [self = shared_from_this()](void*) { self->done(); });
    }

    // What the agent had asked for may come while others go, to stand ready for tasks or to serve those that are
    // ending: so it looks again until there is none of that.
    void look()
    {
        auto* engine = operation_->engines.find(id_);
        if (!engine)
            return;
        ++looks_;
        engine->list({ label() },
            [self = shared_from_this(), step = begin()](Result<std::vector<docker::ContainerSummary>> found) {
                if (!found)
                    return;
                if (self->looks_ > 1)
                    std::erase_if(*found, [&](const auto& row) { return !self->stands_ready(row); });
                if (found->empty() || self->looks_ > kMostLooks)
                    return self->remove_networks();
                self->containers_ = found->size();
                for (const auto& container : *found)
                    self->stop(container.id);
            });
    }

    bool stands_ready(const docker::ContainerSummary& row) const
    {
        const auto engine = operation_->state.engines().find(id_);
        bool is_claimed = false;
        if (engine)
            for_each_task(operation_->state, *engine, [&](const Task& task) {
                for (const auto& interface : task.network_interfaces)
                    is_claimed = is_claimed || interface.pause_id == row.id;
            });
        return (agent::is_spare_name(row.name) && !is_claimed)
            || agent::is_of_a_relay(row.labels, operation_->installation.id);
    }

    void stop(const std::string& container)
    {
        if (auto* engine = operation_->engines.find(id_))
            engine->stop(container, kGrace, [self = shared_from_this(), step = begin(), container](Result<void>) {
                if (auto* found = self->operation_->engines.find(self->id_))
                    found->remove(container, [self, step](Result<void>) {
                        if (--self->containers_ == 0)
                            self->look();
                    });
            });
    }

    void done()
    {
        if (--left_ == 0)
            finish();
    }

    void remove_networks()
    {
        auto* engine = operation_->engines.find(id_);
        if (!engine)
            return;
        engine->list_networks(
            { label() }, [self = shared_from_this(), step = begin()](Result<std::vector<docker::Network>> found) {
                auto* there = self->operation_->engines.find(self->id_);
                if (found && there)
                    for (const auto& network : *found)
                        there->remove_network(network.name, [step](Result<void>) {});
            });
    }

    std::string label() const { return std::string(docker::kInstallationLabel) + "=" + operation_->installation.id; }

    void finish()
    {
        operation_->update([id = id_](Operation& inside) { return forget_engine(inside, id); }, std::move(reply_));
    }

    std::shared_ptr<SlowOperation> operation_;
    Id id_;
    client::Reply reply_;
    std::size_t left_ = 0;
    std::size_t containers_ = 0; // that are still there
    int looks_ = 0;
};

} // namespace

void remove_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply)
{
    const auto engine = require_engine(operation->state, text_of(input, "engine"));
    if (!engine)
        return reply(fail(engine.error()));
    const auto tasks = tasks_on(operation->state, **engine);
    if (tasks > 0 && !flag_of(input, "force"))
        return reply(fail(Error::client(fmt::format("engine: {} has {} task{} that did not stop; stop them first, or "
                                                    "give force to stop and remove them.",
            (*engine)->name, tasks, tasks == 1 ? "" : "s"))));
    const Id id = (*engine)->id;
    auto sweep = std::make_shared<Sweep>(operation, id, std::move(reply));
    operation->update([record = **engine](Operation& inside) { return close_engine(inside, record); },
        [sweep](const Result<Json>& closed) {
            if (closed)
                sweep->start();
            else
                sweep->refuse(closed.error()); // its tasks are still to run
        });
}

} // namespace quayside::control
