// A case: one readable file that says how a package is made and what its Report must say. `key: value` lines, in any
// order but for the recipe, which is followed from top to bottom; `#` begins a comment; an unknown key fails the test.
//
// The recipe starts from the app of tests/support/android_app.hpp, signed by v1, v2 and v3 unless it says otherwise:
//   about: sentence                    what the case shows
//   package: NAME                      version: CODE NAME          sdk: MINIMUM TARGET
//   label: TEXT                        permission: NAME            debuggable: yes        cleartext: yes
//   file: NAME = TEXT                  a file; replaces the one of that name, even AndroidManifest.xml
//   component: KIND CLASS              service, receiver ..., exported
//   sign: none | v1 | v2 | v1v2 | v1v2v3
// Then what is done to the archive before it is signed by v2 and later:
//   remove: NAME                       duplicate: NAME = TEXT      bomb: NAME = BYTES
//   flags: NAME = NUMBER               method: NAME = NUMBER       symlink: NAME = TARGET
//   local-name: NAME = TEXT            gap: NAME = TEXT            hide: NAME
//   entries: COUNT                     that many small entries more, in a ZIP64 archive
//   front: TEXT                        before the first entry; all offsets count it
// And last, what is done to the file:
//   bytes: TEXT                        instead of everything above
//   prepend: TEXT                      append: TEXT                truncate: BYTES (negative: from the end)
//   flip: TEXT                         changes one bit of the first byte of TEXT where it occurs first
//   repeat: BYTES                      as many zero bytes are appended
// `\xNN` and `\n` in a TEXT mean that byte.
//
// Expectations, at least one:
//   format: NAME                       complete: yes | no          reason: TEXT (the beginning of it)
//   fact: NAME [SUBJECT] = VALUE       no-fact: NAME               anomaly: ID [SUBJECT]    no-anomaly: ID | any
// In `fact` and `anomaly` the subject may be left out, and is not looked at then.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scanners/report.hpp"
#include "tests/support/bytes.hpp"

namespace formulary {

struct Case {
  std::vector<std::pair<std::string, std::string>> recipe, expectations;
};

/// Reads a case; throws std::invalid_argument with the line when it is not one.
Case read_case(const std::string& text);

/// Follows the recipe. The signer is new in each run of the program.
support::Bytes make_package(const Case& each);

/// What `report` does not fulfil, a sentence each.
std::vector<std::string> unfulfilled(const Case& each, const Report& report);

}  // namespace formulary
