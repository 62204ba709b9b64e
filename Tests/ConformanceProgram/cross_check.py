"""Compares our codec with Google's Python package on every message of the contract, in both directions.

Usage: python3 cross_check.py PROGRAM PROTOS [ROUNDS]
PROGRAM speaks the conformance suite's protocol; PROTOS is the folder of the contract. Exit status 77: not to be had here.
"""
import glob
import os
import random
import struct
import subprocess
import sys
import tempfile

try:
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
    from google.protobuf.descriptor import FieldDescriptor as Field
except ImportError:
    print("skipped: Python has no protobuf package")
    sys.exit(77)

program, protos = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
chance = random.Random(20)


def descriptors():
    with tempfile.NamedTemporaryFile() as out:
        files = sorted(glob.glob(protos + "/tandem/v1/*.proto"))
        try:
            subprocess.check_call(["protoc", "-I" + protos, "--include_imports", "-o", out.name] + files)
        except FileNotFoundError:
            print("skipped: protoc is not installed")
            sys.exit(77)
        return descriptor_pb2.FileDescriptorSet.FromString(open(out.name, "rb").read())


def names(prefix, messages):
    for message in messages:
        yield prefix + message.name
        yield from names(prefix + message.name + ".", message.nested_type)


NUMBERS = {
    Field.TYPE_INT32: [1, -1, 2**31 - 1, -(2**31)], Field.TYPE_INT64: [1, -1, 2**63 - 1, -(2**63)],
    Field.TYPE_UINT32: [1, 300, 2**32 - 1], Field.TYPE_UINT64: [1, 2**40, 2**64 - 1],
    Field.TYPE_SINT32: [1, -1, -(2**31)], Field.TYPE_SINT64: [1, -1, -(2**63)],
    Field.TYPE_FIXED32: [1, 2**32 - 1], Field.TYPE_FIXED64: [1, 2**64 - 1],
    Field.TYPE_SFIXED32: [1, -(2**31)], Field.TYPE_SFIXED64: [1, -(2**63)],
    Field.TYPE_DOUBLE: [0.5, -0.0, 1e300, float("inf")], Field.TYPE_FLOAT: [0.5, -0.0, float("-inf")],
    Field.TYPE_BOOL: [True],
}


def value(field):
    if field.type == Field.TYPE_STRING:
        return "".join(chance.choice("abcdefgh é谷\U0001F601\0") for _ in range(chance.choice([0, 1, 7, 8, 15, 16, 40])))
    if field.type == Field.TYPE_BYTES:
        return chance.randbytes(chance.choice([0, 1, 20]))
    if field.type == Field.TYPE_ENUM:
        return chance.choice([0, 1, 2, 77, -1])
    return chance.choice(NUMBERS[field.type] + [0])


def fill(message, depth):
    for field in message.DESCRIPTOR.fields:
        if chance.random() < 0.4:
            continue
        many = getattr(message, field.name) if hasattr(getattr(message, field.name), "extend") else None
        count = chance.choice([1, 2, 5])
        if field.type != Field.TYPE_MESSAGE:
            if many is None or field.type == Field.TYPE_STRING and isinstance(many, str):
                setattr(message, field.name, value(field))
            else:
                many.extend(value(field) for _ in range(count))
        elif depth < 3:
            if many is None:
                getattr(message, field.name).SetInParent()
                fill(getattr(message, field.name), depth + 1)
            else:
                for _ in range(count):
                    fill(many.add(), depth + 1)


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


def ask(process, name, payload):
    """What our codec makes of the bytes: theirs to us, ours back."""
    kind = name.encode()
    request = b"\x0a" + varint(len(payload)) + payload + b"\x18\x01\x22" + varint(len(kind)) + kind
    process.stdin.write(struct.pack("<I", len(request)) + request)
    process.stdin.flush()
    answer = process.stdout.read(struct.unpack("<I", process.stdout.read(4))[0])
    assert answer[:1] == b"\x1a", f"{name}: {answer[2:]!r}"
    size = shift = 0
    for place, byte in enumerate(answer[1:], 1):
        size |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    assert len(answer) == place + 1 + size
    return answer[place + 1:]


pool = descriptor_pool.DescriptorPool()
checked = 0
files = descriptors().file
for file in files:
    pool.Add(file) if hasattr(pool, "Add") else pool.AddSerializedFile(file.SerializeToString())
with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
    for file in files:
        for name in names(file.package + ".", file.message_type):
            kind = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
            for _ in range(rounds):
                first, second = kind(), kind()
                fill(first, 0)
                fill(second, 0)
                # One after the other they are one message, merged; a field that nobody knows is kept last.
                payload = first.SerializeToString() + second.SerializeToString() + b"\xf8\xff\xff\x7f\x05"
                expected = kind.FromString(payload).SerializeToString(deterministic=True)
                answer = ask(process, name, payload)
                assert answer == expected, f"{name}:\n{payload.hex()}\ngives\n{answer.hex()}, not\n{expected.hex()}"
                checked += 1
    process.stdin.close()
    assert process.wait() == 0
print(f"{checked} messages are the same in both")
