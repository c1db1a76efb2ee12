import pathlib
import socket
import subprocess
import tempfile
import urllib.parse

import botocore.exceptions

from session import Session
from story import Story


class Tls(Story):
    """Every address of the machine, with keys and TLS, as the SDK uses it."""

    instances = 1

    @classmethod
    def setUpClass(cls):
        cls.files = tempfile.TemporaryDirectory(prefix="quayside-tls.")
        directory = pathlib.Path(cls.files.name)
        cls.certificate, key = directory / "certificate.pem", directory / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", cls.certificate, "-keyout", key],
            check=True, capture_output=True)
        cls.arguments = ["--listen", "0.0.0.0", "--signatures", "strict", "--tls-certificate", cls.certificate,
                         "--tls-key", key]
        super().setUpClass()
        cls.program.endpoint = "https://localhost:" + cls.program.endpoint.rsplit(":", 1)[1]

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.files.cleanup()

    def client(self, **more):
        key = self.program.access_keys()[0]
        return self.program.ecs(**{
            "verify": str(self.certificate), "aws_access_key_id": key["accessKeyId"],
            "aws_secret_access_key": key["secretAccessKey"], **more})

    def test_calls_are_answered(self):
        ecs = self.client()
        self.assertEqual(len(ecs.list_clusters()["clusterArns"]), 1)
        for number in range(50):
            ecs.create_cluster(clusterName=f"number-{number}", tags=[{"key": "k", "value": "v" * 200}])
        self.assertEqual(len(ecs.list_clusters()["clusterArns"]), 51)

    def test_a_session_goes_over_tls_as_well(self):
        ecs = self.client()
        ecs.register_task_definition(
            family="shell", containerDefinitions=[{"name": "app", "image": "harbour/web:1", "memory": 64}])
        task = ecs.run_task(taskDefinition="shell", enableExecuteCommand=True)["tasks"][0]["taskArn"]
        ecs.get_waiter("tasks_running").wait(tasks=[task], WaiterConfig={"Delay": 1})
        given = ecs.execute_command(task=task, command="echo 'in private'", interactive=True)["session"]
        address = urllib.parse.urlsplit(given["streamUrl"])  # names this machine, which may not know its own name
        self.assertEqual((address.scheme, address.hostname), ("wss", socket.gethostname().lower()))
        session = Session(f"wss://localhost:{address.port}{address.path}", given["tokenValue"],
                          trusted=self.certificate).begin()
        self.addCleanup(session.close)
        self.assertEqual(session.wait_for_end(), "")
        self.assertEqual(session.output, b"in private\r\n")

    def test_a_stranger_is_refused(self):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            self.client(aws_access_key_id="AKIAIOSFODNN7EXAMPLE").list_clusters()
        self.assertEqual(caught.exception.response["Error"]["Code"], "UnrecognizedClientException")

    def test_without_the_certificate_nothing_is_sent(self):
        with self.assertRaises(botocore.exceptions.SSLError):
            self.client(verify=True).list_clusters()
        with self.assertRaises(botocore.exceptions.BotoCoreError):
            self.program.endpoint, https = self.program.endpoint.replace("https", "http"), self.program.endpoint
            try:
                self.client().list_clusters()
            finally:
                self.program.endpoint = https
