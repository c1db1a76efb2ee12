#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace quayside::control {

// The text of a file that is named by its S3 ARN, arn:aws:s3:::BUCKET/KEY: `directory`/BUCKET/KEY. For small ones: it
// is read at once. Errors are what S3 would say, with the path that was looked for.
Result<std::string> read_bucket_file(const std::string& directory, std::string_view arn);

} // namespace quayside::control
