import json
import os
import pathlib
import sys
import tempfile
import threading

from session import Closed, Session
from story import Story

NOT_ENABLED = ("The execute command failed because execute command was not enabled when the task was run or the execute "
               "command agent isn't running. Wait and try again or run a new task with execute command enabled and try "
               "again.")


class ExecuteCommand(Story):
    """A session by the protocol of the session manager, in containers of simulated engines."""

    instances = 1

    def running(self, **more):
        """A running task with one container."""
        more.setdefault("enableExecuteCommand", True)
        task = self.run_tasks(self.define("shell"), **more)[0]
        self.wait("tasks_running", tasks=[task])
        return task

    def execute(self, task, command="/bin/sh", **more):
        return self.ecs.execute_command(task=task, command=command, interactive=True, **more)

    def session(self, task, command="/bin/sh", **more):
        given = self.execute(task, command)["session"]
        session = Session(given["streamUrl"], given["tokenValue"], **more).begin()
        self.addCleanup(session.close)
        return session

    def test_the_target_is_known_and_the_session_described(self):
        task = self.running()
        shown = self.ecs.describe_tasks(tasks=[task])["tasks"][0]["containers"][0]
        self.assertRegex(shown["runtimeId"], "^[0-9a-f]{64}$")
        agent = shown["managedAgents"][0]
        self.assertEqual((agent["name"], agent["lastStatus"]), ("ExecuteCommandAgent", "RUNNING"))
        reply = self.execute(task)
        self.assertEqual((reply["taskArn"], reply["containerArn"], reply["containerName"], reply["interactive"]),
                         (task, shown["containerArn"], "app", True))
        self.assertRegex(reply["session"]["sessionId"], "^ecs-execute-command-[a-z0-9]{17}$")
        self.assertEqual(reply["session"]["streamUrl"],
                         self.program.endpoint.replace("http:", "ws:") + "/session/" + reply["session"]["sessionId"])

    def test_a_command_runs_and_tells_how_it_ended(self):
        task = self.running()
        once = self.session(task, "echo 'from afar'")
        self.assertEqual(once.wait_for_end(), "")
        self.assertEqual(once.output, b"from afar\r\n")
        self.assertEqual(self.session(task, "sh -c 'exit 7'").wait_for_end(), "The command ended with exit code 7.")

    def test_the_aws_cli_finds_its_way(self):
        task = self.running()
        runtime_id = self.ecs.describe_tasks(tasks=[task])["tasks"][0]["containers"][0]["runtimeId"]
        with tempfile.TemporaryDirectory() as directory:
            plugin = pathlib.Path(directory) / "session-manager-plugin"
            client = pathlib.Path(__file__).with_name("session.py")
            plugin.write_text(f"""#!/bin/sh
[ $# -eq 0 ] && exit
printf '%s\\n' "$@" > {directory}/arguments
exec {sys.executable} {client} "$@" > {directory}/output
""")
            plugin.chmod(0o700)
            path = os.environ["PATH"]
            os.environ["PATH"] = f"{directory}:{path}"
            try:
                said = self.program.aws(["aws", "ecs", "execute-command", "--task", task, "--interactive",
                                         "--command", "echo 'by the CLI'"])
            finally:
                os.environ["PATH"] = path
            self.assertIsNone(said)
            self.assertEqual((pathlib.Path(directory) / "output").read_bytes(), b"by the CLI\r\n")
            arguments = (pathlib.Path(directory) / "arguments").read_text().splitlines()
            self.assertEqual(json.loads(arguments[4]),
                             {"Target": f"ecs:default_{task.rsplit('/', 1)[1]}_{runtime_id}"})

    def test_a_dialogue(self):
        session = self.session(self.running())
        session.wait_for("# ")
        session.resize(132, 43)
        session.type("stty size\r")
        session.wait_for("43 132\r\n")
        session.type("echo one\x7f\x7f\x7ftwo\r")
        session.wait_for("\r\ntwo\r\n")
        session.type("nonsense\r")
        session.wait_for("no program can run in it")
        session.type("echo status $?\r")
        session.wait_for("status 127\r\n")
        session.type("exit 3\r")
        self.assertEqual(session.wait_for_end(), "The command ended with exit code 3.")

    def test_a_client_that_acknowledges_nothing_holds_the_command_up(self):
        session = self.session(self.running(), "seq 200000")
        session.acknowledges = False
        session.pump_until(lambda: session.repeated)  # what it should have acknowledged comes again
        held = len(session.output)
        session.pump(0.5)
        self.assertEqual(len(session.output), held)
        self.assertLess(held, 200_000)
        session.acknowledges = True
        session.pump_until(lambda: session.closing is not None)
        self.assertEqual(session.output, b"".join(b"%d\r\n" % i for i in range(1, 200_001)))

    def test_much_that_is_typed_arrives(self):
        session = self.session(self.running(), "cat")
        lines = [f"{i:>50}" for i in range(2000)]
        session.type("".join(line + "\r" for line in lines))
        session.wait_for(lines[-1] + "\r\n" + lines[-1] + "\r\n", 60)
        session.type("\x04")
        self.assertEqual(session.wait_for_end(), "")
        self.assertEqual(session.output.decode(), "".join(f"{line}\r\n{line}\r\n" for line in lines))

    def test_a_session_ends_with_its_task(self):
        task = self.running()
        session = self.session(task)
        session.wait_for("# ")
        self.ecs.stop_task(task=task)
        self.assertIn(session.wait_for_end(), ("The container has stopped.", "The command ended with exit code 137."))
        with self.refused("InvalidParameterException", NOT_ENABLED):
            self.execute(task)

    def test_a_client_may_end_it(self):
        session = self.session(self.running())
        session.wait_for("# ")
        session.terminate()
        self.assertEqual(session.wait_for_end(), "")

    def test_one_session_is_for_one_client_with_its_token(self):
        task = self.running()
        given = self.execute(task)["session"]
        for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
            with self.assertRaisesRegex(Closed, "403|421"):
                Session(given["streamUrl"], given["tokenValue"], **headers)
        with self.assertRaisesRegex(Closed, "403"):
            Session(given["streamUrl"][:-1], given["tokenValue"])
        with self.assertRaisesRegex(Closed, "403"):
            Session(self.program.endpoint.replace("http:", "ws:") + "/", given["tokenValue"])
        Session(given["streamUrl"], given["tokenValue"]).begin().close()
        with self.assertRaisesRegex(Closed, "403"):
            Session(given["streamUrl"], given["tokenValue"])
        given = self.execute(task)["session"]
        with self.assertRaises(Closed):
            Session(given["streamUrl"], "wrong").begin()

    def test_sessions_side_by_side(self):
        task = self.running()
        ended = []

        def run(number):
            session = self.session(task, f"echo {number}")
            session.wait_for_end()
            ended.append((number, session.output))

        threads = [threading.Thread(target=run, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(ended), [(number, b"%d\r\n" % number) for number in range(20)])

    def test_refusals(self):
        task = self.running(enableExecuteCommand=False)
        with self.refused("InvalidParameterException", NOT_ENABLED):
            self.execute(task)
        with self.refused("InvalidParameterException", "The referenced task was not found."):
            self.execute("0" * 32)
        task = self.running()
        with self.refused("InvalidParameterException", "Interactive is the only mode supported currently."):
            self.ecs.execute_command(task=task, command="/bin/sh", interactive=False)
        with self.refused("InvalidParameterException", "container: the task has no container other."):
            self.execute(task, container="other")
        with self.refused("InvalidParameterException", "command can not be empty."):
            self.execute(task, " ")
        with self.refused("ClusterNotFoundException", "Cluster not found."):
            self.execute(task, cluster="none")

    def test_of_several_containers_one_has_to_be_named(self):
        containers = [{"name": name, "image": "harbour/web:1", "memory": 64, "essential": name == "app"}
                      for name in ("app", "side")]
        self.ecs.register_task_definition(family="two", containerDefinitions=containers)
        task = self.run_tasks("two", enableExecuteCommand=True)[0]
        self.wait("tasks_running", tasks=[task])
        with self.refused("InvalidParameterException",
                          "A container name must be specified for tasks with multiple containers."):
            self.execute(task)
        self.assertEqual(self.execute(task, container="side")["containerName"], "side")
