#include <algorithm>

#include "service/io/store/filter.hpp"
#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view tool_by_id_text = R"sql(
SELECT id, platform, identifier, name, vendor, created FROM tool WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view tool_by_name_text = R"sql(
SELECT id, platform, identifier, name, vendor, created FROM tool
WHERE platform = $1 AND identifier = $2 ORDER BY id)sql";
constexpr std::string_view list_head = "SELECT id, platform, identifier, name, vendor, created FROM tool";
constexpr std::string_view insert_tool_text = R"sql(
INSERT INTO tool (id, platform, identifier, name, vendor, created) VALUES ($1, $2, $3, $4, $5, $6))sql";
constexpr std::string_view rename_text = "UPDATE tool SET name = $2, vendor = $3 WHERE id = $1";

constexpr std::string_view version_by_id_text = R"sql(
SELECT id, tool, version, version_code, created FROM version WHERE id = $1 ORDER BY id)sql";
constexpr std::string_view version_by_name_text = R"sql(
SELECT id, tool, version, version_code, created FROM version
WHERE tool = $1 AND version = $2 AND version_code = $3 ORDER BY id)sql";
constexpr std::string_view versions_of_text = R"sql(
SELECT id, tool, version, version_code, created FROM version WHERE tool = $1 ORDER BY created DESC, id DESC)sql";
constexpr std::string_view insert_version_text = R"sql(
INSERT INTO version (id, tool, version, version_code, created) VALUES ($1, $2, $3, $4, $5))sql";

constexpr std::string_view artifacts_text = "SELECT sha256 FROM version_artifact WHERE version = $1 ORDER BY ordinal";
constexpr std::string_view add_artifact_text = R"sql(
INSERT INTO version_artifact (version, sha256, ordinal)
SELECT $1, $2, coalesce(max(ordinal), -1) + 1 FROM version_artifact WHERE version = $1
ON CONFLICT (version, sha256) DO NOTHING)sql";

domain::Tool read_tool(Query& row) {
  return {.id = {row.text()},
          .platform = known(domain::parse_platform(row.text()), "platform"),
          .identifier = row.text(),
          .name = row.text(),
          .vendor = row.text(),
          .created = row.instant()};
}

std::optional<domain::Tool> one(Query&& row) { return row.next() ? std::optional(read_tool(row)) : std::nullopt; }

domain::Version read_version(Query& row) {
  return {.id = {row.text()},
          .tool = {row.text()},
          .version = row.text(),
          .version_code = row.text(),
          .artifacts = {},
          .created = row.instant()};
}

}  // namespace

std::optional<domain::Tool> SqlRegistry::find_tool(const domain::ToolId& id) {
  return one(Query(connection_, tool_by_id_text, id));
}

std::optional<domain::Tool> SqlRegistry::find_tool(domain::Platform platform, std::string_view identifier) {
  return one(Query(connection_, tool_by_name_text, to_text(platform), identifier));
}

void SqlRegistry::insert(const domain::Tool& tool) {
  Query(connection_, insert_tool_text, tool.id, to_text(tool.platform), tool.identifier, tool.name, tool.vendor,
        tool.created)
      .run();
}

void SqlRegistry::rename_tool(const domain::ToolId& id, std::string_view name, std::string_view vendor) {
  Query(connection_, rename_text, id, name, vendor).run();
}

std::vector<domain::Tool> SqlRegistry::list_tools(const usecases::ToolFilter& filter) {
  Filter clause;
  if (filter.platform) clause.where("platform = ?", {std::string(to_text(*filter.platform))});
  if (!filter.after.empty()) {
    const std::size_t line = filter.after.rfind('\n');
    const std::string name = filter.after.substr(0, line);
    const std::string id = line == std::string::npos ? std::string() : filter.after.substr(line + 1);
    clause.where("(name > ? OR (name = ? AND id > ?))", {name, name, id});
  }
  if (!filter.text.empty()) {
    const std::string pattern = contains(filter.text);
    clause.where(R"sql((lower(name) LIKE ? ESCAPE '\' OR lower(identifier) LIKE ? ESCAPE '\'
      OR lower(vendor) LIKE ? ESCAPE '\'))sql",
                 {pattern, pattern, pattern});
  }
  const std::string limit = clause.parameter(std::int64_t{std::max(filter.limit, 0)});
  std::vector<domain::Tool> tools;
  Query row(connection_, std::string(list_head) + clause.text() + " ORDER BY name, id LIMIT " + limit, clause.values());
  while (row.next()) tools.push_back(read_tool(row));
  return tools;
}

void SqlRegistry::add_artifacts(domain::Version& version) {
  for (Query row(connection_, artifacts_text, version.id); row.next();) version.artifacts.push_back({row.text()});
}

std::optional<domain::Version> SqlRegistry::find_version(const domain::VersionId& id) {
  Query row(connection_, version_by_id_text, id);
  if (!row.next()) return std::nullopt;
  domain::Version version = read_version(row);
  add_artifacts(version);
  return version;
}

std::optional<domain::Version> SqlRegistry::find_version(const domain::ToolId& tool, std::string_view version,
                                                         std::string_view version_code) {
  Query row(connection_, version_by_name_text, tool, version, version_code);
  if (!row.next()) return std::nullopt;
  domain::Version found = read_version(row);
  add_artifacts(found);
  return found;
}

void SqlRegistry::insert(const domain::Version& version) {
  Query(connection_, insert_version_text, version.id, version.tool, version.version, version.version_code,
        version.created)
      .run();
  for (const domain::Sha256& artifact : version.artifacts) add_artifact(version.id, artifact);
}

void SqlRegistry::add_artifact(const domain::VersionId& version, const domain::Sha256& artifact) {
  Query(connection_, add_artifact_text, version, artifact).run();
}

std::vector<domain::Version> SqlRegistry::versions_of(const domain::ToolId& tool) {
  std::vector<domain::Version> versions;
  for (Query row(connection_, versions_of_text, tool); row.next();) versions.push_back(read_version(row));
  for (domain::Version& version : versions) add_artifacts(version);
  return versions;
}

}  // namespace formulary::io::store
