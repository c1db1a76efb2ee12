#pragma once

#include "core/control/request_log.h"
#include "core/control/secret_store.h"
#include "core/store/access_keys.h"

namespace quayside::control {

// Who may call over HTTP, and who has; and what only containers are given.
struct Access {
    store::AccessKeys keys;
    SecretStore secrets;
    RequestLog requests;
};

} // namespace quayside::control
