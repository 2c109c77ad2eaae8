#include "service/io/store/seals.hpp"

#include <algorithm>
#include <set>
#include <sqlite3.h>
#include <string_view>

namespace formulary::io::store {
namespace {

constexpr std::string_view version_text = "PRAGMA data_version";
constexpr std::string_view write_text = "UPDATE table_seal SET rows = $2, sum = $3 WHERE name = $1";
constexpr std::string_view clear_text = "DELETE FROM table_seal";
constexpr std::string_view insert_text = "INSERT INTO table_seal (name, rows, sum) VALUES ($1, $2, $3)";

/// SELECT formulary_seal(number of the seal, 1 or -1, values...);
std::string call(std::size_t seal, const SealPlan& plan, const char* sign, const char* row) {
  std::string text = "SELECT formulary_seal(" + std::to_string(seal) + ", " + sign;
  for (const std::string& column : plan.columns) text += std::string(", ") + row + ".\"" + column + '"';
  return text + ");";
}

}  // namespace

Seals::Seals(Connection& connection) : connection_(connection) {
  connection_.begin();
  plans_ = seal_plans(connection_);
  connection_.end();
  seals_.resize(plans_.size());
  digests_.resize(plans_.size());
  unwritten_.resize(plans_.size());
  statement_.seals.resize(plans_.size());
  task_.seals.resize(plans_.size());
  make_triggers();
  connection_.observe(this);
}

Seals::~Seals() { connection_.observe(nullptr); }

void Seals::make_triggers() {
  connection_.offer_function("formulary_seal", this, &Seals::on_row);
  std::string text = "BEGIN;";
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    const SealPlan& plan = plans_[i];
    if (plan.table == "sqlite_schema") continue;
    const auto make = [&](const char* event, const std::string& body) {
      text += "CREATE TEMP TRIGGER \"seal " + plan.name + ' ' + event + "\" AFTER " + event + " ON main." + plan.table +
              " BEGIN " + body + " END;";
    };
    const std::string comes = call(i, plan, "1", "NEW"), goes = call(i, plan, "-1", "OLD");
    make("INSERT", comes);
    make("DELETE", goes);
    make("UPDATE", goes + comes);
  }
  connection_.execute(text + "COMMIT");
}

Seal& Seals::Changes::at(std::size_t i) {
  if (std::ranges::find(touched, i) == touched.end()) touched.push_back(i);
  return seals[i];
}

void Seals::Changes::clear() {
  for (const std::size_t i : touched) seals[i] = {};
  touched.clear();
}

void Seals::on_row(sqlite3_context* context, int count, sqlite3_value** values) {
  try {
    static_cast<Seals*>(sqlite3_user_data(context))->count_row(count, values);
  } catch (const std::exception& problem) {
    sqlite3_result_error(context, problem.what(), -1);
  }
}

void Seals::count_row(int count, sqlite3_value** values) {
  const auto number = static_cast<std::size_t>(sqlite3_value_int64(values[0]));
  row_.clear();
  encode_row(row_, plans_.at(number).name, count - 2, values + 2);
  Seal& seal = statement_.at(number);
  if (sqlite3_value_int64(values[1]) > 0) {
    seal.sum.add(row_);
    ++seal.rows;
  } else {
    seal.sum.subtract(row_);
    --seal.rows;
  }
}

void Seals::step_done() {
  for (const std::size_t i : statement_.touched) {
    Seal& seal = task_.at(i);
    seal.sum.add(statement_.seals[i].sum);
    seal.rows += statement_.seals[i].rows;
  }
  statement_.clear();
}

void Seals::step_failed() { statement_.clear(); }

void Seals::begin() {
  statement_.clear();
  task_.clear();
  before_task_.clear();
  Query row(connection_, version_text);
  row.next();
  const std::int64_t version = row.integer();
  if (version == version_) return;
  seals_ = read_seals(connection_, plans_);
  for (std::size_t i = 0; i < plans_.size(); ++i) digests_[i] = digest_of(plans_[i], seals_[i]);
  state_ = state_of(plans_, digests_);
  std::fill(unwritten_.begin(), unwritten_.end(), false);
  version_ = version;
}

void Seals::begin_task() {
  settle();
  before_task_.clear();
}

void Seals::undo_task() {
  task_.clear();
  while (!before_task_.empty()) {  // the last change first
    const auto& [i, seal] = before_task_.back();
    seals_[i] = seal;
    digests_[i] = digest_of(plans_[i], seal);
    before_task_.pop_back();
  }
  state_ = state_of(plans_, digests_);
}

const std::string& Seals::state() {
  settle();
  return state_;
}

std::string Seals::changed() {
  settle();
  std::set<std::string> names;
  for (const auto& [i, seal] : before_task_) {
    if (plans_[i].logged) names.insert(plans_[i].name);
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

void Seals::settle() {
  bool logged = false;
  for (const std::size_t i : task_.touched) {
    const Seal& change = task_.seals[i];
    if (change.rows == 0 && change.sum.is_zero()) continue;
    before_task_.emplace_back(i, seals_[i]);
    seals_[i].rows += change.rows;
    seals_[i].sum.add(change.sum);
    digests_[i] = digest_of(plans_[i], seals_[i]);
    unwritten_[i] = true;
    logged = logged || plans_[i].logged;
  }
  task_.clear();
  if (logged) state_ = state_of(plans_, digests_);
}

void Seals::write() {
  settle();
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (!unwritten_[i]) continue;
    Query(connection_, write_text, plans_[i].name, seals_[i].rows, Blob{seals_[i].sum.bytes()}).run();
    unwritten_[i] = false;
  }
}

void Seals::seal_all(Connection& connection) {
  Query(connection, clear_text).run();
  for (const SealPlan& plan : seal_plans(connection)) {
    const Seal seal = recompute(connection, plan);
    Query(connection, insert_text, plan.name, seal.rows, Blob{seal.sum.bytes()}).run();
  }
}

}  // namespace formulary::io::store
