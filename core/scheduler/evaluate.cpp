#include "core/scheduler/attributes.h"
#include "core/scheduler/expression_node.h"

#include <algorithm>
#include <charconv>
#include <compare>

namespace quayside::scheduler {

namespace {

using Node = Expression::Node;

// Whether `order`, of a fact against the value, is what the operator asks for.
bool holds(Comparison comparison, std::partial_ordering order)
{
    switch (comparison) {
    case Comparison::Equal:
        return order == 0;
    case Comparison::Less:
        return order < 0;
    case Comparison::LessOrEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterOrEqual:
        return order >= 0;
    case Comparison::Exists:
    case Comparison::In:
    case Comparison::Matches:
        break;
    }
    return false;
}

// Numbers by their size where both are numbers, else by their bytes.
std::partial_ordering order_of(std::string_view fact, std::string_view value)
{
    const auto left = parse_number(fact);
    const auto right = parse_number(value);
    if (left && right)
        return *left <=> *right;
    return fact <=> value;
}

bool text_holds(const Node& node, std::string_view fact)
{
    switch (node.comparison) {
    case Comparison::Exists:
        return true;
    case Comparison::Equal:
        return fact == node.values.front();
    case Comparison::In:
        return std::ranges::find(node.values, fact) != node.values.end();
    case Comparison::Matches:
        return node.pattern->matches(fact);
    default:
        return holds(node.comparison, order_of(fact, node.values.front()));
    }
}

bool attribute_holds(const Node& node, const Facts& facts)
{
    const auto attribute = attribute_of(*facts.instance, node.attribute);
    if (node.comparison == Comparison::Exists)
        return attribute.found;
    return attribute.found && !attribute.value.empty() && text_holds(node, attribute.value);
}

bool positive_holds(const Node& node, const Facts& facts)
{
    switch (node.subject) {
    case Subject::Attribute:
        return attribute_holds(node, facts);
    case Subject::Group:
        return std::ranges::any_of(facts.groups, [&node](std::string_view group) { return text_holds(node, group); });
    case Subject::AgentConnected:
        return text_holds(node, facts.instance->agent_connected ? "true" : "false");
    case Subject::InstanceId:
        return text_holds(node, facts.ec2_instance_id);
    case Subject::AgentVersion: {
        const auto fact = parse_version(facts.agent_version);
        return fact && holds(node.comparison, *fact <=> *parse_version(node.values.front()));
    }
    case Subject::RegisteredAt:
        return holds(node.comparison, facts.instance->registered_at <=> node.time);
    case Subject::RunningTasks:
        return holds(node.comparison, static_cast<double>(facts.running_tasks) <=> *parse_number(node.values.front()));
    }
    return false;
}

template <class T>
bool take_number(std::string_view& text, T& number)
{
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{})
        return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take(std::string_view& text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

// What is left of a time after the seconds: nothing, Z, or a distance from UTC.
std::optional<std::chrono::minutes> zone_of(std::string_view text)
{
    if (text.empty() || text == "Z")
        return std::chrono::minutes(0);
    const int sign = text.front() == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    if (!take(text, '+') && !take(text, '-'))
        return std::nullopt;
    if (!take_number(text, hours) || !take(text, ':') || !take_number(text, minutes) || !text.empty())
        return std::nullopt;
    return std::chrono::minutes(sign * (hours * 60 + minutes));
}

} // namespace

Facts facts_of(const model::ContainerInstance& instance, const model::State& state)
{
    Facts facts{ &instance, ec2_instance_id(instance.id), kAgentVersion, state.usage_of(instance.id).running, {} };
    for (const auto& id : state.tasks_on(instance.id)) {
        const auto task = state.tasks().find(id);
        if (task->last_status < model::TaskStatus::Stopped)
            facts.groups.push_back(task->spec->group);
    }
    return facts;
}

bool evaluate(const Node& node, const Facts& facts)
{
    const auto inner = [&facts](const Node& child) { return evaluate(child, facts); };
    switch (node.kind) {
    case Node::Kind::Or:
        return std::ranges::any_of(node.children, inner);
    case Node::Kind::And:
        return std::ranges::all_of(node.children, inner);
    case Node::Kind::Not:
        return !inner(node.children.front());
    case Node::Kind::Compare:
        return positive_holds(node, facts) != node.negated;
    }
    return false;
}

std::optional<double> parse_number(std::string_view text)
{
    double number = 0;
    return take_number(text, number) && text.empty() ? std::optional(number) : std::nullopt;
}

std::optional<std::vector<std::int64_t>> parse_version(std::string_view text)
{
    std::vector<std::int64_t> parts;
    do {
        if (!take_number(text, parts.emplace_back()))
            return std::nullopt;
    } while (take(text, '.'));
    return text.empty() ? std::optional(std::move(parts)) : std::nullopt;
}

std::optional<TimePoint> parse_time(std::string_view text)
{
    using namespace std::chrono;
    int y = 0;
    unsigned m = 0;
    unsigned d = 0;
    if (!take_number(text, y) || !take(text, '-') || !take_number(text, m) || !take(text, '-') || !take_number(text, d))
        return std::nullopt;
    const year_month_day date{ year{ y }, month{ m }, day{ d } };
    if (!date.ok())
        return std::nullopt;
    int hours = 0;
    int minutes = 0;
    double seconds = 0;
    if (take(text, 'T')
        && (!take_number(text, hours) || !take(text, ':') || !take_number(text, minutes) || !take(text, ':')
            || !take_number(text, seconds)))
        return std::nullopt;
    const auto zone = zone_of(text);
    if (!zone)
        return std::nullopt;
    return sys_days{ date } + std::chrono::hours(hours) + std::chrono::minutes(minutes) - *zone
        + duration_cast<Duration>(duration<double>(seconds));
}

} // namespace quayside::scheduler
