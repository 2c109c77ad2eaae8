// The header of a file that is stored here: always of the same size, so that it can be replaced in place when the keys
// change, and with a stanza that names the set of recipients, so that one look says whether it has to be. Any reader of
// age files skips that stanza.
#pragma once

#include <string>

#include "service/io/age/header.hpp"
#include "service/io/age/key_ring.hpp"

namespace formulary::io::age {

inline constexpr std::size_t envelope_size = 2048;

std::string make_envelope(const FileKey& file_key, const Keys& keys);

/// Keys::set_name() of when the header was made; empty when it is none of ours.
std::string set_name_of(const Header& header);

}  // namespace formulary::io::age
