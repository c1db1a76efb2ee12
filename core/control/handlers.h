#pragma once

#include "core/control/operation.h"

// The handlers of all operations; operations.cpp lists them under their names.
namespace quayside::control {

// ops_cluster.cpp
Result<Json> create_cluster(Operation& operation, const Json& input);
Result<Json> describe_clusters(Operation& operation, const Json& input);
Result<Json> list_clusters(Operation& operation, const Json& input);
Result<Json> update_cluster(Operation& operation, const Json& input);
Result<Json> update_cluster_settings(Operation& operation, const Json& input);
Result<Json> delete_cluster(Operation& operation, const Json& input);

// ops_task_definition.cpp
Result<Json> register_task_definition(Operation& operation, const Json& input);
Result<Json> describe_task_definition(Operation& operation, const Json& input);
Result<Json> list_task_definitions(Operation& operation, const Json& input);
Result<Json> list_task_definition_families(Operation& operation, const Json& input);
Result<Json> deregister_task_definition(Operation& operation, const Json& input);
Result<Json> delete_task_definitions(Operation& operation, const Json& input);
Result<Json> get_task_definition_document(Operation& operation, const Json& input);
Result<Json> update_task_definition_note(Operation& operation, const Json& input);

// ops_kept_fields.cpp
Result<Json> describe_kept_fields(Operation& operation, const Json& input);

// ops_secret.cpp
void put_secret(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_secrets(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void delete_secret(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_run_task.cpp
Result<Json> run_task(Operation& operation, const Json& input);
Result<Json> start_task(Operation& operation, const Json& input);

// ops_placement.cpp
Result<Json> explain_placement(Operation& operation, const Json& input);
Result<Json> preview_loss(Operation& operation, const Json& input);

// ops_task.cpp
Result<Json> stop_task(Operation& operation, const Json& input);
Result<Json> describe_tasks(Operation& operation, const Json& input);
Result<Json> list_tasks(Operation& operation, const Json& input);

// ops_service.cpp
Result<Json> list_services(Operation& operation, const Json& input);
Result<Json> describe_services(Operation& operation, const Json& input);
Result<Json> list_services_by_namespace(Operation& operation, const Json& input);

// ops_create_service.cpp
Result<Json> create_service(Operation& operation, const Json& input);

// ops_update_service.cpp
Result<Json> update_service(Operation& operation, const Json& input);
Result<Json> delete_service(Operation& operation, const Json& input);

// ops_express.cpp
Result<Json> create_express_gateway_service(Operation& operation, const Json& input);
Result<Json> describe_express_gateway_service(Operation& operation, const Json& input);
Result<Json> update_express_gateway_service(Operation& operation, const Json& input);
Result<Json> delete_express_gateway_service(Operation& operation, const Json& input);

// ops_service_deployment.cpp
Result<Json> list_service_deployments(Operation& operation, const Json& input);
Result<Json> describe_service_deployments(Operation& operation, const Json& input);
Result<Json> describe_service_revisions(Operation& operation, const Json& input);
Result<Json> stop_service_deployment(Operation& operation, const Json& input);
Result<Json> continue_service_deployment(Operation& operation, const Json& input);

// ops_task_set.cpp
Result<Json> create_task_set(Operation& operation, const Json& input);
Result<Json> update_task_set(Operation& operation, const Json& input);
Result<Json> delete_task_set(Operation& operation, const Json& input);
Result<Json> describe_task_sets(Operation& operation, const Json& input);
Result<Json> update_service_primary_task_set(Operation& operation, const Json& input);

// ops_daemon.cpp
Result<Json> create_daemon(Operation& operation, const Json& input);
Result<Json> update_daemon(Operation& operation, const Json& input);
Result<Json> delete_daemon(Operation& operation, const Json& input);
Result<Json> describe_daemon(Operation& operation, const Json& input);
Result<Json> list_daemons(Operation& operation, const Json& input);

// ops_daemon_deployment.cpp
Result<Json> list_daemon_deployments(Operation& operation, const Json& input);
Result<Json> describe_daemon_deployments(Operation& operation, const Json& input);
Result<Json> describe_daemon_revisions(Operation& operation, const Json& input);

// ops_daemon_definition.cpp
Result<Json> register_daemon_task_definition(Operation& operation, const Json& input);
Result<Json> describe_daemon_task_definition(Operation& operation, const Json& input);
Result<Json> list_daemon_task_definitions(Operation& operation, const Json& input);
Result<Json> delete_daemon_task_definition(Operation& operation, const Json& input);

// ops_task_protection.cpp
Result<Json> get_task_protection(Operation& operation, const Json& input);
Result<Json> update_task_protection(Operation& operation, const Json& input);

// ops_capacity_provider.cpp
Result<Json> create_capacity_provider(Operation& operation, const Json& input);
Result<Json> update_capacity_provider(Operation& operation, const Json& input);
Result<Json> delete_capacity_provider(Operation& operation, const Json& input);
Result<Json> describe_capacity_providers(Operation& operation, const Json& input);

// ops_cluster_capacity.cpp
Result<Json> put_cluster_capacity_providers(Operation& operation, const Json& input);

// ops_capacity_pool.cpp
Result<Json> set_capacity_provider_pool(Operation& operation, const Json& input);
Result<Json> describe_capacity(Operation& operation, const Json& input);

// ops_alarm.cpp
Result<Json> put_alarm_state(Operation& operation, const Json& input);
Result<Json> list_alarms(Operation& operation, const Json& input);
Result<Json> delete_alarm(Operation& operation, const Json& input);

// ops_account_setting.cpp
Result<Json> put_account_setting(Operation& operation, const Json& input);
Result<Json> put_account_setting_default(Operation& operation, const Json& input);
Result<Json> delete_account_setting(Operation& operation, const Json& input);
Result<Json> list_account_settings(Operation& operation, const Json& input);

// ops_agent.cpp
Result<Json> discover_poll_endpoint(Operation& operation, const Json& input);
Result<Json> update_container_agent(Operation& operation, const Json& input);
Result<Json> submit_task_state_change(Operation& operation, const Json& input);
Result<Json> submit_container_state_change(Operation& operation, const Json& input);
Result<Json> submit_attachment_state_changes(Operation& operation, const Json& input);

// ops_register_instance.cpp
Result<Json> register_container_instance(Operation& operation, const Json& input);

// ops_container_instance.cpp
Result<Json> describe_container_instances(Operation& operation, const Json& input);
Result<Json> list_container_instances(Operation& operation, const Json& input);
Result<Json> update_container_instances_state(Operation& operation, const Json& input);
Result<Json> deregister_container_instance(Operation& operation, const Json& input);

// ops_attribute.cpp
Result<Json> put_attributes(Operation& operation, const Json& input);
Result<Json> delete_attributes(Operation& operation, const Json& input);
Result<Json> list_attributes(Operation& operation, const Json& input);

// ops_execute_command.cpp
void execute_command(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_tag.cpp
Result<Json> tag_resource(Operation& operation, const Json& input);
Result<Json> untag_resource(Operation& operation, const Json& input);
Result<Json> list_tags_for_resource(Operation& operation, const Json& input);

// ops_engine.cpp
Result<Json> list_engines(Operation& operation, const Json& input);
void probe_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void find_engines(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void set_simulated_fault(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_add_engine.cpp
void add_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
// AddEngine for kind "simulated", which has nothing to wait for.
Result<Json> add_simulated_engine(Operation& operation, const Json& input);

// ops_engine_disk.cpp
void describe_engine_disk_use(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_update_engine.cpp
void update_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_remove_engine.cpp
void remove_engine(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_image.cpp
void list_engine_images(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void tag_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void remove_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_image_job.cpp
void pull_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void push_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void build_image(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_image_jobs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void stop_image_job(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

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

// ops_preview.cpp
// Tries calls without their effects: what each would reply, or why it would be refused.
void preview_calls(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_stopped_task.cpp
void list_stopped_tasks(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_installation.cpp
Result<Json> list_events(Operation& operation, const Json& input);
Result<Json> describe_installation(Operation& operation, const Json& input);

// ops_logs.cpp
void get_container_logs(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_access.cpp
void list_access_keys(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void create_access_key(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void delete_access_key(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);
void list_requests(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_metrics.cpp
void get_metrics(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// ops_metrics_history.cpp
void get_metrics_history(std::shared_ptr<SlowOperation> operation, Json input, client::Reply reply);

// demo.cpp
Result<Json> start_demo(Operation& operation, const Json& input);

} // namespace quayside::control
