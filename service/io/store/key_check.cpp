#include "service/io/store/key_check.hpp"

#include "service/io/store/connection.hpp"
#include "service/io/store/seals.hpp"

namespace formulary::io::store {
namespace {

constexpr usecases::FieldPlace place{"key_check", "sealed", "1"};
constexpr std::string_view word = "formulary";
constexpr std::string_view find_text = "SELECT sealed FROM key_check WHERE id = 1 ORDER BY id";
constexpr std::string_view put_text = R"sql(
INSERT INTO key_check (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed)sql";

}  // namespace

bool fits(const std::filesystem::path& file, usecases::FieldCipher& cipher) {
  Connection connection(file, Access::write, std::chrono::milliseconds(10'000));
  Seals seals(connection);
  connection.execute("BEGIN IMMEDIATE");
  seals.begin();
  bool known = false, fit = true;
  {
    Query row(connection, find_text);
    if (row.next()) {
      const std::string sealed = row.text();
      fit = cipher.open(place, sealed) == word;
      known = fit && !cipher.is_old(sealed);
    }
  }
  if (fit && !known) Query(connection, put_text, Blob{cipher.seal(place, word)}).run();
  seals.write();
  connection.execute("COMMIT");
  return fit;
}

}  // namespace formulary::io::store
