#pragma once

#include "ui/session/installation.h"

#include <QString>

namespace quayside::ui {

// A pair that requests are signed with.
struct AccessKey {
    QString id;
    QString secret;
};

// Lines for a shell, after which programs written for ECS speak to this endpoint. Where signatures are not verified any
// key will do, but programs want one.
QString shell_exports(const Installation& installation, const AccessKey& key);

} // namespace quayside::ui
