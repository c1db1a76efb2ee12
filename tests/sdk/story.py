"""What every file of stories starts with: a program with a few simulated instances, and a client for it."""

import contextlib
import os
import time
import unittest

import botocore.exceptions

from program import Program

ACCOUNT = "arn:aws:ecs:us-east-1:123456789012:"
QUICK = {"Delay": 1, "MaxAttempts": 40}


class Story(unittest.TestCase):
    instances = 2
    arguments = []  # more of them for the program
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.program = Program(cls.instances, cls.arguments)
        cls.ecs = cls.program.ecs()

    @classmethod
    def tearDownClass(cls):
        code = cls.program.stop()
        assert code == 0, f"the program ended with {code}"

    @contextlib.contextmanager
    def refused(self, code, message):
        """The block must end in this error; `message` is its whole text."""
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            yield
        response = caught.exception.response
        self.assertEqual((response["Error"]["Code"], response["Error"]["Message"]), (code, message))
        self.assertEqual(response["ResponseMetadata"]["HTTPStatusCode"], 400)
        self.last_refusal = response

    def define(self, family, **more):
        """Registers a definition of one container; its family:revision."""
        container = {"name": "app", "image": "harbour/web:1", "cpu": 64, "memory": 64, **more}
        definition = self.ecs.register_task_definition(family=family, containerDefinitions=[container])
        return f"{family}:{definition['taskDefinition']['revision']}"

    def run_tasks(self, definition, count=1, **more):
        ran = self.ecs.run_task(taskDefinition=definition, count=count, **more)
        self.assertEqual(ran["failures"], [])
        self.assertEqual(len(ran["tasks"]), count)
        return [task["taskArn"] for task in ran["tasks"]]

    def wait(self, waiter, **what):
        self.ecs.get_waiter(waiter).wait(WaiterConfig=QUICK, **what)

    def eventually(self, question, seconds=30):
        """Asks until the answer is yes, and gives it."""
        deadline = time.monotonic() + seconds
        while not (answer := question()):
            if time.monotonic() > deadline:
                self.fail("it did not come")
            time.sleep(0.05)
        return answer


class EngineStory(Story):
    """With containers that really run, on the engine of tests/support/dockerd.sh; none of its tasks is left."""

    engine = os.environ.get("QUAYSIDE_TEST_DOCKER")
    image = os.environ.get("QUAYSIDE_TEST_IMAGE")
    instances = 0

    @classmethod
    def setUpClass(cls):
        if not cls.engine:
            raise unittest.SkipTest(os.environ.get("QUAYSIDE_TEST_DOCKER_SKIP", "tests/support/dockerd.sh runs this"))
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        for task in cls.ecs.list_tasks()["taskArns"]:
            cls.ecs.stop_task(task=task)
        stopped = cls.ecs.list_tasks(desiredStatus="STOPPED")["taskArns"]
        if stopped:
            cls.ecs.get_waiter("tasks_stopped").wait(tasks=stopped, WaiterConfig=QUICK)
        super().tearDownClass()
