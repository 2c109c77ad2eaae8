// What is wrong with a file that is no age file, or not the one that was written. Thrown by all that read here: a file
// that does not fit is the machine's or a thief's doing, never a user's.
#pragma once

#include <stdexcept>
#include <string>

namespace formulary::io::age {

enum class Defect {
  header,    ///< it does not have the form of an age file
  no_match,  ///< none of the keys opens it
  mac,       ///< its header was changed
  payload,   ///< its content was changed or cut off
};

class BadFile : public std::runtime_error {
 public:
  BadFile(Defect defect, const std::string& sentence) : std::runtime_error(sentence), defect_(defect) {}
  Defect defect() const { return defect_; }

 private:
  Defect defect_;
};

}  // namespace formulary::io::age
