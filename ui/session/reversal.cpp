#include "ui/session/reversal.h"

#include "core/base/arn.h"
#include "ui/look/text.h"
#include "ui/session/service_input.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <chrono>

namespace quayside::ui {

namespace {

using Key = model::Service::Key;
using model::ContainerInstance;

std::string text_of(const Json& input, const char* member)
{
    const auto found = input.find(member);
    return found != input.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string named(const Json& input, const char* member)
{
    return std::string(short_name_of(text_of(input, member)));
}

QString value_text(const Json& value)
{
    if (value.is_null() || value.empty())
        return QObject::tr("none");
    return value.is_string() ? from_utf8(value.get<std::string>()) : from_utf8(value.dump());
}

// Whether all that `wanted` names is so in `value`; of an object the members that it has.
bool holds(const Json& value, const Json& wanted)
{
    if (!value.is_object() || !wanted.is_object() || wanted.empty())
        return value == wanted;
    return std::ranges::all_of(wanted.items(), [&value](const auto& entry) {
        return value.contains(entry.key()) && holds(value[entry.key()], entry.value());
    });
}

QString words_of_member(const std::string& member)
{
    if (member == "desiredCount")
        return QObject::tr("desired tasks");
    if (member == "taskDefinition")
        return QObject::tr("task definition");
    if (member == "deploymentConfiguration")
        return QObject::tr("deployment configuration");
    QString words;
    for (const QChar c : from_utf8(member))
        words += c.isUpper() ? QStringLiteral(" ") + c.toLower() : QString(c);
    return words;
}

// "web" and an ARN as the short name of a revision.
Json resolved_definition(const model::State& state, const std::string& given)
{
    const std::string name(short_name_of(given));
    if (name.find(':') != std::string::npos)
        return name;
    const auto family = state.families().find(name);
    if (family == state.families().end())
        return name;
    for (auto revision = family->second.rbegin(); revision != family->second.rend(); ++revision)
        if (revision->second->status == model::TaskDefinitionStatus::Active)
            return model::short_name(*revision->second);
    return name;
}

// "web:12", "web:13" -> "12→13"; with families where they differ.
QString step_between(const QString& before, const QString& after)
{
    const auto colon = before.lastIndexOf(u':');
    const bool same_family = colon >= 0 && before.left(colon + 1) == after.left(colon + 1);
    return (same_family ? before.mid(colon + 1) : before) + QStringLiteral("→")
        + (same_family ? after.mid(colon + 1) : after);
}

void name_service_change(Reversal& reversal, const QString& service)
{
    reversal.noun = QObject::tr("services");
    const auto& first = reversal.parts.front();
    const bool alone = reversal.parts.size() == 1;
    if (alone && reversal.forth.input.contains("desiredCount")) {
        reversal.kind = QObject::tr("scale");
        reversal.title
            = QObject::tr("scale %1 %2").arg(service, step_between(value_text(first.before), value_text(first.after)));
    } else if (alone && reversal.forth.input.contains("taskDefinition")) {
        reversal.kind = QObject::tr("deploy");
        reversal.title
            = QObject::tr("deploy %1 %2").arg(service, step_between(value_text(first.before), value_text(first.after)));
    } else {
        reversal.kind = QObject::tr("update");
        reversal.title = QObject::tr("update %1").arg(service);
    }
}

std::optional<Reversal> of_service(const model::State& state, const Call& call)
{
    const Key key{ named(call.input, "cluster"), named(call.input, "service") };
    const auto service = state.services().find(key);
    if (!service)
        return std::nullopt;
    const Json names = { { "cluster", key.cluster }, { "service", key.name } };
    Reversal reversal{ {}, {}, {}, {}, { call.operation, names }, { call.operation, names } };
    for (const auto& [name, given] : call.input.items()) {
        if (name == "cluster" || name == "service" || name == "forceNewDeployment")
            continue;
        const Json before = update_member_of(state, *service, name);
        const Json after
            = name == "taskDefinition" ? resolved_definition(state, text_of(call.input, "taskDefinition")) : given;
        if (before.is_null())
            return std::nullopt; // what it was is not known here
        if (holds(before, after))
            continue;
        reversal.parts.push_back({ QObject::tr("%1 of %2").arg(words_of_member(name), from_utf8(key.name)),
            [key, member = name](const model::State& now) {
                const auto found = now.services().find(key);
                return found && found->status == model::ServiceStatus::Active ? update_member_of(now, *found, member)
                                                                              : Json();
            },
            before, after });
        reversal.back.input[name] = before;
        reversal.forth.input[name] = after;
    }
    if (reversal.parts.empty())
        return std::nullopt;
    name_service_change(reversal, from_utf8(key.name));
    return reversal;
}

QString name_of(const model::State& state, const Id& instance)
{
    const auto found = state.container_instances().find(instance);
    return found ? from_utf8(found->name) : QString();
}

std::optional<Reversal> of_instance_state(const model::State& state, const Call& call)
{
    const auto status = text_of(call.input, "status");
    const bool drains = status == "DRAINING";
    Reversal reversal{ {}, {}, {}, {}, call, call };
    reversal.back.input["status"] = drains ? "ACTIVE" : "DRAINING";
    Json changed = Json::array();
    QStringList names;
    const Json ids = call.input.value("containerInstances", Json::array());
    for (const auto& given : ids) {
        const auto id = Id::parse(short_name_of(given.get<std::string>()));
        const auto instance = id ? state.container_instances().find(*id) : nullptr;
        if (!instance || to_string(instance->status) == status)
            continue;
        changed.push_back(given);
        names << from_utf8(instance->name);
        reversal.parts.push_back({ QObject::tr("status of %1").arg(from_utf8(instance->name)),
            [id = *id](const model::State& now) {
                const auto found = now.container_instances().find(id);
                return found ? Json(std::string(to_string(found->status))) : Json();
            },
            std::string(to_string(instance->status)), status });
    }
    if (names.empty())
        return std::nullopt;
    reversal.back.input["containerInstances"] = changed;
    reversal.forth.input["containerInstances"] = changed;
    reversal.kind = drains ? QObject::tr("drain") : QObject::tr("activate");
    reversal.noun = QObject::tr("container instances");
    const QString which = names.size() == 1 ? names.front() : QObject::tr("%1 container instances").arg(names.size());
    reversal.title = reversal.kind + u' ' + which;
    return reversal;
}

Json attribute_of(const model::State& state, const Id& instance, const std::string& name)
{
    const auto found = state.container_instances().find(instance);
    if (!found)
        return {};
    for (const auto& attribute : found->attributes)
        if (attribute.name == name)
            return { { "value", attribute.value } };
    return Json::object();
}

// What it was with PutAttributes, or that it was not with DeleteAttributes: one call may need both, and then there is
// none that takes it back.
std::optional<Reversal> of_attributes(const model::State& state, const Call& call)
{
    const bool puts = call.operation == "PutAttributes";
    Json names = { { "cluster", text_of(call.input, "cluster") } };
    Json put = names;
    Json removed = names;
    put["attributes"] = Json::array();
    removed["attributes"] = Json::array();
    Reversal reversal{ {}, {}, {}, {}, {}, call };
    QString of;
    const Json attributes = call.input.value("attributes", Json::array());
    for (const auto& attribute : attributes) {
        const auto id = Id::parse(short_name_of(text_of(attribute, "targetId")));
        const auto name = text_of(attribute, "name");
        const Json before = id ? attribute_of(state, *id, name) : Json();
        const Json after = puts ? Json{ { "value", text_of(attribute, "value") } } : Json::object();
        if (before.is_null() || before == after)
            continue;
        Json item = { { "name", name }, { "targetType", "container-instance" }, { "targetId", id->hex() } };
        if (before.contains("value")) {
            item["value"] = before["value"];
            put["attributes"].push_back(std::move(item));
        } else {
            removed["attributes"].push_back(std::move(item));
        }
        of = name_of(state, *id);
        reversal.parts.push_back({ QObject::tr("attribute %1 of %2").arg(from_utf8(name), of),
            [id = *id, name](const model::State& now) { return attribute_of(now, id, name); }, before, after });
    }
    const bool both = !put["attributes"].empty() && !removed["attributes"].empty();
    if (reversal.parts.empty() || both)
        return std::nullopt;
    reversal.back = put["attributes"].empty() ? Call{ "DeleteAttributes", std::move(removed) }
                                              : Call{ "PutAttributes", std::move(put) };
    reversal.kind = QObject::tr("change attributes of");
    reversal.noun = QObject::tr("container instances");
    reversal.title = QObject::tr("change attributes of %1").arg(of);
    return reversal;
}

model::TaskDefinitionPtr definition_named(const model::State& state, const std::string& name)
{
    const auto colon = name.rfind(':');
    const auto family = state.families().find(name.substr(0, colon));
    if (colon == std::string::npos || family == state.families().end())
        return nullptr;
    const auto revision = family->second.find(std::atoll(name.c_str() + colon + 1));
    return revision == family->second.end() ? nullptr : revision->second;
}

std::optional<Reversal> of_note(const model::State& state, const Call& call)
{
    const auto name = named(call.input, "taskDefinition");
    const auto definition = definition_named(state, name);
    const auto note = text_of(call.input, "note");
    if (!definition || definition->note == note)
        return std::nullopt;
    Reversal reversal{ {}, {}, {}, {}, call, call };
    reversal.back.input["note"] = definition->note;
    reversal.kind = QObject::tr("edit notes of");
    reversal.noun = QObject::tr("task definitions");
    reversal.title = QObject::tr("edit note of %1").arg(from_utf8(name));
    reversal.parts.push_back({ QObject::tr("note of %1").arg(from_utf8(name)),
        [name](const model::State& now) {
            const auto found = definition_named(now, name);
            return found ? Json(found->note) : Json();
        },
        definition->note, note });
    return reversal;
}

// For as long as it was protected before, which is shorter by now.
std::optional<Reversal> of_protection(const model::State& state, const Call& call, TimePoint now)
{
    const bool wanted = call.input.value("protectionEnabled", false);
    Json changed = Json::array();
    Duration longest{};
    Reversal reversal{ {}, {}, {}, {}, call, call };
    const Json ids = call.input.value("tasks", Json::array());
    for (const auto& given : ids) {
        const auto id = Id::parse(short_name_of(given.get<std::string>()));
        const auto task = id ? state.tasks().find(*id) : nullptr;
        const bool had = task && task->protected_until > now;
        if (!task || had == wanted)
            continue;
        longest = std::max(longest, task->protected_until - now);
        changed.push_back(given);
        reversal.parts.push_back({ QObject::tr("protection of task %1").arg(short_id(from_utf8(id->hex()))),
            [id = *id](const model::State& later) {
                const auto found = later.tasks().find(id);
                const auto at = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
                return found && found->desired_status == model::DesiredStatus::Running
                    ? Json(found->protected_until > at)
                    : Json();
            },
            had, wanted });
    }
    if (changed.empty())
        return std::nullopt;
    reversal.back.input
        = { { "cluster", text_of(call.input, "cluster") }, { "tasks", changed }, { "protectionEnabled", !wanted } };
    reversal.forth.input["tasks"] = changed;
    if (!wanted)
        reversal.back.input["expiresInMinutes"] = std::max<std::int64_t>(1, longest / std::chrono::minutes(1));
    reversal.kind = wanted ? QObject::tr("protect") : QObject::tr("unprotect");
    reversal.noun = QObject::tr("tasks");
    reversal.title = reversal.kind + u' '
        + counted(static_cast<std::int64_t>(changed.size()), QObject::tr("task"), QObject::tr("tasks"));
    return reversal;
}

Json tags_of(const model::State& state, const Arn& arn)
{
    const auto listed = [](const model::Tags& tags) {
        Json json = Json::object();
        for (const auto& tag : tags)
            json[tag.key] = tag.value;
        return json;
    };
    if (arn.type == "cluster")
        if (const auto cluster = state.clusters().find(arn.resource))
            return listed(cluster->tags);
    if (arn.type == "service")
        if (const auto service = state.services().find({ std::string(arn.cluster()), std::string(arn.name()) }))
            return listed(service->tags);
    if (arn.type == "container-instance")
        if (const auto id = Id::parse(arn.name()))
            if (const auto instance = state.container_instances().find(*id))
                return listed(instance->tags);
    if (arn.type == "task-definition")
        if (const auto definition = definition_named(state, arn.resource))
            return listed(definition->tags);
    return {};
}

std::optional<Reversal> of_tags(const model::State& state, const Call& call)
{
    const auto arn = Arn::parse(text_of(call.input, "resourceArn"));
    const Json before = arn ? tags_of(state, *arn) : Json();
    if (!before.is_object())
        return std::nullopt;
    Json after = before;
    Json put = Json::array();
    Json removed = Json::array();
    const auto bring_back = [&](const std::string& key) {
        if (before.contains(key))
            put.push_back({ { "key", key }, { "value", before[key] } });
        else
            removed.push_back(key);
    };
    const Json given = call.input.value("tags", Json::array());
    for (const auto& tag : given) {
        after[text_of(tag, "key")] = text_of(tag, "value");
        bring_back(text_of(tag, "key"));
    }
    const Json keys = call.input.value("tagKeys", Json::array());
    for (const auto& key : keys)
        if (after.erase(key.get<std::string>()) > 0)
            bring_back(key.get<std::string>());
    if (after == before || (!put.empty() && !removed.empty()))
        return std::nullopt;
    const Json resource = { { "resourceArn", text_of(call.input, "resourceArn") } };
    Reversal reversal{ {}, {}, {}, {}, {}, call };
    reversal.back = put.empty() ? Call{ "UntagResource", resource } : Call{ "TagResource", resource };
    reversal.back.input[put.empty() ? "tagKeys" : "tags"] = put.empty() ? removed : put;
    const QString name = from_utf8(std::string(arn->name()));
    reversal.kind = QObject::tr("tag");
    reversal.noun = QObject::tr("objects");
    reversal.title = QObject::tr("change tags of %1").arg(name);
    reversal.parts.push_back({ QObject::tr("tags of %1").arg(name),
        [arn = *arn](const model::State& now) { return tags_of(now, arn); }, before, after });
    return reversal;
}

QString why_not(const model::State& state, const Reversal& reversal, Json Reversal::Part::*expected)
{
    for (const auto& part : reversal.parts) {
        const Json is = part.now(state);
        if (is.is_null())
            return QObject::tr("%1: it is gone").arg(part.words);
        if (!holds(is, part.*expected))
            return is.is_object() || is.is_array()
                ? QObject::tr("%1: it was changed since").arg(part.words)
                : QObject::tr("%1: %2 by now, not %3").arg(part.words, value_text(is), value_text(part.*expected));
    }
    return {};
}

} // namespace

std::optional<Reversal> reversal_of(const model::State& state, const Call& call, TimePoint now)
{
    if (call.operation == "UpdateService")
        return of_service(state, call);
    if (call.operation == "UpdateContainerInstancesState")
        return of_instance_state(state, call);
    if (call.operation == "PutAttributes" || call.operation == "DeleteAttributes")
        return of_attributes(state, call);
    if (call.operation == "UpdateTaskDefinitionNote")
        return of_note(state, call);
    if (call.operation == "UpdateTaskProtection")
        return of_protection(state, call, now);
    if (call.operation == "TagResource" || call.operation == "UntagResource")
        return of_tags(state, call);
    return std::nullopt;
}

QString why_not_back(const model::State& state, const Reversal& reversal)
{
    return why_not(state, reversal, &Reversal::Part::after);
}

QString why_not_forth(const model::State& state, const Reversal& reversal)
{
    return why_not(state, reversal, &Reversal::Part::before);
}

} // namespace quayside::ui
