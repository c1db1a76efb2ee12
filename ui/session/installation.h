#pragma once

#include "core/base/arn.h"

#include <string>

namespace quayside::ui {

// What the client says about itself.
struct Installation {
    std::string id;
    std::string version;
    std::string state_directory;
    std::string endpoint; // http://127.0.0.1:port, or empty
    std::string signatures; // off, lenient or strict
    ArnScope arns;

    bool verifies_signatures() const { return signatures == "strict"; }
};

} // namespace quayside::ui
