#include "core/api/write_reply.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace quayside::api {

namespace {

constexpr double kLargestPlain = 1e15; // larger numbers are written with an exponent

bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

template <class... Args>
void append_chars(std::string& out, Args... args)
{
    std::array<char, 64> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), args...).ptr;
    out.append(digits.data(), end);
}

class Writer {
public:
    explicit Writer(std::string& out)
        : out_(out)
    {
    }

    void value(const Json& value, const Shape& shape)
    {
        if (value.is_binary())
            out_ += text_of_written(value);
        else if (shape.document)
            append_json(out_, value);
        else if (shape.kind == Kind::Structure && value.is_object())
            structure(value, shape);
        else if (shape.kind == Kind::List && value.is_array())
            list(value, *shape.element);
        else if (shape.kind == Kind::Map && value.is_object())
            map(value, *shape.element);
        else
            append_json(out_, value);
    }

private:
    void structure(const Json& value, const Shape& shape)
    {
        out_ += '{';
        bool first = true;
        for (const auto& [name, inner] : value.get_ref<const Json::object_t&>())
            if (const auto* member = inner.is_null() ? nullptr : shape.find(name)) {
                key(first, name);
                this->value(inner, *member->shape);
            }
        out_ += '}';
    }

    void map(const Json& value, const Shape& element)
    {
        out_ += '{';
        bool first = true;
        for (const auto& [name, inner] : value.get_ref<const Json::object_t&>()) {
            key(first, name);
            this->value(inner, element);
        }
        out_ += '}';
    }

    void list(const Json& value, const Shape& element)
    {
        out_ += '[';
        bool first = true;
        for (const auto& inner : value) {
            if (!std::exchange(first, false))
                out_ += ',';
            this->value(inner, element);
        }
        out_ += ']';
    }

    void key(bool& first, const std::string& name)
    {
        if (!std::exchange(first, false))
            out_ += ',';
        append_text(out_, name);
        out_ += ':';
    }

    std::string& out_;
};

} // namespace

void append_text(std::string& out, std::string_view text)
{
    if (std::ranges::all_of(text, is_plain)) {
        out += '"';
        out += text;
        out += '"';
        return;
    }
    out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_number(std::string& out, std::int64_t number)
{
    append_chars(out, number);
}

void append_number(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    if (std::abs(number) >= kLargestPlain)
        return append_chars(out, number);
    const auto begin = out.size();
    append_chars(out, number, std::chars_format::fixed);
    if (out.find('.', begin) == std::string::npos)
        out += ".0"; // as the other writer has it: no whole number
}

void append_json(std::string& out, const Json& value)
{
    if (value.is_string())
        append_text(out, value.get_ref<const std::string&>());
    else if (value.is_number_float())
        append_number(out, value.get<double>());
    else
        out += value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json written(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    return Json::binary(std::vector<std::uint8_t>(bytes, bytes + text.size()));
}

std::string_view text_of_written(const Json& part)
{
    const auto& bytes = part.get_binary();
    return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
}

std::string write_reply(const Json& reply, const Shape& shape)
{
    std::string text;
    Writer(text).value(reply, shape);
    return text;
}

} // namespace quayside::api
