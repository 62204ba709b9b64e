// protobuf-c, a floor by hand, and a copy. Usage: c FOLDER SECONDS   (FOLDER holds response.bin and request.bin)
#include "floor.h"
#include "measure.h"
#include "search.pb-c.h"

static volatile size_t sink;

static void refuse(const char *who) {
    fprintf(stderr, "%s encodes otherwise\n", who);
    exit(1);
}

int main(int argument_count, char **arguments) {
    if (argument_count < 3) return 2;
    double seconds = atof(arguments[2]);
    size_t count;
    unsigned char *out = malloc(1 << 20), *bytes = load(arguments[1], "response.bin", &count);

    Bench__SearchResponse *response = bench__search_response__unpack(NULL, count, bytes);
    if (!response || bench__search_response__pack(response, out) != count || memcmp(out, bytes, count))
        refuse("protobuf-c");
    MEASURE("response", "encode: protobuf-c, to memory", count, seconds, {
        sink = bench__search_response__get_packed_size(response);
        bench__search_response__pack(response, out);
    });
    MEASURE("response", "decode: protobuf-c, new object", count, seconds, {
        Bench__SearchResponse *decoded = bench__search_response__unpack(NULL, count, bytes);
        sink = (size_t)decoded;
        bench__search_response__free_unpacked(decoded, NULL);
    });

    static FloorResponse views;
    if (!floor_decode(bytes, count, &views) || floor_encode(&views, out) != count || memcmp(out, bytes, count))
        refuse("the floor");
    MEASURE("response", "encode: floor in C, to memory", count, seconds, { sink = floor_encode(&views, out); });
    MEASURE("response", "decode: floor in C, to views", count, seconds, {
        sink = (size_t)floor_decode(bytes, count, &views);
    });
    MEASURE("response", "copy: memcpy", count, seconds, {
        memcpy(out, bytes, count);
        sink = out[7];
    });

    bytes = load(arguments[1], "request.bin", &count);
    Bench__SearchRequest *request = bench__search_request__unpack(NULL, count, bytes);
    if (!request || bench__search_request__pack(request, out) != count || memcmp(out, bytes, count))
        refuse("protobuf-c");
    MEASURE("request", "encode: protobuf-c, to memory", count, seconds, {
        sink = bench__search_request__get_packed_size(request);
        bench__search_request__pack(request, out);
    });
    MEASURE("request", "decode: protobuf-c, new object", count, seconds, {
        Bench__SearchRequest *decoded = bench__search_request__unpack(NULL, count, bytes);
        sink = (size_t)decoded;
        bench__search_request__free_unpacked(decoded, NULL);
    });
}
