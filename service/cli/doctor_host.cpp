// The checks of `formulary doctor` that look at the machine: doctor_checks.hpp.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "service/cli/doctor_checks.hpp"
#include "service/domain/datasets/dataset.hpp"
#include "service/io/scan/wall.hpp"

namespace formulary::cli {
namespace {

constexpr std::uintmax_t mib = 1024 * 1024;

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// The permission bits among `bits` that `path` has; nothing where it is not there.
mode_t open_to(const std::filesystem::path& path, mode_t bits) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & bits : 0;
}

constexpr mode_t others_write = S_IWGRP | S_IWOTH;
constexpr mode_t others_at_all = S_IRWXG | S_IRWXO;

}  // namespace

Findings check_wall(const Installation& here) {
  Findings findings;
  for (const io::scan::Trial& trial : io::scan::try_wall(here.scanner)) {
    findings.push_back({"wall/" + trial.name, trial.held ? Health::good : Health::breached, trial.detail});
  }
  return findings;
}

Findings check_kernel(const Installation&) {
  Findings findings;
  const bool kills = content("/proc/sys/kernel/seccomp/actions_avail").find("kill_process") != std::string::npos;
  findings.push_back({"kernel/seccomp", kills ? Health::good : Health::wrong,
                      kills
                          ? "The kernel can end a process for a forbidden call."
                          : "The kernel cannot filter system calls. Use one with CONFIG_SECCOMP_FILTER, 4.14 or later; "
                            "in a container, allow seccomp."});
  // Linux documentation, userspace-api/landlock: with the flag 1 the call gives the version.
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1);
  findings.push_back({"kernel/landlock", version >= 1 ? Health::good : Health::advice,
                      version >= 1 ? fmt::format("Landlock has version {}.", version)
                                   : "The kernel has no Landlock, so the filter of system calls stands alone. Add "
                                     "`landlock` to the kernel's parameter `lsm=`, or use a kernel from 5.13 on."});
  return findings;
}

Findings check_scanner(const Installation& here) {
  if (::access(here.scanner.c_str(), X_OK) != 0) {
    return {{"scanner", Health::wrong,
             fmt::format("`{}` is missing or cannot be run. Install it beside formulary, or name it with `scanner`.",
                         here.scanner)}};
  }
  if (open_to(here.scanner, others_write) != 0) {
    return {{"scanner", Health::wrong,
             fmt::format("Others may change `{0}`. Run: chmod go-w {0}; and install it again.", here.scanner)}};
  }
  return {{"scanner", Health::good, fmt::format("`{}` is there.", here.scanner)}};
}

Findings check_configuration(const Installation& here) {
  Findings findings;
  const auto find = [&](Health health, std::string sentence) {
    findings.push_back({"configuration", health, std::move(sentence)});
  };
  const Config& config = here.config;
  if (!here.config_file.empty() && open_to(here.config_file, others_write) != 0) {
    find(Health::wrong, fmt::format("Others may change `{0}`. Run: chmod go-w {0}", here.config_file));
  }
  if (config.wall != "required") {
    find(Health::advice,
         "`wall` is `optional`: packages are scanned even where the wall is missing. That is for development only; "
         "remove it.");
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(here.web + "/index.html", error)) {
    find(Health::wrong,
         fmt::format("There is no web application in `{}`. Install it, or name its folder with `web`.", here.web));
  }
  for (const WatchConfig& watch : config.watches) {
    if (domain::find_dataset_kind(watch.kind) == nullptr) {
      find(Health::wrong, fmt::format("There is no data set `{}` that could be watched.", watch.kind));
    }
    if (!watch.folder.empty() && !std::filesystem::is_directory(watch.folder, error)) {
      find(Health::wrong, fmt::format("The watched folder `{}` is not there.", watch.folder));
    }
  }
  if (config.watches.empty()) {
    find(Health::advice, "No source of an authority's data is watched: somebody has to import them by hand.");
  }
  if (findings.empty()) find(Health::good, "It makes sense.");
  return findings;
}

Findings check_data_folder(const Installation& here) {
  const std::filesystem::path folder = here.config.data;
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0) {
    return {{"data", Health::advice, fmt::format("`{}` is not there yet. The service makes it.", folder.string())}};
  }
  if (!S_ISDIR(status.st_mode) || ::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
    return {{"data", Health::wrong,
             fmt::format("`{}` is no folder that this user can write to. Run this as the user of the service.",
                         folder.string())}};
  }
  const auto open = [](const std::filesystem::path& path) -> Finding {
    return {
        "data", Health::wrong,
        fmt::format("Others may look into `{0}`, where patients' tools are kept. Run: chmod go= {0}", path.string())};
  };
  if (open_to(folder, others_at_all) != 0) return {open(folder)};
  for (const char* name : {"formulary.db", "formulary.db-wal", "formulary.db-shm", "blobs"}) {
    if (open_to(folder / name, others_write) != 0) return {open(folder / name)};
  }
  return {{"data", Health::good, fmt::format("Nobody else may look into `{}`.", folder.string())}};
}

Findings check_disk(const Installation& here) {
  std::filesystem::path place = std::filesystem::absolute(here.config.data);
  std::error_code error;
  while (!std::filesystem::exists(place, error) && place.has_relative_path()) place = place.parent_path();
  const auto space = std::filesystem::space(place, error);
  if (error)
    return {{"disk", Health::wrong, fmt::format("How much is free cannot be found out: {}.", error.message())}};
  const std::string free = fmt::format("{} MiB are free where the data are kept.", space.available / mib);
  if (space.available < 512 * mib) {
    return {{"disk", Health::wrong, free + " The service needs 512 MiB; move the data to a larger disk."}};
  }
  const bool little = space.available < std::max<std::uintmax_t>(4096 * mib, space.capacity / 20);
  return {{"disk", little ? Health::advice : Health::good, little ? free + " Make room soon." : free}};
}

}  // namespace formulary::cli
