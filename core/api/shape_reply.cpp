#include "core/api/shape_reply.h"

#include "core/api/write_reply.h"

#include <nlohmann/json.hpp>

namespace quayside::api {

namespace {

// A member is taken over together with its name: erasing members one by one from a vector costs more than a new object.
void keep_known_members(Json& value, const Shape& shape)
{
    Json kept = Json::object();
    for (auto& [name, inner] : value.get_ref<Json::object_t&>()) {
        const Member* member = inner.is_null() ? nullptr : shape.find(name);
        if (!member)
            continue;
        keep_known(inner, *member->shape);
        kept.get_ref<Json::object_t&>().push_back({ name, std::move(inner) });
    }
    value = std::move(kept);
}

} // namespace

void keep_known(Json& value, const Shape& shape)
{
    if (value.is_binary()) // follows its shape already
        value = Json::parse(text_of_written(value));
    if (shape.document)
        return;
    if (shape.kind == Kind::Structure && value.is_object())
        keep_known_members(value, shape);
    else if ((shape.kind == Kind::List && value.is_array()) || (shape.kind == Kind::Map && value.is_object()))
        for (auto& element : value)
            keep_known(element, *shape.element);
}

} // namespace quayside::api
