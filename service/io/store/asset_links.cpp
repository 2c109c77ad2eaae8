// The statement lists of web hosts that were handed in for a file.
#include "service/io/store/registry.hpp"

namespace formulary::io::store {
namespace {

constexpr std::string_view put_list_text = R"sql(
INSERT INTO asset_links (artifact, host, person, handed_in) VALUES ($1, $2, $3, $4)
ON CONFLICT (artifact, host) DO UPDATE SET person = excluded.person, handed_in = excluded.handed_in)sql";
constexpr std::string_view remove_apps_text = "DELETE FROM asset_links_app WHERE artifact = $1 AND host = $2";
constexpr std::string_view insert_app_text = R"sql(
INSERT INTO asset_links_app (artifact, host, package, certificate) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING)sql";

constexpr std::string_view lists_text = R"sql(
SELECT host, person, handed_in FROM asset_links WHERE artifact = $1 ORDER BY host)sql";
constexpr std::string_view apps_text = R"sql(
SELECT package, certificate FROM asset_links_app WHERE artifact = $1 AND host = $2
ORDER BY package, certificate)sql";

}  // namespace

void SqlRegistry::replace(const domain::Sha256& artifact, const domain::AssetLinks& list) {
  Query(connection_, put_list_text, artifact, list.host, list.person, list.handed_in).run();
  Query(connection_, remove_apps_text, artifact, list.host).run();
  for (const domain::NamedApp& app : list.apps) {
    Query(connection_, insert_app_text, artifact, list.host, app.package, app.certificate).run();
  }
}

std::vector<domain::AssetLinks> SqlRegistry::asset_links(const domain::Sha256& artifact) {
  std::vector<domain::AssetLinks> lists;
  for (Query row(connection_, lists_text, artifact); row.next();) {
    lists.push_back({.host = row.text(), .apps = {}, .person = {row.text()}, .handed_in = row.instant()});
    for (Query each(connection_, apps_text, artifact, lists.back().host); each.next();) {
      lists.back().apps.push_back({.package = each.text(), .certificate = each.text()});
    }
  }
  return lists;
}

}  // namespace formulary::io::store
