#include "core/docker/simulated_behaviour.h"

#include "core/docker/json_access.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace quayside::docker {

namespace {

using Words = std::vector<std::string>;

Words words_of(const Json& list)
{
    Words words;
    if (list.is_array())
        for (const auto& word : list)
            words.push_back(text(word));
    return words;
}

std::optional<double> as_number(const std::string& word)
{
    double value = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (failure != std::errc{} || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

// Of a command that ends at once.
std::optional<std::int32_t> exit_code_of(const Words& words)
{
    if (words.empty())
        return std::nullopt;
    if (words[0] == "true" || words[0] == "false")
        return words[0] == "true" ? 0 : 1;
    if (words.size() == 3 && words[0] == "sh" && words[2].starts_with("exit "))
        return static_cast<std::int32_t>(as_number(words[2].substr(5)).value_or(2));
    return std::nullopt;
}

// CMD-SHELL takes one text for a shell, CMD the words of a command.
bool check_passes(Words test)
{
    const bool shell = test[0] == "CMD-SHELL" && test.size() == 2;
    test.erase(test.begin());
    if (const auto code = exit_code_of(test))
        return *code == 0;
    return !shell || exit_code_of({ "sh", "-c", test[0] }).value_or(0) == 0;
}

Duration nanoseconds(const Json& check, const char* name, Duration otherwise)
{
    const auto given = number(check, name);
    return given > 0 ? std::chrono::duration_cast<Duration>(std::chrono::nanoseconds(given)) : otherwise;
}

} // namespace

std::optional<SimulatedBehaviour> behaviour_of_command(const Json& body)
{
    Words words = words_of(member(body, "Entrypoint"));
    std::ranges::move(words_of(member(body, "Cmd")), std::back_inserter(words));
    SimulatedBehaviour behaviour;
    if (const auto code = exit_code_of(words)) {
        behaviour.exits_after = std::chrono::milliseconds{ 20 };
        behaviour.exit_code = *code;
        return behaviour;
    }
    if (words.size() != 2 || words[0] != "sleep")
        return std::nullopt;
    behaviour.ignores_sigterm = !flag(member(body, "HostConfig"), "Init");
    if (const auto seconds = as_number(words[1]))
        behaviour.exits_after = Duration(static_cast<std::int64_t>(*seconds * 1e6));
    return behaviour;
}

std::optional<SimulatedCheck> check_of(const Json& body)
{
    const Json& check = member(body, "Healthcheck");
    Words test = words_of(member(check, "Test"));
    if (test.size() < 2)
        return std::nullopt;
    const Duration interval = nanoseconds(check, "Interval", std::chrono::seconds{ 30 });
    if (check_passes(std::move(test)))
        return SimulatedCheck{ true, interval };
    const auto retries = std::max<std::int64_t>(number(check, "Retries"), 1);
    const auto uncounted = nanoseconds(check, "StartPeriod", Duration::zero()) / interval; // probes
    return SimulatedCheck{ false, interval * (uncounted + retries) };
}

} // namespace quayside::docker
