#include "ui/editor/semantic_diff.h"

#include "ui/editor/document_parts.h"
#include "ui/look/text.h"

#include <QObject>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

namespace quayside::ui {

namespace {

using Sign = SemanticDiff::Sign;

// Lists whose elements have a name: by these members an element is found again, and this one is what it says.
struct KeyedList {
    const char* list;
    std::vector<const char*> keys;
    const char* shown; // null: all of it but the keys
};

const std::vector<KeyedList>& keyed_lists()
{
    static const std::vector<KeyedList> lists{ { "environment", { "name" }, "value" },
        { "secrets", { "name" }, "valueFrom" }, { "dependsOn", { "containerName" }, "condition" },
        { "portMappings", { "containerPort", "protocol" }, nullptr }, { "mountPoints", { "containerPath" }, nullptr },
        { "volumesFrom", { "sourceContainer" }, nullptr }, { "ulimits", { "name" }, nullptr },
        { "extraHosts", { "hostname" }, "ipAddress" }, { "systemControls", { "namespace" }, "value" },
        { "volumes", { "name" }, nullptr }, { "tags", { "key" }, "value" } };
    return lists;
}

const KeyedList* keyed_list(const std::string& member)
{
    const auto found = std::ranges::find_if(keyed_lists(), [&](const auto& list) { return member == list.list; });
    return found == keyed_lists().end() ? nullptr : &*found;
}

// Written out or not, it is the same.
bool is_default(const std::string& member, const Json& value)
{
    if (value.is_null() || (value.is_structured() && value.empty()))
        return true;
    return (member == "essential" && value == Json(true)) || (member == "cpu" && value == Json(0))
        || (member == "hostPort" && value == Json(0)) || (member == "protocol" && value == Json("tcp"))
        || (member == "readOnly" && value == Json(false));
}

QString shown(const Json& value)
{
    if (value.is_string())
        return from_utf8(value.get_ref<const std::string&>());
    return from_utf8(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// One thing that a document says.
struct Entry {
    std::string key; // by which its counterpart is found
    QString field;
    QString text;
    Json value; // without what is default
    Json whole; // as it is written
    Path path;
};
using Entries = std::vector<Entry>;

Json without_defaults(const Json& value)
{
    if (!value.is_object())
        return value;
    Json kept = Json::object();
    for (const auto& [member, part] : value.items())
        if (!is_default(member, part))
            kept[member] = without_defaults(part);
    return kept;
}

void read_elements(const KeyedList& list, const Json& elements, const Path& path, Entries& entries)
{
    std::map<std::string, int> times;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        std::string name;
        Json rest = without_defaults(elements[i]);
        for (const char* key : list.keys) {
            const auto& part = part_of(elements[i], key);
            if (part.is_null() && std::strcmp(key, "protocol") != 0)
                continue;
            name += (name.empty() ? "" : "/") + (part.is_null() ? "tcp" : shown(part).toStdString());
            if (rest.is_object())
                rest.erase(key);
        }
        const auto& say = list.shown != nullptr ? part_of(elements[i], list.shown) : rest;
        const auto text = say.is_object() && say.empty() ? QObject::tr("set") : shown(say);
        const auto number = ++times[name];
        entries.push_back({ std::string(list.list) + " " + name + " " + std::to_string(number),
            QStringLiteral("%1 %2").arg(QLatin1String(list.list), from_utf8(name)), text, without_defaults(elements[i]),
            elements[i], path / i });
    }
}

// `prefix` is written before the name of a member that lies deeper.
void read_members(const Json& object, const Path& path, const std::string& prefix, Entries& entries)
{
    for (const auto& [member, value] : object.items()) {
        const auto name = prefix.empty() ? member : prefix + " · " + member;
        auto inner = path;
        inner.push_back({ member, 0 });
        if (member.empty() || (prefix.empty() && (member == "containerDefinitions" || member == "name"))
            || (path.empty() && member == "volumes") || is_default(member, value))
            continue;
        if (const auto* list = keyed_list(member); list != nullptr && value.is_array())
            read_elements(*list, value, inner, entries);
        else if (value.is_object())
            read_members(value, inner, name, entries);
        else
            entries.push_back({ name, from_utf8(name), shown(value), value, value, inner });
    }
}

QString signed_text(std::int64_t difference, const QString& amount)
{
    return QObject::tr("%1%2 per task").arg(difference < 0 ? QStringLiteral("−") : QStringLiteral("+"), amount);
}

QString effect_of(const std::string& key, const Json* left, const Json* right)
{
    const auto number = [](const Json* value) {
        return value != nullptr && value->is_number() ? value->get<std::int64_t>() : std::int64_t{ 0 };
    };
    const auto difference = number(right) - number(left);
    if ((key == "memory" || key == "memoryReservation") && difference != 0)
        return signed_text(difference, memory_text(static_cast<double>(std::abs(difference))));
    if (key == "cpu" && difference != 0)
        return signed_text(difference, cpu_text(static_cast<double>(std::abs(difference))));
    if (key == "image" && left != nullptr && right != nullptr)
        return QObject::tr("another image is pulled");
    if (key == "executionRoleArn")
        return QObject::tr("secrets are read with this role");
    if (key.starts_with("dependsOn "))
        return QObject::tr("another order of starting");
    return {};
}

// Where the counterpart of an entry belongs in the other document: at the end of its list, else at its own place.
Path place_for(const Entry& entry, const Path& own, const Path& other, const Json& other_document)
{
    Path path(entry.path.begin() + static_cast<std::ptrdiff_t>(own.size()), entry.path.end());
    path.insert(path.begin(), other.begin(), other.end());
    if (!path.empty() && path.back().member.empty()) {
        const Json* list = &other_document;
        for (std::size_t i = 0; i + 1 < path.size() && list != nullptr; ++i) {
            if (path[i].member.empty())
                list = list->is_array() && path[i].index < list->size() ? &(*list)[path[i].index] : nullptr;
            else
                list = list->is_object() && list->contains(path[i].member) ? &(*list)[path[i].member] : nullptr;
        }
        path.back().index = list != nullptr && list->is_array() ? list->size() : 0;
    }
    return path;
}

struct Side {
    const Json& document;
    Path root; // of what is compared
    Entries entries;
};

void compare_entries(const Side& left, const Side& right, SemanticDiff::Group& group)
{
    const auto find = [](const Entries& entries, const std::string& key) {
        const auto found = std::ranges::find(entries, key, &Entry::key);
        return found == entries.end() ? nullptr : &*found;
    };
    for (const auto& entry : left.entries) {
        const auto* other = find(right.entries, entry.key);
        SemanticDiff::Row row{ Sign::Same, entry.field, entry.text, other != nullptr ? other->text : QString(), {},
            {} };
        if (other == nullptr) {
            row.sign = Sign::Removed;
            row.effect = effect_of(entry.key, &entry.value, nullptr);
            const auto place = place_for(entry, left.root, right.root, right.document);
            const bool element = place.back().member.empty();
            row.take = { { element ? Patch::Kind::Insert : Patch::Kind::Set, place, entry.whole } };
        } else if (entry.value != other->value) {
            row.sign = Sign::Changed;
            row.effect = effect_of(entry.key, &entry.value, &other->value);
            row.take = { { Patch::Kind::Set, other->path, entry.whole } };
        }
        group.rows.push_back(std::move(row));
    }
    for (const auto& entry : right.entries)
        if (find(left.entries, entry.key) == nullptr)
            group.rows.push_back({ Sign::Added, entry.field, {}, entry.text,
                effect_of(entry.key, nullptr, &entry.value), { { Patch::Kind::Remove, entry.path, {} } } });
    std::ranges::stable_sort(group.rows, {}, [](const auto& row) { return row.sign == Sign::Same; });
}

// The keys that both have, in the order of each.
bool is_in_other_order(const std::vector<std::string>& left, const std::vector<std::string>& right)
{
    const auto common = [](const std::vector<std::string>& of, const std::vector<std::string>& in) {
        std::vector<std::string> kept;
        std::ranges::copy_if(
            of, std::back_inserter(kept), [&in](const auto& key) { return std::ranges::find(in, key) != in.end(); });
        return kept;
    };
    return common(left, right) != common(right, left);
}

void compare_order(const QString& place, const Side& left, const Side& right, std::vector<QString>& order_only)
{
    for (const auto& list : keyed_lists()) {
        const auto prefix = std::string(list.list) + " ";
        const auto keys = [&prefix](const Entries& entries) {
            std::vector<std::string> found;
            for (const auto& entry : entries)
                if (entry.key.starts_with(prefix))
                    found.push_back(entry.key);
            return found;
        };
        if (is_in_other_order(keys(left.entries), keys(right.entries)))
            order_only.push_back(QStringLiteral("%1 · %2").arg(place, QLatin1String(list.list)));
    }
}

Side side_of(const Json& document, const Path& root, const Json& object)
{
    Side side{ document, root, {} };
    if (object.is_object())
        read_members(object, root, {}, side.entries);
    return side;
}

std::vector<std::string> names_in(const Json& document)
{
    std::vector<std::string> names;
    for (const auto& container : containers_of(document))
        names.push_back(text_of(container, "name"));
    return names;
}

// The container of this name; of several, and of those without one, the same in order.
std::optional<std::size_t> counterpart(const Json& document, std::size_t container, const Json& other_document)
{
    const auto names = names_in(document);
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(container);
    auto before = std::count(names.begin(), end, names[container]);
    const auto others = names_in(other_document);
    for (std::size_t i = 0; i < others.size(); ++i)
        if (others[i] == names[container] && before-- == 0)
            return i;
    return std::nullopt;
}

void compare_containers(const Json& left, const Json& right, SemanticDiff& diff)
{
    for (std::size_t i = 0; i < containers_of(right).size(); ++i) {
        const auto& container = containers_of(right)[i];
        const auto name = from_utf8(text_of(container, "name"));
        SemanticDiff::Group group{ QObject::tr("Container %1").arg(name), {}, {} };
        const auto other = counterpart(right, i, left);
        const auto before
            = other ? side_of(left, container_path(*other), containers_of(left)[*other]) : Side{ left, {}, {} };
        const auto now = side_of(right, container_path(i), container);
        if (!other)
            group.note = QObject::tr("added");
        compare_entries(before, now, group);
        if (other)
            compare_order(name, before, now, diff.order_only);
        diff.groups.push_back(std::move(group));
    }
    for (std::size_t i = 0; i < containers_of(left).size(); ++i) {
        if (counterpart(left, i, right))
            continue;
        const auto& container = containers_of(left)[i];
        SemanticDiff::Group group{ QObject::tr("Container %1").arg(from_utf8(text_of(container, "name"))),
            QObject::tr("removed"), {} };
        // Whole or not at all: parts of a container that is not there have no place.
        group.rows.push_back({ Sign::Removed, QObject::tr("container"), short_image(text_of(container, "image")), {},
            {}, { { Patch::Kind::Insert, container_path(containers_of(right).size()), container } } });
        diff.groups.push_back(std::move(group));
    }
}

} // namespace

int SemanticDiff::count(Sign sign) const
{
    std::ptrdiff_t count = 0;
    for (const auto& group : groups)
        count += std::ranges::count(group.rows, sign, &Row::sign);
    return static_cast<int>(count);
}

SemanticDiff diff_of(const Json& left, const Json& right)
{
    SemanticDiff diff;
    SemanticDiff::Group task{ QObject::tr("Task"), {}, {} };
    const auto before = side_of(left, {}, left);
    const auto now = side_of(right, {}, right);
    compare_entries(before, now, task);
    compare_order(QObject::tr("task"), before, now, diff.order_only);
    diff.groups.push_back(std::move(task));
    compare_containers(left, right, diff);
    if (is_in_other_order(names_in(left), names_in(right)))
        diff.order_only.push_back(QObject::tr("containers"));
    SemanticDiff::Group volumes{ QObject::tr("Volumes"), {}, {} };
    Side left_volumes{ left, {}, {} };
    Side right_volumes{ right, {}, {} };
    const Path path{ { "volumes", 0 } };
    read_elements(*keyed_list("volumes"), list_of(left, "volumes"), path, left_volumes.entries);
    read_elements(*keyed_list("volumes"), list_of(right, "volumes"), path, right_volumes.entries);
    compare_entries(left_volumes, right_volumes, volumes);
    if (!volumes.rows.empty())
        diff.groups.push_back(std::move(volumes));
    return diff;
}

} // namespace quayside::ui
