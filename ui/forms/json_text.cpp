#include "ui/forms/json_text.h"

#include "ui/forms/json_document.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace quayside::ui {

namespace {

constexpr int kMostRead = 24;

// The words of the parser in those of people who write JSON.
QString found_word(const QString& token)
{
    if (token == u"end of input")
        return QObject::tr("the end");
    if (token == u"string literal")
        return QObject::tr("a text");
    if (token == u"number literal")
        return QObject::tr("a number");
    return token;
}

QString wanted_word(const QString& token)
{
    if (token == u"string literal")
        return QObject::tr("a name in quotes");
    if (token.contains(u"literal"))
        return QObject::tr("a value");
    if (token == u"'}'" || token == u"']'")
        return QObject::tr("a comma or %1").arg(token);
    if (token == u"end of input")
        return QObject::tr("nothing more");
    return token;
}

} // namespace

QString json_text(const Json& value)
{
    return QString::fromStdString(value.dump(2, ' ', false, Json::error_handler_t::replace));
}

namespace {

// "… at line 14, column 7"
QRegularExpressionMatch place_in(const std::string& message)
{
    static const QRegularExpression place("line (\\d+)(?:, column (\\d+))?");
    return place.match(QString::fromStdString(message));
}

} // namespace

int line_in(const std::string& message)
{
    const auto match = place_in(message);
    return match.hasMatch() ? match.captured(1).toInt() : 1;
}

int column_in(const std::string& message)
{
    const auto match = place_in(message);
    return match.hasMatch() && match.hasCaptured(2) ? match.captured(2).toInt() : 1;
}

QString parser_sentence(const std::string& message)
{
    auto text = QString::fromStdString(message);
    if (const auto colon = text.indexOf(": "); colon >= 0)
        text.remove(0, colon + 2);
    static const QRegularExpression unexpected(QStringLiteral("unexpected (.+?); expected (.+)$"));
    static const QRegularExpression last_read(QStringLiteral("last read: '(.*)'"));
    static const QRegularExpression marks(QStringLiteral("^[^A-Za-z0-9_]+"));
    const QString read = last_read.match(text).captured(1).remove(marks).left(kMostRead);
    if (text.contains(QStringLiteral("invalid literal")))
        return QObject::tr("%1 is no value: a text stands in quotes").arg(read);
    if (text.contains(QStringLiteral("missing closing quote")))
        return QObject::tr("The quote that ends this text is missing");
    if (text.contains(QStringLiteral("control character")))
        return QObject::tr("A line break within a text is written as \\n");
    if (const auto match = unexpected.match(text); match.hasMatch())
        return QObject::tr("Here is %1 where %2 should be")
            .arg(found_word(match.captured(1)), wanted_word(match.captured(2)));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

std::optional<int> line_of_path(const QString& text, const std::string& path)
{
    const auto document = JsonDocument::read(text.toStdString());
    return document ? std::optional(document->line_of(parse_path(path))) : std::nullopt;
}

} // namespace quayside::ui
