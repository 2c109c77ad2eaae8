// U.S. Food and Drug Administration. Shapes of the numbers: openFDA's field reference and FDA's releasable files; what
// a status means: 21 CFR parts 807, 812, 814, 860 and FDA's decision codes.
#include "service/domain/regulators/catalog.hpp"
#include "service/domain/regulators/reading.hpp"

namespace formulary::domain {
namespace {

using enum SchemeKind;
using enum Standing;
using reading::all_digits;
using reading::fits;

std::string bare(std::string_view text) {
  return reading::without(reading::compact(text),
                          {"FDA", "510(K)", "510K", "DENOVO", "PMA", "HDE", "513(G)", "NUMBER", "NO."});
}

/// The two digits of the year stand at `at`.
Number dated(std::string text, std::size_t at) {
  const int year = reading::year_of_two_digits(std::string_view(text).substr(at, 2));
  return {std::move(text), year, ""};
}

std::optional<Number> read_510k(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "K######")) return std::nullopt;
  return dated(std::move(number), 1);
}

std::optional<Number> read_510k_cber(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "BK######")) return std::nullopt;
  return dated(std::move(number), 2);
}

std::optional<Number> read_denovo(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "DEN######")) return std::nullopt;
  return dated(std::move(number), 3);
}

/// A supplement is written `P970051/S054`, `P970051 S054`, `P970051S054`; GUDID calls the original supplement `000`.
/// Nothing for what follows a number and is no supplement.
std::optional<std::string> with_supplement(std::string_view number, std::string_view rest) {
  if (rest.starts_with('/')) rest.remove_prefix(1);
  if (rest.empty() || rest == "000" || rest == "S000") return std::string(number);
  if (!fits(rest, "S###") && !fits(rest, "S####")) return std::nullopt;
  return std::string(number) + "/" + std::string(rest);
}

std::optional<Number> read_pma_like(std::string_view text, std::string_view shape, std::size_t year_at) {
  const std::string number = bare(text);
  if (number.size() < shape.size() || !fits(std::string_view(number).substr(0, shape.size()), shape))
    return std::nullopt;
  const std::string_view whole = number;
  auto read = with_supplement(whole.substr(0, shape.size()), whole.substr(shape.size()));
  if (!read) return std::nullopt;
  if (year_at == 0) return Number{std::move(*read), {}, ""};
  return dated(std::move(*read), year_at);
}

std::optional<Number> read_pma(std::string_view text) { return read_pma_like(text, "P######", 1); }
std::optional<Number> read_hde(std::string_view text) { return read_pma_like(text, "H######", 1); }

std::optional<Number> read_pma_old(std::string_view text) {
  if (auto number = read_pma_like(text, "BP######", 2)) return number;
  if (auto number = read_pma_like(text, "D######", 1)) return number;
  if (auto number = read_pma_like(text, "N######", 0)) return number;  // drug numbers: they count, they name no year
  return read_pma_like(text, "N#####", 0);
}

std::optional<Number> read_eua(std::string_view text) {
  std::string number = bare(text);
  if (fits(number, "EUA######")) return dated(std::move(number), 3);
  if (fits(number, "PEUA######")) return dated(std::move(number), 4);
  return std::nullopt;
}

std::optional<Number> read_513g(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "C######")) return std::nullopt;
  return dated(std::move(number), 1);
}

std::optional<Number> read_qsub(std::string_view text) {
  std::string number = bare(text);
  if (!fits(number, "Q######") && !fits(number, "G######")) return std::nullopt;
  return dated(std::move(number), 1);
}

std::optional<Number> read_product_code(std::string_view text) {
  std::string code = reading::without(reading::tidy(text), {"PRODUCT CODE", "EXEMPT", " "});
  if (!fits(code, "@@@")) return std::nullopt;
  return Number{std::move(code), {}, ""};
}

std::optional<Number> read_regulation(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"21CFR", "PART", "SECTION", "\xc2\xa7"});
  if (!fits(number, "8##.####")) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

std::optional<Number> read_recall(std::string_view text) {
  const std::string number = reading::without(reading::compact(text), {"FDA", "RECALL", "NUMBER", "NO."});
  const std::string_view digits = number;
  if (fits(digits, "Z######")) {
    return Number{"Z-" + number.substr(1, 4) + "-" + number.substr(5), reading::year_of_two_digits(digits.substr(5)),
                  ""};
  }
  if (!fits(digits, "Z########")) return std::nullopt;
  Number read{"Z-" + number.substr(1, 4) + "-" + number.substr(5), std::stoi(number.substr(5)), ""};
  if (*read.year < 1976 || *read.year > 2099) read.remark = "The number names the year " + number.substr(5) + ".";
  return read;
}

std::optional<Number> read_digits(std::string_view text, std::size_t shortest, std::size_t longest) {
  std::string number = reading::without(reading::compact(text), {"FDA", "FEI", "REGISTRATION", "ESTABLISHMENT", "EVENT",
                                                                 "OWNER", "OPERATOR", "NUMBER", "NO."});
  if (!all_digits(number) || number.size() < shortest || number.size() > longest) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

std::optional<Number> read_recall_event(std::string_view text) { return read_digits(text, 4, 6); }
std::optional<Number> read_fei(std::string_view text) { return read_digits(text, 7, 10); }
std::optional<Number> read_owner_operator(std::string_view text) { return read_digits(text, 7, 7); }

std::optional<Number> read_registration(std::string_view text) {
  auto number = read_digits(text, 7, 10);
  if (number && number->text.size() != 7 && number->text.size() != 10) return std::nullopt;
  return number;
}

std::optional<Number> read_listing(std::string_view text) {
  std::string number = reading::without(reading::compact(text), {"FDA", "LISTING", "NUMBER", "NO."});
  if (!fits(number, "@######")) return std::nullopt;
  // A premarket number is not a listing, whoever calls it one.
  if (std::string_view("GHKPQ").find(number[0]) != std::string_view::npos) return std::nullopt;
  return Number{std::move(number), {}, ""};
}

// FDA's decision codes of 510(k) and De Novo. The public files print four letters where the device was found equivalent
// (`SE` and the code), else the two of FDA's own list; the year-end files of old years print two throughout.
constexpr StatusMeaning premarket_notification[] = {
    {"SESE", allows, "Found substantially equivalent: the device may be marketed."},
    {"SE", allows, "Found substantially equivalent: the device may be marketed."},
    {"SESK", allows, "Found substantially equivalent, as a kit."},
    {"SK", allows, "Found substantially equivalent, as a kit."},
    {"SEKD", allows, "Found substantially equivalent, as a kit with drugs."},
    {"SESD", allows, "Found substantially equivalent, with a drug."},
    {"DENG", allows, "De Novo granted: the device may be marketed under a classification of its own."},
    {"SESU", person, "Found substantially equivalent with limitations: read what the device must not claim."},
    {"SU", person, "Found substantially equivalent with limitations: read what the device must not claim."},
    {"SESP", person, "Found substantially equivalent; surveillance after marketing is required."},
    {"SP", person, "Found substantially equivalent; surveillance after marketing is required."},
    {"ST", person, "Found substantially equivalent; each device has to be tracked."},
    {"PT", person, "Found substantially equivalent; tracking and surveillance after marketing are required."},
    {"SN", person, "Found substantially equivalent for some of the indications only: read for which."},
    {"KD", person, "Found substantially equivalent, as a kit with drugs: a pharmacist has to look."},
    {"SD", person, "Found substantially equivalent, with a drug: a pharmacist has to look."},
    {"SESR", person, "Found substantially equivalent; FDA notes a potential recall."},
    {"PR", person, "FDA proposes to take the clearance back."},
    {"RN", person, "An earlier refusal was taken back: read the later decision."},
    {"SA", person, "Waits for the approval of another device."},
    {"SF", person, "Waits for a policy that FDA has yet to make."},
    {"SI", person, "May be marketed after an inspection: ask for its result."},
    {"SW", person, "Waits for the approval of a drug."},
    {"EX", person, "Exempt by regulation: no clearance was needed or given."},
    {"PE", person, "On the market before 1976: no clearance was needed or given."},
    {"GP", person, "A general purpose article: no clearance was given."},
    {"NA", person, "Not actively regulated: no clearance was given."},
    {"ND", person, "FDA answered that this is not a device: no clearance was given."},
    {"NF", person, "Not a finished product: no clearance was given."},
    {"NR", person, "The submission was not required: no clearance was given."},
    {"RC", person, "Concerns a reconditioner or remanufacturer: no clearance was given."},
    {"TR", person, "A transitional device, which was once regulated as a drug: read which approval it has."},
    {"CR", person, "FDA asked for more and the applicant could not answer in time: nothing was decided."},
    {"DB", person, "Passed on to the centers for drugs or biologics: nothing was decided here."},
    {"DR", person, "Needs a review as a drug: nothing was decided here."},
    {"K4", person, "Closed by letter: nothing was decided."},
    {"NE", denies, "Found not substantially equivalent: it must not be marketed on this submission."},
    {"SC", denies, "Found not substantially equivalent: it cannot be marketed."},
    {"SL", denies, "Found not substantially equivalent, because of its labelling."},
    {"UR", denies, "Found not substantially equivalent: the data were not reliable."},
    {"RE", denies, "The clearance was rescinded."},
    {"UD", denies, "FDA was unable to determine whether it is equivalent."},
    {"UO", denies, "FDA was unable to determine whether it is equivalent; questions on a drug are open."},
    {"OD", denies, "FDA was unable to determine whether it is equivalent; questions on the device are open."},
    {"FB", denies, "Needs a premarket approval (PMA); a 510(k) does not do."},
    {"DD", denies, "Deleted as a duplicate."},
    {"DE", denies, "Deleted."},
    {"WD", denies, "Withdrawn by the applicant."},
};

// openFDA, device/pma, decision_code.
constexpr StatusMeaning premarket_approval[] = {
    {"APPR", allows, "Approved."},
    {"LE30", allows, "The 30-day notice of a changed manufacturing method was accepted.", Applies::supplement},
    {"OK30", allows, "The 30-day notice of a changed manufacturing method was accepted.", Applies::supplement},
    {"APRL", person, "Reclassified after approval: read which authorization the device needs now."},
    {"APCV", person, "Converted after approval: read to which number."},
    {"GT30", person, "A 30-day notice on which nothing was decided within 30 days."},
    {"WTDR", denies, "Withdrawn by the applicant."},
    {"DENY", denies, "Denied."},
    {"APWD", denies, "The approval was withdrawn."},
};
constexpr StatusMeaning humanitarian[] = {
    {"APPR", person,
     "Exempted for humanitarian use: only where the hospital's own review board (IRB) approved its use "
     "(21 CFR 814.124)."},
    {"APRL", person, "Reclassified after approval: read which authorization the device needs now."},
    {"APCV", person, "Converted after approval: read to which number."},
    {"WTDR", denies, "Withdrawn by the applicant."},
    {"DENY", denies, "Denied."},
    {"APWD", denies, "The exemption was withdrawn."},
};
constexpr StatusMeaning emergency[] = {
    {"ACTIVE", allows, "Authorized for the time of the declared emergency."},
    {"REVOKED", denies, "The authorization was revoked."},
    {"TERMINATED", denies, "The emergency's declaration has ended, and the authorization with it."},
};
// Classification file, SUBMISSION_TYPE_ID.
constexpr StatusMeaning submission_types[] = {
    {"1", denies, "Devices of this product code need a 510(k): they are not exempt."},
    {"2", denies, "Devices of this product code need a premarket approval (PMA): they are not exempt."},
    {"3", person, "FDA asks to be contacted on what devices of this product code need."},
    {"4", person,
     "Devices of this product code are exempt from 510(k). Whether this device is one of them, and within the limits "
     "of "
     "the exemption (the `.9` section of the part), a person has to say."},
    {"6", person, "Devices of this product code have a humanitarian device exemption."},
    {"7", person, "FDA does not enforce its requirements for this product code: that is no authorization."},
    {"8", person, "Devices of this product code have emergency use authorizations."},
};
constexpr StatusMeaning registration_states[] = {
    {"1", person, "The registration is active. That never denotes approval of a device (21 CFR 807.39)."},
    {"5", person, "The establishment waits for its registration number."},
};
constexpr StatusMeaning opinions[] = {
    {"ANSWERED", person, "FDA gave an opinion. It is evidence for a reviewer, never an authorization."},
};
// openFDA, device/enforcement, status, and device/recall, recall_status.
constexpr StatusMeaning recall_states[] = {
    {"ONGOING", denies, "The recall is under way."},
    {"OPEN, CLASSIFIED", denies, "The recall is under way."},
    {"OPEN", denies, "The recall is under way."},
    {"PENDING", denies, "The recall has begun; FDA has not ended its evaluation."},
    {"COMPLETED", person, "The firm has done what it announced; FDA has not ended the recall."},
    {"TERMINATED", person, "FDA has ended the recall: a person decides whether a suspension may be lifted."},
};

constexpr std::string_view in_510k[] = {"us-510k"};
constexpr std::string_view in_pma[] = {"us-pma"};
constexpr std::string_view in_csv[] = {"csv-authorizations"};
constexpr std::string_view in_classification[] = {"us-classification"};
constexpr std::string_view in_registration[] = {"us-registration"};
constexpr std::string_view in_recalls[] = {"us-recall", "us-enforcement"};

constexpr std::string_view examples_510k[] = {"K252054", "K991234", "K760001"};
constexpr std::string_view examples_cber[] = {"BK241097"};
constexpr std::string_view examples_denovo[] = {"DEN130013"};
constexpr std::string_view examples_pma[] = {"P970051/S054", "P940029", "P860004/S1234"};
constexpr std::string_view examples_pma_old[] = {"N18337", "D970003", "BP140103/S001"};
constexpr std::string_view examples_hde[] = {"H020007", "H020007/S003"};
constexpr std::string_view examples_eua[] = {"EUA200001", "PEUA200002"};
constexpr std::string_view examples_code[] = {"QIH", "LLZ"};
constexpr std::string_view examples_registration[] = {"1721676", "3006556115"};
constexpr std::string_view examples_fei[] = {"3006556115", "1721676"};
constexpr std::string_view examples_owner[] = {"9050123"};
constexpr std::string_view examples_listing[] = {"D123456"};
constexpr std::string_view examples_regulation[] = {"892.2050", "868.5820"};
constexpr std::string_view examples_513g[] = {"C210123"};
constexpr std::string_view examples_qsub[] = {"Q201234", "G190001"};
constexpr std::string_view examples_recall[] = {"Z-0359-2013", "Z-0661-06"};
constexpr std::string_view examples_event[] = {"52634"};

constexpr std::string_view search_510k = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/pmn.cfm";
constexpr std::string_view search_pma = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpma/pma.cfm";
constexpr std::string_view search_classification =
    "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpcd/classification.cfm";
constexpr std::string_view search_registration = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfrl/rl.cfm";
constexpr std::string_view search_recall = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfres/res.cfm";

constexpr Scheme schemes[] = {
    {"us-510k", "510(k) clearance", "US", authorization, read_510k, premarket_notification, in_510k, examples_510k,
     "None; it ends when FDA rescinds it, and a significant change needs a new one (21 CFR 807.81(a)(3)).", search_510k,
     "21 CFR part 807, subpart E; openFDA device/510k", 30},
    {"us-510k-cber", "510(k) clearance by FDA's center for biologics", "US", authorization, read_510k_cber,
     premarket_notification, in_510k, examples_cber,
     "None; it ends when FDA rescinds it, and a significant change needs a new one (21 CFR 807.81(a)(3)).", search_510k,
     "21 CFR part 807, subpart E; openFDA device/510k", 30},
    {"us-denovo", "De Novo classification", "US", authorization, read_denovo, premarket_notification, in_510k,
     examples_denovo, "None; older ones were granted on a K number.",
     "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/denovo.cfm",
     "21 CFR part 860, subpart D; FD&C Act 513(f)(2)", 30},
    {"us-pma", "Premarket approval (PMA)", "US", authorization, read_pma, premarket_approval, in_pma, examples_pma,
     "None; FDA withdraws it by order (21 CFR 814.46).", search_pma, "21 CFR part 814; openFDA device/pma", 30},
    {"us-pma-old", "Premarket approval under an older number (N, D, BP)", "US", authorization, read_pma_old,
     premarket_approval, in_pma, examples_pma_old, "None; FDA withdraws it by order (21 CFR 814.46).", search_pma,
     "21 CFR part 814; openFDA device/pma", 30},
    {"us-hde", "Humanitarian device exemption (HDE)", "US", authorization, read_hde, humanitarian, in_pma, examples_hde,
     "None; FDA withdraws it by order. The approval of the hospital's review board has an end of its own.",
     "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfhde/hde.cfm", "21 CFR part 814, subpart H; 814.124", 30},
    {"us-eua", "Emergency use authorization (EUA)", "US", authorization, read_eua, emergency, in_csv, examples_eua,
     "It ends with the declaration of the emergency, or when FDA revokes it.",
     "https://www.fda.gov/medical-devices/emergency-use-authorizations-medical-devices", "FD&C Act 564", 7},
    {"us-exempt", "Exemption from 510(k) by product code", "US", authorization, read_product_code, submission_types,
     in_classification, examples_code, "None; the class of a product code can change.", search_classification,
     "21 CFR 862 to 892; classification file, SUBMISSION_TYPE_ID", 90},
    {"us-registration", "Establishment registration", "US", company, read_registration, registration_states,
     in_registration, examples_registration, "31 December of each year (21 CFR 807.22).", search_registration,
     "21 CFR 807.39: it never denotes approval of the establishment or its products", 90},
    {"us-fei", "FDA establishment identifier (FEI)", "US", company, read_fei, registration_states, in_registration,
     examples_fei, "None; it identifies a place.", search_registration,
     "21 CFR 807.39; openFDA device/registrationlisting", 90},
    {"us-owner-operator", "Owner or operator number", "US", company, read_owner_operator, registration_states,
     in_registration, examples_owner, "None; it identifies a company.", search_registration,
     "21 CFR 807.39; openFDA device/registrationlisting", 90},
    {"us-listing", "Device listing", "US", listing, read_listing, registration_states, in_registration,
     examples_listing, "31 December of each year (21 CFR 807.22).", search_registration, "21 CFR 807.39", 90},
    {"us-product-code", "Product code", "US", product, read_product_code, submission_types, in_classification,
     examples_code, "None; the class of a product code can change.", search_classification, "21 CFR 862 to 892", 90},
    {"us-regulation",
     "Classification regulation (21 CFR)",
     "US",
     product,
     read_regulation,
     {},
     in_classification,
     examples_regulation,
     "None.",
     search_classification,
     "21 CFR 862 to 892",
     90},
    {"us-513g",
     "Request for information on classification, 513(g)",
     "US",
     opinion,
     read_513g,
     opinions,
     {},
     examples_513g,
     "None; it binds nobody.",
     "FDA does not publish these: ask the vendor for the letter.",
     "FD&C Act 513(g)",
     90},
    {"us-qsub",
     "Q-Submission, or exemption for an investigation (IDE)",
     "US",
     opinion,
     read_qsub,
     opinions,
     {},
     examples_qsub,
     "None; feedback, or permission to study a device, not to market it.",
     "FDA does not publish these: ask the vendor for the letter.",
     "21 CFR part 812; FDA guidance on Q-Submissions",
     90},
    {"us-recall", "Recall", "US", notice, read_recall, recall_states, in_recalls, examples_recall, "None.",
     search_recall, "21 CFR parts 7 and 806; openFDA device/recall, device/enforcement", 7},
    {"us-recall-event", "Recall event", "US", notice, read_recall_event, recall_states, in_recalls, examples_event,
     "None.", search_recall, "openFDA device/recall, device/enforcement", 7},
};

}  // namespace

constinit const Regulator regulators_table::fda = {"fda", "U.S. Food and Drug Administration", "US", schemes};

}  // namespace formulary::domain
