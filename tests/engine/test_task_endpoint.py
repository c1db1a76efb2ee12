import json
import os
import urllib.error
import urllib.request

from story import EngineStory

ASK = "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/task"
FROZEN = ("import botocore.session as s; c = s.Session().get_credentials(); f = c.get_frozen_credentials(); "
          "print(c.method, f.access_key, f.token)")


class TaskEndpoint(EngineStory):
    """What programs in real containers find at 169.254.170.2."""

    arguments = ["--engine", EngineStory.engine]

    def output_of(self, task):
        request = urllib.request.Request(
            self.program.endpoint, data=json.dumps({"task": task, "container": "app"}).encode(),
            headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "QuaysideV1.GetContainerLogs"})
        with urllib.request.urlopen(request, timeout=5) as reply:
            return "\n".join(line["text"] for line in json.load(reply)["lines"])

    def run_to_end(self, family, command, **more):
        definition = self.define(family, image=self.image, memory=32, command=["sh", "-c", command], **more)
        [task] = self.run_tasks(definition)
        self.wait("tasks_stopped", tasks=[task])
        return task, self.output_of(task)

    def test_a_program_in_a_container_reads_about_its_task(self):
        task, said = self.run_to_end("reader", ASK)
        document = json.loads(said)
        self.assertEqual(document["TaskARN"], task)
        self.assertEqual(document["Family"], "reader")
        self.assertEqual(document["Containers"][0]["Name"], "app")

    def run_in(self, mode, **more):
        definition = self.ecs.register_task_definition(family=mode, networkMode=mode, containerDefinitions=[{
            "name": "app", "image": self.image, "memory": 32, "command": ["sh", "-c", ASK]}])
        [task] = self.run_tasks(definition["taskDefinition"]["taskDefinitionArn"], **more)
        self.wait("tasks_stopped", tasks=[task])
        document = json.loads(self.output_of(task))
        self.assertEqual(document["TaskARN"], task)
        return document["Containers"][0]

    def test_one_in_the_hosts_network_does_too(self):
        self.assertEqual(self.run_in("host")["Networks"][0]["NetworkMode"], "host")

    def test_one_with_an_address_of_its_own_reads_that_address(self):
        subnet = {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}
        network = self.run_in("awsvpc", networkConfiguration=subnet)["Networks"][0]
        self.assertEqual(network["NetworkMode"], "awsvpc")
        self.assertTrue(network["IPv4Addresses"][0].startswith("10.251."), network)

    def test_a_guessed_path_is_answered_with_nothing(self):
        self.run_to_end("first", "true")  # from now on the address is there
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://169.254.170.2/v4/{'0' * 32}-{'0' * 32}", timeout=5)
        self.assertEqual(caught.exception.code, 404)

    def test_the_sdk_in_a_container_finds_the_credentials_of_its_role(self):
        """This machine's own Python and SDK, in a container that sees its files."""
        mounts = [name for name in ("usr", "lib", "lib64", "etc") if os.path.isdir(f"/{name}")]
        definition = self.ecs.register_task_definition(
            family="role", taskRoleArn="arn:aws:iam::123456789012:role/reader",
            volumes=[{"name": name, "host": {"sourcePath": f"/{name}"}} for name in mounts],
            containerDefinitions=[{
                "name": "app", "image": self.image, "memory": 256,
                "entryPoint": ["/usr/bin/python3", "-c"], "command": [FROZEN],
                "mountPoints": [
                    {"sourceVolume": name, "containerPath": f"/{name}", "readOnly": True} for name in mounts]}])
        [task] = self.run_tasks(definition["taskDefinition"]["taskDefinitionArn"])
        self.wait("tasks_stopped", tasks=[task])
        method, access_key, token = self.output_of(task).split()
        self.assertEqual(method, "container-role")
        self.assertTrue(access_key.startswith("ASIA"))
        self.assertTrue(token.startswith(task.split("/")[-1]))
