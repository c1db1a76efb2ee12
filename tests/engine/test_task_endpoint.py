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

    def test_a_container_reads_what_it_uses(self):
        """Twice, for rates; in a task with an address of its own by version 2 as well. Until it is known that the
        container runs, there is nothing to read."""
        busy = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"
        read = "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/stats"
        definition = self.ecs.register_task_definition(family="uses", networkMode="awsvpc", containerDefinitions=[{
            "name": "app", "image": self.image, "memory": 32, "command": ["sh", "-c", (
                f"until {read} > /tmp/first; grep -q cpu_stats /tmp/first; do :; done; cat /tmp/first; echo; "
                f"until {read} > /tmp/last; grep -q network_rate_stats /tmp/last; do {busy}; done; "
                "cat /tmp/last; echo; wget -qO- http://169.254.170.2/v2/stats; echo")]}])
        [task] = self.run_tasks(
            definition["taskDefinition"]["taskDefinitionArn"],
            networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-1"]}})
        self.wait("tasks_stopped", tasks=[task])
        first, last, by_address = (json.loads(line) for line in self.output_of(task).splitlines())
        self.assertGreater(first["memory_stats"]["usage"], 0)
        self.assertNotIn("network_rate_stats", first)
        self.assertGreater(last["network_rate_stats"]["rx_bytes_per_sec"], 0)  # what it has just asked
        self.assertGreater(
            last["cpu_stats"]["cpu_usage"]["total_usage"], last["precpu_stats"]["cpu_usage"]["total_usage"])
        self.assertEqual(list(by_address), [last["id"]])

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
