#include "core/control/operations.h"

#include "core/api/shape_reply.h"
#include "core/api/validate.h"
#include "core/api/write_reply.h"
#include "core/base/log.h"
#include "core/control/handlers.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace quayside::control {

namespace {

constexpr const char* kRoom = "control";

// In the order of their names.
constexpr OperationRow kRows[] = {
    { "AddEngine", nullptr, add_engine },
    { "BatchDeleteImage", nullptr, batch_delete_image },
    { "BuildImage", nullptr, build_image },
    { "ContinueServiceDeployment", continue_service_deployment },
    { "CopyFromContainer", nullptr, copy_from_container },
    { "CopyToContainer", nullptr, copy_to_container },
    { "CreateAccessKey", nullptr, create_access_key },
    { "CreateCapacityProvider", create_capacity_provider },
    { "CreateCluster", create_cluster },
    { "CreateDaemon", create_daemon },
    { "CreateExpressGatewayService", create_express_gateway_service },
    { "CreateRepository", nullptr, create_repository },
    { "CreateService", create_service },
    { "CreateTaskSet", create_task_set },
    { "DeleteAccessKey", nullptr, delete_access_key },
    { "DeleteAccountSetting", delete_account_setting },
    { "DeleteAlarm", delete_alarm },
    { "DeleteAttributes", delete_attributes },
    { "DeleteCapacityProvider", delete_capacity_provider },
    { "DeleteCluster", delete_cluster },
    { "DeleteDaemon", delete_daemon },
    { "DeleteDaemonTaskDefinition", delete_daemon_task_definition },
    { "DeleteExpressGatewayService", delete_express_gateway_service },
    { "DeleteRegistryLogin", nullptr, delete_registry_login },
    { "DeleteRepository", nullptr, delete_repository },
    { "DeleteRole", nullptr, delete_role },
    { "DeleteSecret", nullptr, delete_secret },
    { "DeleteService", delete_service },
    { "DeleteTaskDefinitions", delete_task_definitions },
    { "DeleteTaskSet", delete_task_set },
    { "DeregisterContainerInstance", deregister_container_instance },
    { "DeregisterTaskDefinition", deregister_task_definition },
    { "DescribeCapacity", describe_capacity },
    { "DescribeCapacityProviders", describe_capacity_providers },
    { "DescribeClusters", describe_clusters },
    { "DescribeContainerInstances", describe_container_instances },
    { "DescribeDaemon", describe_daemon },
    { "DescribeDaemonDeployments", describe_daemon_deployments },
    { "DescribeDaemonRevisions", describe_daemon_revisions },
    { "DescribeDaemonTaskDefinition", describe_daemon_task_definition },
    { "DescribeEngineDiskUse", nullptr, describe_engine_disk_use },
    { "DescribeExpressGatewayService", describe_express_gateway_service },
    { "DescribeImages", nullptr, describe_images },
    { "DescribeInstallation", describe_installation },
    { "DescribeKeptFields", describe_kept_fields },
    { "DescribeRegistry", nullptr, describe_registry },
    { "DescribeRepositories", nullptr, describe_repositories },
    { "DescribeRole", nullptr, describe_role },
    { "DescribeServiceDeployments", describe_service_deployments },
    { "DescribeServiceRevisions", describe_service_revisions },
    { "DescribeServices", describe_services },
    { "DescribeTaskDefinition", describe_task_definition },
    { "DescribeTaskSets", describe_task_sets },
    { "DescribeTasks", describe_tasks },
    { "DiscoverPollEndpoint", discover_poll_endpoint },
    { "ExecuteCommand", nullptr, execute_command },
    { "ExplainPlacement", explain_placement },
    { "FindEngines", nullptr, find_engines },
    { "GetAuthorizationToken", nullptr, get_authorization_token },
    { "GetContainerLogs", nullptr, get_container_logs },
    { "GetMetrics", nullptr, get_metrics },
    { "GetMetricsHistory", nullptr, get_metrics_history },
    { "GetTaskDefinitionDocument", get_task_definition_document },
    { "GetTaskProtection", get_task_protection },
    { "ListAccessKeys", nullptr, list_access_keys },
    { "ListAccountSettings", list_account_settings },
    { "ListAlarms", list_alarms },
    { "ListAttributes", list_attributes },
    { "ListClusters", list_clusters },
    { "ListContainerFiles", nullptr, list_container_files },
    { "ListContainerInstances", list_container_instances },
    { "ListDaemonDeployments", list_daemon_deployments },
    { "ListDaemonTaskDefinitions", list_daemon_task_definitions },
    { "ListDaemons", list_daemons },
    { "ListEngineImages", nullptr, list_engine_images },
    { "ListEngines", list_engines },
    { "ListEvents", list_events },
    { "ListFileJobs", nullptr, list_file_jobs },
    { "ListImageJobs", nullptr, list_image_jobs },
    { "ListImages", nullptr, list_images },
    { "ListRegistryLogins", nullptr, list_registry_logins },
    { "ListRequests", nullptr, list_requests },
    { "ListRoles", nullptr, list_roles },
    { "ListSecrets", nullptr, list_secrets },
    { "ListServiceDeployments", list_service_deployments },
    { "ListServices", list_services },
    { "ListServicesByNamespace", list_services_by_namespace },
    { "ListStoppedTasks", nullptr, list_stopped_tasks },
    { "ListTagsForResource", list_tags_for_resource },
    { "ListTaskDefinitionFamilies", list_task_definition_families },
    { "ListTaskDefinitions", list_task_definitions },
    { "ListTasks", list_tasks },
    { "PreviewCalls", nullptr, preview_calls },
    { "PreviewLoss", preview_loss },
    { "ProbeEngine", nullptr, probe_engine },
    { "PullImage", nullptr, pull_image },
    { "PushImage", nullptr, push_image },
    { "PutAccountSetting", put_account_setting },
    { "PutAccountSettingDefault", put_account_setting_default },
    { "PutAlarmState", put_alarm_state },
    { "PutAttributes", put_attributes },
    { "PutClusterCapacityProviders", put_cluster_capacity_providers },
    { "PutRegistryLogin", nullptr, put_registry_login },
    { "PutRole", nullptr, put_role },
    { "PutSecret", nullptr, put_secret },
    { "RegisterContainerInstance", register_container_instance },
    { "RegisterDaemonTaskDefinition", register_daemon_task_definition },
    { "RegisterTaskDefinition", register_task_definition },
    { "RemoveEngine", nullptr, remove_engine },
    { "RemoveImage", nullptr, remove_image },
    { "RunTask", run_task },
    { "SetCapacityProviderPool", set_capacity_provider_pool },
    { "SetSimulatedFault", nullptr, set_simulated_fault },
    { "StartDemo", start_demo },
    { "StartTask", start_task },
    { "StopFileJob", nullptr, stop_file_job },
    { "StopImageJob", nullptr, stop_image_job },
    { "StopServiceDeployment", stop_service_deployment },
    { "StopTask", stop_task },
    { "SubmitAttachmentStateChanges", submit_attachment_state_changes },
    { "SubmitContainerStateChange", submit_container_state_change },
    { "SubmitTaskStateChange", submit_task_state_change },
    { "TagImage", nullptr, tag_image },
    { "TagResource", tag_resource },
    { "UntagResource", untag_resource },
    { "UpdateCapacityProvider", update_capacity_provider },
    { "UpdateCluster", update_cluster },
    { "UpdateClusterSettings", update_cluster_settings },
    { "UpdateContainerAgent", update_container_agent },
    { "UpdateContainerInstancesState", update_container_instances_state },
    { "UpdateDaemon", update_daemon },
    { "UpdateEngine", nullptr, update_engine },
    { "UpdateExpressGatewayService", update_express_gateway_service },
    { "UpdateRoleSettings", nullptr, update_role_settings },
    { "UpdateService", update_service },
    { "UpdateServicePrimaryTaskSet", update_service_primary_task_set },
    { "UpdateTaskDefinitionNote", update_task_definition_note },
    { "UpdateTaskProtection", update_task_protection },
    { "UpdateTaskSet", update_task_set },
};
static_assert(std::ranges::is_sorted(kRows, {}, &OperationRow::name));

// Where ECS has words of its own for a value that the model refuses, on which clients match.
struct Wording {
    std::string_view operation;
    std::string_view path;
    const char* code;
    const char* message;
};

constexpr Wording kWordings[] = {
    { "CreateService", "launchType", "ClientException", "launch type should be one of [EC2,FARGATE]" },
    { "CreateTaskSet", "launchType", "ClientException", "launch type should be one of [EC2,FARGATE]" },
    { "ListAttributes", "targetType", "InvalidParameterException", "targetType must be container-instance" },
    { "RunTask", "launchType", "InvalidParameterException", "launch type should be one of [EC2,FARGATE,EXTERNAL]" },
    { "UpdateContainerInstancesState", "status", "InvalidParameterException",
        "Container instance status should be one of [ACTIVE, DRAINING]" },
};

Error error_of(std::string_view operation, const api::Problem& problem)
{
    if (problem.kind == api::Problem::Kind::Enumeration)
        for (const auto& wording : kWordings)
            if (wording.operation == operation && wording.path == problem.path)
                return { wording.code, fmt::format("{} ({})", wording.message, wording.path), 400 };
    Error error = Error::invalid_parameter(api::sentence(problem));
    if (problem.kind == api::Problem::Kind::Type)
        error.code = "SerializationException";
    else if (operation.find("TaskDefinition") != std::string_view::npos && api::ecs_model().operation(operation))
        error.code = "ClientException";
    return error;
}

Unexpected<Error> forgotten(std::string_view operation)
{
    log::error(kRoom, "the handler of {} has given no answer", operation);
    return fail(Error::server(fmt::format("{} has given no answer.", operation)));
}

Result<Json> shaped(Result<Json> result, const api::Operation& description, Form form)
{
    if (!result)
        return result;
    if (!result->is_object())
        return forgotten(description.name);
    if (form == Form::Text)
        return api::written(api::write_reply(*result, *description.output));
    api::keep_known(*result, *description.output);
    return result;
}

// Of a slow call: whoever waits for it is told, if the handler lets go of it without an answer.
class Answer {
public:
    Answer(std::string_view operation, client::Reply reply)
        : operation_(operation)
        , reply_(std::move(reply))
    {
    }
    Answer(Answer&&) noexcept = default;
    ~Answer()
    {
        if (reply_)
            give(forgotten(operation_));
    }
    void give(Result<Json> result)
    {
        if (const auto reply = std::exchange(reply_, nullptr))
            reply(std::move(result));
    }

private:
    std::string_view operation_;
    client::Reply reply_;
};

} // namespace

std::span<const OperationRow> operation_rows()
{
    return kRows;
}

const OperationRow* find_operation(std::string_view name)
{
    const auto* found = std::ranges::lower_bound(kRows, name, {}, &OperationRow::name);
    return found == std::end(kRows) || found->name != name ? nullptr : found;
}

Result<Call> prepare(std::string_view name, Json input)
{
    const api::Operation* description = api::find_operation(name);
    const OperationRow* row = find_operation(name);
    if (!description || !row)
        return fail(Error{ "UnknownOperationException", "There is no operation " + std::string(name) + ".", 400 });
    if (const auto problems = api::validate(input, *description->input, 1); !problems.empty())
        return fail(error_of(name, problems.front()));
    api::normalize(input, *description->input);
    return Call{ row, description, std::move(input) };
}

Result<Json> run(Operation& operation, const Call& call, Form form)
{
    return shaped(call.row->handler(operation, call.input), *call.description, form);
}

void start(Call call, std::shared_ptr<SlowOperation> operation, client::Reply reply, Form form)
{
    const api::Operation& description = *call.description;
    call.row->slow(std::move(operation), std::move(call.input),
        [&description, form, answer = Answer(call.row->name, std::move(reply))](
            Result<Json> result) mutable { answer.give(shaped(std::move(result), description, form)); });
}

} // namespace quayside::control
