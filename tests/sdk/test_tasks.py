import datetime

from story import ACCOUNT, Story


class Tasks(Story):
    def test_a_task_runs_and_is_stopped(self):
        before = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
        ran = self.ecs.run_task(
            taskDefinition=self.define("life", image="harbour/life:1"), startedBy="me",
            tags=[{"key": "a", "value": "b"}])
        task = ran["tasks"][0]
        self.assertRegex(task["taskArn"], f"^{ACCOUNT}task/default/[0-9a-f]{{32}}$")
        self.assertEqual((task["lastStatus"], task["desiredStatus"], task["launchType"]), ("PENDING", "RUNNING", "EC2"))
        self.assertEqual((task["group"], task["startedBy"], task["version"]), ("family:life", "me", 1))
        self.assertEqual((task["cpu"], task["memory"]), ("64", "64"))
        self.assertEqual(task["overrides"],
                         {"containerOverrides": [{"name": "app"}], "inferenceAcceleratorOverrides": []})
        self.assertEqual(task["tags"], [{"key": "a", "value": "b"}])
        self.assertEqual(task["attributes"], [{"name": "ecs.cpu-architecture", "value": "x86_64"}])
        self.assertGreater(task["createdAt"], before)

        self.wait("tasks_running", tasks=[task["taskArn"]])
        running = self.ecs.describe_tasks(tasks=[task["taskArn"]])["tasks"][0]
        self.assertEqual((running["connectivity"], running["healthStatus"]), ("CONNECTED", "UNKNOWN"))
        self.assertIn("runtimeId", running["containers"][0])
        self.assertNotIn("tags", running)

        stopping = self.ecs.stop_task(task=task["taskArn"])["task"]
        self.assertEqual((stopping["lastStatus"], stopping["desiredStatus"]), ("RUNNING", "STOPPED"))
        self.assertNotIn(task["taskArn"], self.ecs.list_tasks()["taskArns"])
        self.wait("tasks_stopped", tasks=[task["taskArn"]])
        stopped = self.ecs.describe_tasks(tasks=[task["taskArn"]], include=["TAGS"])["tasks"][0]
        self.assertEqual((stopped["stopCode"], stopped["stoppedReason"]), ("UserInitiated", "Task stopped by user"))
        self.assertIn(stopped["containers"][0]["exitCode"], (137, 143))
        self.assertEqual(stopped["tags"], [{"key": "a", "value": "b"}])
        for at in ("createdAt", "pullStartedAt", "pullStoppedAt", "startedAt", "stoppingAt", "executionStoppedAt",
                   "stoppedAt", "connectivityAt"):
            self.assertIsInstance(stopped[at], datetime.datetime, at)
        self.assertEqual(self.ecs.stop_task(task=task["taskArn"])["task"]["lastStatus"], "STOPPED")

    def test_a_task_ends_with_its_essential_container(self):
        for command, code in ((["true"], 0), (["sh", "-c", "exit 3"], 3)):
            task = self.run_tasks(self.define("ends", command=command))
            self.wait("tasks_stopped", tasks=task)
            stopped = self.ecs.describe_tasks(tasks=task)["tasks"][0]
            self.assertEqual((stopped["stopCode"], stopped["stoppedReason"]),
                             ("EssentialContainerExited", "Essential container in task exited"))
            self.assertEqual(stopped["containers"][0]["exitCode"], code)

    def test_what_has_no_room_is_a_failure(self):
        definition = self.define("large", memory=3000)
        reply = self.ecs.run_task(taskDefinition=definition, count=10)
        self.assertEqual(len(reply["tasks"]) + len(reply["failures"]), 10)
        self.assertGreater(len(reply["tasks"]), 0)
        for failure in reply["failures"]:
            self.assertEqual(failure["reason"], "RESOURCE:MEMORY")
            self.assertRegex(failure["arn"], "container-instance/default/")
        for task in reply["tasks"]:
            self.ecs.stop_task(task=task["taskArn"])

    def test_overrides_are_applied_and_shown(self):
        override = {"name": "app", "command": ["a", "b"], "environment": [{"name": "X", "value": "1"}], "cpu": 32,
                    "memory": 96, "memoryReservation": 48}
        task = self.ecs.run_task(
            taskDefinition=self.define("overridden"), overrides={"containerOverrides": [override]})["tasks"][0]
        self.assertEqual(task["overrides"]["containerOverrides"], [override])
        self.assertEqual(task["containers"][0]["cpu"], "32")
        with self.refused("InvalidParameterException",
                          "Override for container named nobody is not a container in the TaskDefinition."):
            self.ecs.run_task(taskDefinition="overridden", overrides={"containerOverrides": [{"name": "nobody"}]})

    def test_the_same_call_twice_starts_one_task(self):
        call = {"taskDefinition": self.define("once"), "clientToken": "token-1", "startedBy": "once"}
        first = self.run_tasks(count=2, definition=call["taskDefinition"], clientToken="token-1", startedBy="once")
        again = self.ecs.run_task(count=2, **call)
        self.assertEqual({task["taskArn"] for task in again["tasks"]}, set(first))
        with self.assertRaises(self.ecs.exceptions.ConflictException) as caught:
            self.ecs.run_task(count=3, **call)
        self.assertEqual(set(caught.exception.response["resourceIds"]), set(first))
        self.assertEqual(set(self.ecs.list_tasks(startedBy="once")["taskArns"]), set(first))

    def test_an_external_scheduler_names_the_instances(self):
        instances = self.ecs.list_container_instances()["containerInstanceArns"]
        reply = self.ecs.start_task(
            taskDefinition=self.define("external"), containerInstances=[instances[1], "0" * 32], startedBy="outside")
        self.assertEqual([task["containerInstanceArn"] for task in reply["tasks"]], [instances[1]])
        self.assertEqual(reply["failures"], [
            {"arn": ACCOUNT + "container-instance/default/" + "0" * 32, "reason": "MISSING"}])
        with self.refused("ClientException", "Container Instances cannot be empty."):
            self.ecs.start_task(taskDefinition="external", containerInstances=[])

    def test_lists_filter(self):
        other = self.define("other")
        web = self.run_tasks(self.define("filtered"), 2, startedBy="listed")
        rest = self.run_tasks(other)
        family = self.ecs.list_tasks(family="filtered")["taskArns"]
        self.assertEqual(set(family), set(web))
        self.assertEqual(set(self.ecs.list_tasks(startedBy="listed")["taskArns"]), set(web))
        instance = self.ecs.describe_tasks(tasks=rest)["tasks"][0]["containerInstanceArn"]
        self.assertIn(rest[0], self.ecs.list_tasks(containerInstance=instance)["taskArns"])
        self.assertEqual(self.ecs.list_tasks(desiredStatus="PENDING")["taskArns"], [])
        self.assertEqual(self.ecs.list_tasks(launchType="FARGATE")["taskArns"], [])
        with self.refused("ServiceNotFoundException", "Service not found."):
            self.ecs.list_tasks(serviceName="nobody")

    def test_refusals(self):
        definition = self.define("refused")
        with self.refused("InvalidParameterException", "The referenced task was not found."):
            self.ecs.stop_task(task="0" * 32)
        with self.refused("InvalidParameterException", "Tasks cannot be empty."):
            self.ecs.describe_tasks(tasks=[])
        self.assertEqual(self.ecs.describe_tasks(tasks=["0" * 32])["failures"],
                         [{"arn": ACCOUNT + "task/default/" + "0" * 32, "reason": "MISSING"}])
        with self.refused("InvalidParameterException", "count should be between 1 and 10."):
            self.ecs.run_task(taskDefinition=definition, count=11)
        self.ecs.create_cluster(clusterName="empty")
        with self.refused("InvalidParameterException", "No Container Instances were found in your cluster."):
            self.ecs.run_task(cluster="empty", taskDefinition=definition)
        with self.refused("InvalidParameterException", "Task definition does not support launch_type FARGATE."):
            self.ecs.run_task(taskDefinition=definition, launchType="FARGATE")
        self.ecs.register_task_definition(
            family="vpc", networkMode="awsvpc", containerDefinitions=[{"name": "a", "image": "a", "memory": 64}])
        with self.refused("InvalidParameterException",
                          "Network Configuration must be provided when networkMode 'awsvpc' is specified."):
            self.ecs.run_task(taskDefinition="vpc")
        with self.refused("InvalidParameterException", "launch type should be one of [EC2,FARGATE,EXTERNAL]"):
            self.ecs.run_task(taskDefinition=definition, launchType="MOON")
