#include "ui/pages/event_storms.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <string_view>
#include <tuple>

namespace quayside::ui {

namespace {

constexpr std::chrono::minutes kCalm{ 1 }; // without one, a storm is over
constexpr std::size_t kStorm = 4; // events

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A word with a digit is an id, an address or a number.
bool names_one(std::string_view word)
{
    return std::any_of(word.begin(), word.end(), is_digit);
}

using Gist = std::tuple<model::Severity, model::EventKind, std::string, std::string>;

EventRow row_of_storm(const std::vector<EventPtr>& events, const std::set<model::Event::Key>& open)
{
    std::set<std::string_view> objects;
    for (const auto& event : events)
        objects.insert(event->object);
    return { events.back(), events, objects.size(), open.contains(events.front()->row), false };
}

void add_rows(std::vector<EventRow>& rows, const std::vector<EventPtr>& events, const std::set<model::Event::Key>& open)
{
    const bool is_storm = events.size() >= kStorm;
    if (is_storm)
        rows.push_back(row_of_storm(events, open));
    if (is_storm && !rows.back().open)
        return;
    for (const auto& event : events)
        rows.push_back({ event, {}, 1, false, is_storm });
}

} // namespace

std::string gist_of(const std::string& message)
{
    std::string gist;
    for (std::size_t at = 0; at < message.size();) {
        if (!is_letter(message[at]) && !is_digit(message[at])) {
            gist += message[at++];
            continue;
        }
        std::size_t end = at;
        while (end < message.size() && (is_letter(message[end]) || is_digit(message[end])))
            ++end;
        const auto word = std::string_view(message).substr(at, end - at);
        gist += names_one(word) ? std::string_view("#") : word;
        at = end;
    }
    return gist;
}

std::vector<EventRow> fold_events(const std::vector<EventPtr>& events, const std::set<model::Event::Key>& open)
{
    std::vector<EventRow> rows;
    std::map<Gist, std::vector<EventPtr>> storms;
    for (const auto& event : events) {
        auto& storm = storms[{ event->severity, event->kind, event->cluster, gist_of(event->message) }];
        if (!storm.empty() && event->at - storm.back()->at > kCalm) {
            add_rows(rows, storm, open);
            storm.clear();
        }
        storm.push_back(event);
    }
    for (const auto& [gist, storm] : storms)
        add_rows(rows, storm, open);
    return rows;
}

} // namespace quayside::ui
