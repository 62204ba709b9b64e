"""A client of Tandem's RPC in plain Python: sockets, and Google's protobuf package for the messages.

docs/protocol.md is what it follows. It needs no generated code: `Frame` is declared here as rpc.proto has it (what this
client doesn't use is left out), and everything else the server tells by its reflection.

    client = Client("127.0.0.1", 7700)
    matches = client.unary("tandem.v1.Gateway/MatchFreelancers", job_id="job-17", limit=3)
    for fact in client.call("tandem.v1.Gateway/ReadFacts", [dict(limit=10)]): print(fact.id)
"""
import socket
import struct

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

REQUEST, MESSAGE, HALF_CLOSE, RESPONSE, STATUS, CANCEL, PING, PONG, GO_AWAY, WINDOW = range(1, 11)


def envelope():
    """The classes of `Frame` and of reflection's two messages, declared by hand."""
    file = descriptor_pb2.FileDescriptorProto(name="bootstrap.proto", package="bootstrap", syntax="proto3")
    u32, u64, text, raw, flag, inner = 13, 4, 9, 12, 8, 11
    declared = {
        "Frame": [("stream", 1, u32), ("kind", 2, u32), ("method", 3, text), ("timeout_microseconds", 4, u64),
                  ("metadata", 5, inner, "Metadata"), ("payload", 6, raw), ("status", 7, inner, "Status"),
                  ("window", 8, u32), ("has_payload", 9, flag), ("end_of_stream", 10, flag), ("last_stream", 11, u32)],
        "Metadata": [("key", 1, text), ("text", 2, text), ("binary", 3, raw)],
        "Status": [("code", 1, u32), ("message", 2, text)],
        "GetFilesRequest": [("symbol", 1, text)],
        "GetFilesResponse": [("files", 1, raw, None)],
    }
    for name, fields in declared.items():
        message = file.message_type.add(name=name)
        for field, number, kind, *of in fields:
            many = bool(of) and field != "status"
            message.field.add(name=field, number=number, type=kind, label=3 if many else 1,
                              type_name=".bootstrap." + of[0] if of and of[0] else None)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {name: message_class(pool, "bootstrap." + name) for name in declared}


def message_class(pool, name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


BOOTSTRAP = envelope()
Frame = BOOTSTRAP["Frame"]


class CallError(Exception):
    def __init__(self, status, metadata=()):
        super().__init__(f"{status.code}: {status.message}")
        self.code, self.metadata = status.code, metadata


class Client:
    """One connection, one call at a time."""

    # --- sockets ---
    def __init__(self, host, port, token=None):
        self.socket = socket.create_connection((host, port), timeout=60)
        self.stream, self.token, self.credit = -1, token, 0
        self.learn()

    def send(self, kind, **fields):
        frame = Frame(kind=kind, **fields).SerializeToString()
        self.socket.sendall(struct.pack(">BI", 0, len(frame)) + frame)

    def read(self, size):
        data = b""
        while len(data) < size:
            if not (part := self.socket.recv(size - len(data))):
                raise ConnectionError("the server closed the connection")
            data += part
        return data

    def receive(self):
        """The next frame for the call; what belongs to the connection is answered here."""
        while True:
            flags, length = struct.unpack(">BI", self.read(5))
            frame = Frame.FromString(self.read(length))
            if frame.kind == PING:
                self.send(PONG, payload=frame.payload)
            elif frame.kind == GO_AWAY:
                raise CallError(frame.status)
            elif frame.stream == self.stream and frame.kind in (MESSAGE, RESPONSE, STATUS, WINDOW):
                return frame

    def exchange(self, method, requests, streams=False, timeout=30.0, metadata=()):
        """Sends encoded requests (any iterable, read as the server has room) and yields encoded responses."""
        self.stream, self.credit, requests = self.stream + 2, 65536, iter(requests)
        entries = [dict(key=key, text=text) for key, text in metadata]
        if self.token:
            entries.append(dict(key="authorization", text="Bearer " + self.token))
        first = {} if streams else dict(payload=next(requests), has_payload=True, end_of_stream=True)
        self.send(REQUEST, stream=self.stream, method=method, timeout_microseconds=int(timeout * 1e6),
                  metadata=entries, **first)
        open_side, waits, ended = streams, False, False
        try:
            while True:
                while open_side and self.credit > 0 and not waits:
                    payload = next(requests, None)
                    waits = payload is WAIT
                    if payload is None:
                        self.send(HALF_CLOSE, stream=self.stream)
                        open_side = False
                    elif not waits:
                        self.credit -= max(1, len(payload))
                        self.send(MESSAGE, stream=self.stream, payload=payload)
                frame = self.receive()
                if frame.kind == WINDOW:
                    self.credit += frame.window
                    continue
                waits = False
                self.metadata, ended = frame.metadata, frame.kind != MESSAGE
                if frame.kind == STATUS and frame.status.code:
                    raise CallError(frame.status, frame.metadata)
                if frame.kind != STATUS:
                    yield frame.payload
                if ended:
                    return
                self.send(WINDOW, stream=self.stream, window=max(1, len(frame.payload)))
        finally:
            if not ended:
                self.send(CANCEL, stream=self.stream)

    # --- messages ---
    def learn(self):
        """Asks the server for its declarations."""
        self.pool, self.kinds = descriptor_pool.DescriptorPool(), {}
        answer = BOOTSTRAP["GetFilesResponse"]()
        for payload in self.exchange("tandem.v1.Reflection/GetFiles", [b""]):
            answer.ParseFromString(payload)
        for data in answer.files:
            file = descriptor_pb2.FileDescriptorProto.FromString(data)
            self.pool.Add(file)
            for service in file.service:
                for method in service.method:
                    self.kinds[f"{file.package}.{service.name}/{method.name}"] = method

    def message(self, name):
        """The class of a message, such as "tandem.v1.Job"."""
        return message_class(self.pool, name)

    def call(self, method, requests, **options):
        """Calls a method of any kind with messages, or dictionaries of their fields; yields its answers."""
        kind = self.kinds[method]
        request, response = self.message(kind.input_type[1:]), self.message(kind.output_type[1:])
        encoded = (r if r is WAIT else (request(**r) if isinstance(r, dict) else r).SerializeToString()
                   for r in requests)
        for payload in self.exchange(method, encoded, streams=kind.client_streaming, **options):
            yield response.FromString(payload)

    def unary(self, method, **fields):
        return next(self.call(method, [fields]))


# Among the requests of a bidirectional call: first read one more answer.
WAIT = object()
