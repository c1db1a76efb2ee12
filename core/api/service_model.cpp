#include "core/api/service_model.h"

#include "core/base/json.h"
#include "core/base/pattern.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace quayside::resources {
extern const std::string_view ecs_api;
extern const std::string_view ecr_api;
extern const std::string_view quayside_api;
} // namespace quayside::resources

namespace quayside::api {

namespace {

using ShapesByName = std::unordered_map<std::string_view, Shape*>;

Error not_understood(const std::string& shape, const std::string& why)
{
    return Error::server("The API model cannot be read: " + shape + " " + why + ".");
}

std::optional<Kind> parse_kind(const std::string& type)
{
    static const std::map<std::string, Kind> kinds{ { "structure", Kind::Structure }, { "list", Kind::List },
        { "map", Kind::Map }, { "string", Kind::String }, { "integer", Kind::Integer }, { "long", Kind::Long },
        { "double", Kind::Double }, { "float", Kind::Double }, { "boolean", Kind::Boolean },
        { "timestamp", Kind::Timestamp } };
    const auto found = kinds.find(type);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

// A reference is a bare name or {"shape": name}.
std::string referred(const Json& reference)
{
    return reference.is_object() ? reference.value("shape", std::string()) : reference.get<std::string>();
}

Result<const Shape*> resolve(const ShapesByName& shapes, const Shape& from, const Json& reference)
{
    const auto found = shapes.find(referred(reference));
    if (found == shapes.end())
        return fail(not_understood(from.name, "refers to the unknown shape " + referred(reference)));
    return found->second;
}

Result<void> read_limits(Shape& shape, const Json& json)
{
    if (json.contains("min"))
        shape.min = json["min"].get<double>();
    if (json.contains("max"))
        shape.max = json["max"].get<double>();
    if (json.contains("enum"))
        shape.enumeration = json["enum"].get<std::vector<std::string>>();
    shape.sensitive = json.value("sensitive", false);
    shape.document = json.value("document", false);
    shape.pattern = json.value("pattern", std::string());
    if (shape.pattern.empty())
        return {};
    auto pattern = Pattern::compile(shape.pattern);
    if (!pattern)
        return fail(not_understood(shape.name, "has a bad pattern: " + pattern.error().message));
    shape.compiled_pattern = std::make_shared<const Pattern>(std::move(pattern).value());
    return {};
}

Result<void> read_members(Shape& shape, const Json& json, const ShapesByName& shapes)
{
    const auto required = json.value("required", std::vector<std::string>());
    for (const auto& [name, reference] : json["members"].items()) {
        auto target = resolve(shapes, shape, reference);
        if (!target)
            return fail(target.error());
        Member member{ name, *target };
        member.required = std::ranges::find(required, name) != required.end();
        member.deprecated = reference.value("deprecated", false);
        member.idempotency_token = reference.value("idempotencyToken", false);
        shape.members.push_back(std::move(member));
    }
    return {};
}

Result<void> read_shape(Shape& shape, const Json& json, const ShapesByName& shapes)
{
    const auto kind = parse_kind(json.value("type", std::string()));
    if (!kind)
        return fail(not_understood(shape.name, "has no known type"));
    shape.kind = *kind;
    if (auto limits = read_limits(shape, json); !limits)
        return limits;
    if (shape.kind == Kind::Structure)
        return read_members(shape, json, shapes);
    const char* element = shape.kind == Kind::List ? "member" : "value";
    if (shape.kind != Kind::List && shape.kind != Kind::Map)
        return {};
    if (!json.contains(element))
        return fail(not_understood(shape.name, std::string("has no ") + element));
    auto target = resolve(shapes, shape, json[element]);
    if (!target)
        return fail(target.error());
    shape.element = *target;
    if (shape.kind == Kind::Map) {
        auto key = resolve(shapes, shape, json.value("key", Json("String")));
        if (!key)
            return fail(key.error());
        shape.key = *key;
    }
    return {};
}

} // namespace

ServiceModel::ServiceModel() = default;
ServiceModel::ServiceModel(ServiceModel&&) noexcept = default;
ServiceModel& ServiceModel::operator=(ServiceModel&&) noexcept = default;
ServiceModel::~ServiceModel() = default;

Result<ServiceModel> ServiceModel::load(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("metadata") || !json.contains("shapes") || !json.contains("operations"))
        return fail(not_understood("the text", "is no service description"));

    ServiceModel model;
    ShapesByName by_name;
    model.target_prefix_ = json["metadata"].value("targetPrefix", std::string());
    for (const auto& [name, description] : json["shapes"].items()) {
        model.shapes_.push_back(std::make_unique<Shape>());
        model.shapes_.back()->name = name;
    }
    std::ranges::sort(model.shapes_, {}, [](const auto& shape) { return shape->name; });
    for (const auto& shape : model.shapes_)
        by_name.emplace(shape->name, shape.get());
    for (const auto& [name, description] : json["shapes"].items())
        if (auto read = read_shape(*by_name[name], description, by_name); !read)
            return fail(read.error());

    for (const auto& [name, description] : json["operations"].items()) {
        Operation operation{ name, model.target_prefix_, nullptr, nullptr, {} };
        operation.input = model.shape(description.contains("input") ? referred(description["input"]) : "");
        operation.output = model.shape(description.contains("output") ? referred(description["output"]) : "");
        if (!operation.input || !operation.output)
            return fail(not_understood(name, "has no input or output shape"));
        for (const auto& error : description.value("errors", Json::array()))
            operation.errors.push_back(referred(error));
        model.operations_.push_back(std::move(operation));
    }
    std::ranges::sort(model.operations_, {}, &Operation::name);
    return model;
}

const Member* Shape::find(std::string_view member) const
{
    const auto found = std::ranges::find(members, member, &Member::name);
    return found == members.end() ? nullptr : &*found;
}

const Operation* ServiceModel::operation(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(operations_, name, {}, &Operation::name);
    return found == operations_.end() || found->name != name ? nullptr : &*found;
}

const Shape* ServiceModel::shape(std::string_view name) const
{
    const auto name_of = [](const auto& shape) -> std::string_view { return shape->name; };
    const auto found = std::ranges::lower_bound(shapes_, name, {}, name_of);
    return found == shapes_.end() || (*found)->name != name ? nullptr : found->get();
}

const ServiceModel& ecs_model()
{
    static const ServiceModel model = ServiceModel::load(resources::ecs_api).value();
    return model;
}

const ServiceModel& ecr_model()
{
    static const ServiceModel model = ServiceModel::load(resources::ecr_api).value();
    return model;
}

const ServiceModel& quayside_model()
{
    static const ServiceModel model = ServiceModel::load(resources::quayside_api).value();
    return model;
}

const Operation* find_operation(std::string_view name)
{
    for (const auto* model : { &ecs_model(), &quayside_model(), &ecr_model() })
        if (const auto* operation = model->operation(name))
            return operation;
    return nullptr;
}

} // namespace quayside::api
