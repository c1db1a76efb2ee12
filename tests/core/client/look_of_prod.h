#pragma once

#include "core/client/remote_records.h"

// Apart from the test, whose meta-object compiler does not read long raw strings.
namespace quayside::client {

inline Json parsed(const char* text)
{
    return Json::parse(text);
}

inline constexpr const char* kTask
    = "{ "
      "\"taskArn\": \"arn:aws:ecs:eu-west-1:42:task/prod/0123456789abcdef0123456789abcdef\", "
      "\"clusterArn\": \"arn:aws:ecs:eu-west-1:42:cluster/prod\", "
      "\"containerInstanceArn\": "
      "\"arn:aws:ecs:eu-west-1:42:container-instance/prod/ffffffffffffffffffffffffffffffff\", "
      "\"taskDefinitionArn\": \"arn:aws:ecs:eu-west-1:42:task-definition/web:7\", "
      "\"group\": \"service:web\", \"startedBy\": \"ecs-svc/1234567890123456789\", \"launchType\": \"EC2\", "
      "\"lastStatus\": \"RUNNING\", \"desiredStatus\": \"RUNNING\", \"healthStatus\": \"HEALTHY\", \"connectivity\": "
      "\"CONNECTED\", "
      "\"createdAt\": 1764000000.25, \"startedAt\": 1764000010, \"version\": 4, "
      "\"containers\": [{\"name\": \"proxy\", \"image\": \"nginx\", \"lastStatus\": \"RUNNING\", \"healthStatus\": "
      "\"HEALTHY\", "
      "\"networkBindings\": [{\"containerPort\": 80, \"hostPort\": 32768, \"protocol\": \"tcp\", \"bindIP\": "
      "\"0.0.0.0\"}]}] "
      "}";

inline RemoteLook look_of_prod()
{
    RemoteLook look;
    look.clusters.push_back(
        parsed("{\"clusterArn\": \"arn:aws:ecs:eu-west-1:42:cluster/prod\", \"clusterName\": \"prod\", "
               "\"status\": \"ACTIVE\", \"capacityProviders\": [\"FARGATE\"], \"tags\": [{\"key\": \"team\", "
               "\"value\": \"shop\"}]}"));
    look.instances.push_back(
        parsed("{ "
               "\"containerInstanceArn\": "
               "\"arn:aws:ecs:eu-west-1:42:container-instance/prod/ffffffffffffffffffffffffffffffff\", "
               "\"ec2InstanceId\": \"i-0abc\", \"status\": \"DRAINING\", \"agentConnected\": true, "
               "\"registeredResources\": [{\"name\": \"CPU\", \"integerValue\": 2048}, {\"name\": \"MEMORY\", "
               "\"integerValue\": 3900}, "
               "{\"name\": \"PORTS\", \"stringSetValue\": [\"51678\", \"22\"]}], "
               "\"attributes\": [{\"name\": \"ecs.availability-zone\", \"value\": \"eu-west-1b\"}], "
               "\"versionInfo\": {\"agentVersion\": \"1.80.0\"}}"));
    look.services.push_back(parsed(
        "{\"serviceName\": \"web\", \"clusterArn\": \"arn:aws:ecs:eu-west-1:42:cluster/prod\", "
        "\"status\": \"ACTIVE\", \"desiredCount\": 2, "
        "\"deploymentConfiguration\": {\"maximumPercent\": 150, \"minimumHealthyPercent\": 50, "
        "\"deploymentCircuitBreaker\": {\"enable\": true, \"rollback\": true}}, "
        "\"currentServiceDeployment\": \"arn:aws:ecs:eu-west-1:42:service-deployment/prod/web/AbCdEfGhIjKlMnOpQrStU\", "
        "\"deployments\": [{\"id\": \"ecs-svc/1234567890123456789\", \"status\": \"PRIMARY\", \"rolloutState\": "
        "\"IN_PROGRESS\", "
        "\"taskDefinition\": \"arn:aws:ecs:eu-west-1:42:task-definition/web:7\", \"desiredCount\": 2, "
        "\"createdAt\": 1764000000}], "
        "\"events\": [{\"id\": \"b\", \"createdAt\": 1764000020, \"message\": \"(service web) was unable to place a "
        "task.\"}, "
        "{\"id\": \"a\", \"createdAt\": 1764000001, \"message\": \"(service web) has started 2 tasks.\"}]}"));
    look.service_deployments.push_back(parsed(
        "{ "
        "\"serviceDeploymentArn\": \"arn:aws:ecs:eu-west-1:42:service-deployment/prod/web/AbCdEfGhIjKlMnOpQrStU\", "
        "\"status\": \"IN_PROGRESS\", \"deploymentCircuitBreaker\": {\"status\": \"MONITORING\", \"failureCount\": 1, "
        "\"threshold\": 3}}"));
    look.definitions.push_back(parsed("{\"taskDefinition\": { "
                                      "\"taskDefinitionArn\": \"arn:aws:ecs:eu-west-1:42:task-definition/web:7\", "
                                      "\"family\": \"web\", \"revision\": 7, "
                                      "\"status\": \"ACTIVE\", \"requiresAttributes\": [], \"containerDefinitions\": "
                                      "[{\"name\": \"proxy\", \"image\": \"nginx\", "
                                      "\"memory\": 64}]}, \"tags\": []}"));
    look.listed["web:7"] = model::TaskDefinitionStatus::Active;
    look.tasks.push_back(parsed(kTask));
    return look;
}

inline constexpr const char* kOddAnswers[] = {
    "null", "[]", "7", "{\"taskArn\": 1, \"containers\": {\"a\": 1}, \"createdAt\": 1e300}",
    "{\"serviceName\": \"x\", \"deployments\": [null, {\"id\": \"ecs-svc/99999999999999999999999\"}], \"events\": [[]]}"
};

inline constexpr const char* kRefusal
    = "{\"__type\": \"com.amazonaws.ecs#ClusterNotFoundException\", \"message\": \"No.\"}";

} // namespace quayside::client
