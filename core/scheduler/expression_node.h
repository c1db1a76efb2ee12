#pragma once

#include "core/base/pattern.h"
#include "core/base/time.h"
#include "core/scheduler/expression.h"

#include <cstdint>
#include <optional>

namespace quayside::scheduler {

enum class Subject : std::uint8_t {
    Attribute,
    Group,
    AgentConnected,
    AgentVersion,
    InstanceId,
    RegisteredAt,
    RunningTasks
};
// Every negated operator is the operator with `negated` set.
enum class Comparison : std::uint8_t { Exists, Equal, In, Matches, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Expression::Node {
    enum class Kind : std::uint8_t { Or, And, Not, Compare };

    Kind kind = Kind::Compare;
    std::vector<Node> children; // of Or and And two, of Not one

    Subject subject = Subject::Attribute;
    std::string attribute;
    Comparison comparison = Comparison::Equal;
    bool negated = false;
    std::vector<std::string> values;
    std::shared_ptr<const Pattern> pattern; // of Matches
    TimePoint time; // of RegisteredAt: the first value
};

bool evaluate(const Expression::Node& node, const Facts& facts);

// 2018-06-18T22:28:28+00:00, the same with Z or without a zone (UTC), or the date alone.
std::optional<TimePoint> parse_time(std::string_view text);
// 1.14.5 by its numbers; nothing if it has other parts.
std::optional<std::vector<std::int64_t>> parse_version(std::string_view text);
std::optional<double> parse_number(std::string_view text);

} // namespace quayside::scheduler
