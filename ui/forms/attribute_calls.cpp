#include "ui/forms/attribute_calls.h"

#include <algorithm>

namespace quayside::ui {

namespace {

bool is_built_in(const model::Attribute& attribute)
{
    return attribute.name.starts_with("ecs.") || attribute.name.starts_with("com.amazonaws.ecs.");
}

model::Attribute from_json(const Json& attribute)
{
    return { attribute.value("name", std::string()), attribute.value("value", std::string()) };
}

Json request_for(const model::ContainerInstance& instance)
{
    Json input = Json::object();
    input["cluster"] = instance.cluster;
    input["attributes"] = Json::array();
    return input;
}

void add_target(Json& request, Json attribute, const model::ContainerInstance& instance)
{
    attribute["targetType"] = "container-instance";
    attribute["targetId"] = instance.id.hex();
    request["attributes"].push_back(std::move(attribute));
}

} // namespace

model::Attributes custom_attributes(const model::ContainerInstance& instance)
{
    model::Attributes custom;
    std::copy_if(instance.attributes.begin(), instance.attributes.end(), std::back_inserter(custom),
        [](const model::Attribute& attribute) { return !is_built_in(attribute); });
    return custom;
}

std::vector<ActionDialog::Call> attribute_calls(const model::ContainerInstance& instance, const Json& wanted)
{
    const model::Attributes before = custom_attributes(instance);
    Json put = request_for(instance);
    Json removed = request_for(instance);
    for (const Json& attribute : wanted)
        if (std::find(before.begin(), before.end(), from_json(attribute)) == before.end())
            add_target(put, attribute, instance);
    for (const model::Attribute& attribute : before)
        if (std::none_of(wanted.begin(), wanted.end(),
                [&attribute](const Json& kept) { return from_json(kept).name == attribute.name; }))
            add_target(removed, { { "name", attribute.name } }, instance);
    std::vector<ActionDialog::Call> calls;
    if (!put["attributes"].empty())
        calls.push_back({ "PutAttributes", std::move(put) });
    if (!removed["attributes"].empty())
        calls.push_back({ "DeleteAttributes", std::move(removed) });
    return calls;
}

} // namespace quayside::ui
