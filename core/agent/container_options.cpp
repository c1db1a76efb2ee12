#include "core/agent/container_options.h"

#include <string>

namespace quayside::agent {

const Json& member(const Json& object, const char* name)
{
    static const Json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

const Json& list_of(const Json& object, const char* name)
{
    static const Json none = Json::array();
    const Json& found = member(object, name);
    return found.is_array() ? found : none;
}

const Json& container_document(const model::TaskDefinition& definition, std::size_t index)
{
    static const Json none;
    const Json& containers = list_of(definition.document, "containerDefinitions");
    return index < containers.size() ? containers[index] : none;
}

namespace {

std::string text(const Json& json)
{
    return json.is_string() ? json.get<std::string>() : std::string();
}

void copy(const Json& from, const char* name, Json& to, const char* as)
{
    if (const Json& value = member(from, name); !value.is_null() && !value.empty())
        to[as] = value;
}

void copy_mib(const Json& from, const char* name, Json& to, const char* as)
{
    if (const Json& value = member(from, name); value.is_number_integer() && value.get<std::int64_t>() > 0)
        to[as] = value.get<std::int64_t>() << 20;
}

enum class Controls { All, Network, AllButNetwork };

void apply_controls(const Json& container, Controls which, Json& host)
{
    for (const auto& control : list_of(container, "systemControls")) {
        const std::string name = text(member(control, "namespace"));
        if (which == Controls::All || name.starts_with("net.") == (which == Controls::Network))
            host["Sysctls"][name] = text(member(control, "value"));
    }
}

// The engine's own form is name=value; with a colon it is the old one.
void apply_security_options(const Json& container, Json& host)
{
    for (const auto& option : list_of(container, "dockerSecurityOptions")) {
        std::string written = text(option);
        if (const auto colon = written.find(':'); written.find('=') == std::string::npos && colon != std::string::npos)
            written[colon] = '=';
        host["SecurityOpt"].push_back(written);
    }
}

void apply_ulimits(const Json& container, Json& host)
{
    for (const auto& limit : list_of(container, "ulimits"))
        host["Ulimits"].push_back({ { "Name", member(limit, "name") }, { "Soft", member(limit, "softLimit") },
            { "Hard", member(limit, "hardLimit") } });
}

std::string permission_letters(const Json& device)
{
    std::string letters;
    for (const auto& permission : list_of(device, "permissions"))
        if (!text(permission).empty())
            letters += text(permission).front(); // read, write, mknod
    return letters.empty() ? "rwm" : letters;
}

void apply_devices(const Json& linux_parameters, Json& host)
{
    for (const auto& device : list_of(linux_parameters, "devices")) {
        const std::string path = text(member(device, "hostPath"));
        const std::string inside = text(member(device, "containerPath"));
        host["Devices"].push_back({ { "PathOnHost", path }, { "PathInContainer", inside.empty() ? path : inside },
            { "CgroupPermissions", permission_letters(device) } });
    }
}

void apply_tmpfs(const Json& linux_parameters, Json& host)
{
    for (const auto& mount : list_of(linux_parameters, "tmpfs")) {
        std::string options;
        for (const auto& option : list_of(mount, "mountOptions"))
            options += text(option) + ',';
        const Json& size = member(mount, "size");
        options += "size=" + std::to_string(size.is_number_integer() ? size.get<std::int64_t>() : 0) + 'm';
        host["Tmpfs"][text(member(mount, "containerPath"))] = options;
    }
}

// maxSwap is what comes on top of the memory limit; without it swappiness is ignored.
void apply_swap(const Json& linux_parameters, Json& host)
{
    const Json& swap = member(linux_parameters, "maxSwap");
    const Json& memory = member(host, "Memory");
    if (!swap.is_number_integer() || !memory.is_number_integer())
        return;
    host["MemorySwap"] = memory.get<std::int64_t>() + (swap.get<std::int64_t>() << 20);
    const Json& swappiness = member(linux_parameters, "swappiness");
    host["MemorySwappiness"] = swappiness.is_number_integer() ? swappiness : Json(60);
}

void apply_linux_parameters(const Json& parameters, Json& host)
{
    const Json& capabilities = member(parameters, "capabilities");
    copy(capabilities, "add", host, "CapAdd");
    copy(capabilities, "drop", host, "CapDrop");
    copy(parameters, "initProcessEnabled", host, "Init");
    copy_mib(parameters, "sharedMemorySize", host, "ShmSize");
    apply_devices(parameters, host);
    apply_tmpfs(parameters, host);
    apply_swap(parameters, host);
}

// Unless it is to wait, a container goes on while its log driver is stuck.
void add_log_mode(const Json& given, const std::string& otherwise, Json& options)
{
    const auto mode = text(member(given, "mode"));
    options["mode"] = mode.empty() ? otherwise : mode;
    if (options["mode"] != "non-blocking")
        return;
    const auto buffer = text(member(given, "max-buffer-size"));
    options["max-buffer-size"] = buffer.empty() ? "10m" : buffer;
}

// Drivers that need a service in the cloud are replaced by files of bounded size.
void apply_log_configuration(const Json& container, const ContainerInputs& inputs, Json& host)
{
    const Json& logs = member(container, "logConfiguration");
    const std::string driver = text(member(logs, "logDriver"));
    if (driver.empty())
        return;
    const Json& given = member(logs, "options");
    const bool replaced = driver == "awslogs" || driver == "awsfirelens";
    Json options = Json::object();
    if (replaced)
        options = { { "max-size", "20m" }, { "max-file", "5" } };
    else if (given.is_object())
        options = given;
    if (!replaced)
        for (const auto& [name, value] : inputs.log_options)
            options[name] = value;
    add_log_mode(given, inputs.log_mode, options);
    host["LogConfig"] = { { "Type", replaced ? "json-file" : driver }, { "Config", options } };
}

std::int64_t nanoseconds(const Json& check, const char* name, std::int64_t otherwise)
{
    const Json& given = member(check, name);
    return (given.is_number() ? given.get<std::int64_t>() : otherwise) * 1'000'000'000;
}

// Only that of the definition counts: a check that the image brings is left to the image.
void apply_health_check(const Json& check, Json& body)
{
    if (!check.is_object())
        return;
    Json& health = body["Healthcheck"];
    health["Test"] = list_of(check, "command");
    health["Interval"] = nanoseconds(check, "interval", 30);
    health["Timeout"] = nanoseconds(check, "timeout", 5);
    health["StartPeriod"] = nanoseconds(check, "startPeriod", 0);
    health["Retries"] = member(check, "retries").is_number() ? member(check, "retries") : Json(3);
}

} // namespace

void apply_network_controls(const Json& container, Json& host)
{
    apply_controls(container, Controls::Network, host);
}

void apply_options(const Json& container, bool in_awsvpc, const ContainerInputs& inputs, Json& body)
{
    apply_health_check(member(container, "healthCheck"), body);
    copy(container, "user", body, "User");
    copy(container, "workingDirectory", body, "WorkingDir");
    copy(container, "hostname", body, "Hostname");
    copy(container, "interactive", body, "OpenStdin");
    copy(container, "pseudoTerminal", body, "Tty");
    copy(container, "disableNetworking", body, "NetworkDisabled");
    Json& host = body["HostConfig"];
    copy(container, "privileged", host, "Privileged");
    copy(container, "readonlyRootFilesystem", host, "ReadonlyRootfs");
    copy(container, "dnsServers", host, "Dns");
    copy(container, "dnsSearchDomains", host, "DnsSearch");
    apply_security_options(container, host);
    for (const auto& entry : list_of(container, "extraHosts"))
        host["ExtraHosts"].push_back(text(member(entry, "hostname")) + ':' + text(member(entry, "ipAddress")));
    apply_controls(container, in_awsvpc ? Controls::AllButNetwork : Controls::All, host);
    apply_ulimits(container, host);
    apply_linux_parameters(member(container, "linuxParameters"), host);
    apply_log_configuration(container, inputs, host);
}

} // namespace quayside::agent
