// The wire format of protobuf, field by field, and what is not one.
#include "scanners/bytes/protobuf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/proto_builder.hpp"

namespace formulary::bytes::test {
namespace {

using support::Bytes;
using testing::ElementsAre;
using testing::IsEmpty;

/// `number:value` of each field, and `!` at the end when the message is malformed.
std::vector<std::string> fields(const Bytes& message) {
  std::vector<std::string> read;
  Budget budget;
  const bool whole = for_each_field(as_view(message), budget, [&](const ProtoField& field) {
    const std::string value = field.is_number() ? std::to_string(field.value) : std::string(as_text(field.data));
    read.push_back(std::to_string(field.number) + ":" + value);
  });
  if (!whole) read.emplace_back("!");
  return read;
}

TEST(Protobuf, GivesFieldsAsTheyStand) {
  EXPECT_THAT(fields(""), IsEmpty());
  EXPECT_THAT(fields(support::proto_number(1, 150) + support::proto_bytes(2, "testing")),
              ElementsAre("1:150", "2:testing"));
  EXPECT_THAT(fields(Bytes("\x09\1\0\0\0\0\0\0\0", 9)), ElementsAre("1:1"));     // fixed64
  EXPECT_THAT(fields(Bytes("\x0d\1\0\0\x80", 5)), ElementsAre("1:2147483649"));  // fixed32
  EXPECT_THAT(fields(Bytes("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 11)),   // int32 -1
              ElementsAre("1:18446744073709551615"));
  EXPECT_THAT(fields(Bytes("\x08\x80\x80\x00", 4)), ElementsAre("1:0"));  // longer than it need be
}

TEST(Protobuf, StopsWhereAMessageIsMalformed) {
  const Bytes good = support::proto_number(1, 1);
  for (const Bytes& bad : std::vector<Bytes>{
           Bytes("\x0a\x05ab", 4),                                       // shorter than it says
           Bytes("\x80", 1),                                             // a tag without an end
           Bytes("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 12),  // a number of eleven bytes
           Bytes("\x0b\x08\1\x0c", 4),                                   // a group
           Bytes("\x0f", 1),                                             // a wire type that there is not
           Bytes("\0\1", 2),                                             // field 0
           Bytes("\xf8\xff\xff\xff\xff\x01\1", 7),                       // a field number beyond the largest
           Bytes("\x09\1\1", 3),                                         // fixed64, cut off
           Bytes("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\1", 11),      // a length of 2^64 - 1
       }) {
    EXPECT_THAT(fields(good + bad), ElementsAre("1:1", "!"));
  }
}

TEST(Protobuf, StopsAtTheBudget) {
  Bytes many;
  for (int i = 0; i < 100; ++i) many += support::proto_number(1, 1);
  Budget budget;
  budget.steps = 10;
  int seen = 0;
  EXPECT_FALSE(for_each_field(as_view(many), budget, [&](const ProtoField&) { ++seen; }));
  EXPECT_EQ(seen, 10);
  EXPECT_EQ(budget.exceeded(), "steps");
}

}  // namespace
}  // namespace formulary::bytes::test
