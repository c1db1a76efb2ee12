#pragma once

#include "core/control/operation.h"

// The handlers of logins of registries, apart from the others: handlers.h says what they are.
namespace quayside::control {

// ops_registry_login.cpp
void put_registry_login(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_registry_logins(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void delete_registry_login(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

} // namespace quayside::control
