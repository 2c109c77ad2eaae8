// A small hospital whose registry can be looked through for what another program did to it.
#pragma once

#include <chrono>
#include <string>

#include "service/io/store/seal_check.hpp"
#include "tests/service/io/store/hospital.hpp"

namespace formulary::test {

class SealTest : public StoreTest {
 protected:
  /// What a look at the whole registry finds.
  std::string found(const std::filesystem::path& database) {
    io::store::Connection connection(database, io::store::Access::read, std::chrono::milliseconds(1000));
    connection.begin();
    std::string text = contradiction_of_seals(connection, state_said_last(connection));
    if (text.empty()) text = contradiction_of_rows(connection);
    connection.end();
    return text;
  }
  std::string found() { return found(file()); }

  void log(const std::string& action) {
    write([&](Transaction& t) { t.audit().append(entry(action)); });
  }
};

}  // namespace formulary::test
