#include "core/control/log_readers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace quayside::control {

namespace {

constexpr std::size_t kMostReaders = 500;
constexpr Duration kUnused = std::chrono::seconds{ 30 };

struct Token {
    std::uint64_t reader = 0; // 0: none
    LogPlace place;
};

std::string write_token(std::uint64_t reader, const LogPlace& place)
{
    return fmt::format("{}.{}.{}", reader, place.at.time_since_epoch().count(), place.same);
}

Result<Token> read_token(std::string_view text)
{
    std::array<std::uint64_t, 3> numbers{};
    for (std::size_t i = 0; i < numbers.size() && !text.empty(); ++i) {
        const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const bool ends_well = i + 1 < numbers.size() ? text.starts_with('.') : text.empty();
        if (bad != std::errc() || !ends_well)
            return fail(Error::invalid_parameter("nextToken: it is not one of GetContainerLogs."));
        text = text.substr(text.empty() ? 0 : 1);
    }
    return Token{ numbers[0],
        { TimePoint(Duration(static_cast<std::int64_t>(numbers[1]))), static_cast<std::uint32_t>(numbers[2]) } };
}

bool wanted(const docker::LogRequest& request, const docker::LogLine& line)
{
    return line.at >= request.since && (request.until == kNever || line.at < request.until);
}

} // namespace

LogReaders::LogReaders(Loop& loop, EngineAccess& engines, const model::State& state, const KeptLogs& kept)
    : loop_(loop)
    , engines_(engines)
    , state_(state)
    , kept_(kept)
{
}

void LogReaders::read(Query query, client::Reply reply)
{
    const auto token = read_token(query.token);
    if (!token)
        return reply(fail(token.error()));
    const auto known = entries_.find(token->reader);
    const bool goes_on = known != entries_.end() && known->second.task == query.task
        && known->second.container == query.container && known->second.reader->place() == token->place;
    if (goes_on)
        return read_on(known->first, query.rules, std::move(reply));
    if (kept_.has(query.task, query.container))
        return reply(kept_page(query, token->place));
    const auto rules = query.rules;
    const auto number = add(std::move(query), token->place);
    if (!number)
        return reply(fail(number.error()));
    read_on(*number, rules, std::move(reply));
}

Result<Json> LogReaders::kept_page(const Query& query, LogPlace place) const
{
    auto lines = kept_.read(query.task, query.container);
    if (!lines)
        return fail(lines.error());
    LogResume resume(place);
    std::erase_if(
        *lines, [&](const docker::LogLine& line) { return !resume.is_new(line) || !wanted(query.from, line); });
    const auto tail = place.at == kNever ? query.from.tail : std::nullopt;
    if (tail && std::ssize(*lines) > *tail)
        lines->erase(lines->begin(), lines->end() - static_cast<std::ptrdiff_t>(*tail));
    const bool more = lines->size() > query.rules.lines;
    if (more)
        lines->resize(query.rules.lines);
    for (const auto& line : *lines)
        place.pass(line);
    Json page{ { "lines", describe(*lines) }, { "kept", true } };
    if (more)
        page["nextToken"] = write_token(0, place);
    return page;
}

Result<LogReaders::Number> LogReaders::add(Query query, LogPlace place)
{
    if (entries_.size() >= kMostReaders)
        return fail(Error::client(fmt::format("There are {} readers of logs already.", entries_.size())));
    const auto task = state_.tasks().find(query.task);
    const auto instance = state_.container_instances().find(task->container_instance);
    const auto number = ++last_;
    auto& entry = entries_[number];
    entry.task = query.task;
    entry.container = query.container;
    entry.engine = instance ? instance->engine : Id();
    query.from.container = task->containers[query.container].runtime_id;
    entry.reader = std::make_unique<LogReader>(loop_,
        LogReader::Source{ [this, engine = entry.engine] { return engines_.find(engine); },
            [this, task = query.task, container = query.container] { return goes_on(task, container); },
            [number](const LogPlace& reached) { return write_token(number, reached); } },
        std::move(query.from), place);
    return number;
}

// The next page must be asked for before half a minute after the longest that this one may wait.
void LogReaders::read_on(Number number, const LogPageRules& rules, client::Reply reply)
{
    auto& entry = entries_.at(number);
    entry.unused = loop_.after(rules.wait + kUnused, [this, number] { entries_.erase(number); });
    entry.reader->read(rules, std::move(reply), [this, number] { entries_.erase(number); });
}

bool LogReaders::goes_on(const Id& task, std::size_t container) const
{
    const auto record = state_.tasks().find(task);
    return record && record->containers[container].last_status != model::ContainerStatus::Stopped;
}

void LogReaders::apply(const model::ChangeSet& changes)
{
    for (const auto& change : changes.of<model::Engine>())
        for (auto& [number, entry] : entries_)
            if (!change.after && entry.engine == change.before->id)
                entry.reader->engine_gone();
}

} // namespace quayside::control
