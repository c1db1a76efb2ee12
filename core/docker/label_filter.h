#pragma once

#include "core/docker/types.h"

#include <algorithm>
#include <string>
#include <vector>

namespace quayside::docker {

// Whether there is every label that is asked for, as "key" or "key=value".
inline bool has_labels(const Labels& labels, const std::vector<std::string>& filters)
{
    return std::ranges::all_of(filters, [&labels](const std::string& filter) {
        const auto equals = filter.find('=');
        const auto found = labels.find(filter.substr(0, equals));
        return found != labels.end() && (equals == std::string::npos || found->second == filter.substr(equals + 1));
    });
}

} // namespace quayside::docker
