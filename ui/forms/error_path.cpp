#include "ui/forms/error_path.h"

#include <QRegularExpression>
#include <QString>

namespace quayside::ui {

ErrorPath error_path(const std::string& message)
{
    static const QString path = "([a-z]\\w*(?:\\[\\d+\\])?(?:\\.\\w+(?:\\[\\d+\\])?)*)";
    static const QRegularExpression last("^(.*?)\\.? ?\\(" + path + "\\)\\.?$");
    static const QRegularExpression first("^" + path + "(?::| (?=must|is|has|may|can)) ?(.*?)\\.?$");
    const auto text = QString::fromStdString(message);
    if (const auto match = last.match(text); match.hasMatch())
        return { match.captured(2).toStdString(), match.captured(1).toStdString() };
    if (const auto match = first.match(text); match.hasMatch())
        return { match.captured(1).toStdString(), match.captured(2).toStdString() };
    return { {}, message };
}

} // namespace quayside::ui
