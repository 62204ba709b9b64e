"""Calls the gateway's HTTP front with the connectrpc package of PyPI, as any other program would.

usage: connect_client.py URL DESCRIPTORS

DESCRIPTORS is a file with the contract as a google.protobuf.FileDescriptorSet. The front behind URL answers a search
with the query as the only hit's id and the limit as the total, and refuses an empty query.
"""

import asyncio
import os
import sys

from connectrpc.client import ConnectClient, ConnectClientSync
from connectrpc.code import Code
from connectrpc.compat import google_protobuf_binary_codec, google_protobuf_json_codec
from connectrpc.errors import ConnectError
from connectrpc.method import IdempotencyLevel, MethodInfo, StreamType
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

url, descriptors = sys.argv[1:]
with open(descriptors, "rb") as file:
    files = descriptor_pb2.FileDescriptorSet.FromString(file.read())
pool = descriptor_pool.DescriptorPool()
known = {file.name: file for file in files.file}


def add(name):
    file = known.pop(name, None)
    if file is None:
        return
    for dependency in file.dependency:
        add(dependency)
    pool.AddSerializedFile(file.SerializeToString())


for name in sorted(known):
    add(name)


def message(name):
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"tandem.v1.{name}"))


Request = message("GatewaySearchRequest")
Response = message("GatewaySearchResponse")
InvalidField = message("InvalidField")


def method(name):
    return MethodInfo(
        name=name,
        service_name="tandem.v1.Gateway",
        input=Request,
        output=Response,
        idempotency_level=IdempotencyLevel.UNKNOWN,
        stream_type=StreamType.UNARY,
    )


def check(condition, what):
    if not condition:
        raise AssertionError(what)
    print("ok:", what)


def refusal(call):
    try:
        call()
    except ConnectError as error:
        return error
    raise AssertionError("the call succeeded")


def check_answer(response, query, limit, what):
    check([hit.id for hit in response.hits] == [query] and response.total == limit, what)


for codec in (google_protobuf_binary_codec(), google_protobuf_json_codec()):
    # By default the client compresses what it sends.
    for compression in ({}, {"send_compression": None}):
        with ConnectClientSync(url, codec=codec, timeout_ms=60_000, **compression) as client:
            what = f"{codec.name()} {'plain' if compression else 'compressed'}"
            search = method("SearchJobs")
            for query, limit in (("baker", 7), ("é语🦊", 0), ("x" * 100_000, 4294967295)):
                response = client.execute_unary(request=Request(query=query, limit=limit), method=search)
                check_answer(response, query, limit, f"{what}: search, {len(query)} characters")

            error = refusal(lambda: client.execute_unary(request=Request(), method=search))
            check(error.code == Code.INVALID_ARGUMENT, f"{what}: an empty query is an invalid argument")
            check(error.message == "query: must not be empty", f"{what}: the message comes over")
            (detail,) = error.details
            field = InvalidField.FromString(detail.message_bytes)
            check(
                (detail.type_name, field.field) == ("tandem.v1.InvalidField", "query"),
                f"{what}: the detail names the field",
            )

            error = refusal(lambda: client.execute_unary(request=Request(query="a"), method=method("Nothing")))
            check(error.code == Code.UNIMPLEMENTED, f"{what}: an unknown method is unimplemented")

            error = refusal(
                lambda: client.execute_unary(request=Request(query="wait"), method=search, timeout_ms=200)
            )
            check(error.code == Code.DEADLINE_EXCEEDED, f"{what}: a timeout ends the call")


async def many():
    async with ConnectClient(url, codec=google_protobuf_json_codec(), timeout_ms=60_000) as client:
        calls = [
            client.execute_unary(request=Request(query=f"q{index}", limit=index), method=method("SearchFreelancers"))
            for index in range(100)
        ]
        for index, response in enumerate(await asyncio.gather(*calls)):
            check_answer(response, f"q{index}", index, f"async call {index}")


asyncio.run(many())
# Threads of the client's HTTP library abort now and then while the interpreter ends (SIGABRT, everything checked).
sys.stdout.flush()
os._exit(0)
