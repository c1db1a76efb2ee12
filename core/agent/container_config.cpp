#include "core/agent/container_config.h"

#include "core/agent/container_options.h"
#include "core/agent/pause.h"
#include "core/agent/pause_image.h"
#include "core/agent/relay_image.h"
#include "core/agent/volumes.h"
#include "core/base/arn.h"
#include "core/docker/engine.h"
#include "core/model/task_size.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace quayside::agent {

namespace {

constexpr std::int64_t kMiB = 1 << 20;
constexpr std::int64_t kLeastMemory = 6 * kMiB; // engines since 20.10 refuse less

std::string first_20_hex_of_sha256(const std::string& text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr); // EVP_sha256() is sought each time
    EVP_Digest(text.data(), text.size(), digest.data(), &size, sha256, nullptr);
    std::string hex;
    for (std::size_t i = 0; i < 10; ++i)
        hex += fmt::format("{:02x}", digest[i]);
    return hex;
}

std::string clean(const std::string& name)
{
    std::string kept;
    std::ranges::copy_if(name, std::back_inserter(kept),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
    return kept;
}

// As the container agent of ECS calls its own.
constexpr const char* kPauseName = "~internal~ecs~pause";

const std::string& name_of(const model::Task& task, std::size_t index)
{
    static const std::string pause = kPauseName;
    return is_pause(task, index) ? pause : task.spec->definition->containers[index].name;
}

const char* role_of(const model::Task& task, std::size_t index)
{
    return is_pause(task, index) ? "pause" : "app";
}

Json labels(const AgentSettings& settings, const model::Task& task, std::size_t index)
{
    const auto& definition = *task.spec->definition;
    Json all = Json::object();
    if (const Json& own = member(container_document(definition, index), "dockerLabels"); own.is_object())
        all = own;
    all["com.amazonaws.ecs.task-arn"] = task_arn(settings, task);
    all["com.amazonaws.ecs.container-name"] = name_of(task, index);
    all["com.amazonaws.ecs.task-definition-family"] = plain_name(definition.family);
    all["com.amazonaws.ecs.task-definition-version"] = std::to_string(definition.revision);
    all[kClusterLabel] = task.spec->cluster;
    all[docker::kInstallationLabel] = settings.installation;
    all[docker::kTaskLabel] = task.id.hex();
    all[docker::kContainerInstanceLabel] = task.container_instance.hex();
    all[docker::kRoleLabel] = role_of(task, index);
    return all;
}

// The later stands in the place of what has the same name.
void put(std::vector<model::KeyValue>& variables, const std::vector<model::KeyValue>& later)
{
    std::erase_if(variables,
        [&](const auto& own) { return std::ranges::find(later, own.name, &model::KeyValue::name) != later.end(); });
    variables.insert(variables.end(), later.begin(), later.end());
}

Json environment(const std::vector<model::KeyValue>& own, const std::vector<model::KeyValue>& of_the_agent,
    const ContainerInputs& inputs, const std::string& region)
{
    auto variables = inputs.from_files;
    for (const auto* later : { &own, &of_the_agent, &inputs.secrets })
        put(variables, *later);
    const auto sets_region = [](const auto& variable) { return is_region(variable.name); };
    if (!inputs.image_sets_region && std::ranges::none_of(variables, sets_region))
        for (const char* name : { "AWS_REGION", "AWS_DEFAULT_REGION" })
            variables.push_back({ name, region });
    Json list = Json::array();
    for (const auto& variable : variables)
        list.push_back(variable.name + '=' + variable.value);
    return list;
}

void add_sizes(const model::ContainerDefinition& container, Json& host)
{
    // The kernel's default would be 1024 shares; ECS gives at least 2 instead.
    host["CpuShares"] = std::clamp<std::int64_t>(container.cpu, 2, 262'144);
    if (container.memory > 0)
        host["Memory"] = std::max(container.memory * kMiB, kLeastMemory);
    if (container.memory_reservation > 0) {
        const std::int64_t reservation = std::max(container.memory_reservation * kMiB, kLeastMemory);
        host["MemoryReservation"]
            = container.memory > 0 ? std::min(reservation, host["Memory"].get<std::int64_t>()) : reservation;
    }
}

// Without a cgroup of its own, a task that states its size has it as the limit of each container.
void add_task_limits(const model::TaskSize& task, std::int64_t engine_cpus, Json& host)
{
    if (task.cpu > 0) {
        const std::int64_t nano = task.cpu * 1'000'000'000 / 1024;
        host["NanoCpus"] = engine_cpus > 0 ? std::min(nano, engine_cpus * 1'000'000'000) : nano;
    }
    if (task.memory > 0 && !host.contains("Memory"))
        host["Memory"] = std::max(task.memory * kMiB, kLeastMemory);
}

void add_gpus(std::int64_t count, Json& host)
{
    if (count > 0)
        host["DeviceRequests"].push_back(
            { { "Driver", "" }, { "Count", count }, { "Capabilities", Json::array({ Json::array({ "gpu" }) }) } });
}

// Whose namespaces it is in: its own, the machine's, or those of the pause container.
void add_namespaces(const model::TaskDefinition& definition, const std::string& pause, Json& host)
{
    const std::string joined = "container:" + pause;
    host["NetworkMode"] = shares_network(definition) ? joined : std::string(to_string(definition.network_mode));
    const auto add = [&](std::string_view mode, const char* member) {
        if (!mode.empty())
            host[member] = mode == "task" ? joined : std::string(mode);
    };
    add(pid_mode(definition), "PidMode");
    add(ipc_mode(definition), "IpcMode");
}

// What other containers of the task it is joined with, by their names on the engine.
void add_siblings(const AgentSettings& settings, const model::Task& task, std::size_t index, Json& host)
{
    if (Json from = volumes_from(settings, task, index); !from.empty())
        host["VolumesFrom"] = std::move(from);
    for (const auto& link : list_of(container_document(*task.spec->definition, index), "links")) {
        const auto text = link.is_string() ? link.get<std::string>() : std::string();
        const auto name = text.substr(0, text.find(':'));
        if (const auto sibling = sibling_name(settings.installation, task, name); !sibling.empty())
            host["Links"].push_back(sibling + ':' + (name == text ? name : text.substr(name.size() + 1)));
    }
}

void add_ports(const std::vector<model::PortMapping>& mappings, std::span<const std::uint16_t> host_ports,
    const std::string& bind_ip, Json& body)
{
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        const std::string key = fmt::format("{}/{}", mappings[i].container_port, to_string(mappings[i].protocol));
        body["ExposedPorts"][key] = Json::object();
        if (i < host_ports.size())
            body["HostConfig"]["PortBindings"][key].push_back(
                { { "HostIp", bind_ip }, { "HostPort", std::to_string(host_ports[i]) } });
    }
}

Json pause_host(const std::string& network)
{
    return { { "CpuShares", 2 }, { "LogConfig", { { "Type", "none" } } }, { "NetworkMode", network } };
}

constexpr const char* kPool = "pool";
constexpr const char* kEndpoint = "endpoint";
const std::string kRelayPrefix = "ecs.endpoint-"; // no cluster's network has a dot
constexpr const char* kEndpointAddress = "169.254.170.2";
constexpr std::int64_t kRelayMemory = 16 << 20;
constexpr std::string_view kSparePrefix = "ecs-pool-";
constexpr std::size_t kDigits = 20;

} // namespace

bool is_region(std::string_view variable)
{
    return variable == "AWS_REGION" || variable == "AWS_DEFAULT_REGION";
}

std::string container_name(const std::string& installation, const model::Task& task, std::size_t index)
{
    const auto& definition = *task.spec->definition;
    const std::string& name = name_of(task, index);
    return fmt::format("ecs-{}-{}-{}-{}", plain_name(definition.family), definition.revision, clean(name),
        first_20_hex_of_sha256(installation + '\n' + task.id.hex() + '\n' + name));
}

std::string sibling_name(const std::string& installation, const model::Task& task, std::string_view name)
{
    const auto& containers = task.spec->definition->containers;
    const auto found = std::ranges::find(containers, name, &model::ContainerDefinition::name);
    return found == containers.end()
        ? std::string()
        : container_name(installation, task, static_cast<std::size_t>(found - containers.begin()));
}

std::string volume_name(const std::string& installation, const model::Task& task, const std::string& volume)
{
    const auto& definition = *task.spec->definition;
    return fmt::format("ecs-{}-{}-{}-{}", plain_name(definition.family), definition.revision, volume,
        first_20_hex_of_sha256(installation + '\n' + task.id.hex() + "\nvolume\n" + volume));
}

std::string network_name(const std::string& installation, const std::string& cluster)
{
    return fmt::format("ecs-{}-{}", clean(cluster), first_20_hex_of_sha256(installation + '\n' + cluster));
}

std::string relay_network_name(const std::string& installation)
{
    return kRelayPrefix + first_20_hex_of_sha256(installation);
}

bool is_relay_network(std::string_view name)
{
    return name.starts_with(kRelayPrefix);
}

std::string relay_name(const std::string& installation, const std::string& engine)
{
    return kRelayPrefix + first_20_hex_of_sha256(installation + '\n' + engine + '\n' + relay_image_name());
}

std::string task_arn(const AgentSettings& settings, const model::Task& task)
{
    return fmt::format(
        "arn:aws:ecs:{}:{}:task/{}/{}", settings.region, settings.account, task.spec->cluster, task.id.hex());
}

bool labels_fit(
    const docker::Labels& labels, const std::string& installation, const model::Task& task, std::size_t index)
{
    const auto is = [&labels](const char* key, const std::string& value) { return label_of(labels, key) == value; };
    return is(docker::kInstallationLabel, installation) && is(docker::kTaskLabel, task.id.hex())
        && is(docker::kRoleLabel, role_of(task, index)) && is("com.amazonaws.ecs.container-name", name_of(task, index));
}

bool is_of_a_task(const docker::Labels& labels)
{
    const auto role = labels.find(docker::kRoleLabel);
    return role != labels.end() && (role->second == "app" || role->second == "pause");
}

docker::ContainerConfig container_config(const AgentSettings& settings, const model::Task& task, std::size_t index,
    std::span<const std::uint16_t> host_ports, std::int64_t engine_cpus, const TaskPlace& place,
    const ContainerInputs& inputs)
{
    const auto& definition = *task.spec->definition;
    const auto container = model::effective_container(*task.spec, index);
    docker::ContainerConfig config;
    config.name = container_name(settings.installation, task, index);
    Json& body = config.body;
    body["Image"] = place.image.empty() ? container.image : place.image;
    if (!container.entry_point.empty())
        body["Entrypoint"] = container.entry_point;
    if (!container.command.empty())
        body["Cmd"] = container.command;
    const auto of_the_agent
        = settings.variables && place.endpoint ? settings.variables(task, index) : std::vector<model::KeyValue>();
    body["Env"] = environment(container.environment, of_the_agent, inputs, settings.region);
    Json& host = body["HostConfig"];
    add_namespaces(definition, place.pause, host);
    add_sizes(container, host);
    if (place.cgroup.empty())
        add_task_limits(model::task_size(*task.spec), engine_cpus, host);
    else
        host["CgroupParent"] = place.cgroup;
    add_gpus(container.gpus, host);
    add_siblings(settings, task, index, host);
    if (Json mounted = binds(settings, task, index); !mounted.empty())
        host["Binds"] = std::move(mounted);
    const bool published = definition.network_mode == model::NetworkMode::Bridge;
    if (!shares_network(definition))
        add_ports(
            container.port_mappings, published ? host_ports : std::span<const std::uint16_t>(), settings.bind_ip, body);
    apply_options(container_document(definition, index), shares_network(definition), inputs, body);
    body["Labels"] = labels(settings, task, index);
    return config;
}

docker::ContainerConfig pause_config(const AgentSettings& settings, const model::Task& task, const std::string& cgroup)
{
    const auto& definition = *task.spec->definition;
    const std::size_t index = definition.containers.size();
    docker::ContainerConfig config;
    config.name = container_name(settings.installation, task, index);
    config.body["Image"] = kPauseImage;
    Json& host = config.body["HostConfig"];
    host = pause_host(
        shares_network(definition) ? network_name(settings.installation, task.spec->cluster) : std::string("none"));
    if (ipc_mode(definition) == "task")
        host["IpcMode"] = "shareable";
    if (!cgroup.empty())
        host["CgroupParent"] = cgroup;
    for (std::size_t i = 0; i < index && shares_network(definition); ++i)
        apply_network_controls(container_document(definition, i), host);
    config.body["Labels"] = labels(settings, task, index);
    return config;
}

std::string spare_name(const std::string& installation, const std::string& engine, TimePoint now, std::uint64_t number)
{
    const auto moment = now.time_since_epoch().count();
    return std::string(kSparePrefix)
        + first_20_hex_of_sha256(fmt::format("{}\n{}\n{}\n{}", installation, engine, moment, number));
}

bool is_spare_name(const std::string& name)
{
    return name.starts_with(kSparePrefix) && name.size() == kSparePrefix.size() + kDigits; // no task's is so short
}

docker::ContainerConfig spare_config(
    const AgentSettings& settings, const std::string& engine, const std::string& cluster, const std::string& name)
{
    docker::ContainerConfig config;
    config.name = name;
    config.body["Image"] = kPauseImage;
    config.body["HostConfig"] = pause_host(network_name(settings.installation, cluster));
    config.body["Labels"] = { { kClusterLabel, cluster }, { docker::kInstallationLabel, settings.installation },
        { docker::kRoleLabel, kPool }, { kEngineLabel, engine } };
    return config;
}

bool is_of_a_pool(const docker::Labels& labels, const std::string& installation)
{
    return label_of(labels, docker::kInstallationLabel) == installation
        && label_of(labels, docker::kRoleLabel) == kPool;
}

// Addresses in the first half are nobody's but the bridge's and the endpoint's, so that no container gets that one
// while it is free. 169.254.169.254, which is another's, is outside.
docker::NetworkConfig relay_network(const AgentSettings& settings)
{
    docker::NetworkConfig network;
    network.name = relay_network_name(settings.installation);
    network.subnet = "169.254.170.0/23";
    network.range = "169.254.171.0/24";
    network.internal = true; // else it could become the way of its containers to everywhere
    network.labels = { { docker::kInstallationLabel, settings.installation }, { docker::kRoleLabel, kEndpoint } };
    return network;
}

docker::ContainerConfig relay_config(const AgentSettings& settings, const std::string& engine)
{
    const auto network = relay_network_name(settings.installation);
    docker::ContainerConfig config;
    config.name = relay_name(settings.installation, engine);
    Json& body = config.body;
    body["Image"] = relay_image_name();
    Json& host = body["HostConfig"];
    host = pause_host(network);
    host["Memory"] = kRelayMemory;
    host["ReadonlyRootfs"] = true;
    host["CapDrop"] = { "ALL" };
    host["CapAdd"] = { "NET_BIND_SERVICE" };
    host["SecurityOpt"] = { "no-new-privileges" };
    body["NetworkingConfig"]["EndpointsConfig"][network]["IPAMConfig"]["IPv4Address"] = kEndpointAddress;
    body["Labels"] = { { docker::kInstallationLabel, settings.installation }, { docker::kRoleLabel, kEndpoint },
        { kEngineLabel, engine } };
    return config;
}

bool is_of_a_relay(const docker::Labels& labels, const std::string& installation)
{
    return label_of(labels, docker::kInstallationLabel) == installation
        && label_of(labels, docker::kRoleLabel) == kEndpoint;
}

bool needs_relay(const model::Task& task)
{
    const auto mode = task.spec->definition->network_mode;
    return (mode == model::NetworkMode::Bridge || mode == model::NetworkMode::Awsvpc) && has_role(task);
}

bool joins_relay(const model::Task& task, std::size_t index)
{
    return needs_relay(task) && (!shares_network(*task.spec->definition) || is_pause(task, index));
}

std::string label_of(const docker::Labels& labels, const char* key)
{
    const auto found = labels.find(key);
    return found == labels.end() ? std::string() : found->second;
}

bool may_have_spare(const AgentSettings& settings, const model::Task& task)
{
    return shares_network(*task.spec->definition)
        && pause_config(settings, task).body["HostConfig"]
        == pause_host(network_name(settings.installation, task.spec->cluster));
}

} // namespace quayside::agent
