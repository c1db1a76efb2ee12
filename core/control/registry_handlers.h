#pragma once

#include "core/control/operation.h"

// The handlers of registries, apart from the others: handlers.h says what they are.
namespace quayside::control {

// ops_registry_login.cpp
void put_registry_login(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_registry_logins(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void delete_registry_login(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_repository.cpp
void get_authorization_token(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void create_repository(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void describe_repositories(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void delete_repository(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void describe_registry(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_repository_image.cpp
void list_images(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void describe_images(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void batch_delete_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

} // namespace quayside::control
