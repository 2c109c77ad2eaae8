// Product codes and their classes: foiclass.txt (18 columns) and openFDA device/classification. DEVICECLASS is 1, 2, 3,
// U (unclassified), N (not classified) or f (humanitarian device); SUBMISSION_TYPE_ID is 1 510(k), 2 PMA, 3 contact
// FDA, 4 exempt, 6 HDE, 7 enforcement discretion, 8 EUA.
#include "service/io/datasets/format.hpp"
#include "service/io/datasets/numbers.hpp"
#include "service/io/datasets/text.hpp"

namespace formulary::io::datasets {
namespace {

using domain::AuthorityRecord;
using domain::LinkKind;
using domain::RecordKind;

Outcome read(const Fields& fields, Context&) {
  const std::string printed = fields.text("productcode");
  auto code = read_product_code(printed);
  if (!code) return reject("The product code " + in_quotes(printed) + " is not three letters.");
  AuthorityRecord record;
  record.kind = RecordKind::classification;
  record.key = record.number = record.product_code = std::move(*code);
  record.scheme = "us-product-code";
  record.name = fields.text({"devicename", "device"});
  record.device_class = upper(fields.text({"deviceclass", "class"}));
  record.status = fields.text("submissiontypeid");
  return one(std::move(record));
}

}  // namespace

const Format fda_classification = {
    "fda_classification",
    "FDA's product classification",
    "us-classification",
    "product_code device_name/device device_class/class",
    "submissiontypeid reviewpanel medicalspecialty medicalspecialtydescription unclassifiedreason gmpexemptflag "
    "thirdpartyflag "
    "reviewcode regulationnumber regulation definition physicalstate technicalmethod targetarea implantflag "
    "lifesustainsupportflag summarymalfunctionreporting panel ailistcount openfda",
    read,
};

}  // namespace formulary::io::datasets
