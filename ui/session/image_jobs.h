#pragma once

#include "core/base/json.h"
#include "ui/session/image_feed.h"

#include <vector>

namespace quayside::ui {

// Reads a reply of ListImageJobs. What is missing is left out.
std::vector<ImageJobRow> read_image_jobs(const Json& reply);

// "Pull web:1 on docker"
QString title_of(const ImageJobRow& job);

} // namespace quayside::ui
