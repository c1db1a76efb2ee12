#include "core/control/command_words.h"

#include <algorithm>

namespace quayside::control {

namespace {

constexpr std::string_view kSpaces = " \t\r\n";

bool is_space(char c)
{
    return kSpaces.find(c) != std::string_view::npos;
}

// Takes the rest of a quoted part, up to and with the closing quote. Inside double quotes a backslash takes the meaning
// from a quote or a backslash. False if the line ends before.
bool take_quoted(char quote, std::string_view& line, std::string& word)
{
    while (!line.empty()) {
        char c = line.front();
        line.remove_prefix(1);
        if (c == quote)
            return true;
        if (c == '\\' && quote == '"' && !line.empty() && (line.front() == '"' || line.front() == '\\')) {
            c = line.front();
            line.remove_prefix(1);
        }
        word += c;
    }
    return false;
}

Result<std::string> take_word(std::string_view& line)
{
    std::string word;
    while (!line.empty() && !is_space(line.front())) {
        const char c = line.front();
        line.remove_prefix(1);
        if (c == '\'' || c == '"') {
            if (!take_quoted(c, line, word))
                return fail(Error::invalid_parameter("command: a quote has no end."));
        } else if (c == '\\' && !line.empty()) {
            word += line.front();
            line.remove_prefix(1);
        } else {
            word += c;
        }
    }
    return word;
}

} // namespace

Result<std::vector<std::string>> command_words(std::string_view line)
{
    std::vector<std::string> words;
    for (;;) {
        line.remove_prefix(std::min(line.find_first_not_of(kSpaces), line.size()));
        if (line.empty())
            break;
        auto word = take_word(line);
        if (!word)
            return fail(word.error());
        words.push_back(std::move(word).value());
    }
    if (words.empty())
        return fail(Error::invalid_parameter("command can not be empty."));
    return words;
}

} // namespace quayside::control
