import concurrent.futures
import http.client
import json
import pathlib
import resource
import socket
import statistics
import threading
import time
import urllib.parse

from program import Program
from story import Story
from test_wire import HEADERS, TARGET

IDLE = 10_000
SPARE = 500  # open files beside the connections


def connect(program):
    address = urllib.parse.urlsplit(program.endpoint)
    return http.client.HTTPConnection(address.hostname, address.port, timeout=20)


def call(connection, operation, body):
    connection.request("POST", "/", json.dumps(body), {**HEADERS, "X-Amz-Target": TARGET + operation})
    response = connection.getresponse()
    return response.status, json.loads(response.read())


class Connections(Story):
    """Many clients at once, and the end of the program."""

    instances = 0

    def test_idle_connections_cost_little_and_hold_up_nobody(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        count = min(IDLE, hard - SPARE)
        print(f"{count} idle connections", end=" ", flush=True)
        call(connect(self.program), "ListClusters", {})
        before = self.program.memory()
        idle = []
        for number in range(count):
            connection = connect(self.program)
            connection.connect()
            idle.append(connection)
            if number % 20 == 0:  # these have asked before, and these are slow to say what they want
                self.assertEqual(call(connection, "ListClusters", {})[0], 200)
            elif number % 20 == 1:
                connection.sock.sendall(b"POST / HTTP/1.1\r\nHost: ")
        taken = []
        for _ in range(100):
            begin = time.monotonic()
            self.assertEqual(call(connect(self.program), "ListClusters", {})[0], 200)
            taken.append(time.monotonic() - begin)
        self.assertLess(self.program.memory() - before, 150 << 20)
        self.assertLess(statistics.median(taken), 0.05)
        self.assertEqual(call(idle[0], "ListClusters", {})[0], 200)
        for connection in idle:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def test_what_was_answered_outlives_the_end(self):
        program = Program(0)
        answered = []
        ended = threading.Event()

        def work(worker):
            connection = connect(program)
            number = 0
            while not ended.is_set():
                name = f"cluster-{worker}-{number}"
                try:
                    status, _ = call(connection, "CreateCluster", {"clusterName": name})
                except (OSError, http.client.HTTPException):
                    return
                self.assertEqual(status, 200)
                answered.append(name)
                number += 1

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            workers = [pool.submit(work, worker) for worker in range(4)]
            self.eventually(lambda: len(answered) > 40)
            code = program.end()
            ended.set()
            for worker in workers:
                worker.result()
        self.assertEqual(code, 0)
        program.start()
        _, body = call(connect(program), "DescribeClusters", {"clusters": answered[-100:]})
        self.assertEqual(body["failures"], [])
        self.assertEqual(program.stop(), 0)

    def test_a_request_that_has_begun_is_answered_at_the_end(self):
        program = Program(0)
        body = b'{"clusterName": "late"}'
        head = "\r\n".join(["POST / HTTP/1.1", f"Host: {urllib.parse.urlsplit(program.endpoint).netloc}",
                            *(f"{name}: {value}" for name, value in HEADERS.items() if name != "X-Amz-Target"),
                            f"X-Amz-Target: {TARGET}CreateCluster", f"Content-Length: {len(body)}", "", ""]).encode()
        address = urllib.parse.urlsplit(program.endpoint)
        with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
            connection.sendall(head + body[:5])
            self.eventually(lambda: self.unread(connection) == 0)
            program.ask_to_end()
            self.eventually(lambda: not self.listens(address))
            connection.sendall(body[5:])
            self.assertRegex(connection.recv(1 << 16), rb"^HTTP/1.1 200 OK")
        self.assertEqual(program.stop(), 0)

    def unread(self, connection):
        """Bytes that the program has not read yet."""
        port = connection.getsockname()[1]
        for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
            words = line.split()
            if words[2].endswith(f":{port:04X}"):
                return int(words[4].split(":")[1], 16)
        return None

    def listens(self, address):
        with socket.socket() as probe:
            return probe.connect_ex((address.hostname, address.port)) == 0
