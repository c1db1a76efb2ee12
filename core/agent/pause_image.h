#pragma once

#include "core/docker/types.h"

#include <optional>
#include <string>

namespace quayside::agent {

constexpr const char* kPauseImage = "quayside/pause:1";

// The image of pause containers, for an engine of this architecture as it names it; nothing if there is none. It is
// made here, so that no registry is needed: one program that waits for SIGTERM and buries the children it is given.
std::optional<docker::ImageImport> pause_image(const std::string& architecture);

// That program by itself.
std::optional<std::string> pause_program(const std::string& architecture);

} // namespace quayside::agent
