#include "service/io/blobs/blobs.hpp"

#include <stdexcept>
#include <string>

namespace formulary::io::blobs {

// Each backend's factory, in <identifier>.cpp.
#define BLOBS(identifier, name, sentence) \
  std::unique_ptr<usecases::Blobs> open_##identifier(const std::filesystem::path& place, age::KeyRing& ring);
#include "service/io/blobs/blobs.def"
#undef BLOBS

std::unique_ptr<usecases::Blobs> open(std::string_view kind, const std::filesystem::path& place, age::KeyRing& ring) {
#define BLOBS(identifier, name, sentence) \
  if (kind == name) return open_##identifier(place, ring);
#include "service/io/blobs/blobs.def"
#undef BLOBS
  std::string known;
  for (const std::string_view each : kinds()) known += (known.empty() ? "" : ", ") + std::string(each);
  throw std::invalid_argument("There is no blob store of the kind \"" + std::string(kind) + "\". Use one of: " + known +
                              ".");
}

std::vector<std::string_view> kinds() {
  return {
#define BLOBS(identifier, name, sentence) name,
#include "service/io/blobs/blobs.def"
#undef BLOBS
  };
}

}  // namespace formulary::io::blobs
