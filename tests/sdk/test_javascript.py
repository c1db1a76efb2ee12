import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from program import SOURCE
from story import Story

INSTALLED = SOURCE / "build" / "javascript"
STORY = SOURCE / "tests" / "sdk" / "javascript" / "story.mjs"
SECONDS = 100


class JavaScript(Story):
    """The AWS SDK for JavaScript, which tests/run.sh installs where there is npm."""

    @classmethod
    def setUpClass(cls):
        if not (INSTALLED / "node_modules").is_dir():
            raise unittest.SkipTest("the AWS SDK for JavaScript is not installed, for want of npm or its registry")
        super().setUpClass()

    def test_its_own_stories(self):
        directory = self.enterContext(tempfile.TemporaryDirectory(prefix="quayside-sdk."))
        replies = pathlib.Path(directory) / "replies"
        environment = dict(os.environ, QUAYSIDE_ENDPOINT=self.program.endpoint, QUAYSIDE_JAVASCRIPT=str(INSTALLED),
                           QUAYSIDE_REPLIES=str(replies))
        told = subprocess.run(["node", "--test", STORY], env=environment, timeout=SECONDS, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(told.returncode, 0, told.stdout)
        for line in replies.read_text().splitlines():
            command, reply = json.loads(line)
            self.program.reply_check.check(command.removesuffix("Command"), reply)
