#include "tests/support/fake_fleet.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>

namespace quayside::test {

namespace {

using namespace std::chrono_literals;

constexpr const char* kCluster = "harbour";
constexpr Duration kRolloutAge = 194s; // of the deployment that is under way

struct Family {
    const char* name;
    std::int64_t revision;
    std::int64_t cpu;
    std::int64_t memory;
    int port;
};

constexpr std::array<Family, 8> kFamilies = { { { "web", 13, 256, 512, 80 }, { "api", 31, 512, 1024, 8080 },
    { "worker", 22, 1024, 2048, 0 }, { "cache", 5, 256, 768, 6379 }, { "gateway", 17, 256, 256, 443 },
    { "search", 11, 512, 1536, 9200 }, { "mailer", 6, 128, 256, 0 }, { "log-agent", 8, 128, 128, 0 } } };

Json document_of(const Family& family)
{
    Json container = { { "name", family.name },
        { "image", std::string("harbour/") + family.name + ":2.8." + std::to_string(family.revision) },
        { "cpu", family.cpu }, { "memory", family.memory }, { "essential", true } };
    if (family.port > 0)
        container["portMappings"] = Json::array({ { { "containerPort", family.port }, { "protocol", "tcp" } } });
    Json sidecar = { { "name", "log-router" }, { "image", "fluent/fluent-bit:2.1" }, { "cpu", 64 }, { "memory", 64 },
        { "essential", false } };
    Json containers = Json::array({ container });
    if (family.port == 80)
        containers.push_back(sidecar);
    return { { "family", family.name }, { "networkMode", "bridge" }, { "containerDefinitions", containers } };
}

class Builder {
public:
    Builder(const FleetSize& size, TimePoint now)
        : size_(size)
        , now_(now)
    {
    }

    model::State build()
    {
        add_clusters();
        add_engines();
        add_instances();
        add_definitions();
        if (size_.services)
            add_services();
        for (int i = 0; i < size_.tasks + size_.stopped; ++i)
            add_task(i);
        if (size_.services)
            add_rollout();
        for (int i = 0; i < size_.events; ++i)
            add_event(i);
        model::State state;
        state.apply(changes_);
        return state;
    }

private:
    template <class T>
    std::shared_ptr<const T> add(T record)
    {
        record.row = next_row_++;
        auto shared = std::make_shared<const T>(std::move(record));
        changes_.of<T>().push_back({ nullptr, shared });
        return shared;
    }

    void add_clusters()
    {
        add_cluster(kCluster, 24h * 96);
        if (size_.other_cluster)
            add_cluster("staging", 24h * 41);
    }

    void add_cluster(const char* name, Duration age)
    {
        model::Cluster cluster;
        cluster.name = name;
        cluster.created_at = now_ - age;
        add(std::move(cluster));
    }

    void add_engines()
    {
        for (int i = 0; i < size_.engines; ++i) {
            model::Engine engine;
            engine.id = fake_id('e', static_cast<std::uint64_t>(i));
            engine.name = std::string("quay-") + zone_letter(i);
            engine.kind = model::EngineKind::Simulated;
            engine.registered_at = now_ - 96h;
            engine.connected = true;
            engine.version = "20.10.24";
            engine.operating_system = "linux";
            engine.architecture = "x86_64";
            engine.cpus = 8;
            engine.memory = 16384;
            engine.connection_changed_at = now_ - 5h;
            add(std::move(engine));
        }
    }

    void add_instances()
    {
        for (int i = 0; i < size_.instances; ++i) {
            const int engine = i % size_.engines;
            model::ContainerInstance instance;
            instance.id = fake_id('i', static_cast<std::uint64_t>(i));
            instance.engine = fake_id('e', static_cast<std::uint64_t>(engine));
            instance.name = std::string("quay-") + zone_letter(engine) + std::to_string(i / size_.engines + 1);
            instance.cluster = kCluster;
            instance.status
                = i == 6 ? model::ContainerInstanceStatus::Draining : model::ContainerInstanceStatus::Active;
            instance.agent_connected = true;
            instance.registered = { 4096, 8192, { { 22, model::Protocol::Tcp } } };
            instance.availability_zone = std::string("local-1") + zone_letter(engine);
            instance.attributes = { { "ecs.os-type", "linux" }, { "ecs.availability-zone", instance.availability_zone },
                { "tier", i % 2 ? "back" : "front" } };
            instance.registered_at = now_ - 96h;
            instances_.push_back(add(std::move(instance)));
        }
    }

    void add_definitions()
    {
        for (const auto& family : kFamilies) {
            for (std::int64_t revision = std::max<std::int64_t>(1, family.revision - 1); revision <= family.revision;
                 ++revision) {
                model::TaskDefinition definition;
                definition.family = family.name;
                definition.revision = revision;
                definition.registered_at = now_ - 24h * (family.revision - revision + 1);
                Family then = family;
                then.revision = revision;
                definition.document = document_of(then);
                model::read_document(definition);
                const auto shared = add(std::move(definition));
                definitions_[{ family.name, revision }] = shared;
                if (revision == family.revision && !size_.services)
                    specs_.push_back(add(spec_of(shared)));
            }
        }
    }

    // Each of the last two revisions of a family as a revision of its service, and how the service came to it.
    void add_services()
    {
        std::uint64_t number = 1;
        for (const auto& family : kFamilies) {
            const auto before = add_revision(family, family.revision - 1, 1000 + number);
            const auto after = add_revision(family, family.revision, 2000 + number);
            add_deployment(family, before, nullptr, 3000 + number);
            add_deployment(family, after, before, 4000 + number);
            add_service(family, 4000 + number);
            add_spec(family, after, 4000 + number);
            ++number;
        }
        add_idle_service();
        add_service_event("api", model::Severity::Error,
            "(service api) was unable to place a task because no container instance met all of its requirements. The "
            "closest matching (container-instance quay-b2) has insufficient CPU units available.",
            14min);
        for (const char* name : { "worker", "cache", "search", "mailer", "gateway" })
            add_service_event(
                name, model::Severity::Info, std::string("(service ") + name + ") has reached a steady state.", 2h);
    }

    model::ServiceRevisionPtr add_revision(const Family& family, std::int64_t revision, std::uint64_t number)
    {
        model::ServiceRevision record;
        record.number = number;
        record.cluster = kCluster;
        record.service = family.name;
        record.definition = definitions_.at({ family.name, revision });
        record.definition_key = record.definition->key();
        record.created_at = now_ - 24h * (family.revision - revision + 1);
        return add(std::move(record));
    }

    void add_deployment(const Family& family, const model::ServiceRevisionPtr& revision,
        const model::ServiceRevisionPtr& before, std::uint64_t number)
    {
        const bool rolling = is_rolling(family) && before;
        model::Deployment deployment;
        deployment.number = number;
        deployment.cluster = kCluster;
        deployment.service = family.name;
        deployment.revision_number = revision->number;
        deployment.revision = revision;
        deployment.desired_count = desired_of(family);
        deployment.configuration.circuit_breaker = deployment.configuration.circuit_breaker_rollback = true;
        deployment.configuration.minimum_healthy_percent = 67;
        deployment.configuration.maximum_percent = 150;
        deployment.circuit_breaker
            = rolling ? model::MonitorStatus::Monitoring : model::MonitorStatus::MonitoringComplete;
        deployment.circuit_breaker_threshold = 3;
        if (before)
            deployment.source_revisions = { before->number };
        deployment.status = before ? model::DeploymentStatus::Primary
            : is_rolling(family)   ? model::DeploymentStatus::Active
                                   : model::DeploymentStatus::Inactive;
        deployment.created_at = deployment.started_at = rolling ? now_ - kRolloutAge : now_ - (before ? 5h : 29h);
        deployment.updated_at = deployment.created_at;
        if (rolling) {
            deployment.service_deployment_status = model::ServiceDeploymentStatus::InProgress;
            deployment.failed_tasks = 1;
            deployment.rollout_state_reason = "ECS deployment ecs-svc/" + std::to_string(number) + " in progress.";
        } else {
            deployment.service_deployment_status = model::ServiceDeploymentStatus::Successful;
            deployment.rollout_state = model::RolloutState::Completed;
            deployment.finished_at = deployment.created_at + 262s;
            deployment.rollout_state_reason = "ECS deployment ecs-svc/" + std::to_string(number) + " completed.";
        }
        add(std::move(deployment));
    }

    void add_service(const Family& family, std::uint64_t deployment)
    {
        model::Service service;
        service.cluster = kCluster;
        service.name = family.name;
        service.desired_count = desired_of(family);
        service.deployment_configuration.circuit_breaker = true;
        service.deployment_configuration.minimum_healthy_percent = 67;
        service.deployment_configuration.maximum_percent = 150;
        service.placement_strategy = { { model::StrategyType::Spread, "attribute:ecs.availability-zone" },
            { model::StrategyType::Binpack, "memory" } };
        service.created_at = now_ - 24h * (9 * family.revision);
        service.deployments = { deployment };
        if (is_rolling(family))
            service.deployments.push_back(deployment - 1000);
        if (service.name == "log-agent") {
            service.scheduling_strategy = model::SchedulingStrategy::Daemon;
            service.placement_strategy.clear();
        }
        add(std::move(service));
    }

    void add_idle_service()
    {
        model::Service service;
        service.cluster = kCluster;
        service.name = "batch-import";
        service.created_at = now_ - 24h * 12;
        add(std::move(service));
    }

    void add_spec(const Family& family, const model::ServiceRevisionPtr& revision, std::uint64_t deployment)
    {
        auto spec = spec_of(revision->definition);
        spec.group = std::string("service:") + family.name;
        spec.started_by = "ecs-svc/" + std::to_string(deployment);
        spec.service = family.name;
        spec.deployment = deployment;
        specs_.push_back(add(std::move(spec)));
    }

    void add_service_event(const char* service, model::Severity severity, std::string message, Duration age)
    {
        model::Event event;
        event.at = now_ - age;
        event.severity = severity;
        event.kind = model::EventKind::Service;
        event.cluster = kCluster;
        event.object = service;
        event.message = std::move(message);
        add(std::move(event));
    }

    // Of the first family: three tasks of the revision before run on, one drains, two have stopped; a new one failed
    // and one is starting.
    void add_rollout()
    {
        const auto& family = kFamilies.front();
        auto spec = spec_of(definitions_.at({ family.name, family.revision - 1 }));
        spec.group = std::string("service:") + family.name;
        spec.service = family.name;
        spec.deployment = 3001;
        spec.started_by = "ecs-svc/3001";
        const auto old = add(std::move(spec));
        for (int i = 0; i < 6; ++i) {
            model::Task task = rollout_task(old, 100'000 + i, now_ - 5h);
            if (i >= 3) {
                task.desired_status = model::DesiredStatus::Stopped;
                task.stop_code = model::StopCode::ServiceSchedulerInitiated;
                task.stopping_at = now_ - kRolloutAge + 55s + (i == 3 ? 83s : 0s);
            }
            if (i > 3) {
                task.last_status = model::TaskStatus::Stopped;
                task.stopped_at = task.stopping_at + 26s;
                task.stopped_reason = "Scaling activity initiated by (deployment ecs-svc/4001)";
            }
            add(std::move(task));
        }
        model::Task failed = rollout_task(specs_.front(), 100'010, now_ - kRolloutAge + 4s);
        failed.last_status = model::TaskStatus::Stopped;
        failed.desired_status = model::DesiredStatus::Stopped;
        failed.started_at = kNever;
        failed.stop_code = model::StopCode::EssentialContainerExited;
        failed.stopped_reason = "Essential container in task exited";
        failed.stopped_at = now_ - kRolloutAge + 122s;
        failed.containers.front().exit_code = 1;
        add(std::move(failed));
        model::Task starting = rollout_task(specs_.front(), 100'011, now_ - 52s);
        starting.last_status = model::TaskStatus::Pending;
        starting.started_at = kNever;
        add(std::move(starting));
    }

    model::Task rollout_task(const model::TaskSpecPtr& spec, int number, TimePoint created_at)
    {
        model::Task task;
        task.id = fake_id('t', static_cast<std::uint64_t>(number));
        task.spec_row = spec->row;
        task.spec = spec;
        task.created_at = created_at;
        task.pull_started_at = created_at + 6s;
        task.pull_stopped_at = created_at + 32s;
        task.containers.resize(spec->definition->containers.size());
        run(task, number);
        task.created_at = created_at;
        task.started_at = created_at + 44s;
        return task;
    }

    bool is_rolling(const Family& family) const { return family.name == std::string("web"); }
    static std::int64_t desired_of(const Family& family)
    {
        return family.name == std::string("web") ? 6 : family.name == std::string("api") ? 5 : 3;
    }

    static model::TaskSpec spec_of(const model::TaskDefinitionPtr& definition)
    {
        model::TaskSpec spec;
        spec.enable_execute_command = true;
        spec.cluster = kCluster;
        spec.definition_key = definition->key();
        spec.group = "family:" + definition->family;
        spec.started_by = "demo";
        spec.definition = definition;
        return spec;
    }

    void add_task(int number)
    {
        const auto& spec = specs_[static_cast<std::size_t>(number) % specs_.size()];
        model::Task task;
        task.id = fake_id('t', static_cast<std::uint64_t>(number));
        task.spec_row = spec->row;
        task.spec = spec;
        task.created_at = now_ - 60s * (number % 5'000 + 1);
        if (size_.services && spec->service == "web") // of the new revision: younger than its deployment
            task.created_at = now_ - kRolloutAge + 4s + 1s * (number * 7 % 100);
        task.containers.resize(spec->definition->containers.size());
        if (number >= size_.tasks)
            stop(task, number);
        else if (number % 8 == 7)
            task.last_status = model::TaskStatus::Pending;
        else
            run(task, number);
        add(std::move(task));
    }

    void run(model::Task& task, int number)
    {
        place(task, number);
        task.last_status = model::TaskStatus::Running;
        if (size_.services) {
            task.pull_started_at = task.created_at + 6s;
            task.pull_stopped_at = task.created_at + 26s;
        }
        task.started_at = task.created_at + (size_.services ? 42s : 2s);
        for (std::size_t i = 0; i < task.containers.size(); ++i) {
            auto& container = task.containers[i];
            container.last_status = model::ContainerStatus::Running;
            container.started_at = task.started_at;
            container.runtime_id = fake_id('c', static_cast<std::uint64_t>(number) * 8 + i).hex();
            for (const auto& mapping : task.spec->definition->containers[i].port_mappings)
                container.network_bindings.push_back({ mapping.container_port,
                    static_cast<std::uint16_t>(32768 + number % 20'000), mapping.protocol, "0.0.0.0" });
        }
    }

    void stop(model::Task& task, int number)
    {
        run(task, number);
        task.last_status = model::TaskStatus::Stopped;
        task.desired_status = model::DesiredStatus::Stopped;
        task.stopped_at = task.created_at + 40s;
        const bool failed = number % 2 == 0;
        task.stop_code = failed ? model::StopCode::EssentialContainerExited : model::StopCode::UserInitiated;
        task.stopped_reason = failed ? "Essential container in task exited" : "Task stopped by user";
        for (auto& container : task.containers) {
            container.last_status = model::ContainerStatus::Stopped;
            container.stopped_at = task.stopped_at;
            container.exit_code = failed ? 1 : 0;
        }
    }

    void place(model::Task& task, int number)
    {
        if (!instances_.empty())
            task.container_instance
                = instances_[static_cast<std::size_t>(number * 3 + number / 8) % instances_.size()]->id;
    }

    void add_event(int number)
    {
        model::Event event;
        event.at = now_ - 40s * number;
        event.cluster = kCluster;
        const auto& family = kFamilies[static_cast<std::size_t>(number) % kFamilies.size()];
        if (number % 5 == 1) {
            event.severity = model::Severity::Warning;
            event.kind = model::EventKind::Placement;
            event.object = family.name;
            event.message = std::string("Cannot place ") + family.name + ": no instance has 2048 MiB of memory left";
        } else {
            event.object = fake_id('t', static_cast<std::uint64_t>(number)).hex();
            event.message = std::string(family.name) + ":" + std::to_string(family.revision) + " is running on quay-a1";
        }
        add(std::move(event));
    }

    static char zone_letter(int engine) { return static_cast<char>('a' + engine % 26); }

    const FleetSize size_;
    const TimePoint now_;
    RowId next_row_ = 1;
    model::ChangeSet changes_;
    std::vector<std::shared_ptr<const model::ContainerInstance>> instances_;
    std::map<std::pair<std::string, std::int64_t>, model::TaskDefinitionPtr> definitions_;
    std::vector<model::TaskSpecPtr> specs_;
};

} // namespace

model::State fake_fleet(const FleetSize& size, TimePoint now)
{
    return Builder(size, now).build();
}

std::shared_ptr<const model::ChangeSet> first_set(const model::State& state)
{
    return std::make_shared<const model::ChangeSet>(state.everything());
}

Id fake_id(char kind, std::uint64_t number)
{
    // A multiplier that is odd keeps numbers apart and makes the first digits, which tables show, differ.
    const std::uint64_t mixed = (number + 1) * 0x9E3779B97F4A7C15ULL;
    Id id;
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(mixed >> (8 * (7 - i)));
    id.bytes[14] = static_cast<std::uint8_t>(kind);
    id.bytes[15] = 1;
    return id;
}

} // namespace quayside::test
