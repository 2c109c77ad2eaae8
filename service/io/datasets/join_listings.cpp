// FDA's registration and listing files (pipe-separated, one table each). A listing at an establishment is a row of
// registration_listing; Listing_PCD and Listing_Proprietary_Name belong to it by KEY_VAL, Registration and
// Owner_Operator by REG_KEY, Listing_EstabTypes by REGISTRATION_LISTING_ID to EstabTypes, which has no header. Put
// together they have the shape of openFDA's device/registrationlisting. Keys are sometimes written as 123.0.
#include "service/io/datasets/join.hpp"
#include "service/io/datasets/limits.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

std::string key_of(const Json& row, std::string_view name) {
  std::string key = Fields(row).text(name);
  if (key.ends_with(".0")) key.resize(key.size() - 2);
  return key;
}

constexpr std::uint32_t product_rows = 0, name_rows = 1;

class Joining {
 public:
  Joining(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery)
      : parts_(parts), expansion_(expansion), progress_(progress), delivery_(delivery) {}

  std::set<const Part*> run() {
    const Part* listings = find_table(parts_, {"keyval", "regkey", "premarketsubmissionnumber"});
    if (listings == nullptr) return {};
    const Part* products = find_table(parts_, {"keyval", "productcode"});
    const Part* names = find_table(parts_, {"keyval", "proprietaryname"});
    if (products == nullptr) broken(listings->name, "The files lack Listing_PCD.txt. Give all of them together.");
    if (find_table(parts_, {"regkey", "registrationnumber"}) == nullptr) {
      broken(listings->name, "The files lack Registration.txt. Give all of them together.");
    }
    read_establishments();
    Partitions partitions(listings->size + products->size + (names != nullptr ? names->size : 0));
    spread(partitions, products, product_rows);
    spread(partitions, names, name_rows);
    each(listings, [&](Json&& row, std::int64_t line) { partitions.add_main(key_of(row, "keyval"), row, line); });
    partitions.each(listings->name, [&](Json&& row, const std::vector<SideRow>& sides, std::int64_t line) {
      delivery_.record(put_together(row, sides), line);
    });
    return std::move(used_);
  }

 private:
  void each(const Part* part, const std::function<void(Json&& row, std::int64_t line)>& take) {
    if (part == nullptr) return;
    used_.insert(part);
    delivery_.begin(part->name, fda_listings);
    each_row(parts_, *part, expansion_, progress_, delivery_, take);
  }

  void spread(Partitions& partitions, const Part* part, std::uint32_t table) {
    each(part, [&](Json&& row, std::int64_t) { partitions.add_side(table, key_of(row, "keyval"), row); });
  }

  void read_establishments() {
    const Part* part = find_table(parts_, {"regkey", "registrationnumber"});
    each(part, [&](Json&& row, std::int64_t) {
      if (upper(Fields(row).text("addresstypeid")) != "U") establishments_.add(key_of(row, "regkey"), row, part->name);
    });
    part = find_table(parts_, {"regkey", "owneroperatornumber", "firmname"});
    each(part, [&](Json&& row, std::int64_t) { owners_.add(key_of(row, "regkey"), row, part->name); });
    read_types();
  }

  /// `1|Manufacture Medical Device`: the first line is no header, though it was taken for one.
  void read_types() {
    for (const Part& part : parts_.all()) {
      const bool bare = part.shape == Shape::table && part.names.size() == 2 && all_digits(*part.names.begin());
      if (!bare) continue;
      used_.insert(&part);
      delivery_.begin(part.name, fda_listings);
      const auto text = parts_.open(part, expansion_, &progress_);
      constexpr std::string_view columns[] = {"id", "description"};
      Types types(types_);
      read_table(*text, part.name, columns, types);
    }
    each(find_table(parts_, {"registrationlistingid", "establishmenttypeid"}), [&](Json&& row, std::int64_t) {
      const auto type = types_.find(key_of(row, "establishmenttypeid"));
      if (type == types_.end() || type->second.bit >= 32) return;
      types_of_listing_[key_of(row, "registrationlistingid")] |= 1U << type->second.bit;
    });
  }

  struct Type {
    std::uint32_t bit = 0;
    std::string description;
  };

  class Types final : public RecordTaker {
   public:
    explicit Types(std::unordered_map<std::string, Type>& types) : types_(types) {}
    Step record(Json&& record, std::int64_t) override {
      const Fields fields(record);
      if (types_.size() < 32) {
        types_.emplace(fields.text("id"), Type{static_cast<std::uint32_t>(types_.size()), fields.text("description")});
      }
      return Step::go_on;
    }
    Step reject(std::int64_t, std::string_view) override { return Step::go_on; }
    void around(std::string_view, const Json&) override {}
    void warn(std::string_view) override {}

   private:
    std::unordered_map<std::string, Type>& types_;
  };

  Json put_together(const Json& row, const std::vector<SideRow>& sides) const {
    Json record = Json::object();
    record["proprietary_name"] = Json::array();
    record["establishment_type"] = Json::array();
    if (const auto bits = types_of_listing_.find(key_of(row, "registrationlistingid"));
        bits != types_of_listing_.end()) {
      for (const auto& [id, type] : types_) {
        if ((bits->second >> type.bit & 1U) != 0) record["establishment_type"].push_back(type.description);
      }
    }
    Json registration = establishments_.find(key_of(row, "regkey"));
    registration["owner_operator"] = owners_.find(key_of(row, "regkey"));
    record["registration"] = std::move(registration);
    const std::string submission = Fields(row).text("premarketsubmissionnumber");
    const bool approval = !submission.empty() &&
                          std::string_view("PNDHpndh").find(submission[0]) != std::string_view::npos &&
                          upper(submission.substr(0, 3)) != "DEN";
    record["pma_number"] = approval ? submission : "";
    record["k_number"] = approval ? "" : submission;
    record["products"] = Json::array();
    for (const SideRow& side : sides) {
      if (side.table == product_rows) record["products"].push_back(side.row);
      if (side.table == name_rows) record["proprietary_name"].push_back(Fields(side.row).text("proprietaryname"));
    }
    return record;
  }

  const Parts& parts_;
  Expansion& expansion_;
  Progress& progress_;
  Delivery& delivery_;
  std::set<const Part*> used_;
  LookUp establishments_, owners_;
  std::unordered_map<std::string, Type> types_;
  std::unordered_map<std::string, std::uint32_t> types_of_listing_;
};

}  // namespace

std::set<const Part*> join_listings(const Parts& parts, Expansion& expansion, Progress& progress, Delivery& delivery) {
  return Joining(parts, expansion, progress, delivery).run();
}

}  // namespace formulary::io::datasets
