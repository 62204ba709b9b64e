/* Lists of all descriptors, made by scripts/generate-descriptors: do not edit. */
#ifndef TANDEM_DESCRIPTORS_H
#define TANDEM_DESCRIPTORS_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>

/* How many messages the contract has, and each; NULL for an index that is none. */
size_t tandem_message_count(void);
const ProtobufCMessageDescriptor *tandem_message(size_t index);

/* How many enumerations the contract has, and each; NULL for an index that is none. */
size_t tandem_enumeration_count(void);
const ProtobufCEnumDescriptor *tandem_enumeration(size_t index);

/* How many services the contract has, and each; NULL for an index that is none. */
size_t tandem_service_count(void);
const ProtobufCServiceDescriptor *tandem_service(size_t index);

/* The files of protos/ as one google.protobuf.FileDescriptorSet; unlike the descriptors above it tells which methods
 * stream and which members of a oneof there are. */
const uint8_t *tandem_file_descriptor_set(void);
size_t tandem_file_descriptor_set_size(void);

#endif
