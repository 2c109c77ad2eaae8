#include "tests/support/idsig_builder.hpp"

#include "tests/support/apk_signer.hpp"

namespace formulary::support {

namespace {

constexpr std::size_t page = 4096;

Bytes digests_of_pages(const Bytes& content) {
  const Bytes padded = aligned(content.empty() ? Bytes(page, '\0') : content, page);
  Bytes out;
  for (std::size_t at = 0; at < padded.size(); at += page) out += digest(padded.substr(at, page));
  return out;
}

Bytes signing_info(const Bytes& package, const IdsigRecipe& recipe, const Signer& signer, const Bytes& root) {
  const Bytes certificate = recipe.certificate.value_or(signer.certificate_der());
  const Bytes to_sign = u64(package.size()) + u32(recipe.hash_algorithm) + u8(recipe.page_bits) +
                        prefixed32(recipe.salt) + prefixed32(recipe.signed_root.value_or(root)) +
                        prefixed32(recipe.apk_digest) + prefixed32(certificate) + prefixed32("");
  return prefixed32(recipe.apk_digest) + prefixed32(certificate) + prefixed32("") +
         prefixed32(signer.key.public_key()) + u32(recipe.algorithm.value_or(usual_algorithm(signer.key))) +
         prefixed32(signer.key.sign(u32(to_sign.size() + 4) + to_sign));
}

}  // namespace

std::pair<Bytes, Bytes> hash_tree(const Bytes& content) {
  Bytes level = aligned(digests_of_pages(content), page);
  Bytes levels = level;
  while (level.size() > page) {
    level = aligned(digests_of_pages(level), page);
    levels = level + levels;
  }
  return {digest(level), levels};
}

Bytes idsig_file(const Bytes& package, const IdsigRecipe& recipe) {
  const auto [own_root, own_tree] = hash_tree(package);
  const Bytes root = recipe.root.value_or(own_root);
  Bytes infos = signing_info(package, recipe, recipe.signer, root);
  for (const auto& [id, signer] : recipe.more) {
    infos += u32(id) + prefixed32(signing_info(package, recipe, signer, root));
  }
  const Bytes hashing = u32(recipe.hash_algorithm) + u8(recipe.page_bits) + prefixed32(recipe.salt) + prefixed32(root);
  return u32(recipe.version) + prefixed32(hashing) + prefixed32(infos) + prefixed32(recipe.tree.value_or(own_tree));
}

}  // namespace formulary::support
