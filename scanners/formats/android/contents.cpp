#include "scanners/formats/android/contents.hpp"

#include "scanners/formats/android/code.hpp"
#include "scanners/formats/android/libraries.hpp"
#include "scanners/formats/android/native.hpp"
#include "scanners/formats/android/runtime.hpp"
#include "scanners/formats/android/sdks.hpp"

namespace formulary::formats::android {

void state_contents(ScanContext& context, const bytes::Zip& files, XmlEncoding encoding, bytes::View proto_resources) {
  const CodeTables code = state_code(context, files, encoding, proto_resources);
  state_native(context, files, code);
  state_runtime(context, files);
  state_libraries(context, files);
  state_sdks(context, code);
}

}  // namespace formulary::formats::android
