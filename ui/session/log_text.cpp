#include "ui/session/log_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::size_t kLooked = 120; // bytes of a line: further in, the words are its text
constexpr std::size_t kMostSpans = 200; // of a line
constexpr qsizetype kLongestJson = 64 * 1024;
constexpr char16_t kPictures = 0x2400; // of control characters, in their order

constexpr std::array<std::pair<std::string_view, LogLevel>, 14> kWords{ {
    { "error", LogLevel::Error },
    { "err", LogLevel::Error },
    { "fatal", LogLevel::Error },
    { "panic", LogLevel::Error },
    { "critical", LogLevel::Error },
    { "crit", LogLevel::Error },
    { "exception", LogLevel::Error },
    { "warn", LogLevel::Warning },
    { "warning", LogLevel::Warning },
    { "info", LogLevel::Info },
    { "notice", LogLevel::Info },
    { "debug", LogLevel::Debug },
    { "trace", LogLevel::Debug },
    { "verbose", LogLevel::Debug },
} };

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_word(std::string_view word, std::string_view known)
{
    return std::equal(
        word.begin(), word.end(), known.begin(), known.end(), [](char a, char b) { return lower(a) == b; });
}

// "error" in a sentence says nothing; "ERROR", "error:", "[error]" and "level=error" do.
bool stands_as_level(std::string_view line, std::size_t begin, std::size_t end)
{
    const char before = begin > 0 ? line[begin - 1] : ' ';
    const char after = end < line.size() ? line[end] : ' ';
    const auto word = line.substr(begin, end - begin);
    const bool capital = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool alone = before == ' ' || before == '[' || before == '<' || before == '|' || begin == 0;
    return (alone && (capital || after == ':' || after == ']' || after == '>' || after == '|')) || before == '='
        || (before == '"' && after == '"' && begin > 2 && line[begin - 2] == ':');
}

std::optional<LogLevel> level_of_word(std::string_view line, std::size_t begin, std::size_t end)
{
    const auto word = line.substr(begin, end - begin);
    for (const auto& [known, level] : kWords)
        if (same_word(word, known) && stands_as_level(line, begin, end))
            return level;
    const bool thrown = (word.ends_with("Error") || word.ends_with("Exception")) && line.substr(end).starts_with(':');
    return thrown ? std::optional(LogLevel::Error) : std::nullopt;
}

// How long the escape sequence at the begin of `text` is: that of a terminal, or the bare escape.
std::size_t escape_length(std::string_view text)
{
    if (text.size() < 2)
        return text.size();
    if (text[1] == '[') {
        const auto end = std::find_if(text.begin() + 2, text.end(), [](char c) { return c >= 0x40 && c <= 0x7e; });
        return static_cast<std::size_t>(end - text.begin()) + (end == text.end() ? 0 : 1);
    }
    if (std::string_view("]PX^_").find(text[1]) == std::string_view::npos)
        return 2;
    const auto end = text.find_first_of("\a\x1b", 2);
    if (end == std::string_view::npos)
        return text.size();
    return text[end] == '\a' ? end + 1 : std::min(end + 2, text.size());
}

// How what follows is to look, by the sequences read so far.
struct Rendition {
    std::uint8_t colour = LogSpan::kNoColour;
    bool bold = false;

    bool is_plain() const { return colour == LogSpan::kNoColour && !bold; }
    bool operator==(const Rendition&) const = default;
};

void apply_code(Rendition& rendition, int code)
{
    if (code == 0)
        rendition = {};
    else if (code == 1)
        rendition.bold = true;
    else if (code == 22)
        rendition.bold = false;
    else if (code >= 30 && code <= 37)
        rendition.colour = static_cast<std::uint8_t>(code - 30);
    else if (code >= 90 && code <= 97)
        rendition.colour = static_cast<std::uint8_t>(code - 90 + 8);
    else if (code == 39)
        rendition.colour = LogSpan::kNoColour;
}

// "1;31" of ESC [ 1 ; 3 1 m. Colours of 256 and of 24 bits are left out with what belongs to them.
void apply_codes(Rendition& rendition, std::string_view codes)
{
    while (true) {
        const auto end = codes.find(';');
        const auto word = codes.substr(0, end);
        int code = 0;
        std::from_chars(word.data(), word.data() + word.size(), code);
        if (code == 38 || code == 48)
            return;
        apply_code(rendition, code);
        if (end == std::string_view::npos)
            return;
        codes.remove_prefix(end + 1);
    }
}

bool is_rendition(std::string_view escape)
{
    return escape.starts_with("\x1b[") && escape.ends_with('m')
        && escape.find_first_not_of("0123456789;", 2) == escape.size() - 1;
}

QString harmless(std::string_view bytes)
{
    QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    for (QChar& c : text)
        if (c == u'\t')
            c = u' ';
        else if (c.unicode() < 0x20)
            c = QChar(static_cast<char16_t>(kPictures + c.unicode()));
        else if (c.unicode() >= 0x7f && c.unicode() < 0xa0)
            c = QChar::ReplacementCharacter;
    return text;
}

void add_span(std::vector<LogSpan>& spans, qsizetype begin, qsizetype length, const Rendition& rendition)
{
    if (!rendition.is_plain() && length > 0 && spans.size() < kMostSpans)
        spans.push_back({ static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length), rendition.colour,
            rendition.bold });
}

// The object that a line holds; empty: none.
QJsonObject object_in(const QString& line)
{
    const auto begin = line.indexOf(u'{');
    const auto end = line.lastIndexOf(u'}');
    if (begin < 0 || end < begin || end - begin > kLongestJson)
        return {};
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(line.mid(begin, end - begin + 1).toUtf8(), &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

void add_members(const QJsonObject& object, QStringList& names)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (!names.contains(member.key()))
            names << member.key();
        if (member->isObject())
            add_members(member->toObject(), names);
    }
}

} // namespace

const char* name_of(LogLevel level)
{
    static constexpr std::array<const char*, 4> names{ "debug", "info", "warn", "error" };
    return names[static_cast<std::size_t>(level)];
}

LogLevel level_of_line(std::string_view line)
{
    const auto looked = std::min(line.size(), kLooked);
    for (std::size_t begin = 0; begin < looked;) {
        if (!is_letter(line[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < line.size() && is_letter(line[end]))
            ++end;
        if (const auto level = level_of_word(line, begin, end))
            return *level;
        begin = end;
    }
    return LogLevel::Info;
}

QString shown_line(std::string_view line, std::vector<LogSpan>* spans)
{
    if (line.find('\x1b') == std::string_view::npos)
        return harmless(line);
    std::string plain;
    std::vector<std::pair<std::size_t, Rendition>> changes; // from which byte of it
    Rendition rendition;
    while (!line.empty()) {
        const auto escape = std::min(line.find('\x1b'), line.size());
        plain += line.substr(0, escape);
        line.remove_prefix(escape);
        const auto length = escape_length(line);
        if (is_rendition(line.substr(0, length))) {
            apply_codes(rendition, line.substr(2, length - 3));
            changes.emplace_back(plain.size(), rendition);
        }
        line.remove_prefix(length);
    }
    if (!spans || changes.empty())
        return harmless(plain);
    // Piece by piece, so that places are counted as the text is.
    const std::string_view whole = plain;
    QString text = harmless(whole.substr(0, changes.front().first));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto end = i + 1 < changes.size() ? changes[i + 1].first : whole.size();
        const QString piece = harmless(whole.substr(changes[i].first, end - changes[i].first));
        add_span(*spans, text.size(), piece.size(), changes[i].second);
        text += piece;
    }
    return text;
}

bool continues_trace(std::string_view line, bool in_trace)
{
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return false;
    const auto text = line.substr(begin);
    if (text.starts_with("Caused by: ") || (text.starts_with("... ") && text.ends_with(" more")))
        return true;
    return begin > 0 && (in_trace || text.starts_with("at ") || text.starts_with("File \""));
}

QString unfolded_json(const QString& line)
{
    const auto object = object_in(line);
    if (object.isEmpty())
        return {};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

QStringList json_members(const QString& line)
{
    QStringList names;
    add_members(object_in(line), names);
    return names;
}

std::optional<JsonMember> json_member(const QString& unfolded_line)
{
    static const QRegularExpression shape(QStringLiteral("^\\s*\"((?:[^\"\\\\]|\\\\.)*)\": ([^\\[{].*?),?$"));
    const auto found = shape.match(unfolded_line);
    if (!found.hasMatch())
        return std::nullopt;
    const auto read = [](const QString& written) {
        return QJsonDocument::fromJson(QStringLiteral("[%1]").arg(written).toUtf8()).array().at(0);
    };
    const auto value = read(found.captured(2));
    return JsonMember{ read(QStringLiteral("\"%1\"").arg(found.captured(1))).toString(),
        value.isString() ? value.toString() : found.captured(2) };
}

} // namespace quayside::ui
