// Google's protobuf for C++. Usage: cpp FOLDER SECONDS   (FOLDER holds response.bin and request.bin)
#include <google/protobuf/arena.h>

#include <string>

#include "measure.h"
#include "search.pb.h"

static volatile size_t sink;

template <class Message>
void measure(const char* folder, const char* file, const char* name, double seconds) {
    size_t count;
    unsigned char* bytes = load(folder, file, &count);
    Message message;
    if (!message.ParseFromArray(bytes, (int)count)) abort();
    std::string out = message.SerializeAsString();
    if (out.size() != count || memcmp(out.data(), bytes, count)) {
        fprintf(stderr, "protobuf C++ encodes %s otherwise\n", name);
        exit(1);
    }
    unsigned char* buffer = (unsigned char*)malloc(count + 16);
    MEASURE(name, "encode: protobuf C++, to memory", count, seconds, {
        sink = message.ByteSizeLong();
        message.SerializeWithCachedSizesToArray(buffer);
    });
    MEASURE(name, "encode: protobuf C++, new string", count, seconds, {
        std::string result;
        message.SerializeToString(&result);
        sink = result.size();
    });
    MEASURE(name, "decode: protobuf C++, new object", count, seconds, {
        Message decoded;
        decoded.ParseFromArray(bytes, (int)count);
        sink = (size_t)&decoded;
    });
    MEASURE(name, "decode: protobuf C++, arena", count, seconds, {
        google::protobuf::Arena arena;
        auto* decoded = google::protobuf::Arena::CreateMessage<Message>(&arena);
        decoded->ParseFromArray(bytes, (int)count);
        sink = (size_t)decoded;
    });
    Message reused;
    MEASURE(name, "decode: protobuf C++, reused object", count, seconds, {
        reused.ParseFromArray(bytes, (int)count);
        sink = (size_t)&reused;
    });
}

int main(int count, char** arguments) {
    if (count < 3) return 2;
    double seconds = atof(arguments[2]);
    measure<bench::SearchResponse>(arguments[1], "response.bin", "response", seconds);
    measure<bench::SearchRequest>(arguments[1], "request.bin", "request", seconds);
}
