#include "service/api/handlers.hpp"
#include "service/api/json.hpp"

namespace formulary::api::handlers {

Response get_health(const Call&) { return json_response(200, {{"status", "ok"}, {"checks", Json::array()}}); }

}  // namespace formulary::api::handlers
