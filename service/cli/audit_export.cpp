// `formulary audit export`: the log as JSON lines, or as the files of C2SP tlog-tiles, which any reader of such logs
// understands. What is kept beside the log is not exported: it may have to be erased one day.
#include <filesystem>

#include <fmt/format.h>

#include "service/cli/audit_commands.hpp"
#include "service/domain/tlog/tile.hpp"
#include "service/io/store/audit_archive.hpp"

namespace formulary::cli {
namespace {

using domain::tlog::Tile;
using Log = io::store::SqlAuditTrail;

struct Options {
  std::string database = usual_database, lines, tiles;
};

constexpr int at_a_time = 1000;

std::int64_t export_lines(Log& log, const std::string& file) {
  if (file != "-" && std::filesystem::exists(file)) {
    throw Failure{usage, fmt::format("There is a `{}` already.", printable(file))};
  }
  std::FILE* const out = file == "-" ? stdout : std::fopen(file.c_str(), "we");
  if (out == nullptr) throw Failure{usage, fmt::format("`{}` cannot be written.", printable(file))};
  std::int64_t next = 0;
  for (;;) {
    const std::vector<std::string> entries = log.entries(next, at_a_time);
    if (entries.empty()) break;
    for (const std::string& entry : entries) fmt::print(out, "{{\"seq\":{},\"entry\":{}}}\n", next++, entry);
  }
  const bool written = std::fflush(out) == 0;
  if (out != stdout) std::fclose(out);
  if (!written) throw Failure{usage, fmt::format("`{}` cannot be written.", printable(file))};
  return next;
}

void write_tile(Log& log, const std::filesystem::path& folder, const Tile& tile) {
  std::string bytes;
  const auto begin = static_cast<std::int64_t>(tile.begin());
  if (tile.kind == Tile::Kind::entries) {
    for (const std::string& entry : log.entries(begin, tile.width)) bytes += domain::tlog::bundled(entry);
  } else {
    for (const auto& hash : log.hashes(tile.shift(), begin, tile.width)) bytes += domain::tlog::as_text(hash);
  }
  const std::filesystem::path file = folder / "tile" / domain::tlog::to_path(tile);
  std::filesystem::create_directories(file.parent_path());
  write_new_file(file.string(), bytes);
}

void write_level(Log& log, const std::filesystem::path& folder, Tile tile, std::uint64_t size) {
  for (tile.n = 0;; ++tile.n) {
    tile.width = domain::tlog::full_width;
    tile.width = domain::tlog::width_in(tile, size);
    if (tile.width == 0) return;
    write_tile(log, folder, tile);
  }
}

std::int64_t export_tiles(Log& log, const std::filesystem::path& folder) {
  const auto published = log.last_published();
  if (!published) throw Failure{unknown_or_stale, "The log has not published a checkpoint yet."};
  const auto size = static_cast<std::uint64_t>(published->size);
  write_level(log, folder, {.kind = Tile::Kind::entries}, size);
  for (int level = 0; size >> (domain::tlog::tile_height * level) > 0 && level < 8; ++level) {
    write_level(log, folder, {.level = level}, size);
  }
  write_new_file((folder / "checkpoint").string(), published->note);
  return published->size;
}

}  // namespace

void add_audit_export(CLI::App& audit, const Shared& shared, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand("export", "Export the log as JSON lines or as tiles");
  command->add_option("DATABASE", options->database, "The database, of a running service or a copy")
      ->capture_default_str();
  auto* lines = command->add_option("--lines", options->lines, "File for JSON lines; - for standard output");
  command->add_option("--tiles", options->tiles, "Folder for the checkpoint and its tiles")->excludes(lines);
  command->callback([options, &shared, &exit_code] {
    if (options->lines.empty() == options->tiles.empty()) throw Failure{usage, "Give --lines FILE or --tiles FOLDER."};
    std::int64_t entries = 0;
    try {
      io::store::AuditArchive archive(options->database);
      archive.read([&](Log& log) {
        entries = options->tiles.empty() ? export_lines(log, options->lines) : export_tiles(log, options->tiles);
      });
    } catch (const io::store::ForeignDatabase& problem) {
      throw Failure{usage, problem.what()};
    }
    if (!shared.quiet && options->lines != "-") fmt::print("{} entries were exported.\n", entries);
    exit_code = done;
  });
}

}  // namespace formulary::cli
