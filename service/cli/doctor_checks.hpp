// The checks of `formulary doctor`: each looks at one thing of this installation and says how it is and, where it is
// not well, what to do. They change nothing. A check that cannot look says so as `wrong`; it never says `good` on
// doubt.
//
// To add a check: its line in doctor_checks.def and the function.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/config.hpp"
#include "service/domain/time.hpp"
#include "service/io/store/sqlite_store.hpp"

namespace formulary::cli {

enum class Health : std::uint8_t {
  good,
  advice,    ///< the service works; something should be better
  wrong,     ///< must be put right
  breached,  ///< the wall or the audit log: what the service promises does not hold
};
std::string_view to_text(Health health);

struct Finding {
  std::string name;
  Health health = Health::wrong;
  std::string sentence;
};
using Findings = std::vector<Finding>;

/// What is looked at.
struct Installation {
  Config config;
  std::string config_file;  ///< empty: none
  std::string scanner;      ///< path of formulary-scan
  std::string web;          ///< folder of the web application
  domain::Present present;
  std::unique_ptr<io::store::EmbeddedStore> store;  ///< nothing where there is no database that could be opened
  std::string no_store;                             ///< why not; empty also when the registry is new
};

#define CHECK(identifier) Findings check_##identifier(const Installation& here);
#include "service/cli/doctor_checks.def"
#undef CHECK

/// All, in the order of the table.
Findings examine(const Installation& here);

}  // namespace formulary::cli
