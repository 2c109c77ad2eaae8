// An encrypted file: its header, its payload under a known key, and the texts of keys.
#include <cstdlib>

#include "service/domain/base64.hpp"
#include "service/io/age/reader.hpp"
#include "service/io/age/writer.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::age {

namespace format = io::age;

namespace {

const format::Identity& identity() {
  static const format::Identity one =
      *format::Identity::read("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
  return one;
}

/// What is read must be what would be written.
void read_header(std::string_view bytes) {
  const format::Header header = format::read_header(bytes);
  std::string text = "age-encryption.org/v1\n";
  for (const format::Stanza& stanza : header.stanzas) text += format::to_text(stanza);
  text += "--- " + domain::to_base64(header.code, domain::Base64::bare) + "\n";
  if (text != bytes.substr(0, header.size)) std::abort();
}

template <class Work>
void attempt(const Work& work) {
  try {
    work();
  } catch (const format::BadFile&) {
  }
}

}  // namespace

void run(View data) {
  const std::string_view bytes(reinterpret_cast<const char*>(data.data()), data.size());
  const format::Source source{bytes.size(), [&](char* out, std::size_t size, std::uint64_t offset) {
                                return offset < bytes.size() ? bytes.copy(out, size, offset) : 0;
                              }};
  attempt([&] { read_header(bytes); });
  attempt([&] { format::Reader(source, {&identity(), 1}).read_all([](std::string_view) {}); });
  attempt([&] { format::Reader(source, format::FileKey(), 0).read_all([](std::string_view) {}); });
  if (const auto recipient = format::Recipient::read(bytes); recipient && recipient->text() != bytes) std::abort();
  if (const auto key = format::Identity::read(bytes); key && key->text() != bytes) std::abort();
}

std::vector<Bytes> seeds() {
  const format::Recipient recipients[] = {identity().recipient()};
  Bytes small, large;
  format::Writer first(recipients, [&](std::string_view piece) { small += piece; });
  first.write("content");
  first.finish();
  format::Writer second(recipients, [&](std::string_view piece) { large += piece; });
  second.write(Bytes(70'000, 'x'));
  second.finish();
  return {small, large, identity().text(), identity().recipient().text(), "-> X25519 a\nQUFB\n--- "};
}

}  // namespace formulary::fuzz::age
