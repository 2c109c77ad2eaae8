// What must never reach a handler. Each row sends its bytes on a connection of its own and expects the answer's status
// and then the end of the connection; the application must not have seen the request.
#include <string>

#include "tests/service/http/served.hpp"

namespace formulary::tests {
namespace {

struct Row {
  std::string name;
  std::string bytes;
  int status;
};

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

const std::string host = "Host: localhost\r\n";
const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string chunked(const std::string& body) {
  return "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n" + body;
}
std::string with_header(const std::string& line) { return "GET /hello HTTP/1.1\r\n" + host + line + "\r\n\r\n"; }
std::string with_target(const std::string& target) { return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n"; }
std::string with_method(const std::string& method) { return method + " /hello HTTP/1.1\r\n" + host + "\r\n"; }
std::string with_length(const std::string& value) {
  return "POST /echo HTTP/1.1\r\n" + host + "Content-Length: " + value + "\r\n\r\nabcd";
}
std::string with_host(const std::string& lines) { return "GET /hello HTTP/1.1\r\n" + lines + "\r\n"; }

const Row rows[] = {
    // Chunks
    {"chunk_size_minus_1", chunked("-1\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_minus_2", chunked("-2\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_plus", chunked("+3\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_0x", chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_space_before", chunked(" 3\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_empty", chunked("\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_not_hex", chunked("xyz\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_size_overflows", chunked("10000000000000003\r\nabc\r\n0\r\n\r\n"), 413},
    {"chunk_size_largest", chunked("ffffffffffffffff\r\nabc"), 413},
    {"chunk_line_bare_lf", chunked("3\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_data_too_long", chunked("3\r\nabcd\r\n0\r\n\r\n"), 400},
    {"chunk_data_too_short", chunked("3\r\nab\r\n0\r\n\r\n"), 400},
    {"chunk_extension_endless", chunked("3;" + std::string(20000, 'x')), 400},
    {"chunk_extension_malformed", chunked("3 ; =\r\nabc\r\n0\r\n\r\n"), 400},
    {"trailers_endless", chunked("0\r\n" + repeated("X: y\r\n", 4000)), 400},
    {"trailer_content_length", chunked("3\r\nabc\r\n0\r\nContent-Length: 5\r\n\r\n"), 400},
    // Content-Length
    {"length_twice_same", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd", 400},
    {"length_twice_other",
     "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 0\r\n\r\n" + smuggled, 400},
    {"length_list", with_length("4, 4"), 400},
    {"length_signed", with_length("+4"), 400},
    {"length_negative", with_length("-4"), 400},
    {"length_hex", with_length("0x4"), 400},
    {"length_empty", with_length(""), 400},
    {"length_spaced", with_length("4 4"), 400},
    {"length_fraction", with_length("4.0"), 400},
    {"length_overflows", with_length("18446744073709551620"), 400},
    {"length_largest", with_length("999999999999999999"), 413},
    // Transfer-Encoding
    {"length_and_chunked",
     "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
     400},
    {"chunked_and_length",
     "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + smuggled,
     400},
    {"coding_xchunked", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n" + smuggled, 400},
    {"coding_identity", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: identity\r\n\r\n" + smuggled, 400},
    {"coding_gzip_chunked", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
     400},
    {"coding_chunked_gzip", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
     400},
    {"coding_chunked_twice",
     "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400},
    {"coding_chunked_quoted", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
     400},
    {"coding_empty", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding:\r\n\r\n0\r\n\r\n", 400},
    {"coding_vertical_tab", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", 400},
    {"coding_space_before_colon", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
     400},
    {"coding_folded", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", 400},
    {"coding_in_http_1_0", "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    // Bytes of the head
    {"header_byte_80", with_header("X: a\x80z"), 400},
    {"header_byte_ff", with_header("X: a\xffz"), 400},
    {"header_byte_nul", with_header(std::string("X: a\0z", 6)), 400},
    {"header_byte_01", with_header("X: a\x01z"), 400},
    {"header_byte_7f", with_header("X: a\x7fz"), 400},
    {"header_bare_cr", with_header("X: a\rY: b"), 400},
    {"header_bare_lf", with_header("X: a\nY: b"), 400},
    {"header_bad_byte_after_512",
     "GET /hello HTTP/1.1\r\n" + host + "X: " + std::string(500, 'a') + "\x80\r\n\r\n" + smuggled, 400},
    {"header_name_with_space", with_header("X Y: z"), 400},
    {"header_name_empty", with_header(": z"), 400},
    {"header_space_before_colon", with_header("X : z"), 400},
    {"header_without_colon", with_header("XYZ"), 400},
    {"header_folded", with_header("X: a\r\n b"), 400},
    {"header_folded_with_tab", with_header("X: a\r\n\tb"), 400},
    {"first_header_folded", "GET /hello HTTP/1.1\r\n X: y\r\n" + host + "\r\n", 400},
    {"authorization_twice", with_header("Authorization: a\r\nAuthorization: b"), 400},
    {"cookie_twice", with_header("Cookie: a=1\r\nCookie: a=2"), 400},
    {"expectation_unknown", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 4\r\nExpect: miracles\r\n\r\nabcd",
     417},
    // Request line
    {"method_trace", with_method("TRACE"), 405},
    {"method_connect", with_method("CONNECT"), 405},
    {"method_unknown", with_method("BREW"), 405},
    {"method_lower_case", with_method("get"), 405},
    {"method_empty", " /hello HTTP/1.1\r\n" + host + "\r\n", 400},
    {"method_not_a_token", with_method("GE(T"), 400},
    {"version_9_9", "GET /hello HTTP/9.9\r\n" + host + "\r\n", 505},
    {"version_2_0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"version_1_2", "GET /hello HTTP/1.2\r\n" + host + "\r\n", 505},
    {"version_0_9", "GET /hello\r\n", 400},
    {"version_lower_case", "GET /hello http/1.1\r\n" + host + "\r\n", 400},
    {"version_three_digits", "GET /hello HTTP/1.10\r\n" + host + "\r\n", 400},
    {"line_with_two_spaces", "GET  /hello HTTP/1.1\r\n" + host + "\r\n", 400},
    {"line_with_tab", "GET\t/hello\tHTTP/1.1\r\n" + host + "\r\n", 400},
    {"line_with_space_at_end", "GET /hello HTTP/1.1 \r\n" + host + "\r\n", 400},
    {"line_empty_first", "\r\nGET /hello HTTP/1.1\r\n" + host + "\r\n", 400},
    {"tls_client_hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
    {"host_missing", with_host(""), 400},
    {"host_missing_1_0", "GET /hello HTTP/1.0\r\n\r\n", 400},
    {"host_twice", with_host("Host: localhost\r\nHost: localhost\r\n"), 400},
    {"host_twice_other", with_host("Host: localhost\r\nhost: evil\r\n"), 400},
    {"host_list", with_host("Host: localhost, evil\r\n"), 400},
    {"host_empty", with_host("Host:\r\n"), 400},
    {"host_with_user", with_host("Host: user@localhost\r\n"), 400},
    {"host_with_path", with_host("Host: localhost/x\r\n"), 400},
    {"host_with_bad_port", with_host("Host: localhost:80a\r\n"), 400},
    // Targets
    {"target_absolute", with_target("http://localhost/hello"), 400},
    {"target_star", with_target("*"), 400},
    {"target_star_options", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 400},
    {"target_authority", with_target("localhost:80"), 400},
    {"target_relative", with_target("hello"), 400},
    {"target_doubled_slash", with_target("//hello"), 400},
    {"target_doubled_slash_inside", with_target("/a//b"), 400},
    {"target_nul", with_target("/a%00b"), 400},
    {"target_nul_in_query", with_target("/a?b=%00"), 400},
    {"target_percent_cut", with_target("/a%4"), 400},
    {"target_percent_not_hex", with_target("/a%zz"), 400},
    {"target_percent_last", with_target("/a%"), 400},
    {"target_bad_utf8", with_target("/%ff"), 400},
    {"target_overlong_utf8", with_target("/%c0%af"), 400},
    {"target_surrogate", with_target("/%ed%a0%80"), 400},
    {"target_bad_utf8_in_query", with_target("/a?b=%c3%28"), 400},
    {"target_dot", with_target("/a/./b"), 400},
    {"target_dot_dot", with_target("/a/../b"), 400},
    {"target_dot_dot_last", with_target("/a/.."), 400},
    {"target_dot_dot_encoded", with_target("/a/%2e%2e/b"), 400},
    {"target_dot_dot_half_encoded", with_target("/a/.%2E/b"), 400},
    {"target_slash_encoded", with_target("/a%2fb"), 400},
    {"target_backslash_encoded", with_target("/a%5cb"), 400},
    {"target_backslash", with_target("/a\\b"), 400},
    {"target_newline_encoded", with_target("/a%0ab"), 400},
    {"target_fragment", with_target("/a#b"), 400},
    {"target_quote", with_target("/a\"b"), 400},
    // Sizes
    {"target_too_long", with_target("/" + std::string(4096, 'a')), 414},
    {"target_endless", "GET /" + std::string(12000, 'a'), 414},
    {"header_too_long", with_header("X: " + std::string(17000, 'a')), 431},
    {"header_endless", "GET /hello HTTP/1.1\r\nX: " + std::string(17000, 'a'), 431},
    {"headers_too_many", with_header(repeated("X: y\r\n", 150) + "X: y"), 431},
    {"body_too_large", "POST /length HTTP/1.1\r\n" + host + "Content-Length: 8388609\r\n\r\n", 413},
};

class HostileRequest : public Served, public testing::WithParamInterface<Row> {};

TEST_P(HostileRequest, IsRejectedBeforeAnyHandler) {
  serve();
  Client client = connect();
  ASSERT_TRUE(client.connected());
  client.send(GetParam().bytes);
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply) << "no answer";
  EXPECT_EQ(reply->status, GetParam().status) << reply->body;
  EXPECT_EQ(reply->headers.at("connection"), "close");
  EXPECT_EQ(reply->headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(reply->headers.at("x-request-id").size(), 36u);
  EXPECT_EQ(reply->headers.contains("allow"), reply->status == 405);
  client.end_sending();
  EXPECT_EQ(client.rest(), "") << "a second answer: the rest of the request was taken for another";
  EXPECT_EQ(application.handled, 0);
}

std::string name_of(const testing::TestParamInfo<Row>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Table, HostileRequest, testing::ValuesIn(rows), name_of);

// The same rows, one byte at a time, but for the very long: where a read ends must not change what is understood.
class TrickledRequest : public HostileRequest {};

std::vector<Row> short_rows() {
  std::vector<Row> found;
  for (const Row& row : rows) {
    if (row.bytes.size() <= 400) found.push_back(row);
  }
  return found;
}
INSTANTIATE_TEST_SUITE_P(Table, TrickledRequest, testing::ValuesIn(short_rows()), name_of);

TEST_P(TrickledRequest, IsRejectedTheSame) {
  serve();
  Client client = connect();
  client.send_trickled(GetParam().bytes, 0ms);
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply) << "no answer";
  EXPECT_EQ(reply->status, GetParam().status) << reply->body;
  EXPECT_EQ(application.handled, 0);
}

}  // namespace
}  // namespace formulary::tests
