#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/lookup.h"
#include "core/control/paginate.h"
#include "core/scheduler/attributes.h"

#include <algorithm>
#include <cctype>

namespace quayside::control {

namespace {

using model::ContainerInstance;

constexpr std::size_t kMostPut = 10;
constexpr std::size_t kMostCustom = 10;

bool is_made_of(const std::string& text, std::string_view others)
{
    return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [&](unsigned char c) {
        return std::isalnum(c) != 0 || others.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

Result<void> check_attribute(const Json& attribute)
{
    const auto name = text_of(attribute, "name");
    const auto value = text_of(attribute, "value");
    if (!is_made_of(name, "_./\\-"))
        return fail(Error::invalid_parameter("attributes: the name " + name
            + " must have 1 to 128 letters, digits, hyphens, underscores, slashes or periods."));
    if (scheduler::is_reserved(name))
        return fail(Error::invalid_parameter("attributes: " + name + " is set by the system and cannot be changed."));
    if (!value.empty() && (!is_made_of(value, "_.@/\\: -") || value.front() == ' ' || value.back() == ' '))
        return fail(Error::invalid_parameter("attributes: the value of " + name
            + " can have up to 128 letters, digits, spaces and _ . @ / \\ : - and must not begin or end with a "
              "space."));
    return {};
}

Result<InstancePtr> target_of(const model::State& state, const std::string& cluster, const Json& attribute)
{
    const auto type = text_of(attribute, "targetType");
    const auto target = text_of(attribute, "targetId");
    if (!type.empty() && type != "container-instance")
        return fail(Error::invalid_parameter("targetType must be container-instance"));
    if (target.empty())
        return fail(Error::invalid_parameter("attributes: targetId is required."));
    auto instance = find_instance(state, cluster, target);
    if (!instance || instance->status == model::ContainerInstanceStatus::Inactive)
        return fail(Error{ "TargetNotFoundException", "Could not find " + target, 400 });
    return instance;
}

Result<std::string> cluster_for(const Operation& operation, const Json& input)
{
    const auto cluster = find_cluster(operation.state(), input);
    if (!cluster)
        return fail(cluster.error());
    const auto count = part_of(input, "attributes").size();
    if (count == 0)
        return fail(Error::invalid_parameter("attributes can not be empty"));
    if (count > kMostPut)
        return fail(Error::invalid_parameter("attributes: at most 10 can be given at once."));
    return (*cluster)->name;
}

std::ptrdiff_t custom_count(const ContainerInstance& instance)
{
    return std::ranges::count_if(
        instance.attributes, [](const auto& attribute) { return !scheduler::is_reserved(attribute.name); });
}

Json shown(const Operation& operation, const ContainerInstance& instance, std::string_view name, std::string_view value)
{
    Json json = { { "name", name },
        { "targetId", arns(operation.installation).container_instance(instance.cluster, instance.id) } };
    if (!value.empty())
        json["value"] = value;
    return json;
}

void store(Operation& operation, ContainerInstance instance)
{
    ++instance.version;
    operation.transaction.put(std::move(instance));
}

} // namespace

Result<Json> put_attributes(Operation& operation, const Json& input)
{
    const auto cluster = cluster_for(operation, input);
    if (!cluster)
        return fail(cluster.error());
    Json reply = Json::array();
    for (const auto& attribute : input["attributes"]) {
        if (auto checked = check_attribute(attribute); !checked)
            return fail(checked.error());
        const auto target = target_of(operation.state(), *cluster, attribute);
        if (!target)
            return fail(target.error());
        ContainerInstance instance = **target;
        const model::Attribute next{ text_of(attribute, "name"), text_of(attribute, "value") };
        const auto same = std::ranges::find(instance.attributes, next.name, &model::Attribute::name);
        if (same != instance.attributes.end())
            *same = next;
        else if (static_cast<std::size_t>(custom_count(instance)) >= kMostCustom)
            return fail(Error{ "AttributeLimitExceededException",
                "A container instance can have at most 10 custom attributes; " + instance.name + " has them.", 400 });
        else
            instance.attributes.push_back(next);
        reply.push_back(shown(operation, instance, next.name, next.value));
        store(operation, std::move(instance));
    }
    return Json{ { "attributes", std::move(reply) } };
}

Result<Json> delete_attributes(Operation& operation, const Json& input)
{
    const auto cluster = cluster_for(operation, input);
    if (!cluster)
        return fail(cluster.error());
    Json reply = Json::array();
    for (const auto& attribute : input["attributes"]) {
        const auto name = text_of(attribute, "name");
        if (scheduler::is_reserved(name))
            return fail(
                Error::invalid_parameter("attributes: " + name + " is set by the system and cannot be deleted."));
        const auto target = target_of(operation.state(), *cluster, attribute);
        if (!target)
            return fail(target.error());
        ContainerInstance instance = **target;
        const auto found = std::ranges::find(instance.attributes, name, &model::Attribute::name);
        if (found == instance.attributes.end()
            || (has(attribute, "value") && found->value != text_of(attribute, "value")))
            return fail(Error{
                "TargetNotFoundException", "Could not find the attribute " + name + " on " + instance.name, 400 });
        reply.push_back(shown(operation, instance, name, found->value));
        instance.attributes.erase(found);
        store(operation, std::move(instance));
    }
    return Json{ { "attributes", std::move(reply) } };
}

Result<Json> list_attributes(Operation& operation, const Json& input)
{
    const auto& state = operation.state();
    const auto cluster = find_cluster(state, input);
    if (!cluster)
        return fail(cluster.error());
    if (text_of(input, "targetType") != "container-instance")
        return fail(Error::invalid_parameter("targetType must be container-instance"));
    const auto name = text_of(input, "attributeName");
    if (has(input, "attributeValue") && name.empty())
        return fail(Error::invalid_parameter("attributeName is required where attributeValue is given."));
    const auto pager = Pager::read("ListAttributes", input);
    if (!pager)
        return fail(pager.error());

    std::vector<std::string> keys; // instance, then attribute
    const auto add = [&](const Id& id, std::string_view attribute, std::string_view value) {
        const bool wanted = (name.empty() || attribute == name)
            && (!has(input, "attributeValue") || value == text_of(input, "attributeValue"));
        if (wanted)
            keys.push_back(id.hex() + std::string(attribute));
    };
    for (const auto& id : state.instances_in((*cluster)->name)) {
        const auto instance = state.container_instances().find(id);
        if (instance->status == model::ContainerInstanceStatus::Inactive
            || instance->launch_type == model::LaunchType::Fargate)
            continue;
        for (const auto& attribute : instance->attributes)
            add(id, attribute.name, attribute.value);
        for (const auto& capability : scheduler::capabilities(*instance))
            add(id, capability, {});
    }
    return pager->page("attributes", std::move(keys), [&](const std::string& key) {
        const auto instance = state.container_instances().find(*Id::parse(key.substr(0, 32)));
        const std::string attribute = key.substr(32);
        return shown(operation, *instance, attribute, scheduler::attribute_of(*instance, attribute).value);
    });
}

} // namespace quayside::control
