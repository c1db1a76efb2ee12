#pragma once

#include "core/base/json.h"

#include <QString>

#include <string>

namespace quayside::ui {

// A document as other programs take it. Values of variables are written out, secrets are not known here.
QString export_json(const std::string& text); // as it was written
QString export_cli(const Json& document, const std::string& endpoint); // a line for the shell
QString export_docker_run(const Json& document); // a line for each container
QString export_compose(const Json& document);

} // namespace quayside::ui
