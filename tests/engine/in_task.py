"""What programs in the containers of tasks are told, by their own words."""

import json
import os
import urllib.request

from story import EngineStory

ASK = "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/task"
FROZEN = ("import botocore.session as s; c = s.Session().get_credentials(); f = c.get_frozen_credentials(); "
          "print(c.method, f.access_key, f.token)")
ROLE = "arn:aws:iam::123456789012:role/reader"
SUBNET = {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}


class InTask(EngineStory):
    arguments = ["--engine", EngineStory.engine]

    def output_of(self, task):
        request = urllib.request.Request(
            self.program.endpoint, data=json.dumps({"task": task, "container": "app"}).encode(),
            headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "QuaysideV1.GetContainerLogs"})
        with urllib.request.urlopen(request, timeout=5) as reply:
            return "\n".join(line["text"] for line in json.load(reply)["lines"])

    def run_shell(self, family, command, mode="bridge", **more):
        """A task whose container runs this."""
        definition = self.ecs.register_task_definition(family=family, networkMode=mode, containerDefinitions=[{
            "name": "app", "image": self.image, "memory": 32, "command": ["sh", "-c", command]}], **more)
        network = {"networkConfiguration": SUBNET} if mode == "awsvpc" else {}
        [task] = self.run_tasks(definition["taskDefinition"]["taskDefinitionArn"], **network)
        return task

    def run_to_end(self, family, command, mode="bridge", **more):
        task = self.run_shell(family, command, mode, **more)
        self.wait("tasks_stopped", tasks=[task])
        return task, self.output_of(task)

    def check_sdk(self):
        """This machine's own Python and SDK, in a container that sees its files, find the credentials of the role."""
        mounts = [name for name in ("usr", "lib", "lib64", "etc") if os.path.isdir(f"/{name}")]
        definition = self.ecs.register_task_definition(
            family="role", taskRoleArn=ROLE,
            volumes=[{"name": name, "host": {"sourcePath": f"/{name}"}} for name in mounts],
            containerDefinitions=[{
                "name": "app", "image": self.image, "memory": 256,
                "entryPoint": ["/usr/bin/python3", "-c"], "command": [FROZEN],
                "mountPoints": [
                    {"sourceVolume": name, "containerPath": f"/{name}", "readOnly": True} for name in mounts]}])
        [task] = self.run_tasks(definition["taskDefinition"]["taskDefinitionArn"])
        self.wait("tasks_stopped", tasks=[task])
        said = self.output_of(task)
        method, access_key, token = said.split()
        self.assertEqual(method, "container-role", said)
        self.assertTrue(access_key.startswith("ASIA"))
        self.assertTrue(token.startswith(task.split("/")[-1]))
