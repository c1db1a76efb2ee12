#include "ui/editor/compose_variables.h"
#include "ui/editor/document_parts.h"
#include "ui/editor/import_parts.h"
#include "ui/look/text.h"

#include <QHash>
#include <QObject>

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace quayside::ui {

namespace {

// As it stands, for what compose does not look for variables in: keys.
QString key_text(const YAML::Node& node)
{
    return node.IsScalar() ? from_utf8(node.Scalar()) : QString();
}

// A service of a compose file as a container.
class Service {
public:
    Service(Imported& imported, const QString& name)
        : imported_(imported)
        , name_(name)
        , container_{ { "name", name.toStdString() }, { "image", "" } }
    {
    }

    Json read(const YAML::Node& service)
    {
        const auto known = readers();
        for (const auto& entry : service) {
            const auto key = key_text(entry.first);
            if (const auto read = known.value(key); read)
                read(entry.second);
            else
                imported_.drop(place(key), QObject::tr("nothing in a task definition says this"));
        }
        if (text_of(container_, "image").empty())
            imported_.approximate(
                place("image"), QStringLiteral("image"), QObject::tr("it names no image: build one and name it"));
        return std::move(container_);
    }

private:
    using Read = std::function<void(const YAML::Node&)>;

    // A value, without its variables; what was put in their place is told once.
    QString text(const YAML::Node& node)
    {
        const QString written = key_text(node);
        const auto found = without_variables(written);
        if (!found.is_valid && !std::exchange(told_[written], true))
            imported_.approximate(place(written), written,
                QObject::tr("a $ begins no variable here and stays as it is; compose would refuse the file"));
        for (const auto& variable : found.variables)
            tell(variable);
        return found.text;
    }

    void tell(const ComposeText::Variable& variable)
    {
        if (std::exchange(told_[variable.name], true))
            return;
        const QString reason = variable.has_default ? QObject::tr("%1 counts as not set, so that its default stands")
            : variable.required                     ? QObject::tr("the file wants %1 to be set: put its value in")
                                : QObject::tr("%1 is not known here and counts as empty: put its value in");
        imported_.approximate(
            place(u'$' + variable.name), QStringLiteral("\"%1\"").arg(variable.value), reason.arg(variable.name));
    }

    // A list, or one word alone.
    QStringList texts(const YAML::Node& node)
    {
        QStringList all;
        if (node.IsScalar())
            all << text(node);
        else if (node.IsSequence())
            for (const auto& element : node)
                all << text(element);
        return all;
    }

    // "NAME: value" and "- NAME=value" are the same.
    QStringList assignments(const YAML::Node& node)
    {
        if (!node.IsMap())
            return texts(node);
        QStringList all;
        for (const auto& entry : node)
            all << (entry.second.IsNull() ? key_text(entry.first)
                                          : QStringLiteral("%1=%2").arg(key_text(entry.first), text(entry.second)));
        return all;
    }

    QString place(const QString& key) const { return QStringLiteral("%1 · %2").arg(name_, key); }

    Read as_text(const char* key, const char* member)
    {
        return [this, key, member](const YAML::Node& node) {
            set_text(imported_, container_, place(QLatin1String(key)), member, text(node));
        };
    }
    Read as_list(const char* key, const char* member)
    {
        return [this, key, member](const YAML::Node& node) {
            set_list(imported_, container_, place(QLatin1String(key)), member, texts(node));
        };
    }
    Read as_flag(const char* key, const char* member)
    {
        return [this, key, member](const YAML::Node& node) {
            container_[member] = text(node) == "true";
            imported_.map(place(QLatin1String(key)), QLatin1String(member));
        };
    }
    Read as_words(const char* key, const char* member)
    {
        return [this, key, member](const YAML::Node& node) {
            set_list(imported_, container_, place(QLatin1String(key)), member,
                node.IsScalar() ? split_shell(text(node)) : texts(node));
        };
    }
    Read dropped(const char* key, const QString& reason)
    {
        return [this, key, reason](const YAML::Node&) { imported_.drop(place(QLatin1String(key)), reason); };
    }

    QHash<QString, Read> readers()
    {
        QHash<QString, Read> all{ { "image", as_text("image", "image") }, { "user", as_text("user", "user") },
            { "hostname", as_text("hostname", "hostname") },
            { "working_dir", as_text("working_dir", "workingDirectory") },
            { "command", as_words("command", "command") }, { "entrypoint", as_words("entrypoint", "entryPoint") },
            { "links", as_list("links", "links") }, { "dns", as_list("dns", "dnsServers") },
            { "dns_search", as_list("dns_search", "dnsSearchDomains") },
            { "security_opt", as_list("security_opt", "dockerSecurityOptions") },
            { "privileged", as_flag("privileged", "privileged") },
            { "read_only", as_flag("read_only", "readonlyRootFilesystem") },
            { "tty", as_flag("tty", "pseudoTerminal") }, { "stdin_open", as_flag("stdin_open", "interactive") },
            { "container_name", dropped("container_name", QObject::tr("containers of tasks are named by the agent")) },
            { "env_file", dropped("env_file", QObject::tr("the file is not read here: paste its lines as variables")) },
            { "networks", dropped("networks", QObject::tr("containers of one task see each other without")) },
            { "expose", dropped("expose", QObject::tr("containers of one task see each other without")) },
            { "profiles", dropped("profiles", QObject::tr("a task runs all of its containers")) },
            { "build", dropped("build", QObject::tr("images are built elsewhere")) } };
        add_own(all);
        return all;
    }

    void add_own(QHash<QString, Read>& all)
    {
        all["ports"] = [this](const YAML::Node& node) { ports(node); };
        all["volumes"] = [this](const YAML::Node& node) { volumes(node); };
        all["depends_on"] = [this](const YAML::Node& node) { depends_on(node); };
        all["healthcheck"] = [this](const YAML::Node& node) { health(node); };
        all["logging"] = [this](const YAML::Node& node) { logging(node); };
        all["deploy"] = [this](const YAML::Node& node) { deploy(node); };
        all["environment"] = [this](const YAML::Node& node) {
            for (const auto& assignment : assignments(node))
                add_environment(
                    imported_, container_, place("environment " + assignment.section(u'=', 0, 0)), assignment);
        };
        all["labels"] = [this](const YAML::Node& node) {
            for (const auto& label : assignments(node))
                container_["dockerLabels"][label.section(u'=', 0, 0).toStdString()]
                    = label.section(u'=', 1).toStdString();
            imported_.map(place("labels"), "dockerLabels");
        };
        all["mem_limit"] = [this](const YAML::Node& node) {
            set_memory(imported_, container_, place("mem_limit"), "memory", text(node));
        };
        all["mem_reservation"] = [this](const YAML::Node& node) {
            set_memory(imported_, container_, place("mem_reservation"), "memoryReservation", text(node));
        };
        all["cpus"] = [this](const YAML::Node& node) { set_cpus(imported_, container_, place("cpus"), text(node)); };
        all["restart"]
            = [this](const YAML::Node& node) { set_restart(imported_, container_, place("restart"), text(node)); };
        all["stop_grace_period"] = [this](const YAML::Node& node) {
            const auto seconds = seconds_in(text(node));
            if (!seconds)
                return imported_.drop(place("stop_grace_period"), QObject::tr("this is no time"));
            container_["stopTimeout"] = *seconds;
            imported_.map(place("stop_grace_period"), QStringLiteral("stopTimeout %1").arg(*seconds));
        };
    }

    void ports(const YAML::Node& node)
    {
        for (const auto& port : node) {
            auto words = text(port);
            if (port.IsMap()) {
                words = port["published"] ? text(port["published"]) + u':' : QString();
                words += port["target"] ? text(port["target"]) : QString();
                if (port["protocol"])
                    words += u'/' + text(port["protocol"]);
            }
            add_port(imported_, container_, place("ports " + words), words);
        }
    }

    void volumes(const YAML::Node& node)
    {
        for (const auto& volume : node) {
            if (volume.IsMap() && volume["target"])
                add_mount(imported_, container_, place("volumes " + text(volume["target"])),
                    volume["source"] ? text(volume["source"]) : QString(), text(volume["target"]),
                    volume["read_only"] && text(volume["read_only"]) == "true");
            else
                add_mount_text(imported_, container_, place("volumes " + text(volume)), text(volume));
        }
    }

    void depends_on(const YAML::Node& node)
    {
        const auto add = [this](const QString& other, const QString& wanted) {
            const bool known = wanted.isEmpty() || wanted == "service_started" || wanted == "service_healthy"
                || wanted == "service_completed_successfully";
            const char* condition = wanted == "service_healthy" ? "HEALTHY"
                : wanted == "service_completed_successfully"    ? "SUCCESS"
                                                                : "START";
            container_["dependsOn"].push_back(
                Json{ { "containerName", other.toStdString() }, { "condition", condition } });
            const QString target = QStringLiteral("dependsOn %1 %2").arg(other, QLatin1String(condition));
            if (known)
                imported_.map(place("depends_on " + other), target);
            else
                imported_.approximate(place("depends_on " + other), target, QObject::tr("%1 is not known").arg(wanted));
        };
        if (node.IsMap())
            for (const auto& entry : node)
                add(key_text(entry.first),
                    entry.second.IsMap() && entry.second["condition"] ? text(entry.second["condition"]) : QString());
        else
            for (const auto& other : texts(node))
                add(other, {});
    }

    void health(const YAML::Node& node)
    {
        if (!node.IsMap())
            return imported_.drop(place("healthcheck"), QObject::tr("it is no map"));
        Json check = Json::object();
        for (const auto& entry : node) {
            const auto key = key_text(entry.first);
            if (key == "test") {
                if (entry.second.IsScalar())
                    check["command"] = Json::array({ "CMD-SHELL", text(entry.second).toStdString() });
                else
                    for (const auto& word : texts(entry.second))
                        check["command"].push_back(word.toStdString());
            } else if (key == "retries") {
                check["retries"] = text(entry.second).toInt();
            } else if (const auto seconds = seconds_in(text(entry.second));
                       seconds && (key == "interval" || key == "timeout" || key == "start_period")) {
                check[key == "start_period" ? "startPeriod" : key.toStdString()] = *seconds;
            } else {
                imported_.drop(place("healthcheck " + key), QObject::tr("nothing in a task definition says this"));
            }
        }
        if (!check.contains("command"))
            return imported_.drop(place("healthcheck"), QObject::tr("the image's own check is not known here"));
        container_["healthCheck"] = std::move(check);
        imported_.map(place("healthcheck"), "healthCheck");
    }

    void logging(const YAML::Node& node)
    {
        Json logs = Json::object();
        if (node.IsMap() && node["driver"])
            logs["logDriver"] = text(node["driver"]).toStdString();
        if (node.IsMap() && node["options"] && node["options"].IsMap())
            for (const auto& entry : node["options"])
                logs["options"][key_text(entry.first).toStdString()] = text(entry.second).toStdString();
        if (!logs.contains("logDriver"))
            logs["logDriver"] = "json-file";
        container_["logConfiguration"] = std::move(logs);
        imported_.map(place("logging"), "logConfiguration");
    }

    void deploy(const YAML::Node& node)
    {
        if (!node.IsMap())
            return;
        for (const auto& entry : node) {
            const auto key = key_text(entry.first);
            if (key == "resources" && entry.second.IsMap()) {
                size(entry.second["limits"], "deploy limits", "memory");
                size(entry.second["reservations"], "deploy reservations", "memoryReservation");
            } else {
                imported_.drop(place("deploy " + key), QObject::tr("this is said by a service, not by its definition"));
            }
        }
    }

    void size(const YAML::Node& node, const QString& where, const char* member)
    {
        if (!node || !node.IsMap())
            return;
        if (node["memory"])
            set_memory(imported_, container_, place(where + " memory"), member, text(node["memory"]));
        if (node["cpus"])
            set_cpus(imported_, container_, place(where + " cpus"), text(node["cpus"]));
    }

    Imported& imported_;
    QHash<QString, bool> told_; // variables, by name
    QString name_;
    Json container_;
};

// A container that others wait for to end cannot be essential.
void let_go(Imported& imported)
{
    auto& containers = imported.document["containerDefinitions"];
    std::vector<std::string> ending;
    for (const auto& container : containers)
        for (const auto& dependency : list_of(container, "dependsOn"))
            if (text_of(dependency, "condition") == "SUCCESS")
                ending.push_back(text_of(dependency, "containerName"));
    for (auto& container : containers)
        if (std::ranges::find(ending, text_of(container, "name")) != ending.end()) {
            container["essential"] = false;
            imported.approximate(QObject::tr("%1 ends").arg(from_utf8(text_of(container, "name"))),
                QStringLiteral("essential false"), QObject::tr("others wait for its end, which must not end the task"));
        }
}

} // namespace

Imported import_compose(const QString& source)
{
    Imported imported;
    try {
        const auto file = YAML::Load(source.toStdString());
        if (!file.IsMap() || !file["services"] || !file["services"].IsMap()) {
            imported.error
                = QObject::tr("This is no docker run line, no JSON, and no compose file: it has no services.");
            return imported;
        }
        for (const auto& entry : file["services"]) {
            auto container = Service(imported, key_text(entry.first)).read(entry.second); // declares volumes as well
            imported.document["containerDefinitions"].push_back(std::move(container));
        }
        for (const auto& entry : file)
            if (const auto key = key_text(entry.first);
                key != "services" && key != "volumes" && key != "version" && key != "name")
                imported.drop(key, QObject::tr("nothing in a task definition says this"));
        if (file["name"])
            imported.map("name", "family");
        let_go(imported);
        complete(imported, file["name"] ? key_text(file["name"]) : QStringLiteral("compose"));
    } catch (const YAML::Exception& error) {
        imported = {};
        imported.error = QObject::tr("The compose file has an error at %1:%2: %3")
                             .arg(error.mark.line + 1)
                             .arg(error.mark.column + 1)
                             .arg(from_utf8(error.msg));
    }
    return imported;
}

} // namespace quayside::ui
