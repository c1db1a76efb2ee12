from story import Story

RESOURCES = [
    {"name": "CPU", "type": "INTEGER", "integerValue": 1024},
    {"name": "MEMORY", "type": "INTEGER", "integerValue": 2048},
    {"name": "PORTS", "type": "STRINGSET", "stringSetValue": ["22"]},
]


class Scheduler:
    """Places tasks by a rule of its own: on the instance that has the most CPU left."""

    def __init__(self, ecs, cluster):
        self.ecs, self.cluster = ecs, cluster

    def free_cpu(self, instance):
        return next(one["integerValue"] for one in instance["remainingResources"] if one["name"] == "CPU")

    def start(self, definition):
        arns = self.ecs.list_container_instances(cluster=self.cluster, status="ACTIVE")["containerInstanceArns"]
        instances = self.ecs.describe_container_instances(
            cluster=self.cluster, containerInstances=arns)["containerInstances"]
        best = max(instances, key=self.free_cpu)
        return self.ecs.start_task(
            cluster=self.cluster, taskDefinition=definition, containerInstances=[best["containerInstanceArn"]],
            startedBy="scheduler")["tasks"][0]


class Agent:
    """Runs nothing, but says that it does: what an agent of another kind of host submits."""

    def __init__(self, ecs, cluster):
        self.ecs, self.cluster = ecs, cluster
        self.instance = ecs.register_container_instance(
            cluster=cluster, totalResources=RESOURCES, attributes=[{"name": "kind", "value": "foreign"}],
            versionInfo={"agentVersion": "0.1.0"})["containerInstance"]["containerInstanceArn"]

    def tasks(self, desired):
        arns = self.ecs.list_tasks(
            cluster=self.cluster, containerInstance=self.instance, desiredStatus=desired)["taskArns"]
        return self.ecs.describe_tasks(cluster=self.cluster, tasks=arns)["tasks"] if arns else []

    def work(self):
        for task in self.tasks("RUNNING"):
            if task["lastStatus"] == "PENDING":
                self.submit(task, "RUNNING", runtimeId="vm-" + task["taskArn"][-4:])
        for task in self.tasks("STOPPED"):
            if task["lastStatus"] != "STOPPED":
                self.submit(task, "STOPPED", exitCode=0)

    def submit(self, task, status, **more):
        containers = [{"containerName": one["name"], "status": status, **more} for one in task["containers"]]
        reply = self.ecs.submit_task_state_change(
            cluster=self.cluster, task=task["taskArn"], status=status, containers=containers)
        assert reply["acknowledgment"] == "ok", reply


class ThirdParties(Story):
    """Schedulers and agents that are not ours."""

    instances = 2

    def test_a_scheduler_places_tasks_by_its_own_rule(self):
        scheduler = Scheduler(self.ecs, "default")
        definition = self.define("placed", cpu=512)
        tasks = [scheduler.start(definition) for _ in range(4)]
        by_instance = [task["containerInstanceArn"] for task in tasks]
        self.assertEqual({by_instance.count(instance) for instance in by_instance}, {2})
        self.wait("tasks_running", tasks=[task["taskArn"] for task in tasks])

    def test_an_agent_drives_the_tasks_of_its_instance(self):
        self.ecs.create_cluster(clusterName="foreign")
        agent = Agent(self.ecs, "foreign")
        self.assertEqual(
            self.ecs.list_container_instances(cluster="foreign", filter="attribute:kind == foreign")[
                "containerInstanceArns"], [agent.instance])
        tasks = self.run_tasks(self.define("driven"), 2, cluster="foreign")
        agent.work()
        shown = self.ecs.describe_tasks(cluster="foreign", tasks=tasks)["tasks"]
        self.assertEqual([task["lastStatus"] for task in shown], ["RUNNING"] * 2)
        self.assertTrue(shown[0]["containers"][0]["runtimeId"].startswith("vm-"))
        for task in tasks:
            self.ecs.stop_task(cluster="foreign", task=task)
        agent.work()
        shown = self.ecs.describe_tasks(cluster="foreign", tasks=tasks)["tasks"]
        self.assertEqual([(task["lastStatus"], task["stopCode"]) for task in shown], [("STOPPED", "UserInitiated")] * 2)

    def test_an_agent_keeps_a_service_going(self):
        self.ecs.create_cluster(clusterName="served")
        agent = Agent(self.ecs, "served")
        self.ecs.create_service(
            cluster="served", serviceName="web", taskDefinition=self.define("served"), desiredCount=2)

        def stable():
            agent.work()
            service = self.ecs.describe_services(cluster="served", services=["web"])["services"][0]
            return service["deployments"][0]["rolloutState"] == "COMPLETED"

        self.eventually(stable)
        self.ecs.deregister_container_instance(cluster="served", containerInstance=agent.instance, force=True)
        self.eventually(lambda: self.ecs.describe_services(
            cluster="served", services=["web"])["services"][0]["runningCount"] == 0)

    def test_an_agent_asks_where_to_call(self):
        self.assertEqual(self.ecs.discover_poll_endpoint()["endpoint"], self.program.endpoint.rstrip("/") + "/")
        instance = self.ecs.list_container_instances()["containerInstanceArns"][0]
        with self.refused("NoUpdateAvailableException", "There is no update available for your container agent."):
            self.ecs.update_container_agent(containerInstance=instance)
        with self.refused("ClientException",
                          "The task is not on a container instance that an agent has registered."):
            task = self.run_tasks(self.define("ours"))[0]
            self.ecs.submit_task_state_change(task=task, status="STOPPED")
