import http.client
import json
import re
import urllib.parse

from story import Story

TARGET = "AmazonEC2ContainerServiceV20141113."
HEADERS = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET + "ListClusters"}
SECONDS = 5  # for an answer: far more than it takes


class Wire(Story):
    """What no SDK would send, and what each answer carries."""

    instances = 0

    def send(self, body=b"{}", method="POST", path="/", headers=None, **changed):
        """One request on a connection of its own; a header that is None is left out."""
        sent = {**HEADERS, **{name.replace("_", "-"): value for name, value in changed.items()}, **(headers or {})}
        address = urllib.parse.urlsplit(self.program.endpoint)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SECONDS)
        connection.request(method, path, body, {name: value for name, value in sent.items() if value is not None})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, json.loads(body) if response.headers["Content-Type"] == HEADERS["Content-Type"] else body

    def expect(self, status, code, **request):
        response, body = self.send(**request)
        self.assertEqual((response.status, body["__type"]), (status, code), request)
        self.assertEqual(response.headers["x-amzn-ErrorType"], code)
        self.assertTrue(body["message"])
        self.assertRegex(response.headers["x-amzn-RequestId"], "^[0-9a-f-]{36}$")

    def test_an_answer_carries_what_sdks_read(self):
        response, body = self.send()
        self.assertEqual(response.status, 200)
        self.assertEqual(response.headers["Content-Type"], "application/x-amz-json-1.1")
        self.assertRegex(response.headers["x-amzn-RequestId"], re.compile(
            "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"))
        self.assertEqual(int(response.headers["Content-Length"]), len(json.dumps(body, separators=(",", ":"))))
        self.assertEqual(body["clusterArns"], ["arn:aws:ecs:us-east-1:123456789012:cluster/default"])

    def test_bodies_that_are_none(self):
        for body in (b"{", b"[]", b"3", b'{"maxResults": "3"}', b'{"nextToken": 3}', b"\xff\xfe", b"[" * 500_000,
                     b'{"a":' * 150_000, b'{"maxResults": 1e999}', b'{"maxResults": 99999999999999999999}'):
            self.expect(400, "SerializationException", body=body)
        self.assertEqual(self.send(body=b"")[0].status, 200)
        self.assertEqual(self.send(body='{"unknown": "☃", "nextToken": null}'.encode())[0].status, 200)

    def test_what_is_refused_before_it_is_read(self):
        self.assertEqual(self.send(body=b"", headers={"Content-Length": str(1 << 30)})[0].status, 413)
        self.assertEqual(self.send(Origin="https://evil.example")[0].status, 403)
        self.assertEqual(self.send(headers={"X-Long": "x" * 100_000})[0].status, 431)

    def test_headers_that_are_wrong(self):
        self.expect(400, "UnknownOperationException", X_Amz_Target=TARGET + "Nonsense")
        self.expect(400, "UnknownOperationException", X_Amz_Target="Other.ListClusters")
        self.expect(400, "UnknownOperationException", X_Amz_Target=None)
        self.expect(415, "SerializationException", Content_Type="application/x-www-form-urlencoded")
        self.expect(415, "SerializationException", Content_Type=None)
        self.expect(421, "AccessDeniedException", Host="evil.example")
        self.expect(400, "IncompleteSignatureException", Authorization="AWS4-HMAC-SHA256 nonsense")
        self.expect(404, "UnknownOperationException", path="/elsewhere")
        self.expect(405, "UnknownOperationException", method="GET")

    def test_both_content_types_are_taken(self):
        for content_type in ("application/json", "application/x-amz-json-1.1; charset=utf-8"):
            self.assertEqual(self.send(Content_Type=content_type)[0].status, 200)
