#include "ui/editor/document_parts.h"

#include "ui/look/text.h"

#include <QObject>

#include <cmath>

namespace quayside::ui {

namespace {

const Json kNothing;
const Json kNoList = Json::array();

// "1.5 GB" with "gb" for 1024; a number alone counts as it is.
std::optional<std::int64_t> size_in(const Json& value, const char* unit, double factor)
{
    if (value.is_number())
        return value.get<std::int64_t>();
    if (!value.is_string())
        return std::nullopt;
    auto text = from_utf8(value.get_ref<const std::string&>()).trimmed().toLower();
    const bool has_unit = text.endsWith(QLatin1String(unit));
    if (has_unit)
        text.chop(static_cast<qsizetype>(std::char_traits<char>::length(unit)));
    bool good = false;
    const double number = text.trimmed().toDouble(&good);
    if (!good || number < 0 || number > 1e12)
        return std::nullopt;
    return static_cast<std::int64_t>(std::llround(number * (has_unit ? factor : 1)));
}

} // namespace

const Json& part_of(const Json& object, const char* member)
{
    if (!object.is_object())
        return kNothing;
    const auto found = object.find(member);
    return found == object.end() ? kNothing : *found;
}

const Json& list_of(const Json& object, const char* member)
{
    const auto& part = part_of(object, member);
    return part.is_array() ? part : kNoList;
}

std::string text_of(const Json& object, const char* member)
{
    const auto& part = part_of(object, member);
    return part.is_string() ? part.get<std::string>() : std::string();
}

std::optional<std::int64_t> number_of(const Json& object, const char* member)
{
    const auto& part = part_of(object, member);
    return part.is_number() ? std::optional(part.get<std::int64_t>()) : std::nullopt;
}

bool flag_of(const Json& object, const char* member, bool otherwise)
{
    const auto& part = part_of(object, member);
    return part.is_boolean() ? part.get<bool>() : otherwise;
}

std::optional<std::int64_t> task_cpu(const Json& document)
{
    return size_in(part_of(document, "cpu"), "vcpu", 1024);
}

std::optional<std::int64_t> task_memory(const Json& document)
{
    return size_in(part_of(document, "memory"), "gb", 1024);
}

std::int64_t reserved_cpu(const Json& document)
{
    if (const auto cpu = task_cpu(document); cpu && *cpu > 0)
        return *cpu;
    std::int64_t sum = 0;
    for (const auto& container : containers_of(document))
        sum += number_of(container, "cpu").value_or(0);
    return sum;
}

std::int64_t reserved_memory(const Json& document)
{
    if (const auto memory = task_memory(document); memory && *memory > 0)
        return *memory;
    std::int64_t sum = 0;
    for (const auto& container : containers_of(document)) {
        const auto soft = number_of(container, "memoryReservation").value_or(0);
        sum += soft > 0 ? soft : number_of(container, "memory").value_or(0);
    }
    return sum;
}

const Json& containers_of(const Json& document)
{
    return list_of(document, "containerDefinitions");
}

std::optional<std::size_t> find_container(const Json& document, const std::string& name)
{
    const auto& containers = containers_of(document);
    for (std::size_t i = 0; i < containers.size(); ++i)
        if (text_of(containers[i], "name") == name)
            return i;
    return std::nullopt;
}

Path container_path(std::size_t index)
{
    return { { "containerDefinitions", 0 }, { {}, index } };
}

Path operator/(Path path, const char* member)
{
    path.push_back({ member, 0 });
    return path;
}

Path operator/(Path path, std::size_t index)
{
    path.push_back({ {}, index });
    return path;
}

QString short_image(const std::string& image)
{
    const auto text = from_utf8(image);
    return text.mid(text.lastIndexOf(u'/') + 1).section(u'@', 0, 0);
}

QString place_text(const Json& document, const Path& path)
{
    const bool in_container = path.size() >= 2 && path[0].member == "containerDefinitions" && path[1].member.empty();
    if (!in_container) {
        const auto rest = from_utf8(path_text(path));
        return rest.isEmpty() ? QObject::tr("task") : QObject::tr("task · %1").arg(rest);
    }
    const auto& containers = containers_of(document);
    const auto index = path[1].index;
    auto name = index < containers.size() ? from_utf8(text_of(containers[index], "name")) : QString();
    if (name.isEmpty())
        name = QObject::tr("container %1").arg(index + 1);
    const auto rest = from_utf8(path_text({ path.begin() + 2, path.end() }));
    return rest.isEmpty() ? name : name + QStringLiteral(" · ") + rest;
}

Json new_document()
{
    Json document = Json::object();
    document["family"] = "";
    document["networkMode"] = "bridge";
    document["containerDefinitions"] = Json::array();
    return document;
}

std::optional<std::size_t> container_in(const Path& path)
{
    const bool in = path.size() >= 2 && path[0].member == "containerDefinitions" && path[1].member.empty();
    return in ? std::optional(path[1].index) : std::nullopt;
}

} // namespace quayside::ui
