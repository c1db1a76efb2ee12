#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

namespace quayside::test {

// A task that has some of everything: containers that wait for each other in all ways, a shared volume, a secret,
// members that nobody knows.
inline Json shop_document()
{
    return *parse_json(R"({
        "family": "web", "networkMode": "bridge", "executionRoleArn": "arn:aws:iam::000000000000:role/exec",
        "containerDefinitions": [
          {"name": "web", "image": "harbour/web:2.8.1", "essential": true, "cpu": 512, "memory": 1024,
           "memoryReservation": 512, "portMappings": [{"containerPort": 8080, "name": "http"}],
           "healthCheck": {"command": ["CMD", "true"]},
           "dependsOn": [{"containerName": "migrate", "condition": "SUCCESS"},
                         {"containerName": "envoy", "condition": "HEALTHY"},
                         {"containerName": "log-router", "condition": "START"}],
           "environment": [{"name": "LOG_FORMAT", "value": "json"}],
           "secrets": [{"name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:us-east-1:000000000000:parameter/db-password"}],
           "mountPoints": [{"sourceVolume": "assets", "containerPath": "/assets"}], "x-team": "storefront"},
          {"name": "migrate", "image": "harbour/web:2.8.1", "essential": false, "cpu": 256, "memory": 512},
          {"name": "envoy", "image": "envoy:1.29", "cpu": 128, "memory": 256,
           "portMappings": [{"containerPort": 9901}], "healthCheck": {"command": ["CMD-SHELL", "true"]}},
          {"name": "log-router", "image": "fluent-bit:3.1.9", "essential": false, "cpu": 64, "memory": 128,
           "mountPoints": [{"sourceVolume": "assets", "containerPath": "/in"}]},
          {"name": "exporter", "image": "statsd:1", "essential": false, "cpu": 32, "memory": 64,
           "portMappings": [{"containerPort": 9102}],
           "dependsOn": [{"containerName": "web", "condition": "START"}]}],
        "volumes": [{"name": "assets"}]})");
}

} // namespace quayside::test
