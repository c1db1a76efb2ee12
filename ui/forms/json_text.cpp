#include "ui/forms/json_text.h"

#include "ui/forms/json_document.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace quayside::ui {

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
