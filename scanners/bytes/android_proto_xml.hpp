// Android XML as bundles hold it: a protobuf message (platform source, tools/aapt2/Resources.proto, message XmlNode).
// Becomes the same document as binary XML does (android_xml.hpp), so that whoever reads a manifest need not know which
// it was. Promises nothing about names and values, which may hold any text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scanners/bytes/android_xml.hpp"

namespace formulary::bytes {

/// Nothing when `data` is no such message or has no element; an anomaly says why. A document that is damaged further on
/// gives what can be read, and is not whole. It does not refer to `data` afterwards.
std::optional<XmlDocument> read_proto_xml(View data, std::string_view name, Budget& budget,
                                          std::vector<Anomaly>& anomalies);

}  // namespace formulary::bytes
