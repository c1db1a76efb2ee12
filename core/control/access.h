#pragma once

#include "core/control/request_log.h"
#include "core/store/access_keys.h"

namespace quayside::control {

// Who may call over HTTP, and who has.
struct Access {
    store::AccessKeys keys;
    RequestLog requests;
};

} // namespace quayside::control
