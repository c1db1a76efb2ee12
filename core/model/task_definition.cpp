#include "core/model/task_definition.h"

#include "core/model/port_range.h"

#include <algorithm>
#include <charconv>

namespace quayside::model {

namespace {

// Task-level cpu and memory travel as strings: "256", "1 vCPU", "0.5GB"; the plain number is units or MiB.
std::int64_t read_size(const Json& document, const char* name, double per_unit, std::string_view unit_letters)
{
    const auto found = document.find(name);
    if (found == document.end())
        return 0;
    if (found->is_number())
        return found->get<std::int64_t>();
    if (!found->is_string())
        return 0;
    const auto& text = found->get_ref<const std::string&>();
    double number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{})
        return 0;
    const bool has_unit
        = std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)).find_first_of(unit_letters)
        != std::string_view::npos;
    return static_cast<std::int64_t>(has_unit ? number * per_unit : number);
}

// A mapping of a range becomes one for each of its ports.
void expand_ranges(std::vector<PortMapping>& mappings, const std::vector<std::optional<PortRange>>& ranges)
{
    std::vector<PortMapping> expanded;
    for (std::size_t i = 0; i < mappings.size(); ++i) {
        const auto range = i < ranges.size() ? ranges[i] : std::nullopt;
        if (!range) {
            expanded.push_back(mappings[i]);
            continue;
        }
        for (std::size_t port = 0; port < range->size(); ++port) {
            expanded.push_back(mappings[i]);
            expanded.back().container_port = static_cast<std::uint16_t>(range->first + port);
        }
    }
    mappings = std::move(expanded);
}

} // namespace

std::int64_t gpus_in(const Json& container)
{
    std::int64_t sum = 0;
    const auto requirements = container.find("resourceRequirements");
    if (requirements == container.end() || !requirements->is_array())
        return 0;
    for (const auto& requirement : *requirements) {
        const bool gpu = requirement.is_object() && requirement.value("type", Json()) == "GPU";
        const auto value = gpu ? requirement.find("value") : requirement.end();
        if (!gpu || value == requirement.end() || !value->is_string())
            continue;
        const auto& text = value->get_ref<const std::string&>();
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        sum += std::max<std::int64_t>(number, 0);
    }
    return sum;
}

void read_document(TaskDefinition& definition)
{
    const Json& document = definition.document;
    definition.network_mode = NetworkMode::Bridge;
    if (const auto mode = document.find("networkMode"); mode != document.end())
        fields_from_json(*mode, definition.network_mode);
    definition.cpu = read_size(document, "cpu", 1024, "vV");
    definition.memory = read_size(document, "memory", 1024, "gG");
    definition.containers.clear();
    const auto containers = document.find("containerDefinitions");
    if (containers != document.end())
        fields_from_json(*containers, definition.containers);
    for (std::size_t i = 0; i < definition.containers.size(); ++i) {
        definition.containers[i].gpus = (*containers)[i].is_object() ? gpus_in((*containers)[i]) : 0;
        expand_ranges(definition.containers[i].port_mappings, port_ranges((*containers)[i]));
    }
}

std::string short_name(const TaskDefinition& definition)
{
    return definition.family + ":" + std::to_string(definition.revision);
}

} // namespace quayside::model
