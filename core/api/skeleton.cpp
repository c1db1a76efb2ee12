#include "core/api/skeleton.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace quayside::api {

namespace {

class Builder {
public:
    explicit Builder(bool only_required)
        : only_required_(only_required)
    {
    }

    Json build(const Shape& shape)
    {
        switch (shape.kind) {
        case Kind::Structure:
            return structure(shape);
        case Kind::List:
            return list(shape);
        case Kind::Map:
            return Json::object();
        case Kind::String:
            return shape.enumeration.empty() ? "" : shape.enumeration.front();
        case Kind::Integer:
        case Kind::Long:
            return static_cast<std::int64_t>(shape.min.value_or(0));
        case Kind::Double:
            return shape.min.value_or(0.0);
        case Kind::Boolean:
            return false;
        case Kind::Timestamp:
            return 0;
        }
        return {};
    }

private:
    Json structure(const Shape& shape)
    {
        Json json = Json::object();
        if (std::ranges::find(open_, &shape) != open_.end())
            return json;
        open_.push_back(&shape);
        for (const auto& member : shape.members)
            if (!member.deprecated && (member.required || !only_required_))
                json[member.name] = build(*member.shape);
        open_.pop_back();
        return json;
    }

    Json list(const Shape& shape)
    {
        Json json = Json::array();
        if (std::ranges::find(open_, shape.element) == open_.end())
            json.push_back(build(*shape.element));
        return json;
    }

    bool only_required_;
    std::vector<const Shape*> open_; // structures that are being built, outermost first
};

} // namespace

Json skeleton(const Shape& shape, bool only_required)
{
    return Builder(only_required).build(shape);
}

} // namespace quayside::api
