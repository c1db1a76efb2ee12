#pragma once

#include "ui/session/installation.h"

namespace quayside::ui {

// Whether it is a Quayside, and not an ECS endpoint of others; nobody has said so much before the first answer.
inline bool is_quayside(const Installation& installation)
{
    return installation.endpoint.empty() || !installation.id.empty();
}

} // namespace quayside::ui
