// The headers of the upload protocol.
#include "service/api/tus.hpp"

#include <gmock/gmock.h>

#include "tests/service/support/place.hpp"

namespace formulary::api {
namespace {

TEST(TusNumber, IsDecimalAndNothingElse) {
  EXPECT_EQ(parse_number("0"), 0U);
  EXPECT_EQ(parse_number("2147483648"), 2147483648U);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1e3", "0x10", "1,2", "9999999999999999999"}) {
    EXPECT_FALSE(parse_number(text)) << text;
  }
}

TEST(TusMetadata, GivesTheValueOfAKey) {
  EXPECT_EQ(*metadata_value("filename YS5hcGs=,filetype dGV4dA==", "filename"), "a.apk");
  EXPECT_EQ(*metadata_value("x, filename YS5hcGs=", "filename"), "a.apk");
  EXPECT_EQ(*metadata_value("filename", "filename"), "");
  EXPECT_EQ(*metadata_value("", "filename"), "");
  EXPECT_EQ(*metadata_value("filenames YS5hcGs=", "filename"), "");
  EXPECT_FALSE(metadata_value("filename not-base64", "filename"));
}

struct Checksum {
  std::string header;
  int status;  ///< 0: fits
};

TEST(TusChunk, IsHeldAgainstItsChecksum) {
  const tests::SetWorld world;
  for (const Checksum& row : {Checksum{"", 0}, Checksum{"sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", 0},
                              Checksum{"sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", 0},
                              Checksum{"sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=", 460},
                              Checksum{"sha256 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 460},
                              Checksum{"md5 kAFQmDzST7DWlj99KOF/cg==", 400}, Checksum{"sha1", 400},
                              Checksum{"sha1 qZk+", 400}, Checksum{"sha1 !!!!", 400}}) {
    Request request;
    request.headers = {{"content-type", "application/offset+octet-stream"}, {"upload-checksum", row.header}};
    request.body = "abc";
    const auto problem = check_chunk(request, world);
    EXPECT_EQ(problem ? problem->status : 0, row.status) << row.header;
  }
}

TEST(TusChunk, HasItsOwnContentType) {
  const tests::SetWorld world;
  Request request;
  request.headers = {{"content-type", "application/json"}};
  EXPECT_EQ(check_chunk(request, world)->status, 415);
}

TEST(TusState, NamesTheDayAsHttpDoes) {
  usecases::Upload upload;
  upload.offset = 5;
  upload.expires = {1'772'355'600'000};
  Response response;
  add_upload_state(response, upload);
  EXPECT_THAT(response.headers, testing::Contains(testing::Pair("upload-expires", "Sun, 01 Mar 2026 09:00:00 GMT")));
}

}  // namespace
}  // namespace formulary::api
