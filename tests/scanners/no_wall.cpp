// A wall that is not there, in place of scanners/sandbox.cpp: with it formulary-scan becomes a scanner that was
// doctored, or that runs where nothing can be locked in. For the tests that prove that this is noticed; it is not
// shipped.
#include "scanners/sandbox.hpp"

namespace formulary::sandbox {

std::string lock_in(const Rights&) { return {}; }

}  // namespace formulary::sandbox
