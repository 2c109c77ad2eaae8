#include "service/api/encoding.hpp"
#include "service/api/handlers.hpp"
#include "service/api/limits.hpp"
#include "service/api/tus.hpp"

namespace formulary::api::handlers {
namespace {

constexpr std::size_t longest_metadata = 4096;
constexpr std::size_t longest_name = 255;

/// The last part of whatever path a client sent, without what could disturb a list on a screen.
std::string shown_name(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (name.size() > longest_name) {
    name.resize(longest_name);
    while (!is_utf8(name)) name.pop_back();
  }
  return name.empty() ? "unnamed" : name;
}

}  // namespace

Response create_upload(const Call& call) {
  const Request& request = call.request;
  if (const auto problem = check_tus_version(request)) return to_response(*problem, request.id);
  const auto bad = [&](std::string detail) { return to_response({"bad-request", 400, std::move(detail)}, request.id); };
  if (!request.header("upload-defer-length").empty()) {
    return bad("Upload-Defer-Length is not supported: say the length of the file with Upload-Length.");
  }
  const auto length = parse_number(request.header("upload-length"));
  if (!length) return bad("Upload-Length must be the size of the file in bytes.");
  const std::string_view metadata = request.header("upload-metadata");
  if (metadata.size() > longest_metadata) return bad("Upload-Metadata has more than 4096 characters.");
  const auto name = metadata_value(metadata, "filename");
  if (!name) return refused_upload(call, name.error());
  if (!is_utf8(*name)) return bad("Upload-Metadata: the file's name must be UTF-8.");
  if (!request.body.empty()) {
    if (const auto problem = check_chunk(request, call.world())) return to_response(*problem, request.id);
  }

  if (const RateLimits* limits = call.services.limits; limits != nullptr) {
    std::uint64_t waiting = 0;
    call.store().read(
        [&](usecases::Transaction& transaction) { waiting = transaction.accounts().waiting_bytes(call.actor.id); });
    const std::uint64_t most = limits->settings().waiting_bytes;
    if (*length > most || waiting > most - *length) return to_response(too_much_waiting(), request.id);
  }

  auto upload = usecases::create_upload(call.store(), call.services.blobs, call.world(), call.actor,
                                        {*length, shown_name(*name), std::string(metadata)});
  if (!upload) return refused_upload(call, upload.error());
  if (!request.body.empty()) {
    auto appended = usecases::append_upload(call.store(), call.services.blobs, call.world(), call.actor, upload->id, 0,
                                            request.body);
    if (appended) upload = appended;  // else the client sees offset 0 and goes on from there
  }
  Response response;
  response.status = 201;
  response.set("location", "/v1/uploads/" + upload->id.value);
  add_upload_state(response, *upload);
  return response;
}

}  // namespace formulary::api::handlers
