#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/model/container_instance.h"

#include <QString>

namespace quayside::ui {

// "tier=front, rack=2, spare"
QString attributes_text(const model::Attributes& attributes);
// The same back, as a list of {name, value}; an error says what is wrong with which of them.
Result<Json> attributes_from_text(const QString& text);

} // namespace quayside::ui
