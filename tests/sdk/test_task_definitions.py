from story import ACCOUNT, Story

CONTAINER = {
    "name": "app",
    "image": "harbour/web:1",
    "cpu": 128,
    "memory": 256,
    "memoryReservation": 128,
    "links": ["side"],
    "portMappings": [{"containerPort": 80, "hostPort": 8080, "protocol": "tcp", "name": "http", "appProtocol": "http"}],
    "essential": True,
    "restartPolicy": {"enabled": True, "ignoredExitCodes": [3], "restartAttemptPeriod": 90},
    "entryPoint": ["sh", "-c"],
    "command": ["sleep 1000"],
    "environment": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}],
    "environmentFiles": [{"value": "arn:aws:s3:::bucket/file.env", "type": "s3"}],
    "mountPoints": [{"sourceVolume": "data", "containerPath": "/data", "readOnly": True}],
    "volumesFrom": [{"sourceContainer": "side", "readOnly": True}],
    "linuxParameters": {
        "capabilities": {"add": ["NET_ADMIN"], "drop": ["MKNOD"]},
        "devices": [{"hostPath": "/dev/null", "containerPath": "/dev/zero", "permissions": ["read"]}],
        "initProcessEnabled": True,
        "sharedMemorySize": 64,
        "tmpfs": [{"containerPath": "/run", "size": 16, "mountOptions": ["noexec"]}],
        "maxSwap": 100,
        "swappiness": 10,
    },
    "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/key"}],
    "dependsOn": [{"containerName": "side", "condition": "HEALTHY"}],
    "startTimeout": 60,
    "stopTimeout": 20,
    "versionConsistency": "disabled",
    "hostname": "apphost",
    "user": "1000:1000",
    "workingDirectory": "/srv",
    "disableNetworking": False,
    "privileged": False,
    "readonlyRootFilesystem": True,
    "dnsServers": ["10.0.0.2"],
    "dnsSearchDomains": ["inner"],
    "extraHosts": [{"hostname": "db", "ipAddress": "10.0.0.3"}],
    "dockerSecurityOptions": ["no-new-privileges"],
    "interactive": True,
    "pseudoTerminal": True,
    "dockerLabels": {"a.b": "c"},
    "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 2048}],
    "logConfiguration": {"logDriver": "json-file", "options": {"max-size": "1m"}},
    "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 10, "timeout": 4, "retries": 2, "startPeriod": 5},
    "systemControls": [{"namespace": "net.core.somaxconn", "value": "1024"}],
    "repositoryCredentials": {"credentialsParameter": "arn:aws:secretsmanager:us-east-1:123456789012:secret:repo"},
}
SIDE = {
    "name": "side",
    "image": "harbour/side:1",
    "memory": 64,
    "essential": False,
    "healthCheck": {"command": ["CMD", "true"]},
}
WHOLE = {
    "family": "whole",
    "taskRoleArn": "arn:aws:iam::123456789012:role/task",
    "executionRoleArn": "arn:aws:iam::123456789012:role/execution",
    "networkMode": "bridge",
    "containerDefinitions": [CONTAINER, SIDE],
    "volumes": [
        {"name": "data", "dockerVolumeConfiguration": {
            "scope": "shared", "autoprovision": True, "driver": "local", "driverOpts": {"o": "size=1m"},
            "labels": {"x": "y"}}},
        {"name": "host", "host": {"sourcePath": "/srv"}},
    ],
    "placementConstraints": [{"type": "memberOf", "expression": "attribute:ecs.os-type == linux"}],
    "requiresCompatibilities": ["EC2"],
    "cpu": "512",
    "memory": "512",
    "pidMode": "task",
    "ipcMode": "task",
    "runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
}


def contained(asked, given):
    """The first path at which `given` lacks or differs from what `asked` has."""
    if isinstance(asked, dict):
        for name, value in asked.items():
            if name not in given:
                return name
            if path := contained(value, given[name]):
                return f"{name}.{path}"
    elif isinstance(asked, list):
        if len(asked) != len(given):
            return "length"
        for index, value in enumerate(asked):
            if path := contained(value, given[index]):
                return f"{index}.{path}"
    elif asked != given:
        return f"{asked!r} came back as {given!r}"
    return None


class TaskDefinitions(Story):
    instances = 1

    def test_every_member_comes_back(self):
        registered = self.ecs.register_task_definition(**WHOLE, tags=[{"key": "a", "value": "b"}])
        self.assertIsNone(contained(WHOLE, registered["taskDefinition"]))
        self.assertEqual(registered["tags"], [{"key": "a", "value": "b"}])
        described = self.ecs.describe_task_definition(taskDefinition="whole", include=["TAGS"])
        self.assertEqual(described["taskDefinition"], registered["taskDefinition"])
        self.assertEqual(described["tags"], registered["tags"])
        self.assertNotIn("tags", self.ecs.describe_task_definition(taskDefinition="whole"))

    def test_what_was_not_given_is_filled_in(self):
        definition = self.ecs.register_task_definition(
            family="filled",
            containerDefinitions=[{"name": "app", "image": "a", "memory": 64, "portMappings": [{"containerPort": 80}]}],
        )["taskDefinition"]
        container = definition["containerDefinitions"][0]
        self.assertEqual((container["cpu"], container["essential"]), (0, True))
        self.assertEqual(container["portMappings"], [{"containerPort": 80, "hostPort": 0, "protocol": "tcp"}])
        for member in ("environment", "mountPoints", "volumesFrom", "systemControls"):
            self.assertEqual(container[member], [])
        self.assertEqual((definition["volumes"], definition["placementConstraints"]), ([], []))
        self.assertEqual((definition["revision"], definition["status"]), (1, "ACTIVE"))
        self.assertIn("EC2", definition["compatibilities"])
        self.assertIn("com.amazonaws.ecs.capability.docker-remote-api.1.18",
                      [attribute["name"] for attribute in definition["requiresAttributes"]])
        self.assertIn("registeredAt", definition)
        self.assertIn("registeredBy", definition)

    def test_revisions_count_and_retire(self):
        self.assertEqual([self.define("counted"), self.define("counted")], ["counted:1", "counted:2"])
        first = self.ecs.deregister_task_definition(taskDefinition="counted:1")["taskDefinition"]
        self.assertEqual(first["status"], "INACTIVE")
        self.assertIn("deregisteredAt", first)
        self.assertEqual(self.ecs.deregister_task_definition(taskDefinition="counted:1")["taskDefinition"], first)
        newest = self.ecs.describe_task_definition(taskDefinition="counted")["taskDefinition"]
        self.assertEqual(newest["taskDefinitionArn"], ACCOUNT + "task-definition/counted:2")
        self.assertEqual(self.ecs.list_task_definitions(familyPrefix="count")["taskDefinitionArns"], [])
        self.assertEqual(self.ecs.list_task_definition_families(familyPrefix="count")["families"], ["counted"])
        self.assertEqual(
            self.ecs.list_task_definitions(familyPrefix="counted", status="INACTIVE")["taskDefinitionArns"],
            [ACCOUNT + "task-definition/counted:1"])
        with self.refused("ClientException", "TaskDefinition is inactive"):
            self.ecs.run_task(taskDefinition="counted:1")

    def test_deleting_needs_a_revision_that_is_inactive(self):
        active, inactive = self.define("deleted"), self.define("deleted")
        self.ecs.deregister_task_definition(taskDefinition=inactive)
        reply = self.ecs.delete_task_definitions(taskDefinitions=[active, inactive, "deleted:9", "deleted"])
        self.assertEqual([one["status"] for one in reply["taskDefinitions"]], ["DELETE_IN_PROGRESS"])
        self.assertEqual([(one["arn"], one["reason"]) for one in reply["failures"]], [
            (active, "The specified task definition is still in ACTIVE status. Please deregister the target and try "
                     "again."),
            ("deleted:9", "The specified task definition does not exist. Specify a valid account, family, revision "
                          "and try again."),
            ("deleted", "The specified task definition identifier is invalid. Specify a valid name or ARN and try "
                        "again."),
        ])
        self.assertEqual(self.define("deleted"), "deleted:3")
        with self.refused("InvalidParameterException",
                          "size of TaskDefinition references list must be greater than 0"):
            self.ecs.delete_task_definitions(taskDefinitions=[])
        with self.refused("InvalidParameterException", "Size of TaskDefinition references list cannot exceed 10"):
            self.ecs.delete_task_definitions(taskDefinitions=["x:1"] * 11)

    def test_names_that_lead_nowhere(self):
        with self.refused("ClientException", "Unable to describe task definition."):
            self.ecs.describe_task_definition(taskDefinition="nowhere")
        with self.refused("ClientException", "Revision is missing."):
            self.ecs.deregister_task_definition(taskDefinition="nowhere")
        with self.refused("InvalidParameterException", "Invalid revision number. Number: x"):
            self.ecs.deregister_task_definition(taskDefinition="nowhere:x")
        with self.refused("ClientException", "Unable to describe task definition."):
            self.ecs.deregister_task_definition(taskDefinition="nowhere:1")
        with self.refused("ClientException", "TaskDefinition not found."):
            self.ecs.run_task(taskDefinition="nowhere")

    def test_rules_of_registration(self):
        app = {"name": "app", "image": "a", "memory": 64}
        for message, definition in (
            ("Container list cannot be empty.", {"containerDefinitions": []}),
            ("Container.name should not be null or empty.", {"containerDefinitions": [{"image": "a", "memory": 64}]}),
            ("Container.image should not be null or empty.", {"containerDefinitions": [{"name": "a", "memory": 64}]}),
            ("Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be specified.",
             {"containerDefinitions": [{"name": "a", "image": "a"}]}),
            ("When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
             {"networkMode": "awsvpc",
              "containerDefinitions": [{**app, "portMappings": [{"containerPort": 80, "hostPort": 81}]}]}),
            ("Unknown volume 'v'.",
             {"containerDefinitions": [{**app, "mountPoints": [{"sourceVolume": "v", "containerPath": "/v"}]}]}),
            ("When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
             {"containerDefinitions": [{**app, "secrets": [{"name": "a", "valueFrom": "b"}]}]}),
            ("No Fargate configuration exists for given values.",
             {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "333",
              "containerDefinitions": [app]}),
        ):
            with self.subTest(message), self.refused("ClientException", message):
                self.ecs.register_task_definition(family="rules", **definition)
