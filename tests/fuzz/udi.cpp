// Text that may be a unique device identification, or any other number of an authority.
#include "service/domain/udi/udi.hpp"

#include "service/domain/regulators/regulator.hpp"
#include "tests/fuzz/target.hpp"

namespace formulary::fuzz::udi {

void run(View data) {
  const std::string_view text = bytes::as_text(data);
  using enum domain::IssuingAgency;
  for (const domain::IssuingAgency agency : {gs1, hibcc, iccbba, ifa}) (void)domain::read_udi(text, agency);
  (void)domain::read_udi(text);
  // What a reader wrote, it reads again as the same.
  for (const domain::Identified& identified : domain::identify(text)) {
    const auto again = identified.scheme->read(identified.number.text);
    if (!again || again->text != identified.number.text) __builtin_trap();
  }
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> texts = {
      "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234",
      "]d201008445880189231728123110A1\x1d"
      "21S7",
      "https://id.gs1.org/01/00844588018923/10/A1%2F2/21/S7?17=281231&8012=4.2.0",
      "+A123BJC5D6E71G +$$52001510X3GD",
      "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123",
      "[)>\x1e"
      "06\x1d"
      "9N110375286414\x1d"
      "1T12345ABCD\x1d"
      "D150617\x1dS12345678901234\x1e\x04",
  };
  for (const domain::Regulator* regulator : domain::regulators()) {
    for (const domain::Scheme& scheme : regulator->schemes) texts.emplace_back(scheme.examples.front());
  }
  return texts;
}

}  // namespace formulary::fuzz::udi
