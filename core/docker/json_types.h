#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/docker/types.h"

#include <optional>
#include <string>
#include <vector>

// The engine's JSON as our values. What is missing keeps its default; an answer without what makes it that kind of
// object is an Error with http_status 0 that says what is missing.
namespace quayside::docker {

// The limits for what an engine sends: a list of ten thousand containers is large and still honest.
constexpr JsonLimits kEngineJson{ 64, 4'000'000, 65'536 };

Result<EngineInfo> parse_info(const Json& version, const Json& info);
Result<std::vector<ContainerSummary>> parse_list(const Json& list);
Result<ContainerState> parse_container(const Json& container);
bool has_terminal(const Json& container);
// With a reference its digest is that of the repository in there, if it has one.
Result<ImageInfo> parse_image(const Json& image, std::string_view reference = {});
Result<std::vector<ImageSummary>> parse_images(const Json& list);
Result<std::string> parse_created(const Json& reply); // -> container id
Result<std::vector<std::string>> parse_volumes(const Json& reply); // -> names
Result<std::vector<Network>> parse_networks(const Json& reply);

std::optional<Event> parse_event(const Json& event); // nothing if it is not about a container
std::optional<Stats> parse_stats(const Json& reading); // nothing if it is not from a running container

// The engine's {"message": "..."}, or the text itself, or the status in words.
std::string error_message(int status, const std::string& body);

} // namespace quayside::docker
