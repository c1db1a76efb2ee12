#include "ui/editor/document_parts.h"
#include "ui/editor/import_parts.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace quayside::ui {

namespace {

// Reads the words of a docker run line.
class RunLine {
public:
    explicit RunLine(const QString& line)
        : words_(split_shell(line))
    {
    }

    Imported read()
    {
        while (!words_.isEmpty() && words_.front() != "run" && words_.front() != "create")
            words_.removeFirst();
        if (!words_.isEmpty())
            words_.removeFirst();
        while (!words_.isEmpty() && words_.front().startsWith(u'-') && words_.front().size() > 1)
            option(words_.takeFirst());
        if (words_.isEmpty()) {
            Imported nothing;
            nothing.error = QObject::tr("The line names no image.");
            return nothing;
        }
        const auto image = words_.takeFirst();
        if (!words_.isEmpty())
            set_list(imported_, container_, QObject::tr("command"), "command", words_);
        finish(image);
        return std::move(imported_);
    }

private:
    using Take = std::function<void(const QString& source, const QString& value)>;

    void option(const QString& word)
    {
        if (word == "--")
            return;
        const auto name = word.startsWith("--") ? word.section(u'=', 0, 0) : word.left(2);
        if (const auto flag = flags().value(name); flag) {
            flag(word, {});
            // Short flags may stand together: -dit.
            if (!word.startsWith("--") && word.size() > 2)
                option(u'-' + word.mid(2));
            return;
        }
        QString value;
        if (word.startsWith("--") && word.contains(u'='))
            value = word.section(u'=', 1);
        else if (!word.startsWith("--") && word.size() > 2)
            value = word.mid(2);
        else if (options().contains(name) ? !words_.isEmpty() : words_.size() > 1)
            value = words_.takeFirst(); // of an option that is not known, unless that would be the image
        const auto source = QStringLiteral("%1 %2").arg(name, value).trimmed();
        if (const auto take = options().value(name); take)
            take(source, value);
        else
            imported_.drop(source, QObject::tr("nothing in a task definition says this"));
    }

    Take text(const char* member)
    {
        return [this, member](const QString& source, const QString& value) {
            set_text(imported_, container_, source, member, value);
        };
    }
    Take element(const char* member)
    {
        return [this, member](const QString& source, const QString& value) {
            set_list(imported_, container_, source, member, { value });
        };
    }
    Take yes(const char* member)
    {
        return [this, member](const QString& source, const QString&) {
            container_[member] = true;
            imported_.map(source, QLatin1String(member));
        };
    }
    Take no(const QString& reason)
    {
        return [this, reason](const QString& source, const QString&) { imported_.drop(source, reason); };
    }

    QHash<QString, Take> flags()
    {
        const auto detached = no(QObject::tr("tasks always run in the background"));
        return { { "-d", detached }, { "--detach", detached },
            { "--rm", no(QObject::tr("containers are removed some time after their task")) },
            { "-i", yes("interactive") }, { "--interactive", yes("interactive") }, { "-t", yes("pseudoTerminal") },
            { "--tty", yes("pseudoTerminal") }, { "--privileged", yes("privileged") },
            { "--read-only", yes("readonlyRootFilesystem") },
            { "--init",
                [this](const QString& source, const QString&) {
                    container_["linuxParameters"]["initProcessEnabled"] = true;
                    imported_.map(source, "linuxParameters.initProcessEnabled");
                } },
            { "-P", no(QObject::tr("the ports of the image are not known here: name them")) },
            { "--publish-all", no(QObject::tr("the ports of the image are not known here: name them")) } };
    }

    Take health(const char* member)
    {
        return [this, member](const QString& source, const QString& value) {
            if (const auto seconds = seconds_in(value)) {
                container_["healthCheck"][member] = *seconds;
                imported_.map(source, QStringLiteral("healthCheck.%1").arg(QLatin1String(member)));
            } else {
                imported_.drop(source, QObject::tr("this is no time"));
            }
        };
    }

    void add_options(QHash<QString, Take>& all)
    {
        all["-p"] = all["--publish"]
            = [this](const QString& source, const QString& value) { add_port(imported_, container_, source, value); };
        all["-e"] = all["--env"] = [this](const QString& source, const QString& value) {
            add_environment(imported_, container_, source, value);
        };
        all["-v"] = all["--volume"] = [this](const QString& source, const QString& value) {
            add_mount_text(imported_, container_, source, value);
        };
        all["--mount"] = [this](const QString& source, const QString& value) { mount(source, value); };
        all["-m"] = all["--memory"] = [this](const QString& source, const QString& value) {
            set_memory(imported_, container_, source, "memory", value);
        };
        all["--memory-reservation"] = [this](const QString& source, const QString& value) {
            set_memory(imported_, container_, source, "memoryReservation", value);
        };
        all["--cpus"]
            = [this](const QString& source, const QString& value) { set_cpus(imported_, container_, source, value); };
        all["-c"] = all["--cpu-shares"] = [this](const QString& source, const QString& value) {
            container_["cpu"] = value.toInt();
            imported_.map(source, QStringLiteral("cpu %1").arg(value.toInt()));
        };
        all["--restart"] = [this](const QString& source, const QString& value) {
            set_restart(imported_, container_, source, value);
        };
        all["-l"] = all["--label"] = [this](const QString& source, const QString& value) {
            container_["dockerLabels"][value.section(u'=', 0, 0).toStdString()] = value.section(u'=', 1).toStdString();
            imported_.map(source, QStringLiteral("dockerLabels"));
        };
    }

    QHash<QString, Take> options()
    {
        QHash<QString, Take> all{ { "--name",
                                      [this](const QString& source, const QString& value) {
                                          name_ = value;
                                          imported_.map(source, QObject::tr("name and family"));
                                      } },
            { "-w", text("workingDirectory") }, { "--workdir", text("workingDirectory") }, { "-u", text("user") },
            { "--user", text("user") }, { "-h", text("hostname") }, { "--hostname", text("hostname") },
            { "--link", element("links") }, { "--dns", element("dnsServers") },
            { "--dns-search", element("dnsSearchDomains") }, { "--security-opt", element("dockerSecurityOptions") },
            { "--health-interval", health("interval") }, { "--health-timeout", health("timeout") },
            { "--health-start-period", health("startPeriod") } };
        add_options(all);
        all["--entrypoint"] = [this](const QString& source, const QString& value) {
            set_list(imported_, container_, source, "entryPoint", { value });
        };
        all["--health-cmd"] = [this](const QString& source, const QString& value) {
            container_["healthCheck"]["command"] = Json::array({ "CMD-SHELL", value.toStdString() });
            imported_.map(source, "healthCheck.command");
        };
        all["--health-retries"] = [this](const QString& source, const QString& value) {
            container_["healthCheck"]["retries"] = value.toInt();
            imported_.map(source, "healthCheck.retries");
        };
        all["--stop-timeout"] = [this](const QString& source, const QString& value) {
            container_["stopTimeout"] = value.toInt();
            imported_.map(source, "stopTimeout");
        };
        all["--add-host"] = [this](const QString& source, const QString& value) {
            container_["extraHosts"].push_back(Json{ { "hostname", value.section(u':', 0, 0).toStdString() },
                { "ipAddress", value.section(u':', 1).toStdString() } });
            imported_.map(source, "extraHosts");
        };
        for (const auto& [word, member] : { std::pair{ "--cap-add", "add" }, { "--cap-drop", "drop" } })
            all[word] = [this, list = member](const QString& source, const QString& value) {
                container_["linuxParameters"]["capabilities"][list].push_back(value.toStdString());
                imported_.map(source, "linuxParameters.capabilities");
            };
        all["--log-driver"] = [this](const QString& source, const QString& value) {
            container_["logConfiguration"]["logDriver"] = value.toStdString();
            imported_.map(source, "logConfiguration.logDriver");
        };
        all["--log-opt"] = [this](const QString& source, const QString& value) {
            container_["logConfiguration"]["options"][value.section(u'=', 0, 0).toStdString()]
                = value.section(u'=', 1).toStdString();
            imported_.map(source, "logConfiguration.options");
        };
        all["--network"] = all["--net"] = [this](const QString& source, const QString& value) {
            if (value == "host" || value == "none" || value == "bridge") {
                imported_.document["networkMode"] = value.toStdString();
                imported_.map(source, "networkMode");
            } else {
                imported_.drop(source, QObject::tr("tasks have no networks by name; links or awsvpc connect them"));
            }
        };
        all["--env-file"] = no(QObject::tr("the file is not read here: paste its lines as variables"));
        return all;
    }

    // type=bind,source=/a,target=/b,readonly
    void mount(const QString& source, const QString& value)
    {
        QHash<QString, QString> parts;
        for (const auto& part : value.split(u','))
            parts[part.section(u'=', 0, 0)] = part.section(u'=', 1);
        const auto from = parts.contains("source") ? parts["source"] : parts["src"];
        const auto to = parts.contains("target") ? parts["target"]
            : parts.contains("destination")      ? parts["destination"]
                                                 : parts["dst"];
        if (to.isEmpty() || parts["type"] == "tmpfs")
            return imported_.drop(source, QObject::tr("only bind mounts and volumes are taken over"));
        add_mount(imported_, container_, source, from, to, parts.contains("readonly") || parts.contains("ro"));
    }

    void finish(const QString& image)
    {
        if (name_.isEmpty())
            name_ = short_image(image.toStdString()).section(u':', 0, 0);
        Json container{ { "name", name_.toStdString() }, { "image", image.toStdString() }, { "essential", true } };
        for (const auto& [member, value] : container_.items())
            container[member] = value;
        imported_.map(image, QStringLiteral("image"));
        imported_.document["containerDefinitions"] = Json::array({ std::move(container) });
        complete(imported_, name_);
    }

    QStringList words_;
    Imported imported_;
    Json container_ = Json::object();
    QString name_;
};

} // namespace

Imported import_docker_run(const QString& line)
{
    return RunLine(line).read();
}

} // namespace quayside::ui
