#pragma once

#include "core/base/json.h"

#include <QString>

#include <optional>
#include <string>

namespace quayside::ui {

// As people write it: two spaces, a line for each member.
QString json_text(const Json& value);

// Line and column in the text of a parser's error, "… at line 14, column 7"; 1 if it names none.
int line_in(const std::string& message);
int column_in(const std::string& message);
// The same error to be read beside an editor: the parser speaks of a request's body.
QString parser_sentence(const std::string& message);

// The line (from 1) of a pretty-printed document where the value of "containerDefinitions[0].memory" stands, or the
// nearest value around it that is there.
std::optional<int> line_of_path(const QString& text, const std::string& path);

} // namespace quayside::ui
