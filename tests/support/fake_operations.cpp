#include "tests/support/fake_operations.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace quayside::test {

namespace {

using namespace model;

// The last part of an ARN, or the name itself.
std::string last_part(const std::string& name)
{
    return name.substr(name.rfind('/') + 1);
}

std::string text(const Json& input, const char* name)
{
    return input.value(name, std::string());
}

template <class T>
void change(ChangeSet& changes, const std::shared_ptr<const T>& before, T after)
{
    changes.of<T>().push_back({ before, std::make_shared<const T>(std::move(after)) });
}

template <class T>
std::shared_ptr<const T> add(ChangeSet& changes, T record)
{
    auto shared = std::make_shared<const T>(std::move(record));
    changes.of<T>().push_back({ nullptr, shared });
    return shared;
}

std::shared_ptr<const Cluster> add_cluster(ChangeSet& changes, RowId row, const std::string& name)
{
    Cluster cluster;
    cluster.row = row;
    cluster.name = name;
    cluster.created_at = fake_now();
    return add(changes, std::move(cluster));
}

Unexpected<Error> missing(const std::string& what)
{
    return fail(Error::invalid_parameter(what + " not found."));
}

void set_attribute(Attributes& attributes, const Attribute& wanted)
{
    const auto found = std::find_if(
        attributes.begin(), attributes.end(), [&wanted](const Attribute& a) { return a.name == wanted.name; });
    if (found == attributes.end())
        attributes.push_back(wanted);
    else
        *found = wanted;
}

} // namespace

TimePoint fake_now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

Result<Json> FakeOperations::perform(const std::string& operation, const Json& input, Changes& changes)
{
    if (operation == "StartDemo")
        return start_demo(changes);
    if (operation == "FindEngines")
        return find_engines();
    if (operation == "ProbeEngine")
        return probe_engine(input);
    if (operation == "DescribeInstallation")
        return installation();
    if (operation == "AddEngine")
        return add_engine(input, changes);
    if (operation == "StopTask")
        return stop_task(input, changes);
    if (operation == "RunTask")
        return run_task(input, changes);
    if (operation == "PutAttributes" || operation == "DeleteAttributes")
        return edit_attributes(input, operation == "DeleteAttributes", changes);
    if (operation == "UpdateContainerInstancesState")
        return update_instances(input, changes);
    if (operation == "UpdateTaskDefinitionNote" || operation == "DeregisterTaskDefinition")
        return change_definition(operation, input, changes);
    if (operation == "RegisterTaskDefinition")
        return register_definition(input, changes);
    if (operation == "CreateCluster")
        return create_cluster(input, changes);
    if (operation == "CreateService")
        return create_service(input, changes);
    if (operation == "UpdateService")
        return update_service(input, changes);
    if (operation == "DeleteService")
        return delete_service(input, changes);
    if (operation == "StopServiceDeployment")
        return end_deployment(input, changes);
    if (operation == "UpdateTaskProtection")
        return protect_tasks(input, changes);
    if (operation == "ExplainPlacement")
        return explain_placement(input);
    return describe(operation, input);
}

Result<Json> FakeOperations::start_demo(Changes& changes) const
{
    if (!state_.clusters().empty())
        return fail(Error::client("The demo is already running."));
    changes = fake_fleet(demo_, fake_now()).everything();
    changes.full = false;
    return Json{ { "clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/harbour" } };
}

Result<Json> FakeOperations::find_engines() const
{
    const Json found = { { "endpoint", "unix:///var/run/docker.sock" }, { "reachable", true },
        { "version", "20.10.24" }, { "runningContainers", 11 } };
    return Json{ { "engines", Json::array({ found }) } };
}

Result<Json> FakeOperations::probe_engine(const Json& input) const
{
    return Json{ { "endpoint", text(input, "endpoint") }, { "version", "20.10.24" }, { "apiVersion", "1.41" },
        { "operatingSystem", "Debian GNU/Linux 12" }, { "architecture", "x86_64" }, { "cpus", 8 }, { "memory", 16384 },
        { "runningContainers", 11 } };
}

Result<Json> FakeOperations::installation() const
{
    return Json{ { "installation", "q1" }, { "version", "0.1.0" }, { "stateDirectory", "/var/lib/quayside" },
        { "endpoint", "http://127.0.0.1:8265" }, { "account", "000000000000" }, { "region", "us-east-1" } };
}

Result<Json> FakeOperations::add_engine(const Json& input, Changes& changes)
{
    Engine engine;
    engine.row = next_number_;
    engine.id = fake_id('e', next_number_);
    engine.name = text(input, "name");
    engine.kind = text(input, "kind") == "docker" ? EngineKind::Docker : EngineKind::Simulated;
    engine.endpoint = text(input, "endpoint");
    engine.connected = true;
    engine.cpus = 8;
    engine.memory = 16384;
    engine.registered_at = fake_now();
    const auto cluster = input.value("cluster", std::string("default"));
    if (!state_.clusters().find(cluster))
        add_cluster(changes, next_number_ + 1, cluster);
    ContainerInstance instance;
    instance.row = next_number_ + 2;
    instance.id = fake_id('i', next_number_);
    instance.engine = engine.id;
    instance.name = engine.name;
    instance.cluster = cluster;
    instance.agent_connected = true;
    instance.registered = { 8192, 16384, {} };
    instance.registered_at = fake_now();
    next_number_ += 3;
    add(changes, std::move(engine));
    add(changes, std::move(instance));
    return Json::object();
}

Result<Json> FakeOperations::stop_task(const Json& input, Changes& changes) const
{
    const auto task = find_task(text(input, "task"));
    if (!task)
        return missing("The referenced task was");
    Task stopped = *task;
    stopped.last_status = TaskStatus::Stopped;
    stopped.desired_status = DesiredStatus::Stopped;
    stopped.stop_code = StopCode::UserInitiated;
    stopped.stopped_reason = text(input, "reason");
    stopped.stopped_at = fake_now();
    for (auto& container : stopped.containers)
        container.last_status = ContainerStatus::Stopped;
    change(changes, task, std::move(stopped));
    return Json{ { "task", { { "taskArn", text(input, "task") }, { "desiredStatus", "STOPPED" } } } };
}

Result<Json> FakeOperations::run_task(const Json& input, Changes& changes)
{
    const auto definition = find_definition(text(input, "taskDefinition"));
    if (!definition)
        return fail(Error::client("Unable to describe task definition."));
    TaskSpec spec;
    spec.row = next_number_++;
    spec.cluster = input.value("cluster", std::string("default"));
    spec.definition_key = definition->key();
    spec.group = "family:" + definition->family;
    spec.definition = definition;
    const auto shared = add(changes, std::move(spec));
    const auto& instances = state_.instances_in(shared->cluster);
    for (int i = 0; i < input.value("count", 1); ++i) {
        Task task;
        task.row = next_number_;
        task.id = fake_id('t', next_number_);
        task.spec_row = shared->row;
        ++next_number_;
        task.spec = shared;
        task.container_instance = instances.empty() ? Id() : *instances.begin();
        task.last_status = TaskStatus::Running;
        task.created_at = task.started_at = fake_now();
        task.containers.resize(definition->containers.size());
        for (auto& container : task.containers)
            container.last_status = ContainerStatus::Running;
        add(changes, std::move(task));
    }
    return Json{ { "tasks", Json::array() }, { "failures", Json::array() } };
}

Result<Json> FakeOperations::edit_attributes(const Json& input, bool remove, Changes& changes) const
{
    for (const auto& entry : input.at("attributes")) {
        const auto instance = find_instance(text(entry, "targetId"));
        if (!instance)
            return fail({ "TargetNotFoundException", "The specified target wasn't found.", 400 });
        const bool known = !changes.of<ContainerInstance>().empty();
        ContainerInstance edited = known ? *changes.of<ContainerInstance>().back().after : *instance;
        const Attribute wanted{ text(entry, "name"), text(entry, "value") };
        if (remove)
            std::erase_if(edited.attributes, [&wanted](const Attribute& a) { return a.name == wanted.name; });
        else
            set_attribute(edited.attributes, wanted);
        if (known)
            changes.of<ContainerInstance>().back().after = std::make_shared<const ContainerInstance>(edited);
        else
            change(changes, instance, std::move(edited));
    }
    return Json{ { "attributes", input.at("attributes") } };
}

Result<Json> FakeOperations::update_instances(const Json& input, Changes& changes) const
{
    for (const auto& name : input.at("containerInstances")) {
        const auto instance = find_instance(name.get<std::string>());
        if (!instance)
            return missing("Container instance was");
        ContainerInstance edited = *instance;
        edited.status
            = text(input, "status") == "DRAINING" ? ContainerInstanceStatus::Draining : ContainerInstanceStatus::Active;
        change(changes, instance, std::move(edited));
    }
    return Json{ { "failures", Json::array() } };
}

Result<Json> FakeOperations::change_definition(const std::string& operation, const Json& input, Changes& changes) const
{
    const auto definition = find_definition(text(input, "taskDefinition"));
    if (!definition)
        return fail(Error::client("Unable to describe task definition."));
    TaskDefinition edited = *definition;
    if (operation == "DeregisterTaskDefinition")
        edited.status = TaskDefinitionStatus::Inactive;
    else
        edited.note = text(input, "note");
    change(changes, definition, std::move(edited));
    return Json::object();
}

Result<Json> FakeOperations::register_definition(const Json& input, Changes& changes)
{
    TaskDefinition definition;
    definition.row = next_number_++;
    definition.family = text(input, "family");
    definition.revision = 1;
    const auto family = state_.families().find(definition.family);
    if (family != state_.families().end())
        definition.revision = family->second.rbegin()->first + 1;
    definition.registered_at = fake_now();
    definition.document = input;
    read_document(definition);
    const auto added = add(changes, std::move(definition));
    return Json{ { "taskDefinition", { { "family", added->family }, { "revision", added->revision } } } };
}

Result<Json> FakeOperations::create_cluster(const Json& input, Changes& changes)
{
    const auto name = input.value("clusterName", std::string("default"));
    if (!state_.clusters().find(name))
        add_cluster(changes, next_number_++, name);
    return Json{ { "cluster", { { "clusterName", name } } } };
}

Result<Json> FakeOperations::describe(const std::string& operation, const Json& input) const
{
    if (operation == "DescribeTasks")
        if (const auto task = find_task(input.at("tasks").at(0).get<std::string>()))
            return Json{ { "tasks", Json::array({ fields_to_json(*task) }) } };
    if (operation == "DescribeContainerInstances")
        if (const auto instance = find_instance(input.at("containerInstances").at(0).get<std::string>()))
            return Json{ { "containerInstances", Json::array({ fields_to_json(*instance) }) } };
    if (operation == "DescribeTaskDefinition" || operation == "GetTaskDefinitionDocument")
        if (const auto definition = find_definition(text(input, "taskDefinition")))
            return Json{ { operation == "DescribeTaskDefinition" ? "taskDefinition" : "document",
                definition->document } };
    if (operation == "DescribeServices")
        if (const auto service = state_.services().find(
                { input.value("cluster", std::string("default")), input.at("services").at(0).get<std::string>() }))
            return Json{ { "services", Json::array({ fields_to_json(*service) }) } };
    if (operation == "DescribeClusters")
        return Json{ { "clusters", Json::array({ { { "clusterName", input.at("clusters").at(0) } } }) } };
    if (operation == "ListEngines")
        return Json{ { "engines", Json::array() } };
    return fail(Error::client("The fake client does not answer " + operation + "."));
}

TaskPtr FakeOperations::find_task(const std::string& name) const
{
    const auto id = Id::parse(last_part(name));
    return id ? state_.tasks().find(*id) : nullptr;
}

std::shared_ptr<const ContainerInstance> FakeOperations::find_instance(const std::string& name) const
{
    const auto id = Id::parse(last_part(name));
    return id ? state_.container_instances().find(*id) : nullptr;
}

TaskDefinitionPtr FakeOperations::find_definition(const std::string& name) const
{
    const auto part = last_part(name);
    const auto colon = part.find(':');
    const auto family = state_.families().find(part.substr(0, colon));
    if (family == state_.families().end())
        return nullptr;
    if (colon == std::string::npos)
        return family->second.rbegin()->second;
    const auto revision = family->second.find(std::stoll(part.substr(colon + 1)));
    return revision == family->second.end() ? nullptr : revision->second;
}

} // namespace quayside::test
