// What the given files are made of: each file, and each entry of an archive, with its shape and format. Recognised by
// its beginning alone.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "service/io/datasets/format.hpp"
#include "service/io/datasets/source.hpp"
#include "service/io/datasets/text.hpp"
#include "service/io/datasets/zip.hpp"

namespace formulary::io::datasets {

struct Part {
  std::string name;  ///< as Place says
  std::size_t file = 0;
  std::optional<std::size_t> entry{};
  std::uint64_t size = 0;  ///< expanded
  Shape shape = Shape::table;
  std::set<std::string> names;     ///< plain names of its first records or of its columns
  const Format* format = nullptr;  ///< null: none
};

class Parts {
 public:
  /// Recognises every part, formats of data sets of that kind first. Throws BrokenFile for what cannot be data at all.
  Parts(std::span<const std::filesystem::path> files, std::string_view kind);

  const std::vector<Part>& all() const { return parts_; }
  std::uint64_t bytes() const { return bytes_; }
  const std::vector<std::string>& passed_over() const { return passed_over_; }
  /// The part from its beginning.
  std::unique_ptr<Source> open(const Part& part, Expansion& expansion, Progress* progress) const;

 private:
  struct Opened {
    std::unique_ptr<File> file;
    std::unique_ptr<Zip> zip;  ///< null: no archive
    std::string name;
  };
  std::unique_ptr<Source> open_bytes(const Part& part, Expansion& expansion, Progress* progress) const;
  void recognise(Part& part, std::string_view kind) const;

  std::vector<Opened> files_;
  std::vector<Part> parts_;
  std::vector<std::string> passed_over_;
  std::uint64_t bytes_ = 0;
};

}  // namespace formulary::io::datasets
