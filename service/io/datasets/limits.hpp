// How much of a file is read before it is refused. The largest true publication is the full GUDID release: some 20 GB
// of XML in archives that shrink it 58 times. What goes far beyond that is a mistake or an attack.
#pragma once

#include <cstddef>
#include <cstdint>

namespace formulary::io::datasets {

inline constexpr std::uint64_t largest_expansion = 64ULL << 30;  ///< bytes out of all archives of one import
inline constexpr std::uint64_t highest_ratio = 120;              ///< expanded to packed, of one entry ...
inline constexpr std::uint64_t ratio_counts_from = 64ULL << 20;  ///< ... once so much came out of it
inline constexpr std::size_t most_entries = 4096;                ///< of one archive
inline constexpr std::size_t largest_directory = 16UL << 20;     ///< of one archive, in bytes
inline constexpr std::size_t largest_record = 1UL << 20;         ///< as one JSON object; a larger one is rejected
inline constexpr std::size_t longest_stretch = 16UL << 20;       ///< of JSON or XML without the end of a record
inline constexpr std::size_t deepest_nesting = 32;               ///< of JSON and XML
inline constexpr std::size_t most_columns = 512;
inline constexpr std::size_t most_open_quotes = 100;  ///< of one table, before it is given up
inline constexpr std::size_t most_warnings = 50;
inline constexpr std::size_t most_certificates = 1UL << 20;    ///< remembered, to hand each out once
inline constexpr std::size_t most_companies = 1UL << 18;       ///< whose names licences refer to
inline constexpr std::uint64_t usual_partition = 24ULL << 20;  ///< of a joined release; so much is in memory at a time
inline constexpr std::size_t largest_partition = 128UL << 20;  ///< ... and never more than this
inline constexpr std::size_t most_partitions = 256;
inline constexpr std::size_t longest_key = 512;
inline constexpr std::size_t largest_look_up = 64UL << 20;  ///< of establishments, in memory as a whole

}  // namespace formulary::io::datasets
