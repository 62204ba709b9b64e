"""Google's protobuf package as a judge of Tandem's encoding.

usage: python_judge.py DESCRIPTORS IN OUT

DESCRIPTORS is a FileDescriptorSet. IN holds records: length of a name, name, length of a message, message; lengths are
four bytes, big-endian. Each message must decode, hold nothing unknown, and be the same bytes encoded again. OUT gets
records of such parts, three each: a name; two random messages of that type one after the other and a field that nobody
knows; and the bytes of what they are, merged. Prints what is wrong, else "ok" and a count.
"""
import random
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

descriptors, taken, given = sys.argv[1:4]
pool = descriptor_pool.DescriptorPool()
names = []
with open(descriptors, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.Add(proto)
        names += [f"{proto.package}.{message.name}" for message in proto.message_type]


def message_class(name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def records(data):
    place = 0

    def part():
        nonlocal place
        (size,) = struct.unpack_from(">I", data, place)
        place += 4 + size
        return data[place - size:place]

    while place < len(data):
        name = part().decode()
        yield name, part()


def has_unknown(message):
    if hasattr(message, "UnknownFields"):
        if len(message.UnknownFields()):
            return True
    else:
        from google.protobuf import unknown_fields
        if len(unknown_fields.UnknownFieldSet(message)):
            return True
    for field, value in message.ListFields():
        if field.message_type:
            for inner in value if field.label == 3 else [value]:
                if has_unknown(inner):
                    return True
    return False


count = 0
with open(taken, "rb") as file:
    for name, data in records(file.read()):
        message = message_class(name).FromString(data)
        count += 1
        if has_unknown(message):
            sys.exit(f"{name}: fields that Google's protobuf does not know: {data.hex()}")
        if message.SerializeToString(deterministic=True) != data:
            sys.exit(f"{name}: encoded otherwise by Google's protobuf: {data.hex()}")

chance = random.Random(42)
INTEGERS = {1: (-2**31, 2**31 - 1), 2: (-2**63, 2**63 - 1), 3: (0, 2**32 - 1), 4: (0, 2**64 - 1)}


def value(field):
    kind = field.cpp_type
    if kind in INTEGERS:
        low, high = INTEGERS[kind]
        return chance.choice([0, 1, low, high, chance.randint(low, high), chance.randint(max(low, -300), 300)])
    if kind in (5, 6):
        return chance.choice([0.0, -0.0, 1.5, -2.25, float("inf"), float(chance.randint(-2**20, 2**20))])
    if kind == 7:
        return chance.random() < 0.5
    if kind == 8:
        return chance.choice([0, 1, 2, 7, -1, 2**31 - 1])
    size = chance.choice([0, 1, 3, 200])
    if field.type == 12:
        return bytes(chance.randrange(256) for _ in range(size))
    return "".join(chance.choice("aé漢\U0001f600\0 ") for _ in range(size))


def fill(message, depth=3):
    chosen = {oneof.name: chance.choice(oneof.fields).name for oneof in message.DESCRIPTOR.oneofs}
    for field in message.DESCRIPTOR.fields:
        oneof = field.containing_oneof
        if chance.random() < 0.3 or oneof and chosen[oneof.name] != field.name or field.message_type and not depth:
            continue
        if field.label == 3:
            for _ in range(chance.choice([1, 2, 5])):
                if field.message_type:
                    fill(getattr(message, field.name).add(), depth - 1)
                else:
                    getattr(message, field.name).append(value(field))
        elif field.message_type:
            getattr(message, field.name).SetInParent()
            fill(getattr(message, field.name), depth - 1)
        else:
            setattr(message, field.name, value(field))
    return message


with open(given, "wb") as file:
    for name in names:
        for _ in range(20):
            kind = message_class(name)
            data = fill(kind()).SerializeToString() + fill(kind()).SerializeToString() + b"\xf8\xff\xff\x7f\x05"
            merged = kind.FromString(data).SerializeToString(deterministic=True)
            for part in (name.encode(), data, merged):
                file.write(struct.pack(">I", len(part)) + part)
print(f"ok {count}")
