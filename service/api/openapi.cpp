#include "service/api/openapi.hpp"

#include "service/api/json.hpp"

namespace formulary::api {

extern const char openapi_document[];  ///< defined in a file that CMake writes
extern const unsigned long openapi_size;

std::string_view openapi_text() { return {openapi_document, openapi_size}; }

std::map<std::string, KnownParameters, std::less<>> known_parameters() {
  std::map<std::string, KnownParameters, std::less<>> known;
  const InputJson document = InputJson::parse(openapi_text());
  for (const InputJson& path : document.at("paths")) {
    for (const InputJson& operation : path) {
      KnownParameters& parameters = known[operation.at("operationId").get<std::string>()];
      const auto list = operation.find("parameters");
      if (list == operation.end()) continue;
      for (const InputJson& parameter : *list) {
        if (parameter.at("in") != "query") continue;
        parameters[parameter.at("name").get<std::string>()] = parameter.at("schema").value("type", "") == "array";
      }
    }
  }
  return known;
}

}  // namespace formulary::api
