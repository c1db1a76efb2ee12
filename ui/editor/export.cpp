#include "ui/editor/export.h"

#include "ui/editor/compose_variables.h"
#include "ui/editor/document_parts.h"
#include "ui/look/text.h"

#include <QStringList>

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace quayside::ui {

namespace {

QString quoted(const QString& word)
{
    const auto plain = [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringLiteral("-_./:=@,+%").contains(c);
    };
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), plain))
        return word;
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QStringList words_in(const Json& list)
{
    QStringList words;
    for (const auto& word : list)
        if (word.is_string())
            words << from_utf8(word.get<std::string>());
    return words;
}

QString port_text(const Json& mapping)
{
    const auto port = number_of(mapping, "containerPort");
    auto inside = port ? QString::number(*port) : from_utf8(text_of(mapping, "containerPortRange"));
    if (const auto outside = number_of(mapping, "hostPort").value_or(0); outside > 0)
        inside = QStringLiteral("%1:%2").arg(outside).arg(inside);
    const auto protocol = text_of(mapping, "protocol");
    return protocol == "udp" ? inside + QStringLiteral("/udp") : inside;
}

// "name:/path:ro", "/on/host:/path"
QString mount_text(const Json& document, const Json& mount)
{
    auto from = from_utf8(text_of(mount, "sourceVolume"));
    for (const auto& volume : list_of(document, "volumes"))
        if (text_of(volume, "name") == text_of(mount, "sourceVolume"))
            if (const auto path = text_of(part_of(volume, "host"), "sourcePath"); !path.empty())
                from = from_utf8(path);
    const auto text = QStringLiteral("%1:%2").arg(from, from_utf8(text_of(mount, "containerPath")));
    return flag_of(mount, "readOnly", false) ? text + QStringLiteral(":ro") : text;
}

std::int64_t limit_of(const Json& container)
{
    return number_of(container, "memory").value_or(0);
}

class RunWords {
public:
    void add(const QString& flag, const QString& value)
    {
        if (!value.isEmpty())
            words_ << flag << quoted(value);
    }
    void add(const QString& word) { words_ << word; }
    QString line() const { return words_.join(u' '); }

private:
    QStringList words_{ QStringLiteral("docker"), QStringLiteral("run"), QStringLiteral("-d") };
};

QString run_line(const Json& document, const Json& container)
{
    RunWords words;
    words.add("--name", from_utf8(text_of(container, "name")));
    if (const auto mode = text_of(document, "networkMode"); mode == "host" || mode == "none")
        words.add("--network", from_utf8(mode));
    for (const auto& mapping : list_of(container, "portMappings"))
        words.add("-p", port_text(mapping));
    for (const auto& variable : list_of(container, "environment"))
        words.add("-e", from_utf8(text_of(variable, "name") + "=" + text_of(variable, "value")));
    for (const auto& mount : list_of(container, "mountPoints"))
        words.add("-v", mount_text(document, mount));
    if (limit_of(container) > 0)
        words.add("-m", QStringLiteral("%1m").arg(limit_of(container)));
    if (const auto soft = number_of(container, "memoryReservation").value_or(0); soft > 0)
        words.add("--memory-reservation", QStringLiteral("%1m").arg(soft));
    if (const auto cpu = number_of(container, "cpu").value_or(0); cpu > 0)
        words.add("--cpu-shares", QString::number(cpu));
    words.add("-w", from_utf8(text_of(container, "workingDirectory")));
    words.add("-u", from_utf8(text_of(container, "user")));
    words.add("-h", from_utf8(text_of(container, "hostname")));
    if (flag_of(container, "privileged", false))
        words.add(QStringLiteral("--privileged"));
    if (flag_of(container, "readonlyRootFilesystem", false))
        words.add(QStringLiteral("--read-only"));
    const auto entry = words_in(list_of(container, "entryPoint"));
    if (!entry.isEmpty())
        words.add("--entrypoint", entry.front());
    words.add(quoted(from_utf8(text_of(container, "image"))));
    for (const auto& word : entry.mid(1) + words_in(list_of(container, "command")))
        words.add(quoted(word));
    return words.line();
}

void write_list(YAML::Emitter& out, const char* key, const QStringList& values)
{
    if (values.isEmpty())
        return;
    out << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const auto& value : values)
        out << YAML::DoubleQuoted << with_dollars_doubled(value).toStdString();
    out << YAML::EndSeq;
}

void write_text(YAML::Emitter& out, const char* key, const std::string& value)
{
    if (!value.empty())
        out << YAML::Key << key << YAML::Value << YAML::DoubleQuoted
            << with_dollars_doubled(from_utf8(value)).toStdString();
}

void write_dependencies(YAML::Emitter& out, const Json& container)
{
    const auto& dependencies = list_of(container, "dependsOn");
    if (dependencies.empty())
        return;
    out << YAML::Key << "depends_on" << YAML::Value << YAML::BeginMap;
    for (const auto& dependency : dependencies) {
        const auto condition = text_of(dependency, "condition");
        out << YAML::Key << text_of(dependency, "containerName") << YAML::Value << YAML::BeginMap << YAML::Key
            << "condition" << YAML::Value
            << (condition == "HEALTHY"        ? "service_healthy"
                       : condition == "START" ? "service_started"
                                              : "service_completed_successfully")
            << YAML::EndMap;
    }
    out << YAML::EndMap;
}

void write_health(YAML::Emitter& out, const Json& container)
{
    const auto& check = part_of(container, "healthCheck");
    if (!check.is_object())
        return;
    out << YAML::Key << "healthcheck" << YAML::Value << YAML::BeginMap;
    write_list(out, "test", words_in(list_of(check, "command")));
    for (const auto& [key, member] :
        { std::pair{ "interval", "interval" }, { "timeout", "timeout" }, { "start_period", "startPeriod" } })
        if (const auto seconds = number_of(check, member))
            out << YAML::Key << key << YAML::Value << std::to_string(*seconds) + "s";
    if (const auto retries = number_of(check, "retries"))
        out << YAML::Key << "retries" << YAML::Value << *retries;
    out << YAML::EndMap;
}

void write_service(YAML::Emitter& out, const Json& document, const Json& container)
{
    out << YAML::Key << text_of(container, "name") << YAML::Value << YAML::BeginMap;
    write_text(out, "image", text_of(container, "image"));
    write_list(out, "entrypoint", words_in(list_of(container, "entryPoint")));
    write_list(out, "command", words_in(list_of(container, "command")));
    QStringList ports;
    QStringList variables;
    QStringList mounts;
    for (const auto& mapping : list_of(container, "portMappings"))
        ports << port_text(mapping);
    for (const auto& variable : list_of(container, "environment"))
        variables << from_utf8(text_of(variable, "name") + "=" + text_of(variable, "value"));
    for (const auto& mount : list_of(container, "mountPoints"))
        mounts << mount_text(document, mount);
    write_list(out, "ports", ports);
    write_list(out, "environment", variables);
    write_list(out, "volumes", mounts);
    write_dependencies(out, container);
    write_health(out, container);
    if (limit_of(container) > 0)
        out << YAML::Key << "mem_limit" << YAML::Value << std::to_string(limit_of(container)) + "m";
    if (const auto soft = number_of(container, "memoryReservation").value_or(0); soft > 0)
        out << YAML::Key << "mem_reservation" << YAML::Value << std::to_string(soft) + "m";
    write_text(out, "working_dir", text_of(container, "workingDirectory"));
    write_text(out, "user", text_of(container, "user"));
    write_text(out, "hostname", text_of(container, "hostname"));
    if (flag_of(container, "privileged", false))
        out << YAML::Key << "privileged" << YAML::Value << true;
    out << YAML::EndMap;
}

} // namespace

QString export_json(const std::string& text)
{
    return from_utf8(text);
}

QString export_cli(const Json& document, const std::string& endpoint)
{
    const auto json = from_utf8(document.dump(-1, ' ', false, Json::error_handler_t::replace));
    const auto where = endpoint.empty() ? QString() : QStringLiteral(" --endpoint-url %1").arg(from_utf8(endpoint));
    return QStringLiteral("aws%1 ecs register-task-definition --cli-input-json %2").arg(where, quoted(json));
}

QString export_docker_run(const Json& document)
{
    QStringList lines;
    for (const auto& container : containers_of(document))
        lines << run_line(document, container);
    return lines.join(u'\n');
}

QString export_compose(const Json& document)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "services" << YAML::Value << YAML::BeginMap;
    for (const auto& container : containers_of(document))
        write_service(out, document, container);
    out << YAML::EndMap;
    std::vector<std::string> named;
    for (const auto& volume : list_of(document, "volumes"))
        if (text_of(part_of(volume, "host"), "sourcePath").empty())
            named.push_back(text_of(volume, "name"));
    if (!named.empty()) {
        out << YAML::Key << "volumes" << YAML::Value << YAML::BeginMap;
        for (const auto& name : named)
            out << YAML::Key << name << YAML::Value << YAML::Null;
        out << YAML::EndMap;
    }
    out << YAML::EndMap;
    return from_utf8(out.c_str()) + u'\n';
}

} // namespace quayside::ui
