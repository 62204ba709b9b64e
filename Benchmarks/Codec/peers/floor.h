// A floor for this schema, no library: decoding leaves strings in the input (checked, ASCII only, which the sample is)
// and copies numbers into fixed arrays; encoding measures and writes. Nothing is allocated.
#ifndef FLOOR_H
#define FLOOR_H
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct { const uint8_t *start; uint32_t count; } View;
typedef struct { View name; double value; } FloorExplanation;
typedef struct {
    uint64_t id;
    View title, skills[16];
    float features[64];
    FloorExplanation explanation[8];
    double score;
    int64_t timestamp;
    uint32_t skill_count, feature_count, explanation_count;
} FloorHit;
typedef struct { uint32_t hit_count; FloorHit hits[64]; } FloorResponse;

static inline bool take_varint(const uint8_t **cursor, const uint8_t *end, uint64_t *value) {
    const uint8_t *p = *cursor;
    if (p < end && *p < 128) {
        *value = *p;
        *cursor = p + 1;
        return true;
    }
    uint64_t result = 0;
    for (int shift = 0; shift < 70 && p < end; shift += 7) {
        uint8_t byte = *p++;
        result |= (uint64_t)(byte & 127) << (shift & 63);
        if (byte < 128) {
            *value = result;
            *cursor = p;
            return true;
        }
    }
    return false;
}

static inline bool is_ascii(View text) {
    const uint8_t *p = text.start;
    uint32_t left = text.count;
    while (left >= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        if (word & 0x8080808080808080ull) break;
        p += 8;
        left -= 8;
    }
    while (left && *p < 128) p++, left--;
    return left == 0;
}

static bool take_field(const uint8_t **cursor, const uint8_t *end, uint64_t *tag, uint64_t *number, View *view) {
    if (!take_varint(cursor, end, tag)) return false;
    switch (*tag & 7) {
    case 0: return take_varint(cursor, end, number);
    case 1:
        if (end - *cursor < 8) return false;
        memcpy(number, *cursor, 8);
        *cursor += 8;
        return true;
    case 2: {
        uint64_t length;
        if (!take_varint(cursor, end, &length) || length > (uint64_t)(end - *cursor)) return false;
        view->start = *cursor;
        view->count = (uint32_t)length;
        *cursor += length;
        return true;
    }
    case 5: {
        uint32_t value;
        if (end - *cursor < 4) return false;
        memcpy(&value, *cursor, 4);
        *number = value;
        *cursor += 4;
        return true;
    }
    }
    return false;
}

static bool floor_decode_explanation(View bytes, FloorExplanation *part) {
    const uint8_t *p = bytes.start, *end = p + bytes.count;
    uint64_t tag, number = 0;
    View view = {0, 0};
    part->name.count = 0;
    part->value = 0;
    while (p < end) {
        if (!take_field(&p, end, &tag, &number, &view)) return false;
        if (tag == (1 << 3 | 2)) {
            if (!is_ascii(view)) return false;
            part->name = view;
        } else if (tag == (2 << 3 | 1)) {
            memcpy(&part->value, &number, 8);
        }
    }
    return true;
}

static bool floor_decode_hit(View bytes, FloorHit *hit) {
    const uint8_t *p = bytes.start, *end = p + bytes.count;
    uint64_t tag, number = 0;
    View view = {0, 0};
    hit->skill_count = hit->feature_count = hit->explanation_count = 0;
    hit->id = 0;
    hit->score = 0;
    hit->timestamp = 0;
    hit->title.count = 0;
    while (p < end) {
        if (!take_field(&p, end, &tag, &number, &view)) return false;
        switch (tag) {
        case 1 << 3 | 0: hit->id = number; break;
        case 2 << 3 | 2:
            if (!is_ascii(view)) return false;
            hit->title = view;
            break;
        case 3 << 3 | 2:
            if (hit->skill_count == 16 || !is_ascii(view)) return false;
            hit->skills[hit->skill_count++] = view;
            break;
        case 4 << 3 | 2: {
            uint32_t count = view.count / 4;
            if (view.count % 4 || hit->feature_count + count > 64) return false;
            memcpy(hit->features + hit->feature_count, view.start, view.count);
            hit->feature_count += count;
            break;
        }
        case 5 << 3 | 1: memcpy(&hit->score, &number, 8); break;
        case 6 << 3 | 2:
            if (hit->explanation_count == 8) return false;
            if (!floor_decode_explanation(view, &hit->explanation[hit->explanation_count++])) return false;
            break;
        case 7 << 3 | 0: hit->timestamp = (int64_t)number; break;
        }
    }
    return true;
}

static bool floor_decode(const uint8_t *bytes, size_t count, FloorResponse *response) {
    const uint8_t *p = bytes, *end = bytes + count;
    uint64_t tag, number;
    View view = {0, 0};
    response->hit_count = 0;
    while (p < end) {
        if (!take_field(&p, end, &tag, &number, &view)) return false;
        if (tag != (1 << 3 | 2)) continue;
        if (response->hit_count == 64 || !floor_decode_hit(view, &response->hits[response->hit_count++])) return false;
    }
    return true;
}

static inline unsigned varint_size(uint64_t value) {
    return (unsigned)(9 * (63 - __builtin_clzll(value | 1)) + 73) / 64;
}

static inline uint8_t *put_varint(uint8_t *p, uint64_t value) {
    while (value > 127) {
        *p++ = (uint8_t)(value | 128);
        value >>= 7;
    }
    *p++ = (uint8_t)value;
    return p;
}

static inline uint8_t *put_view(uint8_t *p, uint8_t tag, View view) {
    *p++ = tag;
    p = put_varint(p, view.count);
    memcpy(p, view.start, view.count);
    return p + view.count;
}

static size_t view_size(View view) { return 1 + varint_size(view.count) + view.count; }

static size_t explanation_size(const FloorExplanation *part) {
    return (part->name.count ? view_size(part->name) : 0) + (part->value != 0 ? 9 : 0);
}

static size_t floor_encode(const FloorResponse *response, uint8_t *out) {
    uint8_t *p = out;
    for (uint32_t i = 0; i < response->hit_count; i++) {
        const FloorHit *hit = &response->hits[i];
        size_t size = 0;
        if (hit->id) size += 1 + varint_size(hit->id);
        if (hit->title.count) size += view_size(hit->title);
        for (uint32_t k = 0; k < hit->skill_count; k++) size += view_size(hit->skills[k]);
        if (hit->feature_count) size += 1 + varint_size(hit->feature_count * 4) + hit->feature_count * 4;
        if (hit->score != 0) size += 9;
        for (uint32_t k = 0; k < hit->explanation_count; k++) {
            size_t inner = explanation_size(&hit->explanation[k]);
            size += 1 + varint_size(inner) + inner;
        }
        if (hit->timestamp) size += 1 + varint_size((uint64_t)hit->timestamp);

        *p++ = 1 << 3 | 2;
        p = put_varint(p, size);
        if (hit->id) {
            *p++ = 1 << 3;
            p = put_varint(p, hit->id);
        }
        if (hit->title.count) p = put_view(p, 2 << 3 | 2, hit->title);
        for (uint32_t k = 0; k < hit->skill_count; k++) p = put_view(p, 3 << 3 | 2, hit->skills[k]);
        if (hit->feature_count) {
            View features = {(const uint8_t *)hit->features, hit->feature_count * 4};
            p = put_view(p, 4 << 3 | 2, features);
        }
        if (hit->score != 0) {
            *p++ = 5 << 3 | 1;
            memcpy(p, &hit->score, 8);
            p += 8;
        }
        for (uint32_t k = 0; k < hit->explanation_count; k++) {
            const FloorExplanation *part = &hit->explanation[k];
            *p++ = 6 << 3 | 2;
            p = put_varint(p, explanation_size(part));
            if (part->name.count) p = put_view(p, 1 << 3 | 2, part->name);
            if (part->value != 0) {
                *p++ = 2 << 3 | 1;
                memcpy(p, &part->value, 8);
                p += 8;
            }
        }
        if (hit->timestamp) {
            *p++ = 7 << 3;
            p = put_varint(p, (uint64_t)hit->timestamp);
        }
    }
    return (size_t)(p - out);
}
#endif
