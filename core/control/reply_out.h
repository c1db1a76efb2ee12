#pragma once

#include "core/api/write_reply.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// Two ways to put the members of an object, so that one description of a record gives a value and a text.
namespace quayside::control {

// A value that is put more than once.
struct Part {
    explicit Part(Json from)
        : json(std::move(from))
        , text(json.dump(-1, ' ', false, Json::error_handler_t::replace))
    {
    }
    Json json;
    std::string text;
};

// Quicker than a list of pairs in braces, each of which is built as a list of two values first.
class ValueOut {
public:
    explicit ValueOut(Json& object)
        : members_(object.get_ref<Json::object_t&>())
    {
    }

    void text(const char* name, std::string_view value) { put(name, std::string(value)); }
    void number(const char* name, std::int64_t value) { put(name, value); }
    void flag(const char* name, bool value) { put(name, value); }
    void seconds(const char* name, TimePoint value) { put(name, to_epoch_seconds(value)); }
    void part(const char* name, const Part& value) { put(name, value.json); }
    void value(const char* name, Json value) { put(name, std::move(value)); }
    // A list of objects; `each` puts the members of one.
    template <class F>
    void list(const char* name, std::size_t count, const F& each)
    {
        Json list = Json::array();
        for (std::size_t i = 0; i < count; ++i) {
            list.push_back(Json::object());
            ValueOut inner(list.back());
            each(inner, i);
        }
        put(name, std::move(list));
    }

private:
    void put(const char* name, Json value) { members_.push_back({ name, std::move(value) }); }
    Json::object_t& members_;
};

class TextOut {
public:
    explicit TextOut(std::string& to)
        : to_(to)
    {
        to_ += '{';
    }
    ~TextOut() { to_ += '}'; }
    TextOut(const TextOut&) = delete;
    TextOut& operator=(const TextOut&) = delete;

    void text(const char* name, std::string_view value) { api::append_text(key(name), value); }
    void number(const char* name, std::int64_t value) { api::append_number(key(name), value); }
    void flag(const char* name, bool value) { key(name) += value ? "true" : "false"; }
    void seconds(const char* name, TimePoint value) { api::append_number(key(name), to_epoch_seconds(value)); }
    void part(const char* name, const Part& value) { key(name) += value.text; }
    template <class F>
    void list(const char* name, std::size_t count, const F& each)
    {
        list(key(name), count, each);
    }
    // The same behind `to`, on its own.
    template <class F>
    static void list(std::string& to, std::size_t count, const F& each)
    {
        to += '[';
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                to += ',';
            TextOut inner(to);
            each(inner, i);
        }
        to += ']';
    }

private:
    // Names need no escaping.
    std::string& key(const char* name)
    {
        to_ += std::exchange(first_, false) ? "\"" : ",\"";
        to_ += name;
        to_ += "\":";
        return to_;
    }
    std::string& to_;
    bool first_ = true;
};

} // namespace quayside::control
