import contextlib
import datetime
import http.client
import json
import re
import time
import unittest.mock
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.exceptions

import program
from story import Story

TARGET = "AmazonEC2ContainerServiceV20141113."


@contextlib.contextmanager
def set_clock(moment):
    """What time it is for whoever signs: newer SDKs ask a function, older ones the class."""
    if hasattr(botocore.auth, "get_current_datetime"):
        with unittest.mock.patch("botocore.auth.get_current_datetime", return_value=moment):
            yield
    else:
        clock = unittest.mock.Mock(wraps=datetime.datetime, **{"utcnow.return_value": moment})
        with unittest.mock.patch("botocore.auth.datetime", unittest.mock.Mock(datetime=clock)):
            yield


class Signatures(Story):
    """Strict signatures, as the SDK makes them and as nobody should."""

    instances = 0
    arguments = ["--signatures", "strict"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        key = cls.program.access_keys()[0]
        cls.key = botocore.credentials.Credentials(key["accessKeyId"], key["secretAccessKey"])
        cls.ecs = cls.client(cls.key)

    @classmethod
    def client(cls, key, region=program.REGION):
        return cls.program.ecs(
            region_name=region, aws_access_key_id=key.access_key, aws_secret_access_key=key.secret_key)

    def refusal(self, client):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            client.list_clusters()
        response = caught.exception.response
        return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]

    def sign(self, target="ListClusters", body=b"{}", headers=None, service="ecs", minutes=0, key=None):
        """A request that is signed, with its clock so far ahead."""
        request = botocore.awsrequest.AWSRequest(
            "POST", self.program.endpoint + "/", data=body,
            headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET + target, **(headers or {})})
        with set_clock(datetime.datetime.utcnow() + datetime.timedelta(minutes=minutes)):
            botocore.auth.SigV4Auth(key or self.key, service, program.REGION).add_auth(request)
        return request.prepare()

    def send(self, prepared, body=None, more_headers=()):
        address = urllib.parse.urlsplit(self.program.endpoint)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=5)
        connection.putrequest("POST", "/", skip_host=True, skip_accept_encoding=True)
        headers = {"Host": address.netloc, **{name: value for name, value in prepared.headers.items()}}
        body = prepared.body if body is None else body
        headers["Content-Length"] = str(len(body))
        for name, value in [*headers.items(), *more_headers]:
            connection.putheader(name, value if isinstance(value, (str, bytes)) else str(value))
        connection.endheaders(body)
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        return response.status, answer.get("__type"), answer.get("message", "")

    def test_what_the_key_has_signed_is_done(self):
        self.ecs.create_cluster(clusterName="signed", tags=[{"key": "ship", "value": "größer als  zwei"}])
        self.assertEqual(len(self.ecs.list_clusters()["clusterArns"]), 2)
        self.assertEqual(self.send(self.sign())[0], 200)
        self.assertEqual(self.send(self.sign(headers={"X-Amz-Meta": "  a   b  "}))[0], 200)
        self.assertEqual(self.send(self.sign(minutes=4))[0], 200)
        self.assertEqual(self.send(self.sign(minutes=-4))[0], 200)

    def test_who_has_no_key_is_refused(self):
        stranger = botocore.credentials.Credentials("AKIAIOSFODNN7EXAMPLE", "secret")
        self.assertEqual(self.refusal(self.client(stranger)), (
            403, "UnrecognizedClientException", "The security token included in the request is invalid."))
        thief = botocore.credentials.Credentials(self.key.access_key, "wrong" * 8)
        self.assertEqual(self.refusal(self.client(thief))[:2], (403, "InvalidSignatureException"))
        status, code, message = self.refusal(self.client(self.key, region="eu-central-1"))
        self.assertEqual((status, code), (403, "InvalidSignatureException"))
        self.assertEqual(message, "Credential should be scoped to a valid region, not 'eu-central-1'.")

    def test_what_was_changed_on_its_way_is_refused(self):
        invalid = (403, "InvalidSignatureException")
        self.assertEqual(self.send(self.sign(), body=b'{"maxResults": 1}')[:2], invalid)
        target = self.sign()
        target.headers["X-Amz-Target"] = TARGET + "DescribeClusters"
        self.assertEqual(self.send(target)[:2], invalid)
        self.assertEqual(self.send(self.sign(), more_headers=[("X-Amz-Other", "1")])[:2], invalid)
        self.assertEqual(
            self.send(self.sign(), more_headers=[("X-Amz-Target", TARGET + "ListClusters")])[0] // 100, 4)
        self.assertEqual(self.send(self.sign(service="s3"))[:2], invalid)

    def test_what_was_overheard_cannot_be_repeated(self):
        asked = self.sign(target="ListServices")
        self.assertEqual(self.send(asked)[0], 200)
        self.assertEqual(self.send(asked)[0], 200)  # an equal request of the same second is signed alike
        deadline = time.monotonic() + 10
        while (answer := self.send(asked)[:2]) == (200, None) and time.monotonic() < deadline:
            pass
        self.assertEqual(answer, (403, "InvalidSignatureException"))

    def test_what_is_too_old_or_too_new_is_refused(self):
        status, code, message = self.send(self.sign(minutes=-6))
        self.assertEqual((status, code), (403, "InvalidSignatureException"))
        self.assertTrue(message.startswith("Signature expired: "), message)
        status, code, message = self.send(self.sign(minutes=6))
        self.assertEqual((status, code), (403, "InvalidSignatureException"))
        self.assertTrue(message.startswith("Signature not yet current: "), message)

    def test_what_is_not_signed_is_refused(self):
        bare = self.sign()
        del bare.headers["Authorization"]
        self.assertEqual(self.send(bare), (403, "MissingAuthenticationTokenException", "Missing Authentication Token"))
        undated = self.sign()
        del undated.headers["X-Amz-Date"]
        self.assertEqual(self.send(undated)[:2], (400, "IncompleteSignatureException"))
        broken = self.sign()
        broken.headers["Authorization"] = "AWS4-HMAC-SHA256 nonsense"
        self.assertEqual(self.send(broken)[:2], (400, "IncompleteSignatureException"))

    def test_a_new_key_is_good_until_it_is_deleted(self):
        def own(target, body):
            prepared = self.sign(body=json.dumps(body).encode(), headers={"X-Amz-Target": "QuaysideV1." + target})
            return self.send(prepared)

        before = {key["accessKeyId"] for key in self.program.access_keys()}
        self.assertEqual(own("CreateAccessKey", {})[0], 200)
        [made] = [key for key in self.program.access_keys() if key["accessKeyId"] not in before]
        key = botocore.credentials.Credentials(made["accessKeyId"], made["secretAccessKey"])
        self.assertEqual(self.send(self.sign(key=key))[0], 200)
        self.assertEqual(own("DeleteAccessKey", {"accessKeyId": key.access_key})[0], 200)
        self.assertEqual(self.send(self.sign(key=key))[:2], (403, "UnrecognizedClientException"))
        self.assertEqual(own("DeleteAccessKey", {"accessKeyId": self.key.access_key})[:2], (400, "ClientException"))

    def test_the_secret_stays_in_its_file(self):
        directory = self.program.state_directory
        self.assertEqual((directory / "access-keys.json").stat().st_mode & 0o777, 0o600)
        self.ecs.list_clusters()
        secret = self.key.secret_key.encode()
        for file in directory.iterdir():
            if file.is_file() and file.name != "access-keys.json":
                self.assertNotIn(secret, file.read_bytes(), file)
        self.assertNotIn(self.key.secret_key, self.program.log())
        self.assertTrue(re.fullmatch("QUAY[A-Z2-7]{16}", self.key.access_key))
