#pragma once

#include "core/docker/types.h"

#include <optional>
#include <string>

namespace quayside::agent {

// quayside/relay:<12 hex digits of its content>, so that another version of Quayside finds its own.
const std::string& relay_image_name();

// The image of endpoint containers, for an engine of this architecture as it names it; nothing if there is none: it is
// made here, with a relay that was built along with this program. It waits as a pause container does until the relay
// is run in it: `/relay 80`.
std::optional<docker::ImageImport> relay_image(const std::string& architecture);

} // namespace quayside::agent
