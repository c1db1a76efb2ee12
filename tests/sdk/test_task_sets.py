from story import ACCOUNT, Story


class TaskSets(Story):
    def test_sets_of_an_external_deployment(self):
        definition = self.define("blue")
        self.ecs.create_service(serviceName="sets", desiredCount=3, deploymentController={"type": "EXTERNAL"})
        where = {"cluster": "default", "service": "sets"}
        made = self.ecs.create_task_set(
            **where, taskDefinition=definition, scale={"value": 50, "unit": "PERCENT"}, externalId="outside-1",
            clientToken="token", tags=[{"key": "a", "value": "b"}])["taskSet"]
        self.assertRegex(made["taskSetArn"], f"^{ACCOUNT}task-set/default/sets/ecs-svc/[0-9]+$")
        self.assertEqual((made["status"], made["computedDesiredCount"], made["externalId"]), ("ACTIVE", 2, "outside-1"))
        self.assertEqual(made["tags"], [{"key": "a", "value": "b"}])
        again = self.ecs.create_task_set(
            **where, taskDefinition=definition, scale={"value": 50, "unit": "PERCENT"}, externalId="outside-1",
            clientToken="token", tags=[{"key": "a", "value": "b"}])["taskSet"]
        self.assertEqual(again["id"], made["id"])

        primary = self.ecs.update_service_primary_task_set(**where, primaryTaskSet=made["id"])["taskSet"]
        self.assertEqual(primary["status"], "PRIMARY")
        service = self.ecs.describe_services(services=["sets"])["services"][0]
        self.assertEqual(service["deployments"], [])
        self.assertEqual(service["taskDefinition"], ACCOUNT + "task-definition/blue:1")
        self.assertEqual([one["id"] for one in service["taskSets"]], [made["id"]])

        whole = {"value": 100, "unit": "PERCENT"}
        self.assertEqual(
            self.ecs.update_task_set(**where, taskSet=made["id"], scale=whole)["taskSet"]["computedDesiredCount"], 3)

        def steady():
            shown = self.ecs.describe_task_sets(**where, include=["TAGS"])["taskSets"][0]
            return shown if shown["stabilityStatus"] == "STEADY_STATE" else None

        self.assertEqual(self.eventually(steady)["runningCount"], 3)
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.delete_task_set(**where, taskSet=made["id"])
        self.assertEqual(
            self.ecs.delete_task_set(**where, taskSet=made["id"], force=True)["taskSet"]["status"], "DRAINING")
        self.eventually(lambda: not self.ecs.describe_task_sets(**where)["taskSets"])

    def test_refusals(self):
        definition = self.define("plain")
        self.ecs.create_service(serviceName="plain", desiredCount=0, taskDefinition=definition)
        with self.refused("InvalidParameterException",
                          "Amazon ECS only supports task set management on services configured to use external "
                          "deployment controllers."):
            self.ecs.create_task_set(cluster="default", service="plain", taskDefinition=definition)
        self.ecs.create_service(serviceName="outside", desiredCount=1, deploymentController={"type": "EXTERNAL"})
        with self.assertRaises(self.ecs.exceptions.TaskSetNotFoundException):
            self.ecs.delete_task_set(cluster="default", service="outside", taskSet="ecs-svc/1")
        self.assertEqual(
            [one["reason"] for one in self.ecs.describe_task_sets(
                cluster="default", service="outside", taskSets=["ecs-svc/1"])["failures"]], ["MISSING"])
