// Read connections: each transaction borrows one, so that its statements are prepared already. There are as many as
// there were readers at the same time.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "service/io/store/transaction.hpp"

namespace formulary::io::store {

class Readers {
 public:
  Readers(std::filesystem::path file, std::chrono::milliseconds busy_timeout)
      : file_(std::move(file)), busy_timeout_(busy_timeout) {}

  /// Runs `work` on a snapshot.
  void read(const std::function<void(Connection&, SqlTransaction&)>& work);

 private:
  struct Reader {
    Reader(const std::filesystem::path& file, std::chrono::milliseconds busy_timeout)
        : connection(file, Access::read, busy_timeout), transaction(connection) {}
    Connection connection;
    SqlTransaction transaction;
  };
  std::unique_ptr<Reader> take();

  std::filesystem::path file_;
  std::chrono::milliseconds busy_timeout_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace formulary::io::store
