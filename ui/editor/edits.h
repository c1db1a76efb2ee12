#pragma once

#include "core/base/json.h"
#include "ui/forms/json_document.h"

#include <optional>
#include <string>
#include <vector>

// What is done on the canvas, as patches of the document. Pure.
namespace quayside::ui {

std::vector<Patch> add_container(const Json& document);
// With what others say of it: dependsOn, links, volumesFrom.
std::vector<Patch> remove_container(const Json& document, std::size_t container);
// `waits` waits for `first`; one that does so already gets the new condition.
std::vector<Patch> connect_containers(
    const Json& document, std::size_t first, std::size_t waits, const std::string& condition);
// A volume with the mount points of it; a secret's entries by the source that they share.
std::vector<Patch> remove_volume(const Json& document, std::size_t volume);
std::vector<Patch> remove_secret(const Json& document, const std::string& source);
// Other containers name this one: they follow when it is renamed.
std::vector<Patch> rename_references(const Json& document, const std::string& from, const std::string& to);

} // namespace quayside::ui
