#!/usr/bin/python3
"""A client of the session manager's data channel, called as the aws CLI calls its plugin:

    session.py '{"streamUrl": ..., "tokenValue": ...}' [REGION StartSession PROFILE TARGET ENDPOINT] < input

Types its standard input, shows what comes, and ends with the exit code of the command, which the last message tells.
"""

import base64
import hashlib
import json
import os
import re
import select
import socket
import ssl
import struct
import sys
import time
import urllib.parse
import uuid

OUTPUT, SIZE, HANDSHAKE_REQUEST, HANDSHAKE_RESPONSE, HANDSHAKE_COMPLETE, FLAG = 1, 3, 5, 6, 7, 10
TERMINATE = 2
PIECE = 1024
SECONDS = 20


class Closed(Exception):
    """The other side has closed the WebSocket, or refused it."""


class WebSocket:
    def __init__(self, url, trusted=None, **headers):
        address = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=SECONDS)
        if address.scheme == "wss":
            context = ssl.create_default_context(cafile=trusted)
            self.socket = context.wrap_socket(self.socket, server_hostname=address.hostname)
        self.buffer = b""
        lines = {"Host": address.netloc, "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
                 "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(), **headers}
        target = address.path + ("?" + address.query if address.query else "")
        self.socket.sendall(f"GET {target} HTTP/1.1\r\n".encode()
                            + "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\n")
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        self.status = int(head.split()[1])
        if self.status != 101:
            raise Closed(f"the upgrade was answered with {self.status}")

    def _more(self):
        piece = self.socket.recv(65536)
        if not piece:
            raise Closed("the connection has ended")
        self.buffer += piece

    def _take(self, size):
        while len(self.buffer) < size:
            self._more()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def send(self, payload, opcode):
        mask = os.urandom(4)
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack(">H", size)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.socket.sendall(bytes([0x80 | opcode]) + length + mask + masked)

    def ready(self, seconds):
        pending = self.buffer or (isinstance(self.socket, ssl.SSLSocket) and self.socket.pending())
        return bool(pending) or bool(select.select([self.socket], [], [], seconds)[0])

    def receive(self):
        """The payload of the next message."""
        while True:
            opcode, size = struct.unpack(">BB", self._take(2))
            if size == 126:
                size = struct.unpack(">H", self._take(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self._take(8))[0]
            payload = self._take(size)
            if opcode & 0x0F == 8:
                raise Closed("goodbye")
            if opcode & 0x0F == 9:
                self.send(payload, 10)
            elif opcode & 0x0F in (1, 2):
                return payload

    def close(self):
        self.socket.close()


def frame(kind, sequence, payload_type, payload, flags=0):
    identity = uuid.uuid4().bytes
    return struct.pack(">I32sIQqQ16s32sII", 116, kind.encode().ljust(32), 1, int(time.time() * 1000), sequence, flags,
                       identity[8:] + identity[:8], hashlib.sha256(payload).digest(), payload_type,
                       len(payload)) + payload


class Message:
    def __init__(self, bytes_):
        (header, kind, version, _, self.sequence, self.flags, identity, digest, self.payload_type,
         size) = struct.unpack(">I32sIQqQ16s32sII", bytes_[:120])
        self.kind = kind.rstrip(b" \0").decode()
        self.id = str(uuid.UUID(bytes=identity[8:] + identity[:8]))
        self.payload = bytes_[120:]
        assert (header, version, size) == (116, 1, len(self.payload))
        assert digest == hashlib.sha256(self.payload).digest()


class Session:
    """`output` grows while pump() runs; `closing` is what the last message says, once it has come. `trusted` is a file
    of certificates, for wss."""

    def __init__(self, stream_url, token, acknowledges=True, trusted=None, **headers):
        self.socket = WebSocket(stream_url, trusted, **headers)
        self.acknowledges = acknowledges
        self.output, self.closing, self.open = b"", None, False
        self.expected, self.next, self.unacknowledged = 0, 0, {}
        self.repeated = 0  # messages that came once more
        self.socket.send(json.dumps({
            "MessageSchemaVersion": "1.0", "RequestId": str(uuid.uuid4()), "TokenValue": token,
            "ClientId": str(uuid.uuid4()), "ClientVersion": "1.2.0.0"}).encode(), 1)

    def begin(self, columns=80, rows=24):
        self.pump_until(lambda: self.open)
        self.resize(columns, rows)
        return self

    def _send(self, payload_type, payload):
        bytes_ = frame("input_stream_data", self.next, payload_type, payload)
        self.unacknowledged[self.next] = bytes_
        self.next += 1
        self.socket.send(bytes_, 2)

    def type(self, text):
        text = text.encode() if isinstance(text, str) else text
        for start in range(0, len(text), PIECE):
            self._send(OUTPUT, text[start:start + PIECE])

    def resize(self, columns, rows):
        self._send(SIZE, json.dumps({"cols": columns, "rows": rows}).encode())

    def terminate(self):
        self._send(FLAG, struct.pack(">I", TERMINATE))

    def _acknowledge(self, message):
        self.socket.send(frame("acknowledge", 0, 0, json.dumps({
            "AcknowledgedMessageType": message.kind, "AcknowledgedMessageId": message.id,
            "AcknowledgedMessageSequenceNumber": message.sequence, "IsSequentialMessage": True}).encode(), 3), 2)

    def _take(self, message):
        if message.kind == "acknowledge":
            self.unacknowledged.pop(json.loads(message.payload)["AcknowledgedMessageSequenceNumber"], None)
        elif message.kind == "channel_closed":
            self.closing = json.loads(message.payload)
        elif message.kind == "output_stream_data":
            if self.acknowledges:
                self._acknowledge(message)
            self.repeated += message.sequence < self.expected
            if message.sequence == self.expected:
                self.expected += 1
                self._take_in_order(message)

    def _take_in_order(self, message):
        if message.payload_type == HANDSHAKE_REQUEST:
            actions = json.loads(message.payload)["RequestedClientActions"]
            self._send(HANDSHAKE_RESPONSE, json.dumps({
                "ClientVersion": "1.2.0.0", "Errors": [],
                "ProcessedClientActions": [
                    {"ActionType": action["ActionType"], "ActionStatus": 1, "ActionResult": None, "Error": ""}
                    for action in actions]}).encode())
        elif message.payload_type == HANDSHAKE_COMPLETE:
            self.open = True
        elif message.payload_type == OUTPUT:
            self.output += message.payload

    def pump(self, seconds):
        """Takes what has come, or comes in so many seconds. False once the connection has ended."""
        try:
            while self.socket.ready(seconds):
                self._take(Message(self.socket.receive()))
                seconds = 0
            for bytes_ in list(self.unacknowledged.values())[:1]:
                self.socket.send(bytes_, 2)
            return True
        except (Closed, OSError):
            return False

    def pump_until(self, done, seconds=SECONDS):
        deadline = time.monotonic() + seconds
        while not done():
            if not self.pump(0.2) and not done():
                raise Closed(f"the session has ended: {self.closing}, after {self.output[-2000:]!r}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"it did not come: {self.output[-2000:]!r}")

    def wait_for(self, text, seconds=SECONDS):
        self.pump_until(lambda: text.encode() in self.output, seconds)

    def wait_for_end(self, seconds=SECONDS):
        """What is said at the end."""
        self.pump_until(lambda: self.closing is not None, seconds)
        return self.closing["Output"]

    def close(self):
        self.socket.close()


def main(given):
    """Types what it reads, once the command has said `after`; prints what that says."""
    session = Session(given["streamUrl"], given["tokenValue"]).begin()
    session.wait_for(given.get("after", ""))
    session.type(sys.stdin.buffer.read().replace(b"\n", b"\r"))
    said = session.wait_for_end(60)
    sys.stdout.buffer.write(session.output)
    code = re.fullmatch(r"The command ended with exit code (\d+)\.", said)
    if said and not code:
        sys.stderr.write(said + "\n")
    return int(code[1]) if code else (1 if said else 0)


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
