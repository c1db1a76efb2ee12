from service_story import ServiceStory
from story import ACCOUNT


class Services(ServiceStory):
    instances = 3

    def test_a_service_is_made_scaled_rolled_and_deleted(self):
        made = self.create("life", tags=[{"key": "a", "value": "b"}])
        self.assertEqual(made["serviceArn"], ACCOUNT + "service/default/life")
        self.assertEqual((made["status"], made["desiredCount"], made["runningCount"], made["pendingCount"]),
                         ("ACTIVE", 2, 0, 0))
        self.assertEqual((made["launchType"], made["schedulingStrategy"], made["propagateTags"]),
                         ("EC2", "REPLICA", "NONE"))
        self.assertEqual(made["tags"], [{"key": "a", "value": "b"}])
        configuration = made["deploymentConfiguration"]
        self.assertEqual((configuration["maximumPercent"], configuration["minimumHealthyPercent"]), (200, 100))
        self.assertEqual(configuration["deploymentCircuitBreaker"], {"enable": False, "rollback": False})
        self.assertEqual((configuration["strategy"], configuration["bakeTimeInMinutes"]), ("ROLLING", 0))
        for member in ("loadBalancers", "serviceRegistries", "events", "placementConstraints", "placementStrategy"):
            self.assertEqual(made[member], [])
        primary = made["deployments"][0]
        self.assertEqual((primary["status"], primary["rolloutState"], primary["failedTasks"]),
                         ("PRIMARY", "IN_PROGRESS", 0))
        self.assertEqual(primary["rolloutStateReason"], f"ECS deployment {primary['id']} in progress.")

        self.wait("services_stable", services=["life"])
        self.eventually(lambda: any(
            event["message"] == "(service life) has reached a steady state." for event in self.shown("life")["events"]))
        tasks = self.ecs.describe_tasks(tasks=self.ecs.list_tasks(serviceName="life")["taskArns"])["tasks"]
        self.assertEqual([(task["group"], task["startedBy"]) for task in tasks], [("service:life", primary["id"])] * 2)

        self.ecs.update_service(service="life", desiredCount=3)
        self.wait("services_stable", services=["life"])
        self.assertEqual(self.shown("life")["deployments"][0]["id"], primary["id"])

        rolled = self.ecs.update_service(service="life", taskDefinition=self.define("life"))["service"]
        self.assertEqual([one["status"] for one in rolled["deployments"]], ["PRIMARY", "ACTIVE"])
        self.wait("services_stable", services=["life"])
        now = self.shown("life")["deployments"]
        self.assertEqual([(one["rolloutState"], one["taskDefinition"]) for one in now],
                         [("COMPLETED", ACCOUNT + "task-definition/life:2")])
        self.assertEqual(now[0]["rolloutStateReason"], f"ECS deployment {now[0]['id']} completed.")

        with self.refused("InvalidParameterException",
                          "The service cannot be stopped while it is scaled above 0."):
            self.ecs.delete_service(service="life")
        self.assertEqual(self.ecs.delete_service(service="life", force=True)["service"]["status"], "DRAINING")
        self.assertNotIn(made["serviceArn"], self.ecs.list_services()["serviceArns"])
        self.wait("services_inactive", services=["life"])
        with self.refused("ServiceNotActiveException", "Service was not ACTIVE."):
            self.ecs.update_service(service="life", desiredCount=1)

    def test_creation_is_idempotent(self):
        definition = self.define("same")
        call = {"serviceName": "same", "taskDefinition": definition, "desiredCount": 0, "clientToken": "t"}
        first = self.ecs.create_service(**call)["service"]
        self.assertEqual(self.ecs.create_service(**call)["service"]["createdAt"], first["createdAt"])
        with self.refused("InvalidParameterException", "Creation of service was not idempotent."):
            self.ecs.create_service(**{**call, "desiredCount": 1})

    def test_a_forced_deployment_is_new(self):
        first = self.create("forced", desiredCount=1)["deployments"][0]["id"]
        self.wait("services_stable", services=["forced"])
        same = self.ecs.update_service(service="forced", taskDefinition="forced")["service"]
        self.assertEqual([one["id"] for one in same["deployments"]], [first])
        forced = self.ecs.update_service(service="forced", forceNewDeployment=True)["service"]
        self.assertNotEqual(forced["deployments"][0]["id"], first)
        self.wait("services_stable", services=["forced"])

    def test_protected_tasks_stay(self):
        self.create("kept", desiredCount=1)
        self.wait("services_stable", services=["kept"])
        task = self.ecs.list_tasks(serviceName="kept")["taskArns"][0]
        alone = self.run_tasks(self.define("alone"))[0]
        reply = self.ecs.update_task_protection(
            cluster="default", tasks=[task, alone], protectionEnabled=True, expiresInMinutes=5)
        self.assertEqual(
            [(one["taskArn"], one["protectionEnabled"]) for one in reply["protectedTasks"]], [(task, True)])
        self.assertEqual([(one["arn"], one["reason"]) for one in reply["failures"]], [(alone, "TASK_NOT_VALID")])
        protected = self.ecs.get_task_protection(cluster="default", tasks=[task])["protectedTasks"][0]
        self.assertIn("expirationDate", protected)
        self.ecs.update_service(service="kept", desiredCount=0)
        self.eventually(lambda: any("protected tasks" in event["message"] for event in self.shown("kept")["events"]))
        self.assertEqual(self.ecs.list_tasks(serviceName="kept")["taskArns"], [task])
        unprotected = self.ecs.update_task_protection(cluster="default", tasks=[task], protectionEnabled=False)
        self.assertNotIn("expirationDate", unprotected["protectedTasks"][0])
        self.eventually(lambda: not self.ecs.list_tasks(serviceName="kept")["taskArns"])

    def test_a_daemon_is_on_every_instance(self):
        definition = self.define("daemon")
        with self.refused("InvalidParameterException",
                          "The daemon scheduling strategy does not support a desired count for services. Remove the "
                          "desired count value and try again"):
            self.ecs.create_service(
                serviceName="daemon", taskDefinition=definition, schedulingStrategy="DAEMON", desiredCount=1)
        made = self.ecs.create_service(
            serviceName="daemon", taskDefinition=definition, schedulingStrategy="DAEMON")["service"]
        configuration = made["deploymentConfiguration"]
        self.assertEqual((configuration["maximumPercent"], configuration["minimumHealthyPercent"]), (100, 0))
        self.eventually(lambda: self.shown("daemon")["runningCount"] == self.instances)
        self.assertEqual(self.shown("daemon")["desiredCount"], self.instances)
        self.assertEqual(self.ecs.list_services(schedulingStrategy="DAEMON")["serviceArns"], [made["serviceArn"]])

    def test_refusals(self):
        definition = self.define("refused")
        with self.refused("ServiceNotFoundException", "Service not found."):
            self.ecs.update_service(service="nobody", desiredCount=1)
        with self.refused("ServiceNotFoundException", "Service not found."):
            self.ecs.delete_service(service="nobody")
        self.assertEqual(self.ecs.describe_services(services=["nobody"])["failures"],
                         [{"arn": ACCOUNT + "service/default/nobody", "reason": "MISSING"}])
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.describe_services(services=[])
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.describe_services(services=[f"s{number}" for number in range(11)])
        with self.refused("ClientException", "TaskDefinition not found."):
            self.ecs.create_service(serviceName="refused", taskDefinition="nothing", desiredCount=1)
        with self.refused("ClientException", "launch type should be one of [EC2,FARGATE]"):
            self.ecs.create_service(
                serviceName="refused", taskDefinition=definition, desiredCount=1, launchType="MOON")
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.create_service(serviceName="refused", taskDefinition=definition)
        with self.assertRaises(self.ecs.exceptions.InvalidParameterException):
            self.ecs.create_service(serviceName="not a name", taskDefinition=definition, desiredCount=1)
