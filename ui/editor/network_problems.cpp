#include "ui/editor/document_parts.h"
#include "ui/editor/problems.h"
#include "ui/look/text.h"

#include <QObject>

#include <map>
#include <set>

// Ports, and what each network mode allows.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Class = DraftProblem::Class;
using Problems = std::vector<DraftProblem>;
using Port = std::pair<std::int64_t, std::string>;

void add(Problems& problems, Severity severity, const char* code, const Path& path, const QString& text,
    std::optional<DraftProblem::Fix> fix = {})
{
    problems.push_back({ severity, Class::Semantics, code, path, text, std::move(fix) });
}

void check_mapping(const Json& mapping, const Path& path, const std::string& mode, Problems& problems)
{
    const bool one = part_of(mapping, "containerPort").is_null() == part_of(mapping, "containerPortRange").is_null();
    if (one)
        add(problems, Severity::Error, "ECS-222", path,
            QObject::tr("A mapping has a container port or a range of them"));
    const auto container_port = number_of(mapping, "containerPort");
    const auto host_port = number_of(mapping, "hostPort");
    if ((container_port && (*container_port < 1 || *container_port > 65535))
        || (host_port && (*host_port < 0 || *host_port > 65535)))
        add(problems, Severity::Error, "ECS-225", path,
            QObject::tr("A port is between 1 and 65535; host port 0 means that one is picked"));
    else if ((mode == "host" || mode == "awsvpc") && container_port && host_port && *host_port != *container_port)
        add(problems, Severity::Error, "ECS-220", path / "hostPort",
            QObject::tr("With network mode %1, host port and container port are the same").arg(from_utf8(mode)),
            DraftProblem::Fix{ QObject::tr("Set to %1").arg(*container_port),
                { { Patch::Kind::Set, path / "hostPort", *container_port } } });
}

void check_ports(const Json& container, std::size_t index, const std::string& mode, std::map<Port, std::size_t>& hosts,
    Problems& problems)
{
    const auto& mappings = list_of(container, "portMappings");
    const auto list = container_path(index) / "portMappings";
    if (mode == "none" && !mappings.empty())
        add(problems, Severity::Error, "ECS-221", list, QObject::tr("With network mode none, no port is mapped"),
            DraftProblem::Fix{ QObject::tr("Remove the ports"), { { Patch::Kind::Remove, list } } });
    std::map<std::int64_t, std::string> protocols;
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        check_mapping(mappings[i], list / i, mode, problems);
        const auto protocol = text_of(mappings[i], "protocol").empty() ? "tcp" : text_of(mappings[i], "protocol");
        const auto container_port = number_of(mappings[i], "containerPort").value_or(0);
        if (const auto [known, added] = protocols.emplace(container_port, protocol);
            !added && container_port != 0 && known->second != protocol)
            add(problems, Severity::Error, "ECS-224", list / i,
                QObject::tr("Port %1 is mapped for one protocol only").arg(container_port));
        auto host_port = number_of(mappings[i], "hostPort").value_or(0);
        if (mode == "host" || mode == "awsvpc")
            host_port = container_port;
        if (const auto [other, added] = hosts.emplace(Port(host_port, protocol), index);
            host_port != 0 && !added && mode != "none")
            add(problems, Severity::Warning, "ECS-223", list / i,
                QObject::tr("Host port %1 is asked for twice: no instance has it twice").arg(host_port),
                mode.empty() || mode == "bridge" ? std::optional(DraftProblem::Fix{
                    QObject::tr("Let one be picked"), { { Patch::Kind::Set, list / i / "hostPort", 0 } } })
                                                 : std::nullopt);
    }
}

void check_mode(
    const Json& document, const Json& container, std::size_t index, const std::string& mode, Problems& problems)
{
    const auto refuse = [&](const char* member) {
        const auto path = container_path(index) / member;
        add(problems, Severity::Error, "ECS-226", path,
            QObject::tr("%1 is not possible with network mode %2").arg(QLatin1String(member), from_utf8(mode)),
            DraftProblem::Fix{ QObject::tr("Remove it"), { { Patch::Kind::Remove, path } } });
    };
    const bool bridge = mode.empty() || mode == "bridge";
    const auto& links = list_of(container, "links");
    if (!bridge && !links.empty())
        refuse("links");
    for (std::size_t i = 0; bridge && i < links.size(); ++i) {
        const auto link = links[i].is_string() ? links[i].get<std::string>() : std::string();
        if (!find_container(document, link.substr(0, link.find(':'))))
            add(problems, Severity::Error, "ECS-227", container_path(index) / "links" / i,
                QObject::tr("There is no container %1").arg(from_utf8(link.substr(0, link.find(':')))));
    }
    if (mode != "awsvpc")
        return;
    for (const char* member : { "hostname", "dnsServers", "dnsSearchDomains", "extraHosts" })
        if (const auto& part = part_of(container, member); !part.is_null() && part != Json("") && part != Json::array())
            refuse(member);
}

} // namespace

void find_network_problems(const Json& document, Problems& problems)
{
    const auto mode = text_of(document, "networkMode");
    std::map<Port, std::size_t> hosts;
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        check_ports(containers_of(document)[i], i, mode, hosts, problems);
        check_mode(document, containers_of(document)[i], i, mode, problems);
    }
}

} // namespace quayside::ui
