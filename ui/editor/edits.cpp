#include "ui/editor/edits.h"

#include "ui/editor/document_parts.h"

#include <algorithm>
#include <functional>

namespace quayside::ui {

namespace {

std::string free_name(const Json& document)
{
    for (std::size_t number = containers_of(document).size() + 1;; ++number)
        if (const auto name = "container-" + std::to_string(number); !find_container(document, name))
            return name;
}

// Takes the elements out of a list of every container for which `gone` holds, the last ones first.
void remove_elements(
    const Json& document, const char* list, const std::function<bool(const Json&)>& gone, std::vector<Patch>& patches)
{
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& elements = list_of(containers_of(document)[i], list);
        const auto leaving = static_cast<std::size_t>(std::ranges::count_if(elements, gone));
        if (leaving > 0 && leaving == elements.size()) {
            patches.push_back({ Patch::Kind::Remove, container_path(i) / list });
            continue;
        }
        for (auto k = elements.size(); k > 0; --k)
            if (gone(elements[k - 1]))
                patches.push_back({ Patch::Kind::Remove, container_path(i) / list / (k - 1) });
    }
}

std::function<bool(const Json&)> has_text(const char* member, const std::string& text)
{
    return [member, text](const Json& element) { return text_of(element, member) == text; };
}

bool is_link_to(const Json& link, const std::string& name)
{
    const auto text = link.is_string() ? link.get<std::string>() : std::string();
    return text == name || text.starts_with(name + ":");
}

} // namespace

std::vector<Patch> add_container(const Json& document)
{
    Json container{ { "name", free_name(document) }, { "image", "" } };
    if (!containers_of(document).empty())
        container["essential"] = false;
    if (!task_memory(document))
        container["memory"] = 256;
    const auto index = containers_of(document).size();
    return { { Patch::Kind::Insert, container_path(index), std::move(container) } };
}

std::vector<Patch> remove_container(const Json& document, std::size_t container)
{
    std::vector<Patch> patches;
    const auto name = text_of(containers_of(document)[container], "name");
    if (!name.empty()) {
        remove_elements(document, "dependsOn", has_text("containerName", name), patches);
        remove_elements(document, "volumesFrom", has_text("sourceContainer", name), patches);
        remove_elements(
            document, "links", [&](const Json& link) { return is_link_to(link, name); }, patches);
    }
    // Within the container that goes, nothing has to be taken out.
    std::erase_if(patches, [container](const Patch& patch) { return patch.path[1].index == container; });
    patches.push_back({ Patch::Kind::Remove, container_path(container) });
    return patches;
}

std::vector<Patch> connect_containers(
    const Json& document, std::size_t first, std::size_t waits, const std::string& condition)
{
    const auto name = text_of(containers_of(document)[first], "name");
    const auto& dependencies = list_of(containers_of(document)[waits], "dependsOn");
    const auto list = container_path(waits) / "dependsOn";
    for (std::size_t i = 0; i < dependencies.size(); ++i)
        if (text_of(dependencies[i], "containerName") == name)
            return { { Patch::Kind::Set, list / i / "condition", condition } };
    return { { Patch::Kind::Insert, list / dependencies.size(),
        Json{ { "containerName", name }, { "condition", condition } } } };
}

std::vector<Patch> remove_volume(const Json& document, std::size_t volume)
{
    std::vector<Patch> patches;
    const auto name = text_of(list_of(document, "volumes")[volume], "name");
    remove_elements(document, "mountPoints", has_text("sourceVolume", name), patches);
    patches.push_back({ Patch::Kind::Remove, Path{ { "volumes", 0 }, { {}, volume } } });
    return patches;
}

std::vector<Patch> remove_secret(const Json& document, const std::string& source)
{
    std::vector<Patch> patches;
    remove_elements(document, "secrets", has_text("valueFrom", source), patches);
    return patches;
}

std::vector<Patch> rename_references(const Json& document, const std::string& from, const std::string& to)
{
    std::vector<Patch> patches;
    if (from.empty() || to.empty() || find_container(document, from))
        return patches; // another one still has the name
    const std::pair<const char*, const char*> lists[]
        = { { "dependsOn", "containerName" }, { "volumesFrom", "sourceContainer" } };
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& container = containers_of(document)[i];
        for (const auto& [list, member] : lists)
            for (std::size_t k = 0; k < list_of(container, list).size(); ++k)
                if (text_of(list_of(container, list)[k], member) == from)
                    patches.push_back({ Patch::Kind::Set, container_path(i) / list / k / member, to });
        const auto& links = list_of(container, "links");
        for (std::size_t k = 0; k < links.size(); ++k)
            if (is_link_to(links[k], from))
                patches.push_back({ Patch::Kind::Set, container_path(i) / "links" / k,
                    to + links[k].get<std::string>().substr(from.size()) });
    }
    return patches;
}

} // namespace quayside::ui
