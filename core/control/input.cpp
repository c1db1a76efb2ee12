#include "core/control/input.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace quayside::control {

namespace {

constexpr std::size_t kMostTags = 50;

bool is_reserved_key(const std::string& key)
{
    constexpr std::string_view prefix = "aws:";
    return key.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), key.begin(), [](char a, char b) {
        return a == std::tolower(static_cast<unsigned char>(b));
    });
}

} // namespace

std::string text_of(const Json& input, const char* member)
{
    const auto found = input.find(member);
    return found != input.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const Json& input, const char* member, std::int64_t otherwise)
{
    const auto found = input.find(member);
    return found != input.end() && found->is_number() ? found->get<std::int64_t>() : otherwise;
}

bool flag_of(const Json& input, const char* member)
{
    const auto found = input.find(member);
    return found != input.end() && found->is_boolean() && found->get<bool>();
}

TimePoint time_of(const Json& input, const char* member, TimePoint otherwise)
{
    const auto found = input.find(member);
    if (found == input.end() || !found->is_number())
        return otherwise;
    return TimePoint(Duration(std::llround(std::max(found->get<double>(), 0.0) * 1e6)));
}

std::vector<std::string> texts_of(const Json& input, const char* member)
{
    const auto found = input.find(member);
    return found != input.end() && found->is_array() ? found->get<std::vector<std::string>>()
                                                     : std::vector<std::string>();
}

const Json& part_of(const Json& input, const char* member)
{
    static const Json none = Json::object();
    const auto found = input.find(member);
    return found == input.end() ? none : *found;
}

bool includes(const Json& input, const char* part)
{
    const Json& list = part_of(input, "include");
    return std::ranges::find(list, Json(part)) != list.end();
}

bool is_name(std::string_view text)
{
    const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, allowed);
}

Result<model::Tags> tags_of(const Json& input)
{
    model::Tags tags;
    for (const auto& tag : part_of(input, "tags")) {
        model::Tag next{ text_of(tag, "key"), text_of(tag, "value") };
        if (next.key.empty())
            return fail(Error::invalid_parameter("tags: every tag needs a key."));
        if (is_reserved_key(next.key))
            return fail(
                Error::invalid_parameter("tags: the key " + next.key + " begins with aws:, which is reserved."));
        if (std::ranges::find(tags, next.key, &model::Tag::key) != tags.end())
            return fail(Error::invalid_parameter("tags: the key " + next.key + " occurs twice."));
        tags.push_back(std::move(next));
    }
    if (tags.size() > kMostTags)
        return fail(Error::invalid_parameter("tags: a resource can have at most 50 tags."));
    return tags;
}

Json describe(const model::Tags& tags)
{
    Json list = Json::array();
    for (const auto& tag : tags)
        list.push_back({ { "key", tag.key }, { "value", tag.value } });
    return list;
}

} // namespace quayside::control
