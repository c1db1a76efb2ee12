#include "ui/look/tool_tip.h"

#include <QTextDocument>

namespace quayside::ui {

// Escaped alone it would be shown with its escapes wherever it holds no markup.
QString plain_tip(const QString& text)
{
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

} // namespace quayside::ui
