#pragma once

#include "core/base/json.h"
#include "ui/session/installation.h"

#include <QString>

#include <string_view>

namespace quayside::ui {

// What does the same in a shell, as it is: "aws ecs stop-task --cluster demo --task 4f… --endpoint-url …", and a line
// of curl for an operation of Quayside's own, which the aws program does not know. It names the endpoint and the
// region, because older versions of the program take neither from the environment, and asks for no signature where
// none is needed. Without an endpoint there is nobody to name.
QString command_line(std::string_view operation, const Json& input, const Installation& installation);

// Without what the model calls sensitive: secrets that were typed are shown to nobody.
Json without_secrets(std::string_view operation, Json input);

// "StopTask {"cluster":"demo"}": the call itself.
QString call_text(std::string_view operation, const Json& input);

} // namespace quayside::ui
