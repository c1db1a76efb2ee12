from service_story import ServiceStory
from story import ACCOUNT

ROLE = "arn:aws:iam::123456789012:role/"


class Express(ServiceStory):
    """Express gateway services, on simulated engines."""

    def express(self, name, **more):
        more.setdefault("primaryContainer", {"image": "harbour/shop:1"})
        return self.ecs.create_express_gateway_service(
            serviceName=name, executionRoleArn=ROLE + "execution", infrastructureRoleArn=ROLE + "infrastructure",
            **more)["service"]

    def describe(self, arn, **more):
        return self.ecs.describe_express_gateway_service(serviceArn=arn, **more)["service"]

    def test_from_an_image_to_running_tasks_and_away_again(self):
        made = self.express("shop", scalingTarget={"minTaskCount": 2}, tags=[{"key": "team", "value": "shop"}])
        arn = made["serviceArn"]
        self.assertEqual(arn, ACCOUNT + "service/default/shop")
        self.wait("services_stable", services=["shop"])
        service = self.shown("shop")
        self.assertEqual((service["runningCount"], service["resourceManagementType"]), (2, "ECS"))
        shown = self.describe(arn, include=["TAGS"])
        self.assertEqual(shown["tags"], [{"key": "team", "value": "shop"}])
        self.assertNotIn("tags", self.describe(arn))
        # Nothing listens at a port of a simulated container.
        self.assertEqual([one["ingressPaths"] for one in shown["activeConfigurations"]], [[]])
        self.assertIn("There is no gateway", shown["status"]["statusReason"])

        updated = self.ecs.update_express_gateway_service(
            serviceArn=arn, primaryContainer={"image": "harbour/shop:2"})["service"]
        self.assertEqual(updated["targetConfiguration"]["primaryContainer"],
                         {"image": "harbour/shop:2", "containerPort": 80})

        def deployed():
            configurations = self.describe(arn)["activeConfigurations"]
            return [one["primaryContainer"]["image"] for one in configurations] == ["harbour/shop:2"]

        self.eventually(deployed)
        self.wait("services_stable", services=["shop"])
        tasks = self.ecs.describe_tasks(tasks=self.ecs.list_tasks(serviceName="shop")["taskArns"])["tasks"]
        self.assertEqual({task["containers"][0]["image"] for task in tasks}, {"harbour/shop:2"})

        deleted = self.ecs.delete_express_gateway_service(serviceArn=arn)["service"]
        self.assertEqual(deleted["status"]["statusCode"], "DRAINING")
        self.wait("services_inactive", services=["shop"])
        self.assertEqual(self.describe(arn)["status"]["statusCode"], "INACTIVE")

    def test_it_may_be_changed_as_any_service(self):
        arn = self.express("changed")["serviceArn"]
        self.ecs.update_service(service="changed", desiredCount=3)
        self.wait("services_stable", services=["changed"])
        self.assertEqual(self.shown("changed")["runningCount"], 3)
        self.ecs.update_express_gateway_service(serviceArn=arn, scalingTarget={"maxTaskCount": 2})
        self.assertEqual(self.shown("changed")["desiredCount"], 2)
        self.assertEqual(self.ecs.list_services(resourceManagementType="ECS")["serviceArns"], [arn])

    def test_refusals(self):
        with self.refused("InvalidParameterException", "executionRoleArn must be the ARN of an IAM role."):
            self.ecs.create_express_gateway_service(
                executionRoleArn="nobody", infrastructureRoleArn=ROLE + "x", primaryContainer={"image": "a"})
        with self.refused("ResourceNotFoundException", "Service not found."):
            self.describe(ACCOUNT + "service/default/none")
        with self.refused("ServiceNotFoundException", "Service not found."):
            self.ecs.delete_express_gateway_service(serviceArn=ACCOUNT + "service/default/none")
        with self.refused("InvalidParameterException", "No Fargate configuration exists for given values."):
            self.express("odd", cpu="300")
