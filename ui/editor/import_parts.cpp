#include "ui/editor/import_parts.h"

#include "ui/editor/document_parts.h"
#include "ui/look/text.h"

#include <QObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr std::int64_t kUsualMemory = 512; // MiB, where nothing is said

QString as_name(QString text)
{
    static const QRegularExpression others("[^A-Za-z0-9_-]+");
    text.replace(others, QStringLiteral("-"));
    while (text.startsWith(u'-'))
        text.remove(0, 1);
    while (text.endsWith(u'-'))
        text.chop(1);
    return text.left(255);
}

std::string declare_volume(Json& document, const QString& name, const QString& host_path)
{
    auto& volumes = document["volumes"];
    for (const auto& volume : volumes)
        if (text_of(part_of(volume, "host"), "sourcePath") == host_path.toStdString()
            && (!host_path.isEmpty() || text_of(volume, "name") == name.toStdString()))
            return text_of(volume, "name");
    Json volume{ { "name", name.toStdString() } };
    if (!host_path.isEmpty())
        volume["host"] = Json{ { "sourcePath", host_path.toStdString() } };
    volumes.push_back(volume);
    return name.toStdString();
}

} // namespace

void Imported::map(const QString& source, const QString& target)
{
    report.push_back({ Outcome::Mapped, source, target, {} });
}

void Imported::approximate(const QString& source, const QString& target, const QString& reason)
{
    report.push_back({ Outcome::Approximated, source, target, reason });
}

void Imported::drop(const QString& source, const QString& reason)
{
    report.push_back({ Outcome::Dropped, source, {}, reason });
}

std::optional<std::int64_t> mebibytes_in(const QString& size)
{
    static const QRegularExpression form(
        "^\\s*([0-9.]+)\\s*([bkmgt]?)i?b?\\s*$", QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(size);
    bool good = false;
    const double number = match.captured(1).toDouble(&good);
    if (!match.hasMatch() || !good || number > 1e15)
        return std::nullopt;
    const QString unit = match.captured(2).toLower();
    const double factor = unit == "k" ? 1.0 / 1024
        : unit == "m"                 ? 1
        : unit == "g"                 ? 1024
        : unit == "t"                 ? 1024.0 * 1024
                                      : 1.0 / 1024 / 1024;
    return static_cast<std::int64_t>(std::ceil(number * factor));
}

std::optional<std::int64_t> seconds_in(const QString& duration)
{
    static const QRegularExpression part("([0-9.]+)(ms|us|ns|h|m|s|$)");
    double sum = 0;
    qsizetype end = 0;
    for (auto all = part.globalMatch(duration.trimmed()); all.hasNext();) {
        const auto match = all.next();
        if (match.capturedStart() != end)
            return std::nullopt;
        end = match.capturedEnd();
        const QString unit = match.captured(2);
        const double factor = unit == "h" ? 3600
            : unit == "m"                 ? 60
            : unit == "ms"                ? 0.001
            : unit == "us"                ? 1e-6
            : unit == "ns"                ? 1e-9
                                          : 1;
        sum += match.captured(1).toDouble() * factor;
    }
    if (end == 0 || end != duration.trimmed().size() || sum > 1e9)
        return std::nullopt;
    return static_cast<std::int64_t>(std::ceil(sum));
}

QStringList split_shell(const QString& line)
{
    QStringList words;
    QString word;
    bool in_word = false;
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else if (c == u'\\' && quote == u'"' && i + 1 < line.size())
                word += line[++i];
            else
                word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            in_word = true;
        } else if (c == u'\\' && i + 1 < line.size()) {
            if (line[++i] != u'\n') {
                word += line[i];
                in_word = true;
            }
        } else if (c.isSpace()) {
            if (in_word)
                words << word;
            word.clear();
            in_word = false;
        } else {
            word += c;
            in_word = true;
        }
    }
    if (in_word)
        words << word;
    return words;
}

void add_port(Imported& imported, Json& container, const QString& source, const QString& port)
{
    auto parts = port.section(u'/', 0, 0).split(u':');
    const auto protocol = port.section(u'/', 1, 1);
    const auto inside = parts.takeLast();
    const auto outside = parts.isEmpty() ? QString() : parts.takeLast();
    Json mapping;
    bool good = true;
    if (inside.contains(u'-'))
        mapping["containerPortRange"] = inside.toStdString();
    else
        mapping["containerPort"] = inside.toInt(&good);
    if (!good)
        return imported.drop(source, QObject::tr("this is no port"));
    if (!outside.isEmpty() && !outside.contains(u'-'))
        mapping["hostPort"] = outside.toInt();
    if (!protocol.isEmpty())
        mapping["protocol"] = protocol.toStdString();
    container["portMappings"].push_back(mapping);
    const QString target = QStringLiteral("portMappings %1").arg(inside);
    if (!parts.isEmpty())
        imported.approximate(source, target, QObject::tr("a port is published on all addresses of the host"));
    else if (outside.contains(u'-'))
        imported.approximate(source, target, QObject::tr("the host's ports of a range are picked"));
    else
        imported.map(source, target);
}

void add_mount(
    Imported& imported, Json& container, const QString& source, const QString& from, const QString& to, bool read_only)
{
    const bool is_path = from.startsWith(u'/') || from.startsWith(u'.') || from.startsWith(u'~');
    const bool relative = is_path && !from.startsWith(u'/');
    QString name = from.isEmpty() || is_path ? as_name(to) : as_name(from);
    const auto volume
        = declare_volume(imported.document, name.isEmpty() ? QStringLiteral("root") : name, is_path ? from : QString());
    Json mount{ { "sourceVolume", volume }, { "containerPath", to.toStdString() } };
    if (read_only)
        mount["readOnly"] = true;
    container["mountPoints"].push_back(mount);
    const QString target = QStringLiteral("mountPoints %1").arg(to);
    if (relative)
        imported.approximate(source, target, QObject::tr("the path has to be absolute on the host: put it right"));
    else if (!is_path && !from.isEmpty())
        imported.approximate(source, target, QObject::tr("the volume lives as long as its task"));
    else
        imported.map(source, target);
}

void add_mount_text(Imported& imported, Json& container, const QString& source, const QString& volume)
{
    const auto parts = volume.split(u':');
    const bool read_only = parts.size() > 2 && parts[2].split(u',').contains(QStringLiteral("ro"));
    if (parts.size() == 1)
        add_mount(imported, container, source, {}, parts[0], false);
    else
        add_mount(imported, container, source, parts[0], parts[1], read_only);
}

void add_environment(Imported& imported, Json& container, const QString& source, const QString& assignment)
{
    const auto name = assignment.section(u'=', 0, 0);
    if (!assignment.contains(u'='))
        return imported.drop(source, QObject::tr("its value is that of the shell, which is not known here"));
    container["environment"].push_back(
        Json{ { "name", name.toStdString() }, { "value", assignment.section(u'=', 1).toStdString() } });
    imported.map(source, QStringLiteral("environment %1").arg(name));
}

void set_memory(Imported& imported, Json& container, const QString& source, const char* member, const QString& size)
{
    const auto memory = mebibytes_in(size);
    if (!memory)
        return imported.drop(source, QObject::tr("this is no size"));
    const auto least = std::max<std::int64_t>(*memory, 4);
    container[member] = least;
    const QString target = QStringLiteral("%1 %2").arg(QLatin1String(member)).arg(least);
    if (least != *memory)
        imported.approximate(source, target, QObject::tr("the least is 4 MiB"));
    else
        imported.map(source, target);
}

void set_cpus(Imported& imported, Json& container, const QString& source, const QString& cpus)
{
    bool good = false;
    const double number = cpus.toDouble(&good);
    if (!good || number < 0 || number > 1000)
        return imported.drop(source, QObject::tr("this is no number of CPUs"));
    const auto units = static_cast<std::int64_t>(std::lround(number * 1024));
    container["cpu"] = units;
    imported.approximate(
        source, QStringLiteral("cpu %1").arg(units), QObject::tr("a container's CPU units are a share, not a limit"));
}

void set_restart(Imported& imported, Json& container, const QString& source, const QString& policy)
{
    if (policy == "no")
        return imported.map(source, QObject::tr("no restartPolicy"));
    container["restartPolicy"] = Json{ { "enabled", true } };
    const QString target = QStringLiteral("restartPolicy");
    if (policy.startsWith("on-failure"))
        container["restartPolicy"]["ignoredExitCodes"] = Json::array({ 0 });
    imported.approximate(source, target, QObject::tr("restarts have a period of their own; a service replaces tasks"));
}

void set_text(Imported& imported, Json& container, const QString& source, const char* member, const QString& value)
{
    container[member] = value.toStdString();
    imported.map(source, QLatin1String(member));
}

void set_list(Imported& imported, Json& container, const QString& source, const char* member, const QStringList& values)
{
    auto& list = container[member];
    if (!list.is_array())
        list = Json::array();
    for (const auto& value : values)
        list.push_back(value.toStdString());
    imported.map(source, QLatin1String(member));
}

void complete(Imported& imported, const QString& family)
{
    auto& document = imported.document;
    Json all{ { "family", as_name(family).toStdString() }, { "networkMode", "bridge" } };
    for (const auto& [member, value] : document.items())
        all[member] = value;
    if (all["volumes"].is_null())
        all.erase("volumes");
    for (auto& container : all["containerDefinitions"])
        if (!container.contains("memory") && !container.contains("memoryReservation")) {
            container["memoryReservation"] = kUsualMemory;
            imported.approximate(QObject::tr("%1: no memory").arg(from_utf8(text_of(container, "name"))),
                QStringLiteral("memoryReservation %1").arg(kUsualMemory),
                QObject::tr("a container needs a memory size; choose what it really needs"));
        }
    document = std::move(all);
}

void keep_family(Imported& imported, const QString& family)
{
    const QString given = from_utf8(text_of(imported.document, "family"));
    imported.document["family"] = family.toStdString();
    if (given == family)
        return;
    auto named
        = std::erase_if(imported.report, [](const auto& line) { return line.target == QStringLiteral("family"); });
    for (auto& line : imported.report)
        if (line.target == QObject::tr("name and family")) {
            line.target = QObject::tr("name");
            ++named;
        }
    if (named > 0) // else the source says none, and the one that was put in its place is not missed
        imported.drop(QObject::tr("family %1").arg(given), QObject::tr("the draft keeps its own, %1").arg(family));
}

Imported import_text(const QString& text)
{
    constexpr qsizetype most = 1 << 20;
    const auto trimmed = text.trimmed();
    Imported nothing;
    if (text.size() > most)
        nothing.error = QObject::tr("The text has more than 1 MiB: no task definition has.");
    else if (trimmed.isEmpty())
        nothing.error = QObject::tr("There is nothing to import yet.");
    else if (trimmed.startsWith(u'{'))
        return import_json(trimmed);
    else if (static const QRegularExpression run("^(sudo\\s+)?(docker|podman)\\s+(container\\s+)?(run|create)\\b");
             run.match(trimmed).hasMatch())
        return import_docker_run(trimmed);
    else
        return import_compose(text);
    return nothing;
}

Imported import_json(const QString& text)
{
    Imported imported;
    auto json = parse_json(text.toStdString());
    if (!json || !json->is_object()) {
        imported.error
            = json ? QObject::tr("This JSON is no task definition.") : from_utf8(json.error().message).section(": ", 1);
        return imported;
    }
    if (part_of(*json, "taskDefinition").is_object()) {
        auto inner = part_of(*json, "taskDefinition");
        json = std::move(inner);
    }
    if (!part_of(*json, "containerDefinitions").is_array()) {
        imported.error = QObject::tr("This JSON is no task definition: it has no containerDefinitions.");
        return imported;
    }
    // What a reply says of a revision and no registration may say.
    for (const char* member : { "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities",
             "registeredAt", "registeredBy", "deregisteredAt" })
        if (json->contains(member)) {
            json->erase(member);
            imported.drop(QLatin1String(member), QObject::tr("it is given by registering"));
        }
    for (const auto& [member, value] : json->items())
        imported.map(from_utf8(member), from_utf8(member));
    imported.document = std::move(*json);
    return imported;
}

} // namespace quayside::ui
