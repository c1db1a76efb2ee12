"""The headless program as a process of its own, and the clients that call it."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

import boto3
import botocore.config
import botocore.session

import api_model
import reply_check

SOURCE = pathlib.Path(__file__).resolve().parents[2]
REGION = "us-east-1"
START_SECONDS = 20

# Nothing of the machine's own AWS settings, and no look for an instance role.
CLIENT_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_PAGER": "",
    "NO_PROXY": "127.0.0.1",
}
os.environ.update(CLIENT_ENVIRONMENT)
os.environ.pop("AWS_DATA_PATH", None)


CLI_SETTINGS = f"""
[plugins]
cli_legacy_plugin_path = {SOURCE / "tests" / "sdk"}
replies = cli_plugin
"""


class Program:
    """Runs until stop(); its simulated instances are named sim-1 and so on."""

    def __init__(self, instances, arguments=()):
        self._home = tempfile.TemporaryDirectory(prefix="quayside-sdk.")
        home = pathlib.Path(self._home.name)
        self.state_directory = home / "state"
        self._ready = home / "ready.json"
        self._log = open(home / "log", "w+")
        self._line = [
            os.environ["QUAYSIDE_PROGRAM"], "--headless", "--port", "0", "--state-dir", self.state_directory,
            "--simulate", str(instances), "--ready-file", self._ready, *arguments]
        self.model_directory = home / "models"
        model = api_model.load(SOURCE)
        api_model.write(model, self.model_directory)
        self._cli_settings = home / "aws.config"
        self._cli_settings.write_text(CLI_SETTINGS)
        self.reply_check = reply_check.ReplyCheck(model)
        self.start()

    def start(self):
        """Once more, after its end."""
        self._ready.unlink(missing_ok=True)
        self._process = subprocess.Popen(self._line, stdout=self._log, stderr=subprocess.STDOUT)
        self.endpoint = self._wait_until_ready()

    def _wait_until_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                return json.loads(self._ready.read_text())["endpoint"]
            except (FileNotFoundError, json.JSONDecodeError):
                time.sleep(0.02)
        self._process.kill()
        raise RuntimeError("the program did not start: " + self.log())

    def log(self):
        return pathlib.Path(self._log.name).read_text()

    def access_keys(self):
        return json.loads((self.state_directory / "access-keys.json").read_text())["keys"]

    def ecs(self, own_model=False, **more):
        """A boto3 client with our description of the API, or with the one that it came with."""
        session = botocore.session.Session()
        if not own_model:
            session.set_config_variable("data_path", str(self.model_directory))
        client = boto3.Session(botocore_session=session).client(
            "ecs", endpoint_url=self.endpoint, config=botocore.config.Config(retries={"max_attempts": 0}), **more)
        self.reply_check.listen(client.meta.events)
        return client

    def aws(self, line, own_model=True):
        """Runs a copied command line; its standard output as JSON, or the text of its error."""
        words = line if isinstance(line, list) else line.split()
        assert words[0] == "aws"
        settings = {"AWS_CONFIG_FILE": str(self._cli_settings)}
        if not own_model:
            settings["AWS_DATA_PATH"] = str(self.model_directory)
        ran = subprocess.run(
            ["/usr/bin/aws", *words[1:], "--endpoint-url", self.endpoint],
            env={**os.environ, **settings}, capture_output=True, text=True)
        if ran.returncode:
            return ran.stderr.strip()
        return json.loads(ran.stdout) if ran.stdout.strip() else None

    def memory(self):
        """Bytes of it that are resident."""
        status = pathlib.Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) << 10

    def ask_to_end(self):
        self._process.terminate()

    def kill(self):
        self._process.kill()
        self.wait()

    def wait(self):
        """Until it has ended; its exit code."""
        return self._process.wait(START_SECONDS)

    def end(self):
        self.ask_to_end()
        return self.wait()

    def stop(self):
        """Its end for good; its exit code."""
        code = self.end()
        self._log.close()
        self._home.cleanup()
        return code
