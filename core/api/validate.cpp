#include "core/api/validate.h"

#include "core/base/iso_time.h"
#include "core/base/pattern.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace quayside::api {

namespace {

std::string number(double value)
{
    return value == std::floor(value) && std::abs(value) < 1e15 ? std::to_string(static_cast<std::int64_t>(value))
                                                                : Json(value).dump();
}

// "between 1 and 10", "at least 1", "at most 10"
std::string range_of(const Shape& shape)
{
    if (shape.min && shape.max)
        return "between " + number(*shape.min) + " and " + number(*shape.max);
    return shape.min ? "at least " + number(*shape.min) : "at most " + number(*shape.max);
}

bool outside(const Shape& shape, double value)
{
    return (shape.min && value < *shape.min) || (shape.max && value > *shape.max);
}

std::string list_of(const std::vector<std::string>& words)
{
    std::string text = "[";
    for (const auto& word : words)
        text += (text.size() > 1 ? ", " : "") + word;
    return text + "]";
}

// Code points of UTF-8 text: all bytes that do not continue one.
std::size_t length_of(const std::string& text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// Of a text in ISO-8601.
std::optional<TimePoint> time_of(const Json& value)
{
    return value.is_string() ? parse_iso_time(value.get_ref<const std::string&>()) : std::nullopt;
}

// Numbers up to the end of the year 9999, as there are in texts.
bool is_time(const Json& value)
{
    constexpr double most = 253'402'300'799;
    return value.is_number() ? std::abs(value.get<double>()) <= most : time_of(value).has_value();
}

class Validator {
public:
    explicit Validator(std::size_t limit)
        : limit_(limit)
    {
    }

    void check(const Json& value, const Shape& shape)
    {
        if (shape.document || problems.size() >= limit_)
            return;
        switch (shape.kind) {
        case Kind::Structure:
            return structure(value, shape);
        case Kind::List:
            return list(value, shape);
        case Kind::Map:
            return map(value, shape);
        case Kind::String:
            return string(value, shape);
        case Kind::Integer:
        case Kind::Long:
            return integer(value, shape);
        case Kind::Double:
            return value.is_number() ? range(value.get<double>(), shape) : wrong_type("must be a number");
        case Kind::Boolean:
            return value.is_boolean() ? void() : wrong_type("must be true or false");
        case Kind::Timestamp:
            return is_time(value) ? void()
                                  : wrong_type("must be a time, in seconds since 1970 or as in 2026-11-22T19:24:58Z");
        }
    }

    std::vector<Problem> problems;

private:
    void add(Problem::Kind kind, std::string reason)
    {
        if (problems.size() < limit_)
            problems.push_back({ kind, path_, std::move(reason) });
    }
    void wrong_type(const char* reason) { add(Problem::Kind::Type, reason); }

    template <class F>
    void inside(const std::string& step, F&& f)
    {
        const std::size_t length = path_.size();
        path_ += step;
        f();
        path_.resize(length);
    }
    std::string step(const std::string& member) const { return path_.empty() ? member : "." + member; }

    void structure(const Json& value, const Shape& shape)
    {
        if (!value.is_object())
            return wrong_type("must be an object");
        for (const auto& [name, inner] : value.items())
            if (const auto* member = inner.is_null() ? nullptr : shape.find(name))
                inside(step(name), [&, &json = inner] { check(json, *member->shape); });
        for (const auto& member : shape.members)
            if (member.required && (!value.contains(member.name) || value[member.name].is_null()))
                inside(step(member.name), [this] { add(Problem::Kind::Missing, "is required"); });
    }

    void list(const Json& value, const Shape& shape)
    {
        if (!value.is_array())
            return wrong_type("must be a list");
        if (outside(shape, static_cast<double>(value.size())))
            add(Problem::Kind::Length, "must have " + range_of(shape) + " elements");
        for (std::size_t i = 0; i < value.size() && problems.size() < limit_; ++i)
            inside("[" + std::to_string(i) + "]", [&] { check(value[i], *shape.element); });
    }

    void map(const Json& value, const Shape& shape)
    {
        if (!value.is_object())
            return wrong_type("must be an object");
        for (const auto& [name, inner] : value.items())
            inside(step(name), [&, &json = inner] { check(json, *shape.element); });
    }

    void string(const Json& value, const Shape& shape)
    {
        if (!value.is_string())
            return wrong_type("must be text");
        const auto& text = value.get_ref<const std::string&>();
        if (!shape.enumeration.empty() && std::ranges::find(shape.enumeration, text) == shape.enumeration.end())
            return add(Problem::Kind::Enumeration, "should be one of " + list_of(shape.enumeration));
        if ((shape.min || shape.max) && outside(shape, static_cast<double>(length_of(text))))
            return add(Problem::Kind::Length, "must have " + range_of(shape) + " characters");
        if (shape.compiled_pattern && !shape.compiled_pattern->matches(text))
            add(Problem::Kind::Pattern, "has characters that are not allowed; it must match " + shape.pattern);
    }

    void integer(const Json& value, const Shape& shape)
    {
        if (!value.is_number_integer())
            return wrong_type("must be a whole number");
        const double most = shape.kind == Kind::Long ? 9.2e18 : std::numeric_limits<std::int32_t>::max();
        const double given = value.get<double>();
        if (given > most || given < -most - 1)
            return wrong_type("is too large a number");
        range(given, shape);
    }

    void range(double value, const Shape& shape)
    {
        if (outside(shape, value))
            add(Problem::Kind::Range, "must be " + range_of(shape));
    }

    std::size_t limit_;
    std::string path_;
};

} // namespace

std::string sentence(const Problem& problem)
{
    return (problem.path.empty() ? "The input" : problem.path) + " " + problem.reason + ".";
}

std::vector<Problem> validate(const Json& value, const Shape& shape, std::size_t limit)
{
    Validator validator(limit);
    validator.check(value, shape);
    return std::move(validator.problems);
}

void normalize(Json& value, const Shape& shape)
{
    if (shape.document)
        return;
    if (const auto time = shape.kind == Kind::Timestamp ? time_of(value) : std::nullopt) {
        value = to_epoch_seconds(*time);
    } else if (shape.kind == Kind::List && value.is_array()) {
        for (auto& element : value)
            normalize(element, *shape.element);
    } else if (shape.kind == Kind::Map && value.is_object()) {
        for (auto& element : value)
            normalize(element, *shape.element);
    } else if (shape.kind == Kind::Structure && value.is_object()) {
        for (auto member = value.begin(); member != value.end();) {
            const auto* known = shape.find(member.key());
            if (known && member->is_null()) {
                member = value.erase(member);
                continue;
            }
            if (known)
                normalize(*member, *known->shape);
            ++member;
        }
    }
}

} // namespace quayside::api
