import http.client
import json
import urllib.parse

from story import ACCOUNT, QUICK, Story

AGENT = ACCOUNT + "daemon/default/agent"


class Daemons(Story):
    instances = 0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ecs.create_capacity_provider(
            name="pool", autoScalingGroupProvider={"autoScalingGroupArn": "arn:aws:autoscaling:us-east-1:1:group/pool"})
        cls.ecs.put_cluster_capacity_providers(
            cluster="default", capacityProviders=["pool"], defaultCapacityProviderStrategy=[])
        cls.set_pool(3)

    @classmethod
    def set_pool(cls, instances):
        """Not an operation of ECS: the group itself."""
        address = urllib.parse.urlsplit(cls.program.endpoint)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=5)
        body = {"capacityProvider": "pool", "cpu": 1024, "memory": 512, "minimumSize": instances, "maximumSize": 9}
        connection.request("POST", "/", json.dumps(body), {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "QuaysideV1.SetCapacityProviderPool"})
        response = connection.getresponse()
        assert response.status == 200, response.read()
        connection.close()

    def define(self, family, **more):
        container = {"name": "main", "image": "harbour/agent:1", "memory": 64, **more}
        return self.ecs.register_daemon_task_definition(
            family=family, containerDefinitions=[container])["daemonTaskDefinitionArn"]

    def running(self, definition):
        tasks = self.ecs.list_tasks(daemonName="agent")["taskArns"]
        if not tasks:
            return []
        return [task["containerInstanceArn"] for task in self.ecs.describe_tasks(tasks=tasks)["tasks"]
                if task["lastStatus"] == "RUNNING" and task["taskDefinitionArn"] == definition]

    def shown(self):
        return self.ecs.describe_daemon(daemonArn=AGENT)["daemon"]

    def test_a_daemon_is_made_followed_rolled_and_deleted(self):
        first = self.define("agent")
        self.assertEqual(first, ACCOUNT + "daemon-task-definition/agent:1")
        self.wait("daemon_task_definition_active", daemonTaskDefinition=first)
        made = self.ecs.create_daemon(
            daemonName="agent", daemonTaskDefinitionArn=first, capacityProviderArns=["pool"],
            tags=[{"key": "team", "value": "ops"}], propagateTags="DAEMON")
        self.assertEqual((made["daemonArn"], made["status"]), (AGENT, "ACTIVE"))
        self.wait("daemon_active", daemonArn=AGENT)
        self.eventually(lambda: len(self.running(first)) == 3)
        self.wait("daemon_deployment_successful", daemonDeploymentArns=[made["deploymentArn"]])
        self.set_pool(4)
        self.eventually(lambda: len(set(self.running(first))) == 4)
        self.assertEqual(self.ecs.list_services()["serviceArns"], [])
        tasks = self.ecs.describe_tasks(
            tasks=self.ecs.list_tasks(daemonName="agent")["taskArns"], include=["TAGS"])["tasks"]
        self.assertEqual([(task["group"], task["capacityProviderName"], task["tags"]) for task in tasks],
                         [("daemon:agent", "pool", [{"key": "team", "value": "ops"}])] * 4)

        second = self.define("agent")
        rolled = self.ecs.update_daemon(
            daemonArn=AGENT, daemonTaskDefinitionArn=second, capacityProviderArns=["pool"],
            deploymentConfiguration={"drainPercent": 50.0})
        self.assertNotEqual(rolled["deploymentArn"], made["deploymentArn"])
        self.ecs.get_waiter("daemon_deployment_successful").wait(
            daemonDeploymentArns=[rolled["deploymentArn"]], WaiterConfig={**QUICK, "MaxAttempts": 90})
        self.assertEqual(len(set(self.running(second))), 4)
        self.assertEqual(self.running(first), [])
        current = self.shown()["currentRevisions"]
        self.assertEqual([one["totalRunningCount"] for one in current], [4])
        revision = self.ecs.describe_daemon_revisions(daemonRevisionArns=[current[0]["arn"]])["daemonRevisions"][0]
        self.assertEqual((revision["daemonTaskDefinitionArn"], revision["propagateTags"]), (second, "DAEMON"))
        deployments = self.ecs.list_daemon_deployments(daemonArn=AGENT)["daemonDeployments"]
        self.assertEqual([(one["daemonDeploymentArn"], one["status"]) for one in deployments],
                         [(rolled["deploymentArn"], "SUCCESSFUL"), (made["deploymentArn"], "SUCCESSFUL")])

        instances = self.ecs.list_container_instances()["containerInstanceArns"]
        health = self.ecs.describe_container_instances(
            containerInstances=instances, include=["CONTAINER_INSTANCE_HEALTH"])["containerInstances"][0]["healthStatus"]
        self.assertEqual([(one["type"], one["status"]) for one in health["details"]],
                         [("CONTAINER_RUNTIME", "OK"), ("DAEMON", "OK")])

        for definition in (first, second):
            self.ecs.delete_daemon_task_definition(daemonTaskDefinition=definition)
        self.wait("daemon_task_definition_deleted", daemonTaskDefinition=first)
        self.assertEqual(self.ecs.describe_daemon_task_definition(
            daemonTaskDefinition=second)["daemonTaskDefinition"]["status"], "DELETE_IN_PROGRESS")
        self.assertEqual(self.ecs.delete_daemon(daemonArn=AGENT)["status"], "DELETE_IN_PROGRESS")
        self.eventually(lambda: not self.ecs.list_daemons()["daemonSummariesList"])
        self.assertEqual(self.ecs.list_tasks(daemonName="agent")["taskArns"], [])
        self.wait("daemon_task_definition_deleted", daemonTaskDefinition=second)
        with self.refused("DaemonNotFoundException", "Daemon not found."):
            self.shown()

    def test_refusals(self):
        definition = self.define("refused")
        with self.refused("InvalidParameterException", "The ARN provided is invalid."):
            self.ecs.describe_daemon(daemonArn="agent")
        with self.refused("ClusterNotFoundException", "Cluster not found."):
            self.ecs.list_daemons(clusterArn="nothing")
        with self.refused("ClientException", "Daemon task definition not found."):
            self.ecs.create_daemon(
                daemonName="refused", daemonTaskDefinitionArn="refused:9", capacityProviderArns=["pool"])
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.create_daemon(
                daemonName="refused", daemonTaskDefinitionArn=definition, capacityProviderArns=["FARGATE"])
        self.assertEqual(
            self.ecs.describe_daemon_deployments(daemonDeploymentArns=["nothing"])["failures"],
            [{"arn": "nothing", "reason": "MISSING"}])
