#include "service/io/store/readers.hpp"

namespace formulary::io::store {

std::unique_ptr<Readers::Reader> Readers::take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
  }
  return std::make_unique<Reader>(file_, busy_timeout_);
}

void Readers::read(const std::function<void(Connection&, SqlTransaction&)>& work) {
  auto reader = take();
  reader->connection.begin();
  try {
    reader->transaction.recall();
    work(reader->connection, reader->transaction);
  } catch (...) {
    if (reader->connection.in_transaction()) reader->connection.execute("ROLLBACK");
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(reader));
    throw;
  }
  reader->connection.end();
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(reader));
}

}  // namespace formulary::io::store
