#include "core/docker/json_types.h"

#include "core/docker/docker_time.h"
#include "core/docker/json_access.h"
#include "core/docker/urls.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace quayside::docker {

namespace {

Unexpected<Error> missing(const char* what, const char* where)
{
    return fail(Error::no_answer(fmt::format("{} is missing in {}", what, where)));
}

TimePoint time(const Json& json, const char* name)
{
    return parse_time(text(json, name)).value_or(kNever);
}

Labels labels(const Json& json)
{
    Labels out;
    if (json.is_object())
        for (const auto& [key, value] : json.items())
            if (value.is_string())
                out.emplace(key, value.get<std::string>());
    return out;
}

std::string without_slash(std::string name)
{
    return name.starts_with('/') ? name.substr(1) : name;
}

// The names of docker, then those of podman that mean the same.
std::optional<RunState> run_state(const std::string& name)
{
    static constexpr std::array<std::pair<std::string_view, RunState>, 11> names{ { { "created", RunState::Created },
        { "running", RunState::Running }, { "paused", RunState::Paused }, { "restarting", RunState::Restarting },
        { "removing", RunState::Removing }, { "exited", RunState::Exited }, { "dead", RunState::Dead },
        { "configured", RunState::Created }, { "initialized", RunState::Created }, { "stopping", RunState::Running },
        { "stopped", RunState::Exited } } };
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == name; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::uint16_t port_number(std::string_view digits)
{
    std::uint16_t port = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return port;
}

// Of "80/tcp"; nothing for what is neither tcp nor udp.
std::optional<PublishedPort> container_port(const std::string& key)
{
    const auto slash = key.find('/');
    const auto protocol = slash == std::string::npos ? "tcp" : key.substr(slash + 1);
    PublishedPort port;
    port.container_port = port_number(std::string_view(key).substr(0, slash));
    port.protocol = protocol == "udp" ? model::Protocol::Udp : model::Protocol::Tcp;
    return port.container_port != 0 && (protocol == "tcp" || protocol == "udp") ? std::optional(port) : std::nullopt;
}

std::vector<PublishedPort> published_ports(const Json& ports)
{
    std::vector<PublishedPort> out;
    if (!ports.is_object())
        return out;
    for (const auto& [key, bindings] : ports.items()) {
        const auto port = container_port(key);
        if (!port || !bindings.is_array())
            continue;
        for (const auto& binding : bindings) {
            out.push_back(*port);
            out.back().host_ip = text(binding, "HostIp");
            out.back().host_port = port_number(text(binding, "HostPort"));
        }
    }
    return out;
}

std::vector<NetworkPlace> places(const Json& networks)
{
    std::vector<NetworkPlace> out;
    if (networks.is_object())
        for (const auto& [name, place] : networks.items())
            out.push_back({ name, text(place, "IPAddress"), text(place, "MacAddress") });
    return out;
}

// As engines name what is of docker.io.
std::string_view familiar(std::string_view repository)
{
    for (const std::string_view usual : { "docker.io/", "library/" })
        if (repository.starts_with(usual))
            repository.remove_prefix(usual.size());
    return repository;
}

// That of this repository, or, with none, the first. An image that is left over from an earlier pull has a digest of
// no repository.
std::string digest_of(const Json& image, std::string_view repository = {})
{
    const auto& digests = member(image, "RepoDigests");
    if (digests.is_array())
        for (const auto& each : digests) {
            const auto named = text(each);
            const auto at = std::min(named.find('@'), named.size());
            const auto of = std::string_view(named).substr(0, at);
            if (at < named.size() && of != "<none>" && (repository.empty() || familiar(repository) == familiar(of)))
                return named.substr(at + 1);
        }
    return {};
}

std::uint64_t used_memory(const Json& memory)
{
    const auto usage = number<std::uint64_t>(memory, "usage");
    const auto& details = member(memory, "stats");
    const auto* v1 = "total_inactive_file";
    const auto inactive = number<std::uint64_t>(details, member(details, v1).is_null() ? "inactive_file" : v1);
    return inactive < usage ? usage - inactive : usage;
}

} // namespace

Result<EngineInfo> parse_info(const Json& version, const Json& info)
{
    EngineInfo out;
    out.version = text(version, "Version");
    out.api_version = text(version, "ApiVersion");
    out.id = text(info, "ID");
    // Daemons side by side on one machine may share an id, but not the directory of their data.
    if (const auto directory = text(info, "DockerRootDir"); !out.id.empty() && !directory.empty())
        out.id += ' ' + directory;
    out.operating_system = text(info, "OperatingSystem");
    out.os_type = text(info, "OSType");
    out.architecture = text(info, "Architecture");
    out.cpus = number(info, "NCPU");
    out.memory = number(info, "MemTotal");
    out.containers_running = number(info, "ContainersRunning");
    out.cgroup_version = text(info, "CgroupVersion");
    out.cgroup_driver = text(info, "CgroupDriver");
    out.host_name = text(info, "Name");
    out.kernel_version = text(info, "KernelVersion");
    if (const auto& drivers = member(member(info, "Plugins"), "Log"); drivers.is_array())
        for (const auto& driver : drivers)
            if (driver.is_string())
                out.log_drivers.push_back(driver.get<std::string>());
    if (out.id.empty())
        return missing("ID", "the engine's description of itself");
    if (out.cpus <= 0 || out.memory <= 0)
        return missing("NCPU or MemTotal", "the engine's description of itself");
    return out;
}

Result<std::vector<ContainerSummary>> parse_list(const Json& list)
{
    if (!list.is_array())
        return missing("the list", "the list of containers");
    std::vector<ContainerSummary> out;
    for (const auto& row : list) {
        const auto state = run_state(text(row, "State"));
        const auto& names = member(row, "Names");
        ContainerSummary summary;
        summary.id = text(row, "Id");
        if (summary.id.empty() || !state)
            return missing("Id or State", "a row of the list of containers");
        if (names.is_array() && !names.empty() && names[0].is_string())
            summary.name = without_slash(names[0].get<std::string>());
        summary.image = text(row, "Image");
        summary.state = *state;
        summary.labels = labels(member(row, "Labels"));
        out.push_back(std::move(summary));
    }
    return out;
}

Result<ContainerState> parse_container(const Json& container)
{
    const auto& state = member(container, "State");
    const auto run = run_state(text(state, "Status"));
    ContainerState out;
    out.id = text(container, "Id");
    if (out.id.empty() || !run)
        return missing("Id or State.Status", "the description of a container");
    out.name = without_slash(text(container, "Name"));
    out.image_id = text(container, "Image");
    out.labels = labels(member(member(container, "Config"), "Labels"));
    out.state = *run;
    out.pid = number(state, "Pid");
    out.exit_code = number<std::int32_t>(state, "ExitCode");
    out.out_of_memory = flag(state, "OOMKilled");
    out.error = text(state, "Error");
    out.created_at = time(container, "Created");
    out.started_at = time(state, "StartedAt");
    // After a restart the engine still has the end of the run before.
    out.finished_at = flag(state, "Running") ? kNever : time(state, "FinishedAt");
    out.ports = published_ports(member(member(container, "NetworkSettings"), "Ports"));
    out.wanted_ports = published_ports(member(member(container, "HostConfig"), "PortBindings"));
    out.networks = places(member(member(container, "NetworkSettings"), "Networks"));
    const auto health = text(member(state, "Health"), "Status");
    out.health = health == "none" ? "" : health;
    return out;
}

bool has_terminal(const Json& container)
{
    return flag(member(container, "Config"), "Tty");
}

Result<ImageInfo> parse_image(const Json& image, std::string_view reference)
{
    ImageInfo out;
    out.id = text(image, "Id");
    if (out.id.empty())
        return missing("Id", "the description of an image");
    out.digest = digest_of(image, reference.empty() ? std::string() : split_reference(reference).repository);
    if (const auto& ports = member(member(image, "Config"), "ExposedPorts"); ports.is_object())
        for (const auto& [key, nothing] : ports.items())
            if (const auto port = container_port(key))
                out.exposed_ports.push_back(port->container_port);
    if (const auto& variables = member(member(image, "Config"), "Env"); variables.is_array())
        for (const auto& variable : variables)
            out.environment.push_back(text(variable));
    return out;
}

Result<std::vector<ImageSummary>> parse_images(const Json& list)
{
    if (!list.is_array())
        return missing("the list", "the list of images");
    std::vector<ImageSummary> out;
    for (const auto& row : list) {
        ImageSummary image;
        image.id = text(row, "Id");
        if (image.id.empty())
            return missing("Id", "a row of the list of images");
        if (const auto& tags = member(row, "RepoTags"); tags.is_array())
            for (const auto& tag : tags)
                if (const auto name = text(tag); !name.empty() && name != "<none>:<none>")
                    image.references.push_back(name);
        image.digest = digest_of(row);
        image.size = number(row, "Size");
        image.created_at = TimePoint(std::chrono::seconds{ number(row, "Created") });
        out.push_back(std::move(image));
    }
    return out;
}

Result<std::string> parse_created(const Json& reply)
{
    auto id = text(reply, "Id");
    if (id.empty())
        return missing("Id", "the answer to the creation of a container");
    return id;
}

Result<std::vector<std::string>> parse_volumes(const Json& reply)
{
    std::vector<std::string> names;
    const auto& volumes = member(reply, "Volumes");
    if (!volumes.is_array())
        return names; // null where there is none
    for (const auto& volume : volumes)
        if (auto name = text(volume, "Name"); !name.empty())
            names.push_back(std::move(name));
    return names;
}

Result<std::vector<Network>> parse_networks(const Json& reply)
{
    if (!reply.is_array())
        return missing("the list", "the list of networks");
    std::vector<Network> networks;
    for (const auto& network : reply)
        networks.push_back({ text(network, "Name"), labels(member(network, "Labels")) });
    return networks;
}

std::optional<Event> parse_event(const Json& event)
{
    const auto& actor = member(event, "Actor");
    Event out;
    out.action = text(event, "Action");
    out.container_id = text(actor, "ID");
    if (text(event, "Type") != "container" || out.action.empty() || out.container_id.empty())
        return {};
    out.attributes = labels(member(actor, "Attributes"));
    out.at = TimePoint(std::chrono::duration_cast<Duration>(std::chrono::nanoseconds(number(event, "timeNano"))));
    if (out.at == kNever)
        out.at = TimePoint(std::chrono::seconds(number(event, "time")));
    return out;
}

std::optional<Stats> parse_stats(const Json& reading)
{
    Stats out;
    out.at = time(reading, "read");
    if (out.at == kNever)
        return {};
    out.cpu_nanoseconds = number<std::uint64_t>(member(member(reading, "cpu_stats"), "cpu_usage"), "total_usage");
    out.memory = used_memory(member(reading, "memory_stats"));
    if (const auto& networks = member(reading, "networks"); networks.is_object())
        for (const auto& network : networks) {
            out.network_received += number<std::uint64_t>(network, "rx_bytes");
            out.network_sent += number<std::uint64_t>(network, "tx_bytes");
        }
    return out;
}

std::string error_message(int status, const std::string& body)
{
    const auto json = parse_json(body, kEngineJson);
    auto message = json ? text(*json, "message") : body.substr(0, 1024);
    message.erase(message.find_last_not_of(" \r\n\t") + 1);
    return message.empty() ? fmt::format("the engine answered with status {}", status) : message;
}

} // namespace quayside::docker
