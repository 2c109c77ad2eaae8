// The APK Signing Block (source.android.com, "APK Signature Scheme v2", "APK Signing Block"): id-value pairs right
// before the ZIP central directory, found exactly as the platform finds them. What the pairs hold is not looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scanners/bytes/zip.hpp"
#include "scanners/signing/digest.hpp"

namespace formulary::signing {

using bytes::Budget;
using bytes::Source;

/// Where the parts of the archive are, from the end record alone.
struct ApkSections {
  std::uint64_t directory_offset = 0;
  std::uint64_t directory_size = 0;
  std::uint64_t end_record_offset = 0;
  Bytes end_record;  ///< with its comment, up to the end of the file
};

/// Nothing when the archive does not end as the platform requires: one end record with a comment up to the last byte,
/// no ZIP64, the directory where it says.
std::optional<ApkSections> find_apk_sections(const bytes::Zip& zip);

namespace block_id {
inline constexpr std::uint32_t v2 = 0x7109871a, v3 = 0xf05368c0, v3_1 = 0x1b93ad61, v3_2 = 0x70e1c89f;
inline constexpr std::uint32_t source_stamp_v1 = 0x2b09189e, source_stamp_v2 = 0x6dff800d;
inline constexpr std::uint32_t verity_padding = 0x42726577;
}  // namespace block_id

/// Whether platforms or stamps read signatures in the value with this id.
bool holds_signatures(std::uint32_t id);

struct ApkBlockPair {
  std::uint32_t id = 0;
  std::uint64_t offset = 0;  ///< of the value in the file
  View value;                ///< within ApkBlock::content

  /// What stands behind the signatures in a value that holds some.
  View trailing() const;
  bool is_zero() const;
};

class ApkBlock {
 public:
  enum class State : std::uint8_t { absent, found, too_large };

  /// `too_large`: a limit of the scanner forbids to read it (`budget.exceeded()` says so).
  static ApkBlock find(const Source& source, const ApkSections& sections, Budget& budget);

  State state() const { return state_; }
  std::uint64_t offset() const { return offset_; }
  std::uint64_t size() const { return size_; }
  const std::vector<ApkBlockPair>& pairs() const { return pairs_; }
  bool well_formed() const { return well_formed_; }  ///< false: the pairs end with a malformed one

  /// How many bytes belong to no signature: values of other kinds, second values of the same kind, what stands behind
  /// the signatures within a value or behind the last pair. Padding with zeros does not count.
  std::uint64_t uncovered() const;

  /// The value of the first pair with this id, which is the one that platforms take.
  std::optional<View> value(std::uint32_t id) const;

 private:
  State state_ = State::absent;
  std::uint64_t offset_ = 0;
  std::uint64_t size_ = 0;
  Bytes content_;
  std::vector<ApkBlockPair> pairs_;
  bool well_formed_ = true;
};

}  // namespace formulary::signing
