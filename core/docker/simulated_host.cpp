#include "core/docker/simulated_host.h"

#include "core/docker/json_access.h"
#include "core/docker/simulated_ids.h"
#include "core/docker/urls.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>

namespace quayside::docker {

namespace {

constexpr std::size_t kKeptEvents = 256;

Error refused(int status, std::string message)
{
    return { "EngineError", std::move(message), status };
}

Error no_such_container(const std::string& id)
{
    return refused(404, "No such container: " + id);
}

Error name_taken(const std::string& name, const std::string& by)
{
    return refused(409,
        fmt::format("Conflict. The container name \"/{0}\" is already in use by container \"{1}\". You have to remove "
                    "(or rename) that container to be able to reuse that name.",
            name, by));
}

std::shared_ptr<const std::string> pack_labels(const Json& labels)
{
    std::string packed;
    if (labels.is_object())
        for (const auto& [key, value] : labels.items())
            packed += '\0' + key + '=' + text(value);
    packed += '\0';
    return std::make_shared<const std::string>(std::move(packed));
}

Labels unpack_labels(const std::string& packed)
{
    Labels labels;
    for (std::size_t at = 1; at < packed.size();) {
        const auto end = packed.find('\0', at);
        const auto equals = packed.find('=', at);
        labels.emplace(packed.substr(at, equals - at), packed.substr(equals + 1, end - equals - 1));
        at = end + 1;
    }
    return labels;
}

std::uint16_t port_number(std::string_view digits)
{
    std::uint16_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::vector<PublishedPort> read_ports(const Json& bindings)
{
    std::vector<PublishedPort> ports;
    if (!bindings.is_object())
        return ports;
    for (const auto& [key, hosts] : bindings.items()) {
        const auto protocol = key.ends_with("/udp") ? model::Protocol::Udp : model::Protocol::Tcp;
        for (const auto& host : hosts)
            ports.push_back({ port_number(key), port_number(text(host, "HostPort")), protocol, text(host, "HostIp") });
    }
    return ports;
}

// A source that is no path is a volume, which the engine makes if there is none.
std::vector<std::string> mounted_volumes(const Json& binds)
{
    std::vector<std::string> names;
    if (binds.is_array())
        for (const auto& bind : binds)
            if (const auto source = text(bind).substr(0, text(bind).find(':')); !source.starts_with('/'))
                names.push_back(source);
    return names;
}

constexpr std::string_view kAnothersNetwork = "container:";

bool shares_network(const std::string& network_mode)
{
    return network_mode.starts_with(kAnothersNetwork);
}

const char* health_of(const SimulatedContainer& container)
{
    if (container.probe.active())
        return "starting";
    return container.check->passes ? "healthy" : "unhealthy";
}

} // namespace

SimulatedEngineSettings SimulatedEngineSettings::read(const Json& simulation)
{
    SimulatedEngineSettings settings;
    const auto seconds = [&simulation](const char* name, Duration& value) {
        if (const Json& given = member(simulation, name); given.is_number())
            value = Duration(static_cast<std::int64_t>(std::clamp(given.get<double>(), 0.0, 86400.0) * 1e6));
    };
    seconds("pullSeconds", settings.pull_time);
    seconds("startSeconds", settings.start_time);
    seconds("stopSeconds", settings.stop_time);
    if (const auto cpus = number(simulation, "cpus"); cpus > 0)
        settings.cpus = cpus;
    if (const auto mib = number(simulation, "memory"); mib > 0)
        settings.memory = mib << 20;
    if (const Json& load = member(simulation, "cpuLoad"); load.is_number())
        settings.cpu_load = load.get<double>();
    if (const Json& load = member(simulation, "memoryLoad"); load.is_number())
        settings.memory_load = load.get<double>();
    if (const Json& images = member(simulation, "unknownImages"); images.is_array())
        for (const auto& image : images)
            settings.unknown_images.insert(with_tag(text(image)));
    return settings;
}

SimulatedHost::SimulatedHost(Loop& loop, SimulatedEngineSettings settings)
    : loop_(loop)
    , settings_(std::move(settings))
    , random_(settings_.seed)
{
}

SimulatedContainer* SimulatedHost::find(const std::string& id_or_name) const
{
    if (const auto found = containers_.find(id_or_name); found != containers_.end())
        return found->second.get();
    const auto named = names_.find(id_or_name);
    return named == names_.end() ? nullptr : named->second;
}

std::shared_ptr<const SimulatedBehaviour> SimulatedHost::behaviour_of(const std::string& image, const Json& body) const
{
    static const auto usual = std::make_shared<const SimulatedBehaviour>();
    if (const auto found = behaviours_.find(image); found != behaviours_.end())
        return found->second;
    if (const auto known = behaviour_of_command(body))
        return std::make_shared<const SimulatedBehaviour>(*known);
    return usual;
}

void SimulatedHost::set_behaviour(const std::string& image, SimulatedBehaviour behaviour)
{
    behaviours_[with_tag(image)] = std::make_shared<const SimulatedBehaviour>(std::move(behaviour));
}

Result<std::string> SimulatedHost::create(const ContainerConfig& config, std::string id)
{
    const std::string image = with_tag(text(config.body, "Image"));
    const Json& host = member(config.body, "HostConfig");
    if (!image_present(image))
        return fail(refused(404, "No such image: " + image));
    if (const auto same = names_.find(config.name); same != names_.end())
        return fail(name_taken(config.name, same->second->id));
    if (shares_network(text(host, "NetworkMode")))
        for (const auto& [ports, doing] : { std::pair(member(host, "PortBindings"), "publishing"),
                 { member(config.body, "ExposedPorts"), "exposing" } })
            if (!ports.empty())
                return fail(refused(
                    400, fmt::format("conflicting options: port {} and the container type network mode", doing)));
    const auto memory = number(host, "Memory");
    if (memory > 0 && memory < 6 << 20)
        return fail(refused(400, "Minimum memory limit allowed is 6MB"));

    auto container = std::make_unique<SimulatedContainer>();
    container->id = id.empty() ? random_.id().hex() + random_.id().hex() : std::move(id);
    container->name = config.name.empty() ? "quiet_" + container->id.substr(0, 8) : config.name;
    container->image = image;
    container->labels = pack_labels(member(config.body, "Labels"));
    container->behaviour = behaviour_of(image, config.body);
    if (const auto check = check_of(config.body))
        container->check = std::make_shared<const SimulatedCheck>(*check);
    container->cpu_shares = number(host, "CpuShares");
    container->memory = memory;
    container->network_mode = text(host, "NetworkMode");
    const Json& places = member(member(config.body, "NetworkingConfig"), "EndpointsConfig");
    container->address = text(member(member(places, container->network_mode.c_str()), "IPAMConfig"), "IPv4Address");
    if (container->network_mode != "host")
        container->ports = read_ports(member(host, "PortBindings"));
    container->volumes = mounted_volumes(member(host, "Binds"));
    for (const auto& volume : container->volumes) {
        [[maybe_unused]] const auto made = volumes_.create({ volume, "local", {}, {} });
        volumes_.take(volume);
    }
    container->created_at = loop_.now();
    container->seed = std::hash<std::string>()(container->id); // the same load after a restart of this program
    SimulatedContainer& created = *container;
    names_.emplace(created.name, &created);
    [[maybe_unused]] const bool is_new = containers_.emplace(created.id, std::move(container)).second;
    assert(is_new && "the id of a container is given once");
    emit(created, "create");
    return created.id;
}

Result<void> SimulatedHost::bind_ports(SimulatedContainer& container)
{
    for (auto& port : container.ports) {
        if (port.host_port == 0) {
            while (ports_.contains({ next_port_, port.protocol }))
                ++next_port_;
            port.host_port = next_port_++;
        }
        if (ports_.contains({ port.host_port, port.protocol })) {
            release_ports(container);
            return fail(refused(500,
                fmt::format(
                    "driver failed programming external connectivity on endpoint {} ({}): Bind for {}:{} failed: port "
                    "is already allocated",
                    container.name, container.id, port.host_ip.empty() ? "0.0.0.0" : port.host_ip, port.host_port)));
        }
        ports_.emplace(model::Port{ port.host_port, port.protocol }, container.id);
    }
    return {};
}

void SimulatedHost::release_ports(const SimulatedContainer& container)
{
    for (const auto& port : container.ports)
        if (const auto held = ports_.find({ port.host_port, port.protocol });
            held != ports_.end() && held->second == container.id)
            ports_.erase(held);
}

Result<void> SimulatedHost::join_network(SimulatedContainer& container)
{
    static const std::set<std::string> ready{ "", "default", "bridge", "host", "none" };
    const std::string& mode = container.network_mode;
    if (shares_network(mode)) {
        const std::string id = mode.substr(kAnothersNetwork.size());
        const SimulatedContainer* other = find(id);
        if (!other)
            return fail(no_such_container(id));
        if (other->state != RunState::Running)
            return fail(refused(409, "cannot join network of a non running container: " + id));
    } else if (!ready.contains(mode)) {
        auto place = networks_.join(mode, container.address);
        if (!place)
            return fail(place.error());
        container.place = std::move(*place);
    }
    return join_more(container);
}

Result<void> SimulatedHost::join_more(SimulatedContainer& container)
{
    for (auto& more : container.more_places) {
        auto place = more.ipv4_address.empty() ? networks_.join(more.network) : Result<NetworkPlace>(more);
        if (!place) {
            leave_network(container);
            return fail(place.error());
        }
        more = std::move(*place);
    }
    return {};
}

void SimulatedHost::leave_network(SimulatedContainer& container)
{
    if (const auto place = std::exchange(container.place, std::nullopt))
        networks_.leave(*place);
    for (auto& more : container.more_places)
        if (!more.ipv4_address.empty()) {
            networks_.leave(more);
            more = { more.network, {}, {} };
        }
}

// As with the engine, one that does not run is put there when it starts.
Result<void> SimulatedHost::connect(const std::string& network, const std::string& id_or_name)
{
    SimulatedContainer* container = find(id_or_name);
    if (!container)
        return fail(no_such_container(id_or_name));
    if (!networks_.contains(network))
        return fail(refused(404, fmt::format("network {} not found", network)));
    if (std::ranges::find(container->more_places, network, &NetworkPlace::network) != container->more_places.end())
        return {};
    container->more_places.push_back({ network, {}, {} });
    if (container->state != RunState::Running)
        return {};
    auto joined = networks_.join(network);
    if (joined)
        container->more_places.back() = std::move(*joined);
    else
        container->more_places.pop_back();
    return joined ? Result<void>() : fail(joined.error());
}

void SimulatedHost::free_port(model::Port port)
{
    if (const auto held = ports_.find(port); held != ports_.end() && held->second == kStranger)
        ports_.erase(held);
}

Result<void> SimulatedHost::start(const std::string& id_or_name, TimePoint since)
{
    SimulatedContainer* container = find(id_or_name);
    if (!container)
        return fail(no_such_container(id_or_name));
    if (container->state == RunState::Running)
        return {};
    const SimulatedBehaviour& behaviour = *container->behaviour;
    if (behaviour.start_error) {
        container->exit_code = behaviour.start_error->http_status == 400 ? 127 : 128;
        container->error = behaviour.start_error->message;
        return fail(*behaviour.start_error);
    }
    if (const auto joined = join_network(*container); !joined) {
        container->error = joined.error().message;
        return fail(joined.error());
    }
    if (const auto bound = bind_ports(*container); !bound) {
        leave_network(*container);
        container->exit_code = 128;
        container->error = bound.error().message;
        return fail(bound.error());
    }
    container->state = RunState::Running;
    container->error.clear();
    container->exit_code = 0;
    container->out_of_memory = false;
    container->pid = next_pid_++;
    container->started_at = since;
    if (behaviour.exits_after)
        plan_exit(*container, std::max(Duration::zero(), since + *behaviour.exits_after - loop_.now()),
            behaviour.exit_code, behaviour.out_of_memory);
    plan_probe(*container);
    emit(*container, "start");
    return {};
}

void SimulatedHost::plan_probe(SimulatedContainer& container)
{
    if (!container.check || container.started_at + container.check->after <= loop_.now())
        return;
    container.probe = loop_.after(container.started_at + container.check->after - loop_.now(), [this, &container] {
        container.probe.cancel();
        emit(container, container.check->passes ? "health_status: healthy" : "health_status: unhealthy");
    });
}

void SimulatedHost::plan_exit(SimulatedContainer& container, Duration after, std::int32_t code, bool out_of_memory)
{
    container.exit = loop_.after(after, [this, id = container.id, code, out_of_memory] {
        if (const auto found = containers_.find(id); found != containers_.end())
            end(*found->second, code, out_of_memory);
    });
}

void SimulatedHost::end(SimulatedContainer& container, std::int32_t code, bool out_of_memory)
{
    container.exit.cancel();
    container.probe.cancel();
    container.state = RunState::Exited;
    container.pid = 0;
    container.exit_code = code;
    container.out_of_memory = out_of_memory;
    container.finished_at = loop_.now();
    release_ports(container);
    leave_network(container);
    if (out_of_memory)
        emit(container, "oom");
    const std::string id = container.id;
    emit(container, "die", code);
    run_ended(id);
}

void SimulatedHost::run_ended(const std::string& id)
{
    const auto found = waiting_.find(id);
    if (found == waiting_.end())
        return;
    const auto waiting = std::move(found->second);
    waiting_.erase(found);
    for (const auto& ended : waiting)
        ended();
}

Result<void> SimulatedHost::stop(const std::string& id_or_name, Duration grace, Function<void()> ended)
{
    SimulatedContainer* container = find(id_or_name);
    if (!container)
        return fail(no_such_container(id_or_name));
    if (container->state != RunState::Running) {
        ended();
        return {};
    }
    const SimulatedBehaviour& behaviour = *container->behaviour;
    waiting_[container->id].push_back(std::move(ended));
    const bool ends_before
        = behaviour.exits_after && container->started_at + *behaviour.exits_after < loop_.now() + grace;
    if (!behaviour.ignores_sigterm && settings_.stop_time <= grace)
        plan_exit(*container, settings_.stop_time, behaviour.sigterm_exit_code, false);
    else if (!ends_before)
        plan_exit(*container, grace, 137, false);
    emit(*container, "kill");
    return {};
}

void SimulatedHost::kill(SimulatedContainer& container)
{
    if (container.state != RunState::Running)
        return;
    end(container, 137, false);
}

Result<void> SimulatedHost::remove(const std::string& id_or_name)
{
    SimulatedContainer* container = find(id_or_name);
    if (!container)
        return fail(no_such_container(id_or_name));
    kill(*container);
    const auto node = containers_.extract(container->id);
    names_.erase(node.mapped()->name);
    for (const auto& volume : node.mapped()->volumes)
        volumes_.give_back(volume);
    emit(*node.mapped(), "destroy");
    return {};
}

Result<void> SimulatedHost::rename(const std::string& id_or_name, const std::string& name)
{
    SimulatedContainer* container = find(id_or_name);
    if (!container)
        return fail(no_such_container(id_or_name));
    if (container->name == name)
        return fail(refused(400, "Renaming a container with the same name as its current name"));
    if (const auto same = names_.find(name); same != names_.end())
        return fail(name_taken(name, same->second->id));
    names_.erase(container->name);
    names_.emplace(name, container);
    container->name = name;
    emit(*container, "rename");
    return {};
}

Duration SimulatedHost::end_all()
{
    Duration longest = std::chrono::milliseconds{ 500 };
    std::vector<SimulatedContainer*> running;
    for (const auto& [id, container] : containers_)
        if (container->state == RunState::Running)
            running.push_back(container.get());
    std::ranges::sort(running, {}, &SimulatedContainer::pid);
    for (auto* container : running) {
        const bool ignores = container->behaviour->ignores_sigterm;
        const Duration after = ignores ? std::chrono::seconds{ 10 } : settings_.stop_time;
        plan_exit(*container, after, ignores ? 137 : container->behaviour->sigterm_exit_code, false);
        longest = std::max(longest, after + std::chrono::milliseconds{ 500 });
    }
    return longest;
}

Result<ContainerState> SimulatedHost::inspect(const std::string& id_or_name) const
{
    const SimulatedContainer* container = find(id_or_name);
    if (!container)
        return fail(no_such_container(id_or_name));
    ContainerState state;
    state.id = container->id;
    state.name = container->name;
    state.image_id = simulated_image_id(container->image);
    state.labels = unpack_labels(*container->labels);
    state.state = container->state;
    state.pid = container->pid;
    state.exit_code = container->exit_code;
    state.out_of_memory = container->out_of_memory;
    state.error = container->error;
    state.created_at = container->created_at;
    state.started_at = container->started_at;
    state.finished_at = container->finished_at;
    state.wanted_ports = container->ports;
    if (container->state == RunState::Running)
        state.ports = container->ports;
    if (container->place)
        state.networks.push_back(*container->place);
    state.networks.insert(state.networks.end(), container->more_places.begin(), container->more_places.end());
    if (container->check && container->started_at != kNever)
        state.health = health_of(*container);
    return state;
}

std::vector<ContainerSummary> SimulatedHost::list(const std::vector<std::string>& label_filters) const
{
    std::vector<ContainerSummary> rows;
    for (const auto& [id, container] : containers_) {
        const auto matches = [&labels = *container->labels](const auto& filter) { return has_label(labels, filter); };
        if (std::ranges::all_of(label_filters, matches))
            rows.push_back(
                { id, container->name, container->image, container->state, unpack_labels(*container->labels) });
    }
    std::ranges::sort(rows, {}, &ContainerSummary::name); // the same order in every run
    return rows;
}

Stats SimulatedHost::stats(const SimulatedContainer& container) const
{
    return stats(container, loop_.now());
}

Stats SimulatedHost::stats(const SimulatedContainer& container, TimePoint at) const
{
    if (container.state != RunState::Running)
        return {};
    SimulatedLoad load = typical_load(container.cpu_shares, container.memory, container.seed);
    if (settings_.cpu_load > 0 && container.cpu_shares > 2)
        load.cpu_units = static_cast<double>(container.cpu_shares) * settings_.cpu_load;
    if (settings_.memory_load > 0 && container.memory > 0)
        load.memory_mib = static_cast<double>(container.memory >> 20) * settings_.memory_load;
    Stats stats = simulated_stats(container.behaviour->load.value_or(load), container.seed, container.started_at, at);
    if (container.memory > 0)
        stats.memory = std::min(stats.memory, static_cast<std::uint64_t>(container.memory));
    if (container.network_mode == "host" || shares_network(container.network_mode))
        stats.network_received = stats.network_sent = 0;
    return stats;
}

bool SimulatedHost::has_label(const std::string& labels, const std::string& key_value)
{
    const char end = key_value.find('=') == std::string::npos ? '=' : '\0';
    return labels.find('\0' + key_value + end) != std::string::npos;
}

void SimulatedHost::emit(const SimulatedContainer& container, const char* action, std::optional<std::int32_t> exit_code)
{
    if (kept_.size() == kKeptEvents)
        kept_.pop_front();
    kept_.push_back({ action, container.id, container.labels, container.name, exit_code, loop_.now() });
    if (onlooker_)
        onlooker_(kept_.back());
    if (handler_)
        handler_(kept_.back());
}

Event SimulatedHost::to_event(const KeptEvent& kept)
{
    Event event{ kept.action, kept.container_id, unpack_labels(*kept.labels), kept.at };
    event.attributes["name"] = kept.name;
    if (kept.exit_code)
        event.attributes["exitCode"] = std::to_string(*kept.exit_code);
    if (event.action == "kill")
        event.attributes["signal"] = "15";
    return event;
}

} // namespace quayside::docker
