import socket
import urllib.request

from story import EngineStory

SERVE = ("mkdir -p /www; echo $GREETING > /www/index.html; trap 'exit 0' TERM; "
         "busybox httpd -f -p 8080 -h /www & wait")


class SdkJourney(EngineStory):
    """boto3 and the aws CLI, with containers that really run: two slices of one Docker engine."""

    arguments = ["--engine", f"{EngineStory.engine},slice=512x256,slice=512x256"]

    def define_web(self, family, greeting):
        return self.define(
            family, image=self.image, memory=32, entryPoint=["/bin/sh", "-c"], command=[SERVE],
            portMappings=[{"containerPort": 8080}], environment=[{"name": "GREETING", "value": greeting}])

    def page_of(self, task):
        container = self.ecs.describe_tasks(tasks=[task])["tasks"][0]["containers"][0]
        port = container["networkBindings"][0]["hostPort"]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.read().decode().strip()

    def is_served(self, task, text):
        try:
            return self.page_of(task) == text
        except (OSError, socket.timeout):  # the container has just started
            return False

    def test_a_task_serves_until_it_is_stopped(self):
        self.eventually(lambda: len(self.ecs.list_container_instances(status="ACTIVE")["containerInstanceArns"]) == 2)
        [task] = self.run_tasks(self.define_web("web", "ahoy"))
        self.wait("tasks_running", tasks=[task])
        self.eventually(lambda: self.is_served(task, "ahoy"))
        self.ecs.stop_task(task=task, reason="enough of it")
        self.wait("tasks_stopped", tasks=[task])
        container = self.ecs.describe_tasks(tasks=[task])["tasks"][0]["containers"][0]
        self.assertEqual(container["exitCode"], 0)

    def test_a_service_is_brought_to_another_revision(self):
        self.ecs.create_service(serviceName="front", taskDefinition=self.define_web("front", "one"), desiredCount=2)
        self.wait("services_stable", services=["front"])
        self.ecs.update_service(service="front", taskDefinition=self.define_web("front", "two"))
        self.wait("services_stable", services=["front"])
        tasks = self.ecs.list_tasks(serviceName="front")["taskArns"]
        self.assertEqual(len(tasks), 2)
        for task in tasks:
            self.eventually(lambda: self.is_served(task, "two"))
        self.ecs.delete_service(service="front", force=True)
        self.wait("services_inactive", services=["front"])

    def test_the_cli_runs_a_job_to_its_end(self):
        job = self.define("job", image=self.image, memory=32, command=["sh", "-c", "exit 3"])
        aws = self.program.aws
        task = aws(f"aws ecs run-task --task-definition {job}")["tasks"][0]["taskArn"]
        self.assertIsNone(aws(f"aws ecs wait tasks-stopped --tasks {task}"))
        stopped = aws(f"aws ecs describe-tasks --tasks {task}")["tasks"][0]
        self.assertEqual(stopped["containers"][0]["exitCode"], 3)
        self.assertEqual(stopped["stopCode"], "EssentialContainerExited")
