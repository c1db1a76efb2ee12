#pragma once

#include "core/base/json.h"
#include "ui/session/file_feed.h"

#include <vector>

namespace quayside::ui {

// Reads a reply of ListFileJobs. What is missing is left out.
std::vector<FileJobRow> read_file_jobs(const Json& reply);

// "/var/log of web to /home/me"
QString title_of(const FileJobRow& job);

} // namespace quayside::ui
