#pragma once

#include "core/control/operation.h"

namespace quayside::files {
class FileJobs;
}

// The operations on roles, on files of containers and on what was used, which need more of the program than others.
namespace quayside::control {

class MetricsHub;
class RoleStore;

struct WideOperation : SlowOperation {
    RoleStore& roles;
    files::FileJobs& files;
    MetricsHub* metrics_hub = nullptr; // never null in the running program
};

// ops_role.cpp
void put_role(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_roles(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void describe_role(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void delete_role(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void update_role_settings(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_file.cpp
void list_container_files(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void copy_from_container(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void copy_to_container(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_file_jobs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void stop_file_job(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_metrics_history.cpp
void get_metrics_history(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

} // namespace quayside::control
