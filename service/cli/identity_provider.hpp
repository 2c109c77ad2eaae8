// The configured identity provider, with its secret read and its way to the network.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "service/config.hpp"
#include "service/usecases/ports/identity_provider.hpp"
#include "service/usecases/ports/world.hpp"

namespace formulary::cli {

/// Null where none is configured. Throws std::invalid_argument with a sentence that says what to change.
/// `on_trouble` is told why the provider could not be reached, for the log; from any thread.
std::unique_ptr<usecases::IdentityProvider> open_identity_provider(const SignInConfig& config, usecases::World& world,
                                                                   std::function<void(const std::string&)> on_trouble);

}  // namespace formulary::cli
