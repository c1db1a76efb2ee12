#pragma once

namespace quayside::ui {

// With some of everything that the editor shows, two things wrong with it included.
inline constexpr char kSampleDraft[] = R"({
  "family": "web",
  "networkMode": "bridge",
  "executionRoleArn": "arn:aws:iam::000000000000:role/web-exec",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "harbour/web:2.8.1",
      "essential": true,
      "cpu": 512,
      "memory": 1024,
      "memoryReservation": 1280,
      "portMappings": [
        { "containerPort": 8080, "name": "http" }
      ],
      "dependsOn": [
        { "containerName": "migrate", "condition": "SUCCESS" },
        { "containerName": "envoy", "condition": "HEALTHY" },
        { "containerName": "log-router", "condition": "START" }
      ],
      "environment": [
        { "name": "LOG_FORMAT", "value": "json" }
      ],
      "secrets": [
        { "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:us-east-1:000000000000:parameter/db-password" }
      ],
      "mountPoints": [
        { "sourceVolume": "assets", "containerPath": "/assets" }
      ],
      "healthCheck": { "command": ["CMD", "check"], "startPeriod": 20 },
      "x-team": "storefront"
    },
    {
      "name": "envoy",
      "image": "envoy:1.29",
      "cpu": 128,
      "memory": 256,
      "portMappings": [
        { "containerPort": 9901 }
      ]
    },
    { "name": "migrate", "image": "harbour/web:2.8.1", "essential": false, "cpu": 256, "memory": 512 },
    {
      "name": "log-router",
      "image": "fluent-bit",
      "essential": false,
      "cpu": 64,
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "assets", "containerPath": "/in" }
      ]
    },
    {
      "name": "exporter",
      "image": "statsd:1",
      "essential": false,
      "cpu": 32,
      "memory": 64,
      "portMappings": [
        { "containerPort": 9102 }
      ],
      "dependsOn": [
        { "containerName": "web", "condition": "START" }
      ]
    }
  ],
  "volumes": [
    { "name": "assets" }
  ]
})";

} // namespace quayside::ui
