from service_story import ServiceStory
from story import ACCOUNT


class Deployments(ServiceStory):
    def test_deployments_leave_a_record(self):
        self.create("recorded", desiredCount=1)
        self.eventually(lambda: self.shown("recorded")["deployments"][0]["rolloutState"] == "COMPLETED")
        self.ecs.update_service(service="recorded", taskDefinition=self.define("recorded"))
        newest, oldest = self.ecs.list_service_deployments(service="recorded")["serviceDeployments"]
        self.assertGreaterEqual(newest["createdAt"], oldest["createdAt"])
        arn = newest["serviceDeploymentArn"]
        unknown = arn[:-1] + ("y" if arn.endswith("x") else "x")
        self.assertRegex(arn, f"^{ACCOUNT}service-deployment/default/recorded/")
        self.eventually(lambda: self.ecs.describe_service_deployments(
            serviceDeploymentArns=[arn])["serviceDeployments"][0]["status"] == "SUCCESSFUL")
        reply = self.ecs.describe_service_deployments(serviceDeploymentArns=[arn, unknown])
        self.assertEqual([one["reason"] for one in reply["failures"]], ["MISSING"])
        deployment = reply["serviceDeployments"][0]
        self.assertEqual(len(deployment["sourceServiceRevisions"]), 1)
        target = deployment["targetServiceRevision"]
        self.assertEqual((target["requestedTaskCount"], target["runningTaskCount"]), (1, 1))
        revision = self.ecs.describe_service_revisions(serviceRevisionArns=[target["arn"]])["serviceRevisions"][0]
        self.assertEqual(revision["taskDefinition"], ACCOUNT + "task-definition/recorded:2")
        self.assertEqual(revision["containerImages"][0]["image"], "harbour/web:1")
        self.assertEqual(
            [one["status"] for one in self.ecs.list_service_deployments(
                service="recorded", status=["SUCCESSFUL"])["serviceDeployments"]], ["SUCCESSFUL"] * 2)
        with self.assertRaises(self.ecs.exceptions.ConflictException):
            self.ecs.stop_service_deployment(serviceDeploymentArn=arn)
        with self.assertRaises(self.ecs.exceptions.ServiceDeploymentNotFoundException):
            self.ecs.stop_service_deployment(serviceDeploymentArn=unknown)

    def test_a_broken_deployment_is_rolled_back(self):
        self.create("broken", desiredCount=1, deploymentConfiguration={
            "deploymentCircuitBreaker": {"enable": True, "rollback": True}})
        self.eventually(lambda: self.shown("broken")["deployments"][0]["rolloutState"] == "COMPLETED")
        bad = self.ecs.update_service(
            service="broken", taskDefinition=self.define("broken", command=["false"]))["service"]["deployments"][0]

        def rolled_back():
            shown = self.shown("broken")
            return shown if [one["rolloutState"] for one in shown["deployments"]] == ["COMPLETED"] else None

        now = self.eventually(rolled_back, 60)
        self.assertNotEqual(now["deployments"][0]["id"], bad["id"])
        self.assertEqual(now["deployments"][0]["taskDefinition"], ACCOUNT + "task-definition/broken:1")
        listed = self.ecs.list_service_deployments(
            service="broken", status=["ROLLBACK_SUCCESSFUL"])["serviceDeployments"]
        deployment = self.ecs.describe_service_deployments(
            serviceDeploymentArns=[one["serviceDeploymentArn"] for one in listed])["serviceDeployments"][0]
        self.assertEqual(deployment["deploymentCircuitBreaker"],
                         {"status": "TRIGGERED", "failureCount": 3, "threshold": 3})
