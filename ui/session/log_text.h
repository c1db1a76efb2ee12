#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quayside::ui {

// How grave a line is by its own words.
enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };
const char* name_of(LogLevel level); // "warn", as programs write it

// "error: …", "[warn] …", "ERROR …", "level=debug", "\"level\":\"info\"", "TypeError: …" near its begin; else Info.
LogLevel level_of_line(std::string_view line);

// A stretch of a shown line in a colour of terminals, or bold.
struct LogSpan {
    static constexpr std::uint8_t kNoColour = 0xff;

    std::uint32_t begin = 0; // in UTF-16 units of the shown line
    std::uint32_t length = 0;
    std::uint8_t colour = kNoColour; // 0 to 15, as terminals count them
    bool bold = false;

    bool operator==(const LogSpan&) const = default;
};

// What a container wrote, harmless and on one line: without the escape sequences of terminals, its control characters
// as pictures, and what is no UTF-8 as U+FFFD. Of the sequences only colours and bold have a meaning: `spans` gets
// them, in their order.
QString shown_line(std::string_view line, std::vector<LogSpan>* spans = nullptr);

// A line that goes on with the trace of an error, after one that began it or went on with it: "    at f (x.js:1)",
// "  File \"x.py\", line 1", "Caused by: …", "... 12 more". What is merely indented goes on only within a trace.
bool continues_trace(std::string_view line, bool in_trace);

// A JSON object in a line, one member below the other; empty: the line holds none.
QString unfolded_json(const QString& line);

// The names of the members of such an object, those of objects in it included.
QStringList json_members(const QString& line);

// One line of an unfolded object, `"status": 500,`, taken apart; nothing where it has no plain value.
struct JsonMember {
    QString name;
    QString value; // of a string, what it says
};
std::optional<JsonMember> json_member(const QString& unfolded_line);

} // namespace quayside::ui
