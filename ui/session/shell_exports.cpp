#include "ui/session/shell_exports.h"

#include "ui/look/text.h"

#include <QStringList>

namespace quayside::ui {

QString shell_exports(const Installation& installation, const AccessKey& key)
{
    const QString endpoint = from_utf8(installation.endpoint);
    const QStringList lines{
        QStringLiteral("export AWS_ENDPOINT_URL=") + endpoint,
        QStringLiteral("export AWS_DEFAULT_REGION=") + from_utf8(installation.arns.region),
        QStringLiteral("export AWS_ACCESS_KEY_ID=") + key.id,
        QStringLiteral("export AWS_SECRET_ACCESS_KEY=") + key.secret,
        QStringLiteral("# Programs older than mid-2023: --endpoint-url ") + endpoint,
    };
    return lines.join(u'\n');
}

} // namespace quayside::ui
