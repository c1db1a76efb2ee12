import json
import os
import subprocess
import urllib.request

from in_task import ASK, ROLE, InTask

# As inside of a task, whose agent has the address: so this program cannot take it, as if it were not root's.
TAKEN = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
# Counts what it asked, and says the number of each that was answered.
AGAIN = ("trap 'exit 0' TERM; n=0; while :; do n=$((n+1)); "
         "wget -qO /dev/null $ECS_CONTAINER_METADATA_URI_V4 && echo $n; sleep 0.2; done")


class TaskRelay(InTask):
    """What programs in real containers find at 169.254.170.2 where this machine does not have that address."""

    @classmethod
    def setUpClass(cls):
        # A program that was killed leaves it to the machine; it would answer in the place of the relay.
        subprocess.run(["ip", "address", "delete", "169.254.170.2/32", "dev", "lo"], check=False, stderr=subprocess.DEVNULL)
        os.environ[TAKEN] = "/elsewhere"
        try:
            super().setUpClass()
        finally:
            del os.environ[TAKEN]
        cls.installation = cls.own("DescribeInstallation")["installation"]

    @classmethod
    def tearDownClass(cls):
        try:
            [engine] = cls.own("ListEngines")["engines"]
            cls.own("RemoveEngine", engine=engine["engineId"], force=True)
            left = cls.docker("ps", "-aq", *cls.ours()) + cls.docker("network", "ls", "-q", *cls.ours())
            assert not left, left
        finally:
            super().tearDownClass()

    @classmethod
    def own(cls, operation, **parameters):
        request = urllib.request.Request(
            cls.program.endpoint, data=json.dumps(parameters).encode(),
            headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"QuaysideV1.{operation}"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    @classmethod
    def docker(cls, *words):
        ran = subprocess.run(["docker", "-H", cls.engine, *words], capture_output=True, text=True, check=True)
        return ran.stdout.split()

    @classmethod
    def ours(cls, *more):
        labels = [f"io.quayside.installation={cls.installation}", *more]
        return [word for label in labels for word in ("--filter", f"label={label}")]

    def relay(self):
        return self.docker("ps", "-q", "--no-trunc", *self.ours("io.quayside.role=endpoint"))

    def test_the_sdk_in_a_container_finds_the_credentials_of_its_role(self):
        self.check_sdk()

    def test_a_program_of_a_task_with_a_role_reads_about_its_task(self):
        for mode in ("bridge", "awsvpc"):
            with self.subTest(mode):
                task, said = self.run_to_end(f"reads-{mode}", ASK, mode, taskRoleArn=ROLE)
                document = json.loads(said)
                self.assertEqual(document["TaskARN"], task)
                network = document["Containers"][0]["Networks"][0]
                self.assertEqual(network["NetworkMode"], mode)
                if mode == "awsvpc":
                    self.assertTrue(network["IPv4Addresses"][0].startswith("10.251."), network)

    def test_its_way_to_everywhere_else_stays_what_it_was(self):
        route = "ip route | grep ^default"
        _, without = self.run_to_end("no-role", route)
        _, said = self.run_to_end("routes", route, taskRoleArn=ROLE)
        self.assertEqual(said, without)

    def test_who_cannot_reach_it_is_not_told_of_it(self):
        for mode, role in (("bridge", {}), ("host", {"taskRoleArn": ROLE})):
            with self.subTest(mode):
                _, said = self.run_to_end(f"untold-{mode}", "env; echo end", mode, **role)
                self.assertIn("end", said)
                self.assertNotIn("169.254.170.2", said)

    def last_answer(self, task):
        numbers = [word for word in self.output_of(task).split() if word.isdigit()]
        return int(numbers[-1]) if numbers else 0

    def check_answers(self, task):
        """Of what is asked from now on: one may be on its way."""
        before = self.last_answer(task) + 1
        self.eventually(lambda: self.last_answer(task) > before)

    def test_it_comes_back_whoever_dies(self):
        task = self.run_shell("asks", AGAIN, taskRoleArn=ROLE)
        self.wait("tasks_running", tasks=[task])
        self.check_answers(task)
        [container] = self.relay()
        with self.subTest("the relay"):
            pids = self.docker("top", container, "-eo", "pid,args")
            [relay] = [pids[i - 1] for i, word in enumerate(pids) if word == "/relay"]
            os.kill(int(relay), 9)
            self.check_answers(task)
            self.assertEqual(self.relay(), [container])
        with self.subTest("its container"):
            self.docker("rm", "-f", container)
            self.check_answers(task)
            [container] = self.relay()
        with self.subTest("this program"):
            self.program.kill()
            os.environ[TAKEN] = "/elsewhere"
            self.program.start()
            del os.environ[TAKEN]
            type(self).ecs = self.program.ecs()
            self.check_answers(task)
            self.assertEqual(self.relay(), [container])
        self.ecs.stop_task(task=task)
        self.wait("tasks_stopped", tasks=[task])
