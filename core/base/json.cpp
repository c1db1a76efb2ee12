#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside {

namespace {

Error serialization_error(std::string message)
{
    return { "SerializationException", std::move(message), 400 };
}

std::string position_of(std::string_view text, std::size_t byte)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte == 0 ? 0 : byte - 1, text.size()));
    const auto line = std::count(text.begin(), end, '\n') + 1;
    const auto line_start = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
    return "line " + std::to_string(line) + ", column " + std::to_string(end - line_start + 1);
}

// Builds the document while counting, so that a hostile body is refused before it is held in memory.
class LimitedBuilder final : public nlohmann::json_sax<Json> {
public:
    LimitedBuilder(Json& root, const JsonLimits& limits, std::string_view text)
        : builder_(root, false)
        , limits_(limits)
        , text_(text)
    {
    }

    bool null() override { return node() && builder_.null(); }
    bool boolean(bool v) override { return node() && builder_.boolean(v); }
    bool number_integer(number_integer_t v) override { return node() && builder_.number_integer(v); }
    bool number_unsigned(number_unsigned_t v) override { return node() && builder_.number_unsigned(v); }
    bool number_float(number_float_t v, const string_t& s) override { return node() && builder_.number_float(v, s); }
    bool string(string_t& v) override { return node() && builder_.string(v); }
    bool binary(binary_t& v) override { return node() && builder_.binary(v); }
    bool start_object(std::size_t size) override
    {
        members_.push_back(0);
        return node() && enter() && builder_.start_object(size);
    }
    bool key(string_t& v) override
    {
        if (++members_.back() > limits_.members)
            return refuse("an object has more than " + std::to_string(limits_.members) + " members");
        return builder_.key(v);
    }
    bool end_object() override
    {
        members_.pop_back();
        --depth_;
        return builder_.end_object();
    }
    bool start_array(std::size_t size) override { return node() && enter() && builder_.start_array(size); }
    bool end_array() override
    {
        --depth_;
        return builder_.end_array();
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        return refuse("the JSON is not valid at " + position_of(text_, position));
    }

    std::string problem;

private:
    bool node()
    {
        return ++nodes_ <= limits_.nodes
            || refuse("the JSON has more than " + std::to_string(limits_.nodes) + " values");
    }
    bool enter()
    {
        return ++depth_ <= limits_.depth || refuse("the JSON is nested deeper than " + std::to_string(limits_.depth));
    }
    bool refuse(std::string why)
    {
        problem = std::move(why);
        return false;
    }

    nlohmann::detail::json_sax_dom_parser<Json> builder_;
    const JsonLimits& limits_;
    std::string_view text_;
    std::vector<int> members_;
    int nodes_ = 0;
    int depth_ = 0;
};

} // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits)
{
    Json root;
    LimitedBuilder builder(root, limits, text);
    if (!Json::sax_parse(text.begin(), text.end(), &builder))
        return fail(serialization_error("Could not read the body: " + builder.problem + "."));
    return root;
}

} // namespace quayside
