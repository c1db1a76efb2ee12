#pragma once

#include "core/base/id.h"
#include "core/base/time.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace quayside::sim {

// All that happened in one run, as one number: the same seed must give the same. Prints it too, if asked.
class Trace {
public:
    explicit Trace(bool print = false)
        : print_(print)
    {
    }

    template <class... Parts>
    void note(TimePoint at, std::string_view what, const Parts&... parts)
    {
        mix(static_cast<std::uint64_t>(at.time_since_epoch().count()));
        add(what);
        (add(parts), ...);
        ++notes_;
        if (print_)
            print(at, text(what) + (... + (' ' + text(parts))));
    }
    void note(TimePoint at, std::string_view what) { note(at, what, std::string_view()); }

    std::uint64_t hash() const { return hash_; }
    std::uint64_t notes() const { return notes_; }

private:
    void mix(std::uint64_t word) { hash_ = (hash_ ^ word) * 0x9E3779B97F4A7C15ULL ^ (hash_ >> 29); }
    void add(std::string_view part)
    {
        std::uint64_t word = part.size();
        for (const char c : part)
            word = (word ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
        mix(word);
    }
    void add(const std::string& part) { add(std::string_view(part)); }
    void add(const char* part) { add(std::string_view(part)); }
    void add(const Id& id) { mix(std::hash<Id>()(id)); }
    void add(std::uint64_t number) { mix(number); }
    void add(std::int64_t number) { mix(static_cast<std::uint64_t>(number)); }
    void add(int number) { mix(static_cast<std::uint64_t>(number)); }

    static std::string text(std::string_view part) { return std::string(part); }
    static std::string text(const Id& id) { return id.hex().substr(0, 8); }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    static std::string text(Number number) { return std::to_string(number); }
    static void print(TimePoint at, const std::string& line)
    {
        const auto since = at.time_since_epoch().count() - 1'767'225'600'000'000;
        std::printf("%12.6f %s\n", static_cast<double>(since) / 1e6, line.c_str());
    }

    bool print_;
    std::uint64_t hash_ = 0xC0FFEE;
    std::uint64_t notes_ = 0;
};

} // namespace quayside::sim
