import http.client
import json
import re
import select
import socket
import time
import urllib.parse

from story import Story

TARGET = "AmazonEC2ContainerServiceV20141113."
HEADERS = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET + "ListClusters"}
SECONDS = 5  # for an answer: far more than it takes


def head(*lines):
    named = [f"{name}: {value}" for name, value in HEADERS.items()]
    return "\r\n".join(["POST / HTTP/1.1", "Host: localhost", *named, *lines, "", ""]).encode()


def bad_streams():
    mega = b"x" * (1 << 20)
    chunk = b"100000\r\n" + mega + b"\r\n"
    return {
        "1 GB announced": (head(f"Content-Length: {1 << 30}"), *(mega for _ in range(1024))),
        "1 GB in chunks": (head("Transfer-Encoding: chunked"), *(chunk for _ in range(1024))),
        "1 GB of one header": (b"POST / HTTP/1.1\r\nX: ", *(mega for _ in range(1024))),
        "1 GB without a line": tuple(mega for _ in range(1024)),
        "no HTTP": (b"\x16\x03\x01\x02\x00\x01\r\n\r\n",),
    }


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
        for body in (b"{", b"[" * 500_000 + b"]" * 500_000, b"[]", b"3", b'{"maxResults": "3"}', b'{"nextToken": 3}', b"\xff\xfe", b"[" * 500_000,
                     b'{"a":' * 150_000, b'{"maxResults": 1e999}', b'{"maxResults": 99999999999999999999}'):
            self.expect(400, "SerializationException", body=body)
        self.assertEqual(self.send(body=b"")[0].status, 200)
        self.assertEqual(self.send(body='{"unknown": "☃", "nextToken": null}'.encode())[0].status, 200)

    def test_what_is_refused_before_it_is_read(self):
        self.expect(413, "RequestTooLargeException", body=b"", headers={"Content-Length": str(1 << 30)})
        self.expect(431, "RequestTooLargeException", headers={"X-Long": "x" * 100_000})
        self.expect(403, "AccessDeniedException", Origin="https://evil.example")
        self.expect(403, "AccessDeniedException", Sec_Fetch_Site="cross-site")
        self.expect(403, "AccessDeniedException", method="OPTIONS",
                    headers={"Access-Control-Request-Method": "POST"})
        self.expect(403, "AccessDeniedException", headers={"Connection": "Upgrade", "Upgrade": "websocket"})
        self.expect(400, "SerializationException", headers={"Transfer-Encoding": "chunked", "Content-Length": "2"})

    def test_bad_input_is_answered_at_once_and_costs_no_memory(self):
        self.send()
        before = self.program.memory()
        for name, stream in bad_streams().items():
            with self.subTest(name):
                answer, taken = self.quickest_answer(stream)
                self.assertLess(taken, 0.1)
                self.assertRegex(answer, rb"^HTTP/1.1 4[0-9][0-9] ")
                self.assertIn(b'{"__type":"', answer)
        self.assertLess(self.program.memory() - before, 20 << 20)
        self.assertEqual(self.send()[0].status, 200)

    def quickest_answer(self, stream):
        """An answer and the shortest time of a few: a busy machine may hold up one of them, but not each."""
        taken = []
        while len(taken) < 5 and min(taken, default=1) >= 0.1:
            begin = time.monotonic()
            answer = self.stream(stream)
            taken.append(time.monotonic() - begin)
        return answer, min(taken)

    def stream(self, pieces):
        """Sends until an answer comes; the answer."""
        address = urllib.parse.urlsplit(self.program.endpoint)
        with socket.create_connection((address.hostname, address.port), timeout=SECONDS) as connection:
            for piece in pieces:
                if select.select([connection], [], [], 0)[0]:
                    break
                connection.sendall(piece)
            return connection.recv(1 << 16)

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
