#pragma once

#include "core/control/operation.h"
#include "core/model/task_definition.h"

#include <string>

namespace quayside::control {

// Writes the document as the next revision of a family. ClientException if it breaks a rule.
Result<model::TaskDefinition> register_revision(Operation& operation, const Json& document, const std::string& family);

// What happened to a revision, as an event.
void note_change(Operation& operation, const model::TaskDefinition& definition, const char* what);

// Keys of pages: such that the order of the texts is that of families and numbers.
std::string page_key_of(const model::TaskDefinition& definition);
model::TaskDefinition::Key definition_of_page_key(const std::string& key);

} // namespace quayside::control
